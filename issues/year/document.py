"""The year as a document for an appraisal: counts, and references that mean something here only."""

from collections.abc import Sequence

from interface.documents import (
    Block,
    Bullets,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Table,
)
from issues.wording import counted, day, duration
from issues.year.figures import Count, Year

MOST_REFERENCES = 300


def document(year: Year) -> Document:
    """What the page says, in the same order."""
    return Document(
        title=year.title,
        subtitle=str(year.practice),
        footer=f"Counted on {day(year.counted_on)}. No patient details.",
        blocks=_blocks(year) if not year.is_empty else [Paragraph("Nothing was raised this year.")],
    )


def _blocks(year: Year) -> list[Block]:
    return [
        Figures(_figures(year)),
        Heading("What we raised"),
        *(_table("Kind", year.by_kind) if len(year.by_kind) > 1 else []),
        *_table("Category", year.by_category),
        *_table("Specialty", year.by_specialty),
        *_changed(year),
        *_answers(year),
        *_minutes(year),
        *_praise(year),
        *_references(year),
    ]


def _figures(year: Year) -> list[Figure]:
    wait = "–" if year.median_wait is None else str(year.median_wait)
    return [
        Figure(f"{year.raised:,}", "raised"),
        Figure(f"{year.answered:,}", "answered"),
        Figure(wait, "working days to the first answer, for half of them"),
        Figure(duration(year.minutes), "reported as lost"),
    ]


def _table(what: str, counts: Sequence[Count]) -> list[Block]:
    rows = [[one.label, f"{one.number:,}"] for one in counts]
    return [Table([what, "Raised"], rows, numeric=1, widths=[4, 1])]


def _changed(year: Year) -> list[Block]:
    closed = [
        f"{one.label}: {len(one.references):,} ({_listed(one.references)})" for one in year.outcomes
    ]
    said = [f"{label}: {number:,}" for label, number in year.fixed_answers]
    blocks: list[Block] = [Heading("What changed")]
    blocks += [Bullets(closed)] if closed else [Paragraph("Nothing is closed yet.")]
    if said:
        blocks += [
            Paragraph("Asked four weeks after a closing whether it was fixed, we said:"),
            Bullets(said),
        ]
    return blocks


def _listed(references: Sequence[str], most: int = 30) -> str:
    shown = ", ".join(references[:most])
    return f"{shown} and {len(references) - most:,} more" if len(references) > most else shown


def _answers(year: Year) -> list[Block]:
    said = f"{year.answered:,} of {year.raised:,} had an answer."
    if year.median_wait is not None:
        said += (
            f" Half of the first answers came within {counted(year.median_wait, 'working day')}."
        )
    if year.open:
        said += f" {year.open:,} still waited for one on {day(year.counted_on)}."
    return [Heading("Answers"), Paragraph(said)]


def _minutes(year: Year) -> list[Block]:
    said = year.said_minutes
    if not said:
        return []
    words = f"{duration(year.minutes)} in {counted(len(said), 'report')} that said so, "
    words += "counted by the lower end of each band."
    return [Heading("Time lost"), Paragraph(words)]


def _praise(year: Year) -> list[Block]:
    if not year.praise:
        return []
    words = f"We thanked the hospital {counted(len(year.praise), 'time')}: {_listed(year.praise)}."
    return [Heading("Praise sent"), Paragraph(words)]


def _references(year: Year) -> list[Block]:
    if not year.issues:
        return []
    rows = [
        [
            str(issue),
            day(issue.raised_at),
            issue.category.label,
            str(issue.specialty or "Not sure"),
            issue.get_outcome_display() or issue.get_status_display(),
        ]
        for issue in year.issues[:MOST_REFERENCES]
    ]
    headings = ["Reference", "Raised", "Category", "Specialty", "Where it stands"]
    blocks: list[Block] = [Heading("Every one of them")]
    blocks.append(Table(headings, rows, widths=[1.5, 1.8, 2, 2, 2]))
    if left_out := year.raised - len(rows):
        blocks.append(Paragraph(f"{left_out:,} earlier ones are left out here.", quiet=True))
    return blocks
