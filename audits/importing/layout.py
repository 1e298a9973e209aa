"""The columns of a file of letters (DESIGN: "Letters in"), and a file's own order of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from audits.models import ASK_COLUMNS

REQUIRED = ["letter_id", "discharge_date", "specialty_code", "practice_ods_code", *ASK_COLUMNS]
OPTIONAL = ["ward", "document_text"]
COLUMNS = [
    "letter_id",
    "discharge_date",
    "specialty_code",
    "ward",
    "practice_ods_code",
    "document_text",
    *ASK_COLUMNS,
]
LONGEST_NAME_SHOWN = 40
MOST_NAMES_SHOWN = 10


class FileRefused(Exception):
    """Nothing can be stored from this file; the message tells its sender why."""


def column_name(cell: str) -> str:
    """A heading as the layout spells it: "Letter ID" is letter_id, "ask 1" is ask_1."""
    return "_".join(cell.replace("-", " ").replace("_", " ").casefold().split())


@dataclass(frozen=True)
class Layout:
    """Where each known column stands in one file; `ignored` are headings that mean nothing here."""

    width: int
    places: dict[str, int]
    ignored: list[str]

    def place(self, column: str) -> int | None:
        """The index of a column in each row, None where the file has no such column."""
        return self.places.get(column)


def known_columns(header: Sequence[str]) -> int:
    """How many of these headings belong to the layout."""
    return len({column_name(cell) for cell in header} & set(COLUMNS))


def read_header(header: Sequence[str]) -> Layout:
    """Find the columns of a file; raises FileRefused where one is missing or there twice."""
    names = [column_name(cell) for cell in header]
    found = [name for name in names if name in COLUMNS]
    if not found:
        raise FileRefused(
            "The first row has none of the column names we look for. "
            f"It must have {_listed(REQUIRED)}; {_listed(OPTIONAL)} may be there too."
        )
    if missing := [column for column in REQUIRED if column not in found]:
        are = "This column is" if len(missing) == 1 else "These columns are"
        raise FileRefused(f"{are} missing: {_listed(missing)}. Nothing was stored.")
    if twice := [column for column in COLUMNS if found.count(column) > 1]:
        are = "This column is" if len(twice) == 1 else "These columns are"
        raise FileRefused(f"{are} there more than once: {_listed(twice)}. Nothing was stored.")
    return Layout(
        width=len(names),
        places={name: place for place, name in enumerate(names) if name in COLUMNS},
        ignored=[
            header[place].strip()
            for place, name in enumerate(names)
            if name and name not in COLUMNS
        ],
    )


def shown_names(names: Sequence[str]) -> str:
    """Headings of somebody else's file, shortened for a sentence."""
    shown = [
        name if len(name) <= LONGEST_NAME_SHOWN else f"{name[:LONGEST_NAME_SHOWN]}…"
        for name in names[:MOST_NAMES_SHOWN]
    ]
    more = len(names) - len(shown)
    return _listed([*shown, f"{more} more"] if more else shown)


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
