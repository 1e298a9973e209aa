"""Nothing that leaves as CSV is a formula."""

import pytest

from audits.exports import harmless


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "|cmd"]
)
def test_what_a_spreadsheet_would_take_for_a_formula_becomes_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["B3", "not_met", "", "a=b", -5, 3.5, None])
def test_other_texts_and_numbers_stay(cell):
    assert harmless(cell) == cell
