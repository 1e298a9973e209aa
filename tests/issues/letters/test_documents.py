from datetime import date
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX

from issues.letters.documents import word_document
from issues.letters.filling import fill
from tests.issues.factories import IssueFactory
from tests.issues.letters.factories import RuleFactory, VersionFactory

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>alert(1)</script>",
    "]]><w:p/>&amp;&lt;",
    "{{ request.user }} {% debug %} ${x}",
    "=cmd|' /C calc'!A0",
    "a\x00b\x0bc\ud800d\ufffe",
    "[Patient name] [",
    "Ünïcödé 漢字 🏥",
]


def letter(**changes):
    version = VersionFactory(**changes.pop("version", {}))
    ticked = {"requests": version.request_items, "reasons": version.reason_items}
    return fill(version, **{**ticked, "on": date(2026, 11, 12), **changes})


def opened(letter):
    return docx.Document(BytesIO(word_document(letter)))


def text_of(document):
    """What a reader sees, with the bullets that Word draws itself."""
    lines = [
        f"- {paragraph.text}" if paragraph.style.name == "List Bullet" else paragraph.text
        for paragraph in document.paragraphs
    ]
    return "\n".join(lines)


def test_the_document_says_what_the_page_says():
    RuleFactory(code="R1")
    RuleFactory(code="R2")
    filled = letter(issue=IssueFactory(), practice="Demo Surgery")
    assert text_of(opened(filled)) == filled.text


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_are_words_like_any_other(words):
    stored = "".join(c for c in words if c not in "{\x00\ud800")  # what a table may hold
    filled = letter(practice=words, version={"reasons": stored, "agreed_by_trust_side": stored})
    assert text_of(opened(filled)) == filled.text


def test_the_blanks_are_marked():
    runs = [run for paragraph in opened(letter()).paragraphs for run in paragraph.runs]
    marked = {run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW}
    assert {"[Patient name]", "[Your name and role]", "[Specialty]"} <= marked


def test_the_properties_name_nobody():
    properties = opened(letter()).core_properties
    assert properties.author == "" and properties.last_modified_by == ""
    assert properties.comments == "" and "Demo letter" in properties.title


def test_past_its_review_the_document_says_so():
    assert "may be out of date" in opened(letter(version={"past_review": True})).paragraphs[-1].text
