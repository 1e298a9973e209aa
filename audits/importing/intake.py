"""The whole way of one file, inside one transaction: read, check, store, count."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import date

from audits.importing.files import Table
from audits.importing.readers import Readers
from audits.importing.report import Report, counted
from audits.importing.rows import Directory, Read, RowChecker, Values
from audits.importing.storing import Staging
from audits.importing.text import Broken
from audits.models import Audit
from interface.privacy.allowlist import allowed

AHEAD = 64  # rows whose texts are read before it is their turn
CUT_OFF = "The file ends in the middle of this row."


def take_in(
    table: Table,
    *,
    audit: Audit,
    report: Report,
    today: date,
    seen: Callable[[], None],
    masks: bool = False,
) -> None:
    """Store the right rows of a table in an audit and count all of them in the report.

    Raises FileRefused where the file turns out to be unreadable; the caller undoes what was stored.
    `seen` is called every few hundred rows. With masks=True, what looks like a patient in a text is
    masked; else its row is rejected.
    """
    known = allowed()  # may ask the database, which cannot answer during a COPY
    checker = RowChecker(
        table.layout,
        Directory.of(audit.trust),
        allowed=known,
        today=today,
        doubtful=table.doubtful,
        masks=masks,
    )
    staging = Staging(audit, report)
    with Readers(known, masks=masks) as readers:
        rows = _read_ahead(_whole_rows(table), checker, readers)
        staging.stage(_right_rows(rows, checker, report), seen)
    staging.add()
    staging.settle()
    if checker.masked:
        report.notes.append(
            f"In {counted(checker.masked, 'text', 'texts')} something that looked like a patient "
            f"{'would be' if report.dry_run else 'was'} masked."
        )


def _whole_rows(table: Table) -> Iterator[list[str] | Broken]:
    """The rows as they are in the file; the last may have been cut off."""
    for cells in table.rows:
        if isinstance(cells, list) and len(cells) < table.layout.width and not _is_blank(cells):
            yield cells if table.last_line_ended() else Broken(CUT_OFF)
        else:
            yield cells


def _read_ahead(
    rows: Iterator[list[str] | Broken], checker: RowChecker, readers: Readers
) -> Iterator[tuple[list[str] | Broken, Read]]:
    """Each row in its turn, with what asks for its text's reading, begun some rows before."""
    begun: deque[tuple[list[str] | Broken, Read]] = deque()
    for cells in rows:
        text = "" if isinstance(cells, Broken) else checker.text_of(cells)
        begun.append((cells, readers.begin(text)))
        if len(begun) > AHEAD:
            yield begun.popleft()
    yield from begun


def _right_rows(
    rows: Iterator[tuple[list[str] | Broken, Read]], checker: RowChecker, report: Report
) -> Iterator[tuple[int, Values]]:
    """Each row that can be stored, with its number; blank rows at the end are no rows."""
    problems = report.problems
    record = 0
    for cells, read in rows:
        record += 1
        if isinstance(cells, Broken):
            problems.add(record, "", cells.reason)
            report.rejected += 1
        elif _is_blank(cells):
            continue
        else:
            values = checker.check(cells, read, lambda *what, at=record: problems.add(at, *what))
            if values is None:
                report.rejected += 1
            else:
                yield record, values
        report.ignored += record - report.rows - 1
        report.rows = record


def _is_blank(cells: list[str]) -> bool:
    return not (cells and cells[0].strip()) and not any(cell.strip() for cell in cells)
