"""One row of a file: into the values that are stored, or into what is wrong with it.

Messages name the column and what to write instead. They never repeat a cell, because a cell in
the wrong column may be a name or a birth date.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from audits.importing.identifiers import ShortTexts
from audits.importing.layout import Layout
from audits.importing.readers import Reading
from audits.importing.text import DAMAGED
from audits.models import ASK_COLUMNS, Judgement
from interface.directory.models import Organisation, Specialty
from interface.privacy import Allowed

EARLIEST = date(2000, 1, 1)
LONGEST_LETTER_ID = 64
LONGEST_WARD = 60
LONGEST_TEXT = 100_000
MOST_REMEMBERED = 50_000

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PSEUDONYM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+=~-]{0,63}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UNREADABLE = re.compile(rf"[\x00{DAMAGED}\ud800-\udfff]")
_JUDGEMENTS = {
    "": "",
    "met": Judgement.MET.value,
    "not_met": Judgement.NOT_MET.value,
    "notmet": Judgement.NOT_MET.value,
    "n/a": Judgement.NOT_APPLICABLE.value,
}

Values = tuple[str, str, int, str, int, str, str, str, str, str, str]
Complain = Callable[[str, str], None]
Read = Callable[[], Reading]  # what the guard makes of a letter's text, once it has read it


@dataclass(frozen=True)
class Directory:
    """The codes that a file may use: specialties of one trust, practices open or closed."""

    specialties: dict[str, int]
    practices: dict[str, int]

    @classmethod
    def of(cls, trust: Organisation) -> "Directory":
        specialties = Specialty.objects.filter(trust=trust).exclude(treatment_function_code="")
        practices = Organisation.objects.practices()
        return cls(
            specialties=dict(specialties.values_list("treatment_function_code", "id")),
            practices=dict(practices.values_list("ods_code", "id")),
        )


class _Wrong(Exception):
    """The message says what is wrong with a cell."""


class RowChecker:
    """Checks the rows of one file. `values` come in the order of the staging table.

    With masks=True, a letter's text in which something looked like a patient comes masked from
    whoever read it, and is not refused; `masked` counts those letters. A pseudonym or ward is
    refused all the same.
    """

    def __init__(
        self,
        layout: Layout,
        directory: Directory,
        *,
        allowed: Allowed,
        today: date,
        doubtful: bool,
        masks: bool = False,
    ):
        self.masked = 0
        self._masks = masks
        self._layout = layout
        self._directory = directory
        self._today = today
        self._doubtful = doubtful
        self._short_texts = ShortTexts(allowed)
        self._dates: dict[str, str] = {}
        self._judgements: dict[str, str] = dict(_JUDGEMENTS)
        self._asks = [(column, layout.places[column]) for column in ASK_COLUMNS]
        self._first_ask = min(place for _, place in self._asks)
        self._places = [
            layout.places["letter_id"],
            layout.places["discharge_date"],
            layout.places["specialty_code"],
            layout.places["practice_ods_code"],
        ]
        self._ward = layout.place("ward")
        self._text = layout.place("document_text")

    def text_of(self, cells: list[str]) -> str:
        """The letter's text that the guard has to read before the row is checked, "" for none."""
        if self._text is None or len(cells) <= self._text:
            return ""
        text = cells[self._text].strip()
        return text if len(text) <= LONGEST_TEXT else ""

    def check(self, cells: list[str], read: Read, complain: Complain) -> Values | None:
        """The row's values, or None after telling `complain` each column and what is wrong.

        `read` is asked about `text_of` the row, if there is one.
        """
        cells = self._of_width(cells, complain)
        if not cells or (self._doubtful and not self._readable(cells, complain)):
            return None
        right = True

        def value(column, read, cell):
            nonlocal right
            try:
                return read(cell)
            except _Wrong as wrong:
                complain(column, str(wrong))
                right = False
                return ""

        letter, day, specialty, practice = (cells[place] for place in self._places)
        values = (
            value("letter_id", self._letter_id, letter),
            self._dates.get(day) or value("discharge_date", self._date, day),
            self._directory.specialties.get(specialty)
            or value("specialty_code", self._specialty, specialty),
            "" if self._ward is None else value("ward", self._ward_name, cells[self._ward]),
            self._directory.practices.get(practice)
            or value("practice_ods_code", self._practice, practice),
            ""
            if self._text is None or not cells[self._text]
            else value("document_text", partial(self._letter, read), cells[self._text]),
            *[
                self._judgements[cells[place]]
                if cells[place] in self._judgements
                else value(column, self._judgement, cells[place])
                for column, place in self._asks
            ],
        )
        return values if right else None

    def _of_width(self, cells: list[str], complain: Complain) -> list[str]:
        """The cells, as many as there are columns, or none.

        A row may end before the first ask, as some programs leave off blank cells at the end; one
        that ends between the asks has lost a cell somewhere, and nobody knows which.
        """
        missing = self._layout.width - len(cells)
        if missing == 0:
            return cells
        if missing > 0 and len(cells) <= self._first_ask:
            return cells + [""] * missing
        if missing < 0 and not any(cell.strip() for cell in cells[self._layout.width :]):
            return cells
        complain("", f"This row has {len(cells)} cells; the column names are {self._layout.width}.")
        return []

    def _readable(self, cells: list[str], complain: Complain) -> bool:
        readable = True
        for column, place in self._layout.places.items():
            if _UNREADABLE.search(cells[place]):
                complain(
                    column,
                    "There are bytes in it that are no characters: the file is damaged here.",
                )
                readable = False
        return readable

    # One kind of cell each; _Wrong says why not

    def _letter_id(self, cell: str) -> str:
        text = cell.strip()
        if not _PSEUDONYM.fullmatch(text):
            if not text:
                raise _Wrong("There is no letter_id. Every letter needs a pseudonym of its own.")
            if len(text) > LONGEST_LETTER_ID:
                raise _Wrong(
                    f"This is {len(text):,} characters long; at most {LONGEST_LETTER_ID} fit."
                )
            raise _Wrong(
                "A letter_id is made of letters, digits and . _ : / + = ~ - without spaces."
            )
        if words := self._short_texts.letter_id(text):
            raise _Wrong(words)
        return text

    def _date(self, cell: str) -> str:
        text = cell.strip()
        if not text:
            raise _Wrong("There is no date.")
        if not _ISO_DATE.fullmatch(text):
            raise _Wrong("Write the date as year-month-day, for example 2026-03-09.")
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise _Wrong("There is no such day in the calendar.") from None
        if day > self._today:
            raise _Wrong("This day lies in the future.")
        if day < EARLIEST:
            raise _Wrong(
                f"This day lies before {EARLIEST.year}. The column is for the day of discharge."
            )
        if len(cell) < 20 and len(self._dates) < MOST_REMEMBERED:
            self._dates[cell] = text
        return text

    def _specialty(self, cell: str) -> int:
        text = cell.strip()
        if text in self._directory.specialties:
            return self._directory.specialties[text]
        if not text:
            raise _Wrong("There is no specialty code.")
        raise _Wrong("No specialty of this trust has this treatment function code.")

    def _practice(self, cell: str) -> int:
        text = cell.strip().upper()
        if text in self._directory.practices:
            return self._directory.practices[text]
        if not text:
            raise _Wrong("There is no practice code.")
        raise _Wrong("No practice we know has this ODS code.")

    def _ward_name(self, cell: str) -> str:
        text = cell.strip()
        if len(text) > LONGEST_WARD:
            raise _Wrong(f"This is {len(text):,} characters long; at most {LONGEST_WARD} fit.")
        if not text:
            return ""
        if not text.isprintable():
            raise _Wrong(
                "There is a line break or another character in it that no ward's name has."
            )
        if words := self._short_texts.ward(text):
            raise _Wrong(words)
        return text

    def _letter(self, read: Read, cell: str) -> str:
        text = cell.strip()
        if len(text) > LONGEST_TEXT:
            raise _Wrong(f"This is {len(text):,} characters long; at most {LONGEST_TEXT:,} fit.")
        if not text:
            return ""
        if _CONTROL.search(text):
            raise _Wrong("There are control characters in it, which no letter has.")
        words, kept = read()
        if words and not self._masks:
            raise _Wrong(words)
        self.masked += bool(words)
        return kept

    def _judgement(self, cell: str) -> str:
        """Case and spaces do not matter; a spelling met once is remembered."""
        judgement = _JUDGEMENTS.get("".join(cell.split()).casefold().replace("-", "_"))
        if judgement is None:
            raise _Wrong("Write met, not_met or n/a, or leave it blank.")
        if len(cell) < 20 and len(self._judgements) < MOST_REMEMBERED:
            self._judgements[cell] = judgement
        return judgement
