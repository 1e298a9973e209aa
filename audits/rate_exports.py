"""An audit's rates as a file: the lines of its page, with how they were made.

Small counts of a file that leaves the service are left out for those who need no more than the
rates, together with what would let them be worked out by subtraction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import xlsxwriter

from audits.models import Audit
from audits.rates import FEWEST, Counts, Line, Results
from interface.nhsuk.templatetags.nhsuk import moment
from interface.vocabulary import Ask

SMALL = range(1, 5)
LEFT_OUT = "left out"
HEADER = [
    "ask", "ask_name", "counted_by", "specialty_code", "specialty", "month", "met", "not_met",
    "judged", "rate_percent", "interval_95_from_percent", "interval_95_to_percent",
    "not_applicable", "cannot_judge", "not_judged",
]  # fmt: skip
DECIMALS = 4

RATE, JUDGED, REST = "rate", "judged", "rest"
Cell = str | int | float


@dataclass(frozen=True)
class Row:
    """One line of a file; hidden: which of its figures are left out."""

    ask: Ask
    part: str  # all, specialty or month
    line: Line
    hidden: frozenset[str] = frozenset()

    def cells(self) -> list[Cell]:
        counts, line = self.line.counts, self.line
        met: list[Cell] = [counts.met, counts.not_met]
        rated: list[Cell] = ["", "", ""]
        if counts.percentage is not None and counts.interval is not None:
            rated = [round(share, DECIMALS) for share in (counts.percentage, *counts.interval)]
        rest: list[Cell] = [counts.not_applicable, counts.cannot_judge, counts.not_judged]
        return [
            self.ask.value,
            self.ask.label,
            self.part,
            line.key if self.part == "specialty" else "",
            line.label if self.part == "specialty" else "",
            str(line.query["month"]) if self.part == "month" else "",
            *(_left_out(met) if RATE in self.hidden else met),
            LEFT_OUT if JUDGED in self.hidden else counts.judged,
            *(_left_out(rated) if RATE in self.hidden else rated),
            *(_left_out(rest) if REST in self.hidden else rest),
        ]


def _left_out(cells: list[Cell]) -> list[Cell]:
    return [LEFT_OUT] * len(cells)


def rows(results: Results, *, small_counts: bool) -> list[Row]:
    """Every line of an audit's page: each ask altogether, by specialty and by month.

    small_counts: whether counts of 1 to 4 are shown.
    """
    parts = {
        "all": results.by_ask(),
        "specialty": results.by_specialty(),
        "month": results.by_month(),
    }
    found = []
    for ask in Ask:
        for part, lines in parts.items():
            block = [Row(ask, part, line) for line in lines if line.query["ask"] == ask.value]
            found += block if small_counts else without_small_counts(block)
    return found


def without_small_counts(block: Iterable[Row]) -> list[Row]:
    """The rows of one ask and part, without counts of 1 to 4 and what would tell them.

    Within a row, what stands beside a small count goes too, because the sum is known. Among the
    rows, a figure that is left out once only would be the total less the others, so the smallest
    of these goes as well.
    """
    given = list(block)
    hidden = [_small(row.line.counts) for row in given]
    for figure in (JUDGED, REST, RATE):
        alone = [place for place, found in enumerate(hidden) if figure in found]
        others = [place for place in range(len(given)) if place not in alone]
        if len(alone) == 1 and others:
            least = min(others, key=lambda place: _size(given[place].line.counts, figure))
            hidden[least] |= {JUDGED, REST, RATE} if figure == JUDGED else {figure}
    return [
        Row(row.ask, row.part, row.line, found) for row, found in zip(given, hidden, strict=True)
    ]


def _small(counts: Counts) -> frozenset[str]:
    if counts.judged in SMALL:
        return frozenset({JUDGED, REST, RATE})
    rate = {RATE} if counts.met in SMALL or counts.not_met in SMALL else set()
    others = (counts.not_applicable, counts.cannot_judge, counts.not_judged)
    rest = {REST} if any(count in SMALL for count in others) else set()
    return frozenset(rate | rest)


def _size(counts: Counts, figure: str) -> tuple[bool, int]:
    """What is given up least: the fewest letters, though a row without any hides nothing."""
    size = counts.letters - counts.judged if figure == REST else counts.judged
    return size == 0, size


def notes(audit: Audit, *, scope: str, small_counts: bool, at: datetime) -> list[str]:
    """How the figures of a file were made, a sentence or two each."""
    said = [
        f"{audit}, {scope}. Taken from the service on {moment(at)}.",
        f"The rates were computed {moment(audit.rates_computed_at)}."
        if audit.rates_computed_at
        else "",
        "These letters are invented for demonstration. They say nothing about any hospital, "
        "specialty or practice."
        if audit.is_demonstration
        else "",
        "judged = met + not_met: letters to which the ask applies and that somebody judged. "
        "rate_percent = 100 × met ÷ judged. Letters not applicable, that "
        "cannot be judged and that are not judged are shown and are no part of the rate.",
        "The intervals are Wilson's, 95%: how far the rate can be trusted, given how many letters "
        "were judged.",
        f"Where fewer than {FEWEST} letters were judged there are counts and no rate.",
        "Specialties stand in the order of their names. That is no ranking: differences between "
        "them can be chance.",
        "The last month may not be over.",
        ""
        if small_counts
        else f"Counts of 1 to 4 are left out, and with them what would tell them by subtraction: "
        f"“{LEFT_OUT}”. A count of 0 is shown.",
    ]
    return [sentence for sentence in said if sentence]


def csv_rows(found: Iterable[Row], method: Iterable[str]) -> Iterator[list[Cell]]:
    """The rows, then below an empty line how they were made."""
    for row in found:
        yield row.cells()
    yield []
    yield ["Notes"]
    for sentence in method:
        yield [sentence]


Sheet = tuple[list[str], Iterable[list[Cell]]]  # its columns and rows


def workbook(found: Iterable[Row], method: Iterable[str], more: dict[str, Sheet]) -> bytes:
    """An Excel workbook: the rates, more sheets by their names, the notes; no cell a formula."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    _write_sheet(book, "Rates", (HEADER, (row.cells() for row in found)))
    for name, sheet in more.items():
        _write_sheet(book, name, sheet)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    notes = book.add_worksheet("Notes")
    notes.set_column(0, 0, 100)
    notes.write_string(0, 0, "How these figures were made", bold)
    for place, sentence in enumerate(method, start=1):
        notes.write_string(place, 0, sentence, wrapped)
    book.close()
    return content.getvalue()


_WIDE = {"name": 36, "ask_name": 36, "specialty": 30}


def _write_sheet(book: xlsxwriter.Workbook, name: str, sheet: Sheet) -> None:
    header, rows = sheet
    bold_wrapped = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    decimal = book.add_format({"num_format": "0.0"})
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    for column, title in enumerate(header):
        page.set_column(column, column, _WIDE.get(title, 15))
        page.write_string(0, column, title, bold_wrapped)
    for place, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and cell:
                page.write_string(place, column, cell)
            elif not isinstance(cell, str):
                page.write_number(place, column, cell, decimal if isinstance(cell, float) else None)
