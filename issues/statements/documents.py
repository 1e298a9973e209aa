"""The monthly update on paper: one account of it, as a PDF and as a Word document."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import docx
from django.core.cache import cache
from django.utils.text import capfirst
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from interface.documents import (
    Block,
    Bullets,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Table,
    pdf,
)
from issues.statements.figures import FIGURES_KEPT, fingerprint
from issues.statements.models import StatementVersion
from issues.statements.monthly import MonthlyUpdate
from issues.statements.words import printable

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"
DAYS = "days to an answer, half of them sooner"
TOO_FEW = "days to an answer: too few to say"
INVENTED = " (invented for demonstration)"


def account(update: MonthlyUpdate) -> Document:
    """The update as a document of one page, as long as a month has no more than a few."""
    figures = update.figures
    blocks: list[Block] = [
        Figures(
            [
                Figure(figures.raised, "issues raised"),
                Figure(figures.closed, "closed"),
                Figure(figures.median_days or "–", DAYS if figures.median_days else TOO_FEW),
                Figure(figures.praise, "times praise"),
            ]
        ),
        Heading("What it was about"),
    ]
    if figures.themes:
        blocks.append(
            Table(
                ["Most frequent", "Issues"],
                [[label, f"{count:,}"] for label, count in figures.themes],
                numeric=1,
                widths=[4, 1],
            )
        )
    else:
        blocks.append(Paragraph("No kind of problem was raised often enough to be told apart."))
    for heading, versions in update.sections:
        rows = [[_said(version), capfirst(version.did)] for version in versions]
        blocks += [
            Heading(heading),
            Table([versions[0].said_label, versions[0].did_label], rows, widths=[1, 1]),
        ]
    if not update.sections:
        blocks.append(Paragraph("Nothing is ready to be told about this month yet."))
    blocks.append(
        Paragraph(
            "The words are the integration team’s. Counts of fewer than five are left out, "
            "so that nobody can be guessed.",
            quiet=True,
        )
    )
    return Document(
        title="You said, we did",
        subtitle=f"{update.month:%B %Y}",
        blocks=blocks,
        footer="Primary and Secondary Care Interface Group",
    )


def _said(version: StatementVersion) -> str:
    about = f"{version.specialty}: " if version.specialty else ""
    return f"{about}{version.said}{INVENTED if version.statement.is_demonstration else ''}"


def as_pdf(update: MonthlyUpdate) -> bytes:
    return _kept("pdf", account(update))


def as_word(update: MonthlyUpdate) -> bytes:
    return _kept("docx", account(update))


def _kept(kind: str, document: Document) -> bytes:
    """A file made once for the same content, so that asking again costs nothing.

    A statement that is withdrawn changes the content, and with it the key.
    """
    key = f"issues.monthly_update:{kind}:{fingerprint(document)}"
    made = cache.get(key)
    if made is None:
        made = pdf(document) if kind == "pdf" else word_document(document)
        cache.set(key, made, FIGURES_KEPT)
    return made


# Word ---------------------------------------------------------------------------------------


def word_document(document: Document) -> bytes:
    """The same blocks in Word, in an ordinary typeface; pictures have no place in these."""
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
        case _:
            raise TypeError(f"{type(block).__name__} is not drawn in Word")


def _table(made: Any, headings: Iterable[str], rows: Iterable[Iterable[str]], widths=()) -> None:
    """A table whose first row is its heading, repeated on every page it reaches."""
    names = list(headings)
    table = made.add_table(rows=1, cols=len(names), style="Light Grid Accent 1")
    table.autofit = False
    shares = list(widths) or [1] * len(names)
    for line in [names, *rows]:
        cells = table.rows[0].cells if line is names else table.add_row().cells
        for cell, text, share in zip(cells, line, shares, strict=True):
            cell.text = printable(text)
            cell.width = Cm(16.6 * share / sum(shares))
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
