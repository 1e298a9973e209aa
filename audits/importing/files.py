"""What kind of file this is, and its rows: the same for CSV and for Excel."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from threading import Timer
from typing import IO, TextIO

from audits.importing.layout import FileRefused, Layout, known_columns, read_header
from audits.importing.text import (
    Broken,
    Encoding,
    Records,
    detect_encoding,
    detect_separator,
    open_text,
)

LARGEST_FILE = 100 << 20  # bytes
LONGEST_HEADER = 100_000  # characters
TEXT_ENDINGS = {".csv", ".tsv", ".tab", ".txt", ""}
WORKBOOK = Path(__file__).with_name("workbook.py")
WORKBOOK_SECONDS = 180
REFUSED = 3  # the child's exit code

_SIGNATURES = [
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls), or one with a password"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a Word document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
]


@dataclass
class Table:
    """An open file of letters. Rows can be read once; `notes` are whole when they have been."""

    layout: Layout
    rows: Iterator[list[str] | Broken]
    header_row: int
    doubtful: bool
    position: Callable[[], float | None]
    last_line_ended: Callable[[], bool]
    notes: list[str] = field(default_factory=list)


@contextmanager
def open_table(path: Path, name: str) -> Iterator[Table]:
    """Open a file of letters under the name its sender gave it.

    Raises FileRefused, also while rows are read: a workbook may turn out to be damaged at its end.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise FileRefused(f"The file cannot be opened: {error.strerror}.") from error
    with file:
        if check_kind(file, name):
            with _open_workbook(path) as table:
                yield table
        else:
            yield _open_csv(file, path.stat().st_size)


def check_kind(file: IO[bytes], name: str) -> bool:
    """Whether this is an Excel workbook; raises FileRefused for what is neither that nor text."""
    start = file.read(16)
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    ending = Path(name).suffix.lower()
    if not start:
        raise FileRefused("The file is empty.")
    if size > LARGEST_FILE:
        raise FileRefused(
            f"The file has {size >> 20:,} MB; we take at most {LARGEST_FILE >> 20} MB. "
            "Split it and send the parts one after another."
        )
    if start.startswith(b"PK\x03\x04"):
        if ending in {".xlsx", ""}:
            return True
        raise FileRefused(
            f"The name of this file ends in {ending}, but inside it is a zip archive, as Excel "
            "workbooks are. Save it as an Excel workbook (.xlsx) or as CSV."
        )
    plain = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, words in _SIGNATURES:
        if start.startswith(signature) or plain.startswith(signature):
            raise FileRefused(f"This is {words}. Save it as CSV or as an Excel workbook (.xlsx).")
    if ending == ".xlsx":
        raise FileRefused(
            "The name of this file ends in .xlsx, but inside it is no Excel workbook. "
            "If it is a CSV file, give it a name that ends in .csv."
        )
    if ending not in TEXT_ENDINGS:
        raise FileRefused(f"We take CSV files and Excel workbooks (.xlsx), and no {ending} files.")
    return False


def _open_csv(file: BufferedReader, size: int) -> Table:
    encoding = detect_encoding(file)
    text = open_text(file, encoding)
    notes = [] if encoding.name == "utf-8-sig" else [f"It was read as {encoding.words}."]
    first, skipped = _first_line(text)
    if not first:
        raise FileRefused("The file is empty.")
    separator = detect_separator(first, known_columns)
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # Excel's own hint
        separator = first.strip()[4]
        first = text.readline()
        skipped += 1
    records = Records(_Joined(first, text), separator)
    table = _table(records, encoding, header_row=skipped + 1, notes=notes)
    table.position = lambda: min(file.tell() / size, 1.0)
    return table


def _first_line(text: TextIO) -> tuple[str, int]:
    """The first line with anything on it, and how many came before."""
    skipped = 0
    while line := text.readline(LONGEST_HEADER):
        if line.strip().strip(",;\t|"):
            if len(line) == LONGEST_HEADER:
                raise FileRefused("The first row is far too long for a row of column names.")
            return line, skipped
        skipped += 1
    return "", skipped


class _Joined:
    """A file whose first line was read already."""

    def __init__(self, first: str, rest: TextIO):
        self._first, self._rest = first, rest

    def readline(self, size: int = -1, /) -> str:
        if self._first:
            line, self._first = self._first, ""
            return line
        return self._rest.readline(size)


def _table(records: Records, encoding: Encoding, *, header_row: int, notes: list[str]) -> Table:
    rows = iter(records)
    header = next(rows, [])
    if isinstance(header, Broken):
        raise FileRefused(f"The row with the column names cannot be read. {header.reason}")
    layout = read_header(header)
    records.expect(width=len(header), date=layout.places["discharge_date"])
    return Table(
        layout=layout,
        rows=rows,
        header_row=header_row,
        doubtful=encoding.doubtful,
        position=lambda: None,
        last_line_ended=lambda: records.last_line_ended,
        notes=notes,
    )


@contextmanager
def _open_workbook(path: Path) -> Iterator[Table]:
    """A workbook read by a child process within limits; what it says at its end counts."""
    child = subprocess.Popen(  # noqa: S603 our own interpreter and our own script
        [sys.executable, "-I", "-S", str(WORKBOOK), str(path.absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
        env={},
    )
    assert child.stdout is not None and child.stderr is not None  # noqa: S101 for the type checker
    clock = Timer(WORKBOOK_SECONDS, child.kill)
    clock.start()
    try:
        encoding = Encoding("utf-8", "UTF-8", doubtful=True)
        text = open_text(child.stdout, encoding)  # type: ignore[arg-type]
        header_row = text.readline(20)
        if not header_row:
            _check_child(child)
        records = Records(text, ",")
        table = _table(records, encoding, header_row=int(header_row), notes=[])
        rows = table.rows

        def rows_then_verdict() -> Iterator[list[str] | Broken]:
            yield from rows
            table.notes += _check_child(child)

        table.rows = rows_then_verdict()
        yield table
    finally:
        clock.cancel()
        child.kill()
        child.stdout.close()
        child.stderr.close()
        child.wait()


def _check_child(child: subprocess.Popen) -> list[str]:
    """The notes of a child that read everything; FileRefused with its reason otherwise."""
    assert child.stderr is not None  # noqa: S101 for the type checker
    said = child.stderr.read(10_000).decode("utf-8", "replace")
    code = child.wait()
    if code == 0:
        return json.loads(said)
    if code == REFUSED:
        raise FileRefused(said)
    raise FileRefused(
        "This workbook takes more time or memory to open than a sheet of letters should. "
        "Save it as CSV and send that."
    )
