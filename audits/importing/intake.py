"""The whole way of one file, inside one transaction: read, check, store, count."""

from collections.abc import Callable, Iterator
from datetime import date

from audits.importing.files import Table
from audits.importing.report import Report, counted
from audits.importing.rows import Directory, RowChecker, Values
from audits.importing.storing import Staging
from audits.importing.text import Broken
from audits.models import Audit

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
    checker = RowChecker(
        table.layout,
        Directory.of(audit.trust),
        today=today,
        doubtful=table.doubtful,
        masks=masks,
    )
    staging = Staging(audit, report)
    staging.stage(_right_rows(table, checker, report), seen)
    staging.add()
    staging.settle()
    if checker.masked:
        report.notes.append(
            f"In {counted(checker.masked, 'text', 'texts')} something that looked like a patient "
            f"{'would be' if report.dry_run else 'was'} masked."
        )


def _right_rows(table: Table, checker: RowChecker, report: Report) -> Iterator[tuple[int, Values]]:
    """Each row that can be stored, with its number; blank rows at the end are no rows."""
    problems = report.problems
    record = 0
    for cells in table.rows:
        record += 1
        if isinstance(cells, Broken):
            problems.add(record, "", cells.reason)
            report.rejected += 1
        elif _is_blank(cells):
            continue
        elif len(cells) < table.layout.width and not table.last_line_ended():
            problems.add(record, "", CUT_OFF)
            report.rejected += 1
        else:
            values = checker.check(cells, lambda *what, at=record: problems.add(at, *what))
            if values is None:
                report.rejected += 1
            else:
                yield record, values
        report.ignored += record - report.rows - 1
        report.rows = record


def _is_blank(cells: list[str]) -> bool:
    return not (cells and cells[0].strip()) and not any(cell.strip() for cell in cells)
