from io import BytesIO

import docx
import pytest

from issues.statements import documents
from issues.statements.monthly import monthly_update
from tests.directory.factories import SpecialtyFactory
from tests.issues.statements.factories import MONTH, public
from tests.issues.statements.test_views import HOSTILE

pytestmark = pytest.mark.django_db


def cells(document):
    return [
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    ]  # fmt: skip


def test_the_word_document_opens_again_with_every_part():
    public(said="Scans were chased.", specialty=SpecialtyFactory(name="Demo cardiology"))
    public(kind="praise", said="A fine letter.", did="")
    public(result="not_possible", said="One number for all.", did="there is one switchboard.")
    opened = docx.Document(BytesIO(documents.as_word(monthly_update(MONTH))))
    text = [paragraph.text for paragraph in opened.paragraphs]
    assert text[:2] == ["You said, we did", "January 2026"]
    for heading in ("What it was about", "You said, we could not", "Praise"):
        assert heading in text
    assert "Demo cardiology: Scans were chased." in cells(opened)
    assert "We could not, because" in cells(opened) and "under 5" in cells(opened)
    assert opened.core_properties.language == "en-GB"
    assert text.index("You said, we could not") < text.index("Praise")


def test_hostile_words_stay_words_in_both_files():
    specialty = SpecialtyFactory(name="Ear\x07 <b>")
    public(said=HOSTILE, did=f"{HOSTILE} Ünïcödé 漢字 🏥", specialty=specialty)
    update = monthly_update(MONTH)
    opened = docx.Document(BytesIO(documents.as_word(update)))
    assert f"Ear <b>: {HOSTILE}" in cells(opened)
    assert documents.as_pdf(update).startswith(b"%PDF-")


def test_the_same_month_gives_the_same_file_again():
    public()
    assert documents.as_pdf(monthly_update(MONTH)) == documents.as_pdf(monthly_update(MONTH))


def test_an_invented_statement_says_so_on_paper():
    version = public()
    version.statement.is_demonstration = True
    version.statement.save()
    assert "invented for demonstration" in repr(documents.account(monthly_update(MONTH)))


def test_an_empty_month_makes_files_too():
    update = monthly_update(MONTH)
    assert docx.Document(BytesIO(documents.as_word(update))).paragraphs
    assert documents.as_pdf(update).startswith(b"%PDF-")
