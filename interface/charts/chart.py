"""What every chart is once drawn: a picture, its words, and the same numbers as a table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from interface.charts import words
from interface.charts.units import NOTHING


def plainly(value: Any) -> str:
    """A cell as text: a dash for nothing, a day in words, a count with separators."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, date):
        return words.day(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table twin and how its values are written.

    named: in a list, its values do not speak for themselves and need the column's name.
    """

    text: str
    numeric: bool = False
    show: Callable[[Any], str] = plainly
    named: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart.

    svg: the picture, to be put in a page as it is. title and description: what a screen reader
    says, and what stands above the picture. columns and rows: the table twin, holding the plotted
    values themselves (numbers, days, texts, None where there is none). width and height: of the
    picture, in its own units. notes: what is told below the plot, in words: what happened when,
    and how far the lines can be trusted. recent_first: a narrow screen meets the right-hand end
    first. list_when_narrow: there, the rows stand as a list in place of the picture.
    """

    svg: SafeString
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    width: float
    height: float
    notes: tuple[str, ...] = ()
    recent_first: bool = False
    list_when_narrow: bool = False

    @property
    def cells(self) -> list[list[tuple[Column, str]]]:
        """The rows as they are written, each cell with its column."""
        return [
            [(column, column.show(value)) for column, value in zip(self.columns, row, strict=True)]
            for row in self.rows
        ]

    @property
    def items(self) -> list[list[tuple[Column, str]]]:
        """The cells of each row that hold anything."""
        return [[cell for cell in row if cell[1] != NOTHING] for row in self.cells]
