"""The monthly update on paper: one account of it, as a PDF and as a Word document."""

from django.core.cache import cache
from django.utils.text import capfirst

from interface.documents import (
    Block,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Table,
    pdf,
    word,
)
from issues.statements.figures import FIGURES_KEPT, fingerprint
from issues.statements.models import StatementVersion
from issues.statements.monthly import MonthlyUpdate

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
        made = pdf(document) if kind == "pdf" else word(document)
        cache.set(key, made, FIGURES_KEPT)
    return made
