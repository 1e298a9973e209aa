"""What a cycle came to as files: its letters and its requests, the lines of its page.

For those who see no small counts, the figures of a row with a count of 1 to 4 are left out, and
those of the smallest other row where one row alone would be the total less the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audits.models import Audit
from audits.rate_exports import DECIMALS, LEFT_OUT, SMALL, Cell, Sheet
from audits.results.figures import LetterLine, ReadHere, RequestLine

LETTERS = [
    "counted_by", "code", "name", "letters", "not_read", "cannot_judge", "no_request",
    "all_appropriate", "some_inappropriate", "judged", "rate_percent", "interval_95_from_percent",
    "interval_95_to_percent", "box_answered", "clear_box",
]  # fmt: skip
REQUESTS = [
    "counted_by", "code", "name", "appropriate", "inappropriate", "borderline", "cannot_judge",
    "minutes_of_inappropriate", "gp_minutes_of_inappropriate", "letters_judged",
    "inappropriate_per_100_letters", "minutes_per_100_letters", "gp_minutes_per_100_letters",
]  # fmt: skip
METHOD = [
    "Letters: judged = no_request + all_appropriate + some_inappropriate. rate_percent = "
    "100 × some_inappropriate ÷ judged. Letters that cannot be judged or are not read yet are "
    "shown and are no part of a rate.",
    "Requests: minutes are the readers’ estimates for inappropriate requests.",
]


@dataclass(frozen=True)
class Row:
    """One line of a file: its name, its counts, and what is worked out of them."""

    names: Sequence[str]
    counts: Sequence[int]
    rest: Sequence[Cell]
    size: int

    @property
    def is_small(self) -> bool:
        return any(isinstance(cell, int) and cell in SMALL for cell in (*self.counts, *self.rest))

    def cells(self, *, hidden: bool) -> list[Cell]:
        figures: list[Cell] = [*self.counts, *self.rest]
        return [*self.names, *([LEFT_OUT] * len(figures) if hidden else figures)]


def sheets(audit: Audit, *, user, small_counts: bool) -> dict[str, Sheet]:
    """The sheets of a workbook, by their names."""
    found = ReadHere(audit, user=user)
    return {
        "Letters": (LETTERS, letter_rows(found, small_counts=small_counts)),
        "Requests": (REQUESTS, request_rows(found, small_counts=small_counts)),
    }


def letter_rows(found: ReadHere, *, small_counts: bool) -> list[list[Cell]]:
    """The letters altogether, by specialty and by month."""
    parts = {
        "all": [found.letters()],
        "specialty": found.letters_by_specialty(),
        "month": found.letters_by_month(),
    }
    return [
        cells
        for part, lines in parts.items()
        for cells in _shown([_of_letters(part, line) for line in lines], small_counts)
    ]


def request_rows(found: ReadHere, *, small_counts: bool) -> list[list[Cell]]:
    """The requests altogether, by type and by ask."""
    parts = {
        "all": [found.requests()],
        "request_type": found.requests_by_type(),
        "ask": found.requests_by_ask(),
    }
    return [
        cells
        for part, lines in parts.items()
        for cells in _shown([_of_requests(part, line) for line in lines], small_counts)
    ]


def _shown(rows: list[Row], small_counts: bool) -> Iterable[list[Cell]]:
    """The cells of one part; rows that hide each other go together."""
    hidden = set()
    if not small_counts:
        hidden = {place for place, row in enumerate(rows) if row.is_small}
        others = [place for place in range(len(rows)) if place not in hidden]
        if len(hidden) == 1 and others:
            hidden.add(min(others, key=lambda place: (rows[place].size == 0, rows[place].size)))
    return [row.cells(hidden=place in hidden) for place, row in enumerate(rows)]


def _of_letters(part: str, line: LetterLine) -> Row:
    counts, share = line.counts, line.counts.inappropriate
    rated: list[Cell] = ["", "", ""]
    if share.percentage is not None and share.interval is not None:
        rated = [round(one, DECIMALS) for one in (share.percentage, *share.interval)]
    key = f"{line.month:%Y-%m}" if line.month else line.key
    return Row(
        [part, key, line.label],
        [counts.letters, counts.not_read, counts.cannot_judge, counts.no_request,
         counts.all_appropriate, counts.some_inappropriate],
        [counts.judged, *rated, counts.box_answered, counts.clear_box],
        counts.letters,
    )  # fmt: skip


def _of_requests(part: str, line: RequestLine) -> Row:
    counts = line.counts
    per_100 = [line.requests_per_100, line.minutes_per_100, line.gp_minutes_per_100]
    return Row(
        [part, line.key, line.label],
        [counts.appropriate, counts.inappropriate, counts.borderline, counts.cannot_judge],
        [counts.minutes, counts.gp_minutes, line.judged,
         *("" if one is None else round(one, DECIMALS) for one in per_100)],
        counts.requests,
    )  # fmt: skip
