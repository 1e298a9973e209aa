"""A child process that reads the first sheet of an Excel workbook and prints it as CSV.

It runs as a plain script with nothing of the project in it, within limits of memory and time: a
workbook is a stranger's zip archive of XML. Document type definitions and entities are refused, the
unpacked size is added up before anything is opened, and rows are printed as they are read.

    python -I workbook.py FILE

prints UTF-8 rows on standard output. Exit code 0: standard error holds a JSON list of notes for the
sender. Exit code 3: standard error says why the workbook was refused.
"""

import csv
import io
import json
import re
import resource
import sys
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

MOST_MEMORY = 512 << 20  # bytes of address space
MOST_CPU = 60  # seconds
MOST_UNPACKED = 100 << 20  # bytes of all entries together
MOST_ENTRIES = 200
MOST_RATIO = 100
MOST_ROWS = 1 << 20  # as many as Excel has
MOST_COLUMNS = 200
LONGEST_REFERENCE = len("XFD1048576")
LONGEST_CELL = 200_000  # characters; Excel itself stops at 32,767
REFUSED = 3
BLOCK = 1 << 16

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
LINK_IDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
DATE_FORMATS = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
NOT_PART_OF_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Refused(Exception):
    """The message is for the person who sent the workbook."""


def main(path: str) -> int:
    for limit, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_CPU)):
        resource.setrlimit(limit, (most, most))
    out = io.TextIOWrapper(
        sys.stdout.buffer, "utf-8", errors="surrogatepass", newline="", write_through=False
    )
    try:
        with zipfile.ZipFile(path) as archive:
            check_size(archive)
            notes = print_sheet(archive, csv.writer(out, lineterminator="\n"))
        out.flush()
    except Refused as refusal:
        reason = str(refusal)
    except MemoryError:
        reason = "This workbook needs too much memory to open. Save it as CSV and send that."
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError):
        reason = "This workbook is damaged: Excel's own parts of it cannot be read."
    except RuntimeError:  # zipfile's word for an encrypted entry
        reason = "This workbook is protected by a password. Save it without one."
    except (KeyError, ValueError, IndexError, OverflowError):
        reason = "This file is not laid out as an Excel workbook."
    else:
        json.dump(notes, sys.stderr)
        return 0
    sys.stderr.write(reason)
    return REFUSED


def check_size(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that unpacks to more than a sheet of letters ever needs."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES:
        raise Refused("This workbook has more parts inside than a sheet of letters needs.")
    if unpacked > MOST_UNPACKED:
        raise Refused(
            f"This workbook unpacks to {unpacked >> 20:,} MB; we open at most "
            f"{MOST_UNPACKED >> 20} MB. Save it as CSV, which has no such limit."
        )
    if unpacked > MOST_RATIO * max(packed, 1):
        raise Refused("This workbook is packed far tighter than letters can be.")


# XML -----------------------------------------------------------------------------------------


def parse(
    archive: zipfile.ZipFile,
    part: str,
    *,
    start: Callable | None = None,
    end: Callable | None = None,
    text: Callable | None = None,
) -> Iterator[None]:
    """Feed one part to the handlers block by block; names are local names of Excel's own XML."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = refuse_definitions
    parser.EntityDeclHandler = refuse_definitions
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    with archive.open(part) as stream:
        while block := stream.read(BLOCK):
            parser.Parse(block, False)
            yield
        parser.Parse(b"", True)
        yield


def refuse_definitions(*details: Any) -> None:
    raise Refused("This workbook holds XML definitions, which no program of offices writes.")


def in_main(local: str) -> set[str]:
    return {f"{namespace}}}{local}" for namespace in MAIN}


WORKBOOK_PR, SHEET = in_main("workbookPr"), in_main("sheet")
NUM_FMT, CELL_XFS, XF = in_main("numFmt"), in_main("cellXfs"), in_main("xf")
SI, T, R_PH = in_main("si"), in_main("t"), in_main("rPh")
ROW, C, V, F = in_main("row"), in_main("c"), in_main("v"), in_main("f")


def find_sheet(archive: zipfile.ZipFile) -> tuple[str, datetime, list[str]]:
    """The part of the first visible sheet, the day from which Excel counts, and notes."""
    sheets: list[str] = []
    epoch = [datetime(1899, 12, 30)]

    def start(name, attributes):
        if name in SHEET:
            link = next((attributes[key] for key in LINK_IDS if key in attributes), "")
            shown = attributes.get("state", "visible") == "visible"
            if shown:
                sheets.append(link)
        elif name in WORKBOOK_PR and attributes.get("date1904") in {"1", "true"}:
            epoch[0] = datetime(1904, 1, 1)

    for _ in parse(archive, "xl/workbook.xml", start=start):
        pass
    if not sheets:
        raise Refused("This workbook has no visible sheet.")
    link, *others = sheets
    targets = {}

    def relation(name, attributes):
        if "Id" in attributes:
            targets[attributes["Id"]] = attributes.get("Target", "")

    for _ in parse(archive, "xl/_rels/workbook.xml.rels", start=relation):
        pass
    target = targets[link]
    part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
    notes = []
    if others:
        notes.append(f"Only the first of {len(others) + 1} sheets was read.")
    return part, epoch[0], notes


def date_styles(archive: zipfile.ZipFile) -> set[str]:
    """The cell styles that show a number as a date."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    custom: dict[str, str] = {}
    dates: set[str] = set()
    inside, count = [False], [0]

    def start(name, attributes):
        if name in NUM_FMT:
            custom[attributes["numFmtId"]] = attributes.get("formatCode", "")
        elif name in CELL_XFS:
            inside[0] = True
        elif name in XF and inside[0]:
            number = attributes.get("numFmtId", "0")
            code = NOT_PART_OF_FORMAT.sub("", custom.get(number, "")).lower()
            if ("y" in code or "d" in code) if number in custom else int(number) in DATE_FORMATS:
                dates.add(str(count[0]))
            count[0] += 1

    def end(name):
        if name in CELL_XFS:
            inside[0] = False

    for _ in parse(archive, "xl/styles.xml", start=start, end=end):
        pass
    return dates


class SharedStrings:
    """The texts that cells point to, packed one behind the other in memory."""

    def __init__(self, archive: zipfile.ZipFile):
        self._packed = bytearray()
        self._ends = array("Q", [0])
        if "xl/sharedStrings.xml" in archive.namelist():
            self._read(archive)

    def _read(self, archive: zipfile.ZipFile) -> None:
        pieces: list[str] = []
        wanted, phonetic = [False], [False]

        def start(name, attributes):
            if name in SI:
                pieces.clear()
            elif name in R_PH:
                phonetic[0] = True
            elif name in T:
                wanted[0] = not phonetic[0]

        def end(name):
            if name in T:
                wanted[0] = False
            elif name in R_PH:
                phonetic[0] = False
            elif name in SI:
                self._packed += unescape("".join(pieces)).encode("utf-8", "surrogatepass")
                self._ends.append(len(self._packed))

        def text(data):
            if wanted[0]:
                pieces.append(data)

        for _ in parse(archive, "xl/sharedStrings.xml", start=start, end=end, text=text):
            pass

    def __getitem__(self, place: int) -> str:
        if not 0 <= place < len(self._ends) - 1:
            raise Refused("This workbook is damaged: a cell points to a text that is not there.")
        packed = self._packed[self._ends[place] : self._ends[place + 1]]
        return packed.decode("utf-8", "surrogatepass")


def unescape(text: str) -> str:
    """Excel writes a control character as _x000D_."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


# The sheet -----------------------------------------------------------------------------------


class SheetReader:
    """Collects the cells of a sheet; `take_rows` gives the rows that are whole by now."""

    def __init__(self, strings: SharedStrings, dates: set[str], epoch: datetime):
        self.strings, self.dates, self.epoch = strings, dates, epoch
        self.rows: list[tuple[int, dict[int, str]]] = []
        self.number = 0
        self.column = -1
        self.cells: dict[int, str] = {}
        self.kind = self.style = ""
        self.value: list[str] = []
        self.formula: list[str] = []
        self.into: list[str] | None = None
        self.phonetic = False

    def take_rows(self) -> list[tuple[int, dict[int, str]]]:
        rows, self.rows = self.rows, []
        return rows

    def start(self, name, attributes):
        if name in C:
            reference = attributes.get("r", "")
            self.column = column_number(reference) if reference else self.column + 1
            self.kind = attributes.get("t", "n")
            self.style = attributes.get("s", "0")
            self.value.clear()
            self.formula.clear()
        elif name in V or (name in T and not self.phonetic):
            self.into = self.value
        elif name in F:
            self.into = self.formula
        elif name in ROW:
            self.number = int(attributes.get("r", self.number + 1))
            self.column = -1
            self.cells = {}
        elif name in R_PH:
            self.phonetic = True

    def text(self, data):
        if self.into is not None:
            self.into.append(data)
            if len(self.into) > 1 and sum(map(len, self.into)) > LONGEST_CELL:
                raise Refused(f"Row {self.number} has a cell of over {LONGEST_CELL:,} characters.")

    def end(self, name):
        if name in V or name in T or name in F:
            self.into = None
        elif name in C:
            text = self.words()
            if text and not text.isspace():
                self.cells[self.column] = text
        elif name in ROW:
            if self.cells:
                self.rows.append((self.number, self.cells))
        elif name in R_PH:
            self.phonetic = False

    def words(self) -> str:
        """What the cell shows, in the spelling of a CSV file."""
        value = "".join(self.value)
        if not value:
            return f"={''.join(self.formula)[:100]}" if self.formula else ""
        if self.kind == "s":
            return self.strings[int(value)]
        if self.kind == "n":
            return self.number_in_words(value)
        if self.kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if self.kind == "d":
            return value[:10]
        return unescape(value)

    def number_in_words(self, value: str) -> str:
        if self.style in self.dates:
            try:
                day = self.epoch + timedelta(days=float(value))
            except (ValueError, OverflowError):
                return value
            return day.date().isoformat()
        if value.isdigit():
            return value
        try:
            number = float(value)
        except ValueError:
            return value
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value


def column_number(reference: str) -> int:
    """The place of a cell in its row from 0: "B7" is 1."""
    number = 0
    for character in reference[:LONGEST_REFERENCE]:
        if not "A" <= character <= "Z":
            break
        number = number * 26 + ord(character) - 64
    return number - 1


def print_sheet(archive: zipfile.ZipFile, writer: Any) -> list[str]:
    """Print the table whose header is the first row with anything in it; returns notes."""
    part, epoch, notes = find_sheet(archive)
    reader = SheetReader(SharedStrings(archive), date_styles(archive), epoch)
    width = before = outside = 0
    for _ in parse(archive, part, start=reader.start, end=reader.end, text=reader.text):
        for number, cells in reader.take_rows():
            if not before < number <= MOST_ROWS:
                raise Refused("This workbook is damaged: its rows are not in order.")
            if not width:
                width = max((place for place in cells if place < MOST_COLUMNS), default=0) + 1
                before = number - 1
                writer.writerow([number])
            beyond = [place for place in cells if place >= width]
            for place in beyond:
                del cells[place]
            outside += len(beyond)
            if cells:
                writer.writerows([[]] * (number - before - 1))
                writer.writerow([cells.get(place, "") for place in range(width)])
                before = number
    if not width:
        raise Refused("The first sheet of this workbook is empty.")
    if outside:
        are = "cell stands" if outside == 1 else "cells stand"
        notes.append(f"{outside:,} {are} outside the columns of the table and had no effect.")
    return notes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
