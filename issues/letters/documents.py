"""A filled letter as a Word document, ready for the practice's clinical system."""

import re
from io import BytesIO

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from issues.letters.filling import BULLET, FilledLetter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"
_BLANK = re.compile(r"(\[[^\]]+\])")


def word_document(letter: FilledLetter) -> bytes:
    """The same lines as on the page: one paragraph each, blanks marked in yellow."""
    document = Document()
    _set_page(document, title=f"{letter.version.letter}")
    subject, *lines, note = letter.lines
    _write(document.add_paragraph(), subject, bold=True)
    for line in lines:
        if line.startswith(BULLET):
            _write(document.add_paragraph(style="List Bullet"), line.removeprefix(BULLET))
        else:
            _write(document.add_paragraph(), line)
    _write(document.add_paragraph(), note, size=9)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_page(document, *, title):
    """A4, a plain typeface, and nobody's name in the properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.element.rPr.append(_language(style))
    style.paragraph_format.space_after = Pt(0)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.language = "en-GB"


def _language(style):
    """British spelling for whoever opens it."""
    return style.element.makeelement(qn("w:lang"), {qn("w:val"): "en-GB"})


def _write(paragraph, words, *, bold=False, size=None):
    for part in _BLANK.split(words):
        if part:
            run = paragraph.add_run(part)
            run.bold = bold or None
            if size:
                run.font.size = Pt(size)
            if _BLANK.fullmatch(part):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
