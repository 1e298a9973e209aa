"""A pack read back: its own figures and the trust's, nobody else's, and no letter's text."""

from io import BytesIO

import docx
import pytest

from audits.models import Finding
from audits.packs import documents
from audits.packs.figures import figures_of
from audits.results.figures import Share
from interface.directory.models import Specialty
from interface.documents import pdf, word
from tests.audits.factories import AuditFactory
from tests.audits.packs.conftest import LETTERS, MISSED

pytestmark = pytest.mark.django_db
ON = documents.date(2026, 5, 1)


def read(audit, name, dana):
    """Every word of a pack, as Word opens it."""
    figures = figures_of(audit, Specialty.objects.get(name=name), by=dana)
    opened = docx.Document(BytesIO(word(documents.account(figures, on=ON))))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    footer = opened.sections[0].footer.paragraphs[0].text
    return "\n".join([*(one.text for one in opened.paragraphs), *cells, footer])


def test_a_pack_holds_its_own_figures_beside_the_trust_s(audit, dana):
    said = read(audit, "Demo cardiology", dana)
    missed = MISSED["Demo cardiology"]
    assert f"{LETTERS - missed} of {LETTERS}" in said
    assert f"{2 * LETTERS - sum(MISSED.values())} of {2 * LETTERS}" in said
    for words in (
        "Chase a scan that demo cardiology ordered", "The letter says who chases the result.",
        "Scans of Demo cardiology", "Demo Town", "protocol 1.0",
    ):  # fmt: skip
        assert words in said


def test_a_pack_holds_nothing_of_another_specialty_a_practice_or_a_letter(audit, dana):
    said = read(audit, "Demo cardiology", dana)
    missed = MISSED["Demo orthopaedics"]
    for words in (
        "orthopaedics", "Demo Surgery", "kindly do everything",
        f"{missed} of {LETTERS}", f"{LETTERS - missed} of {LETTERS}",
    ):  # fmt: skip
        assert words not in said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 0, "None judged"), (9, 29, "9 of 29 letters"), (15, 30, "50.0% (33.2 to 66.8), 15 of 30")],
)
def test_few_letters_are_counts_without_a_rate(part, whole, said):
    assert documents._in_full(Share(part, whole)) == said


def test_a_paraphrase_that_the_guard_would_refuse_today_is_left_out(audit, dana):
    Finding.objects.update(paraphrase="chase the scan of 943 476 5919")
    assert "943" not in read(audit, "Demo cardiology", dana)


def test_invented_data_are_labelled_on_every_page(audit, dana):
    audit.is_demonstration = True
    figures = figures_of(audit, Specialty.objects.get(name="Demo cardiology"), by=dana)
    account = documents.account(figures, on=ON)
    assert account.footer == documents.INVENTED and "(invented)" in account.subtitle
    assert not figures.issues  # real issues have no place beside invented letters


def test_a_pack_without_any_letter_is_still_a_document(trust, dana):
    figures = figures_of(AuditFactory(trust=trust), Specialty.objects.first(), by=dana)
    assert pdf(documents.account(figures, on=ON)).startswith(b"%PDF-")
