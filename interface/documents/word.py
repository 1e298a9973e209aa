"""A document as a Word file, from the same blocks as its PDF."""

import re
import unicodedata
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from interface.charts import Chart, png
from interface.documents.blocks import (
    Block,
    Bullets,
    Document,
    Figures,
    Heading,
    Paragraph,
    Picture,
    Table,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"
TEXT_WIDTH = 16.6  # centimetres
_NO_TEXT = {"Cc", "Cf", "Cs", "Cn", "Co"}  # control, format, halves, none, private


def printable(text: str) -> str:
    """The text without what XML, Word or a reading direction would stumble over."""
    lines = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)
    kept = (c for c in lines if c == "\n" or unicodedata.category(c) not in _NO_TEXT)
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def word(document: Document) -> bytes:
    """The same blocks as in the PDF, in an ordinary typeface, on A4."""
    made = docx.Document()
    _set_page(made, document)
    made.add_heading(printable(document.title), 0)
    if document.subtitle:
        made.add_paragraph(printable(document.subtitle), style="Subtitle")
    for block in document.blocks:
        _add(made, block)
    made.sections[0].footer.paragraphs[0].text = printable(document.footer)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _set_page(made: Any, document: Document) -> None:
    """A4, a plain typeface, British English, and nobody's name in the properties."""
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(10.5)
    style.element.rPr.append(style.element.makeelement(qn("w:lang"), {qn("w:val"): "en-GB"}))
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
        fonts = made.styles[name].element.rPr.rFonts
        for place in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(place), None)
        made.styles[name].font.name = FONT
    properties = made.core_properties
    properties.title, properties.author = printable(document.title), document.author
    properties.comments, properties.language = "", "en-GB"


def _add(made: Any, block: Block) -> None:
    match block:
        case Heading(text, level):
            made.add_heading(printable(text), level)
        case Paragraph(text, quiet):
            run = made.add_paragraph().add_run(printable(text))
            run.font.size = Pt(9) if quiet else None
        case Bullets(items):
            for item in items:
                made.add_paragraph(printable(item), style="List Bullet")
        case Figures(items):
            _table(made, [one.label.capitalize() for one in items], [[f.value for f in items]])
        case Table(headings, rows):
            _table(made, headings, rows, block.widths)
        case Picture(chart):
            _picture(made, chart)


def _picture(made: Any, chart: Chart) -> None:
    """A chart below its title and description, which it has as alternative text too."""
    title = made.add_paragraph()
    title.add_run(printable(chart.title)).bold = True
    described = made.add_paragraph(printable(chart.description))
    title.paragraph_format.keep_with_next = described.paragraph_format.keep_with_next = True
    drawn = made.add_picture(BytesIO(png(chart)), width=Cm(TEXT_WIDTH))
    drawn._inline.docPr.set("descr", printable(f"{chart.title}. {chart.description}"))


def _table(
    made: Any,
    headings: Iterable[str],
    rows: Iterable[Iterable[str]],
    widths: Iterable[float] = (),
) -> None:
    """A table whose first row is its heading, repeated on every page it reaches."""
    names = list(headings)
    table = made.add_table(rows=1, cols=len(names), style="Light Grid Accent 1")
    table.autofit = False
    shares = list(widths) or [1] * len(names)
    for line in [names, *rows]:
        cells = table.rows[0].cells if line is names else table.add_row().cells
        for cell, text, share in zip(cells, line, shares, strict=True):
            cell.text = printable(text)
            cell.width = Cm(TEXT_WIDTH * share / sum(shares))
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
