"""What a document is made of. Every text is plain: nothing in it is read as markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from interface.charts import Chart


@dataclass(frozen=True)
class Heading:
    """A heading below the title; level 1 to 3, no level left out on the way down."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a quiet one is a note in smaller grey type."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list without an order."""

    items: Sequence[str]


@dataclass(frozen=True)
class Figure:
    """A number, already written as a reader writes it, and what it counts."""

    value: str
    label: str


@dataclass(frozen=True)
class Figures:
    """Up to four numbers side by side."""

    items: Sequence[Figure]


@dataclass(frozen=True)
class Table:
    """Rows of words under headings; the first column names its row.

    numeric: how many columns at the right hold numbers. widths: shares of the page, one for each
    column (equal if left out). Raises ValueError where a row has another number of cells.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: int = 0
    widths: Sequence[float] = ()

    def __post_init__(self) -> None:
        across = len(self.headings)
        if any(len(row) != across for row in self.rows) or len(self.widths) not in (0, across):
            raise ValueError(f"a table of {across} columns has a row or widths of another number")


@dataclass(frozen=True)
class Picture:
    """A chart; its title and description stand as text, the picture has them as alternative."""

    chart: Chart


Block = Heading | Paragraph | Bullets | Figures | Table | Picture


@dataclass(frozen=True)
class Document:
    """A document in British English: its title, a line under it, and its blocks in order.

    footer: what stands at the foot of every page, beside its number.
    """

    title: str
    blocks: Sequence[Block]
    subtitle: str = ""
    footer: str = ""
    author: str = "Primary and Secondary Care Interface Group"


def as_data(block: Block) -> dict[str, Any]:
    """A block as what document.typ reads."""
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(text, quiet):
            return {"kind": "paragraph", "text": text, "quiet": quiet}
        case Bullets(items):
            return {"kind": "bullets", "items": list(items)}
        case Figures(items):
            return {"kind": "figures", "items": [[one.value, one.label] for one in items]}
        case Table(headings, rows, numeric, widths):
            shares = list(widths) or [1] * len(headings)
            return {
                "kind": "table",
                "headings": list(headings),
                "rows": [list(row) for row in rows],
                "numeric": numeric,
                "widths": shares,
            }
        case Picture(chart):
            return {
                "kind": "picture",
                "svg": chart.svg,
                "title": chart.title,
                "description": chart.description,
            }
