"""Files of reference data as NHS England and this project lay them out, read row by row.

`epraccur` is the Organisation Data Service's file of practices: 27 columns, no headings, quoted,
dates as YYYYMMDD. Its columns, from 0: 0 code, 1 name, 2 national grouping, 3 integrated care board
(high level health geography), 4 to 8 address, 9 postcode, 10 opened, 11 closed, 12 status, 13 sub
type, 14 commissioner, 15 joined, 16 left, 17 telephone, 21 amended, 23 provider, 25 prescribing
setting (4: GP practice); 18 to 20, 22, 24 and 26 are empty. Addresses and telephones are not kept.
"""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from interface.directory.names import sentence_case, tidy_name

EPRACCUR_COLUMNS = 27
GP_PRACTICE = "4"  # prescribing setting
HOME_ICB = "QT1"
OUT_OF_AREA = "Out of area"

_PRACTICE_COLUMNS = {"ods_code", "name", "postcode", "icb_code", "status_code", "open_date"}
_SPECIALTY_COLUMNS = {"code", "name"}
_ODS_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{2,9}")
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
_DAY = re.compile(r"\d{8}|\d{4}-\d{2}-\d{2}")
_PCN_COLUMN = re.compile(r"pcn_code_(\d{4})")


class WrongFile(Exception):
    """The whole file cannot be read; the message says why, for the person who chose it."""


class WrongRow(Exception):
    """One row cannot be stored; the message says why."""


class NotForUs(Exception):
    """One row is right, and none of ours: not a GP practice, or not on the short list."""


@dataclass(frozen=True)
class PracticeRow:
    """A practice as a file describes it; None where the layout has no such column."""

    ods_code: str
    name: str
    postcode: str
    icb_code: str
    opened_on: date | None
    closed_on: date | None
    dormant: bool
    place: str | None = None
    pcn: tuple[str, str, date] | None = None  # code, name, known from
    succeeded_by: str | None = None


@dataclass(frozen=True)
class SpecialtyRow:
    """A treatment function under the trust's own name for it."""

    code: str
    name: str
    group: str
    aliases: list[str]


def rows(path: Path) -> Iterator[list[str]]:
    """The file's records, streamed; raises WrongFile where it is no CSV text.

    A byte order mark, quotes and either line ending are accepted; empty lines are passed on as [].
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for record in csv.reader(file, strict=True):
                yield [cell.strip() for cell in record]
    except OSError as error:
        raise WrongFile(f"{path} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise WrongFile(
            f"{path.name} is not a CSV file in UTF-8. Save the sheet as “CSV UTF-8” and try again."
        ) from error
    except csv.Error as error:
        raise WrongFile(f"{path.name} is not a whole CSV file: {error}.") from error


def headed(path: Path, *, required: set[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Row numbers (the headings are row 1) and cells by heading; needs the `required` ones."""
    records = rows(path)
    headings = [heading.lower() for heading in next(records, [])]
    if not any(headings):
        raise WrongFile(f"{path.name} is empty.")
    if missing := sorted(required - set(headings)):
        raise WrongFile(
            f"{path.name} has no column {', '.join(missing)}. Its columns are: "
            f"{', '.join(headings)[:300]}."
        )
    if twice := sorted({h for h in headings if h and headings.count(h) > 1}):
        raise WrongFile(f"{path.name} has more than one column {', '.join(twice)}.")
    for number, record in enumerate(records, start=2):
        if any(record):
            if len(record) > len(headings):
                raise WrongFile(
                    f"{path.name}: row {number} has {len(record)} cells and there are "
                    f"{len(headings)} headings."
                )
            cells = record + [""] * (len(headings) - len(record))
            yield number, dict(zip(headings, cells, strict=True))


def practices(path: Path) -> Iterator[tuple[int, PracticeRow | Exception]]:
    """Row numbers with the practice, or with why the row gives none (WrongRow, NotForUs)."""
    first = next(rows(path), [])
    if not any(first):
        raise WrongFile(f"{path.name} is empty.")
    if first[0].lower() == "ods_code":
        records: Iterator = headed(path, required=_PRACTICE_COLUMNS)
        read: Callable[[Any], PracticeRow] = _practice_of_project
    elif len(first) == EPRACCUR_COLUMNS and _ODS_CODE.fullmatch(first[0]):
        records = ((n, record) for n, record in enumerate(rows(path), start=1) if any(record))
        read = _practice_of_epraccur
    else:
        raise WrongFile(
            f"{path.name} is not a file of practices. It needs either the heading ods_code in its "
            f"first cell, or NHS England's epraccur layout ({EPRACCUR_COLUMNS} columns without "
            f"headings); its first row has {len(first)} columns and begins “{first[0][:40]}”."
        )
    for number, record in records:
        try:
            yield number, read(record)
        except (WrongRow, NotForUs) as reason:
            yield number, reason


def specialties(
    path: Path, own_names: dict[str, dict[str, str]]
) -> Iterator[tuple[int, SpecialtyRow | Exception]]:
    """Row numbers with the specialty, or with why the row gives none (WrongRow, NotForUs).

    `own_names` has the trust's name and the aliases by code (data/specialty_aliases.csv).
    """
    for number, cells in headed(path, required=_SPECIALTY_COLUMNS):
        code, own = cells["code"], own_names.get(cells["code"], {})
        name = own.get("own_name") or sentence_case(cells["name"])
        listed = cells.get("suggested_short_list", "yes").lower()
        if not re.fullmatch(r"\d{3}", code):
            yield number, WrongRow(f"the code “{code[:20]}” is not three digits")
        elif not name:
            yield number, WrongRow("the name is empty")
        elif len(name) > 120:
            yield number, WrongRow("the name is longer than 120 characters")
        elif listed not in {"yes", "no"}:
            yield number, WrongRow(f"suggested_short_list is “{listed[:20]}”, not yes or no")
        elif listed == "no":
            yield number, NotForUs("not on the short list")
        else:
            aliases = [alias.strip() for alias in own.get("aliases", "").split(";")]
            group = cells.get("group", "")[:40]
            yield number, SpecialtyRow(code, name, group, [alias for alias in aliases if alias])


def _practice_of_epraccur(cells: list[str]) -> PracticeRow:
    if len(cells) != EPRACCUR_COLUMNS:
        raise WrongRow(f"it has {len(cells)} columns instead of {EPRACCUR_COLUMNS}")
    if cells[25] != GP_PRACTICE:
        raise NotForUs("not a GP practice")
    return _practice(
        ods_code=cells[0], name=cells[1], postcode=cells[9], icb_code=cells[3],
        opened=cells[10], closed=cells[11], status=cells[12],
    )  # fmt: skip


def _practice_of_project(cells: dict[str, str]) -> PracticeRow:
    place = cells.get("place_derived", cells.get("place"))
    if place is not None and place.startswith(OUT_OF_AREA):
        place = OUT_OF_AREA
    return _practice(
        ods_code=cells["ods_code"], name=cells["name"], postcode=cells["postcode"],
        icb_code=cells["icb_code"], opened=cells["open_date"], closed=cells.get("close_date", ""),
        status=cells["status_code"], place=place, pcn=_pcn(cells),
        succeeded_by=cells.get("succeeded_by"),
    )  # fmt: skip


def _pcn(cells: dict[str, str]) -> tuple[str, str, date] | None:
    for heading, code in cells.items():
        if code and (match := _PCN_COLUMN.fullmatch(heading)):
            if len(code) > 10:
                raise WrongRow(f"the PCN code “{code[:20]}” is longer than 10 characters")
            name = tidy_name(cells.get(f"pcn_name_{match[1]}", "") or code)
            return code, name[:120], date(int(match[1]), 7, 1)
    return None


def _practice(
    *, ods_code: str, name: str, postcode: str, icb_code: str, opened: str, closed: str,
    status: str, place: str | None = None, pcn: tuple[str, str, date] | None = None,
    succeeded_by: str | None = None,
) -> PracticeRow:  # fmt: skip
    code = _code(ods_code)
    opened_on, closed_on = _day(opened, "open_date"), _day(closed, "close_date")
    if not name:
        raise WrongRow("the name is empty")
    if len(name) > 150:
        raise WrongRow("the name is longer than 150 characters")
    if postcode and not _POSTCODE.fullmatch(postcode.upper()):
        raise WrongRow(f"the postcode “{postcode[:20]}” is not a postcode")
    if len(icb_code) > 10:
        raise WrongRow(f"the ICB code “{icb_code[:20]}” is longer than 10 characters")
    if status == "P":
        raise NotForUs("proposed, not open yet")
    if status not in {"A", "C", "D"}:
        raise WrongRow(f"the status “{status[:20]}” is not A, C, D or P")
    if status == "C" and closed_on is None:
        raise WrongRow("it is closed and has no closing date")
    if opened_on and closed_on and closed_on < opened_on:
        raise WrongRow(f"it closes on {closed_on} before it opens on {opened_on}")
    if place is not None and len(place) > 60:
        raise WrongRow("the place is longer than 60 characters")
    if succeeded_by:
        succeeded_by = _code(succeeded_by)
        if succeeded_by == code:
            raise WrongRow("it is its own successor")
    return PracticeRow(
        ods_code=code, name=tidy_name(name), postcode=postcode.upper(), icb_code=icb_code,
        opened_on=opened_on, closed_on=closed_on, dormant=status == "D", place=place, pcn=pcn,
        succeeded_by=succeeded_by,
    )  # fmt: skip


def _code(text: str) -> str:
    code = text.upper()
    if not _ODS_CODE.fullmatch(code):
        raise WrongRow(f"“{text[:20]}” is not an ODS code")
    return code


def _day(text: str, column: str) -> date | None:
    if not text:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise WrongRow(f"{column} “{text[:20]}” is not a day that exists (YYYYMMDD)") from None
