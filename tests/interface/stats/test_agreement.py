"""Agreement equals the goldens, and the same by differentiating numerically."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interface.stats import agreement, wilson
from tests.interface.stats.golden_files import STATS, differences

TABLES = st.integers(2, 4).flatmap(
    lambda k: st.lists(st.lists(st.integers(1, 60), min_size=k, max_size=k), min_size=k, max_size=k)
)


@pytest.mark.parametrize("case", STATS["agreement"], ids=lambda c: str(c["input"]["table"]))
def test_every_field_of_every_golden_table_is_equal(case):
    found = agreement(case["input"]["table"])
    assert differences(found, case["expected"], STATS["tolerance"]) == []


def kappa(cells):
    """From disagreement: one less the ratio of that seen to that expected."""
    k = len(cells)
    rows, columns = list(map(sum, cells)), list(map(sum, zip(*cells, strict=True)))
    seen = sum(cells[i][j] for i in range(k) for j in range(k) if i != j)
    chance = sum(rows[i] * columns[j] for i in range(k) for j in range(k) if i != j)
    return 1 - seen / chance


def ac1(cells):
    k = len(cells)
    rows, columns = list(map(sum, cells)), list(map(sum, zip(*cells, strict=True)))
    seen = sum(cells[i][j] for i in range(k) for j in range(k) if i != j)
    means = [(row + column) / 2 for row, column in zip(rows, columns, strict=True)]
    return 1 - seen / (1 - (1 - sum(mean**2 for mean in means)) / (k - 1))


def numeric_error(coefficient, counts):
    """The delta method by central differences over the cells of a multinomial."""
    n, k = sum(map(sum, counts)), len(counts)
    shares = [[cell / n for cell in row] for row in counts]
    slopes, step = {}, 1e-6
    for i in range(k):
        for j in range(k):
            up, down = ([row[:] for row in shares] for _ in range(2))
            up[i][j] += step
            down[i][j] -= step
            slopes[i, j] = (coefficient(up) - coefficient(down)) / (2 * step)
    mean = sum(shares[i][j] * slope for (i, j), slope in slopes.items())
    return math.sqrt(
        sum(shares[i][j] * (slope - mean) ** 2 for (i, j), slope in slopes.items()) / n
    )


@settings(max_examples=60)
@given(TABLES)
def test_coefficients_and_errors_agree_with_numeric_differentiation(table):
    found = agreement(table)
    n = sum(map(sum, table))
    shares = [[cell / n for cell in row] for row in table]
    assert found.kappa == pytest.approx(kappa(shares), abs=1e-9)
    assert found.kappa_se == pytest.approx(numeric_error(kappa, table), rel=1e-4, abs=1e-6)
    assert found.ac1 == pytest.approx(ac1(shares), abs=1e-9)
    assert found.percent_agreement_wilson95 == wilson(
        sum(row[place] for place, row in enumerate(table)), n
    )
    for value, error, (lower, upper) in (
        (found.kappa, found.kappa_se, found.kappa_ci95),
        (found.ac1, found.ac1_se, found.ac1_ci95),
    ):
        assert lower == pytest.approx(max(-1, value - 1.959963984540054 * error))
        assert upper == pytest.approx(min(1, value + 1.959963984540054 * error))


@settings(max_examples=60)
@given(TABLES)
def test_the_error_of_ac1_agrees_with_numeric_differentiation(table):
    found = agreement(table).ac1_se
    assert found == pytest.approx(numeric_error(ac1, table), rel=1e-4, abs=1e-6)


@given(TABLES)
def test_it_does_not_matter_which_reviewer_is_first(table):
    swapped = agreement([list(column) for column in zip(*table, strict=True)])
    found = agreement(table)
    assert swapped.kappa == pytest.approx(found.kappa)
    assert swapped.ac1_se == pytest.approx(found.ac1_se)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([], "two or more"),
        ([[5]], "two or more"),
        ([[1, 2], [3]], "row 2: 1 columns"),
        ([[0, 0], [0, 0]], "no letters"),
        ([[1, -1], [0, 3]], "row 1.*negative"),
        ([[1, 0.5], [0, 3]], "row 1, column 2.*whole number"),
        ([[1, 2], [True, 3]], "row 2, column 1.*not a number"),
    ],
)
def test_wrong_tables_are_refused_saying_where(table, words):
    with pytest.raises(ValueError, match=f"agreement.*{words}"):
        agreement(table)
