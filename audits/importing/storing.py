"""From checked values to letters and reviews: COPY into a temporary table, then set by set.

An import only adds. A letter_id that is new becomes a letter; for one that is stored already a
blank cell says nothing, a filled cell fills a blank one, and a cell that contradicts what is stored
is a problem of that row. So the same file twice adds nothing, and a frame of letters can be
completed later with their texts or reviews. New letters of an audit that is read here belong to its
frame; the sample is drawn from that.
"""

# ruff: noqa: S608 only names of our own columns are put into the statements

from collections.abc import Callable, Iterable

from django.db import connection

from audits.importing.report import Report
from audits.importing.rows import Values
from audits.models import ASK_COLUMNS, Audit

BATCH = 500  # rows sent at once
MANY = 1_000  # rows of which the database should know before it plans with them
_TEXT_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

_ASKS = ", ".join(ASK_COLUMNS)
_STAGE = f"""
CREATE TEMPORARY TABLE audits_staging (
    id bigint NOT NULL DEFAULT nextval(pg_get_serial_sequence('audits_letter', 'id')),
    record integer NOT NULL,
    letter_id text NOT NULL, discharged_on date NOT NULL, specialty_id bigint NOT NULL,
    ward text NOT NULL, practice_id bigint NOT NULL, document_text text NOT NULL,
    {", ".join(f"{column} text NOT NULL" for column in ASK_COLUMNS)}
) ON COMMIT DROP
"""
_COPY = f"""
COPY audits_staging (record, letter_id, discharged_on, specialty_id, ward, practice_id,
                     document_text, {_ASKS}) FROM STDIN
"""
_ADD_LETTERS = """
INSERT INTO audits_letter (id, audit_id, letter_id, discharged_on, specialty_id, ward, practice_id,
                           document_text, in_sample)
SELECT id, %s, letter_id, discharged_on, specialty_id, ward, practice_id, document_text, %s
FROM audits_staging
ON CONFLICT (audit_id, letter_id) DO NOTHING
"""
_JUDGED = f"concat({_ASKS}) <> ''"
_ADD_REVIEWS = f"""
INSERT INTO audits_review (letter_id, finished_at, {_ASKS})
SELECT id, now(), {_ASKS} FROM audits_staging s
WHERE {_JUDGED} {{only}}
"""
_ONLY_NEW = "AND EXISTS (SELECT FROM audits_letter l WHERE l.id = s.id)"

# Autovacuum may have looked during the import and seen no row of it. Queries of the next minutes
# would then be planned for empty tables, and read one anew for each row of the other.
_KNOW_HOW_MANY = "ANALYZE audits_letter, audits_review"

# What was there already: each left-over row beside its letter and the review from outside.
_LEAVE_OVER = """
CREATE TEMPORARY TABLE audits_left_over ON COMMIT DROP AS
SELECT s.*, l.id AS stored_id FROM audits_staging s
JOIN audits_letter l ON l.audit_id = %s AND l.letter_id = s.letter_id
WHERE l.id <> s.id
"""
_BESIDE = """
audits_left_over s JOIN audits_letter l ON l.id = s.stored_id
LEFT JOIN audits_review r ON r.letter_id = l.id AND r.reviewer_id IS NULL
"""
_DIFFERS = {
    "discharge_date": "s.discharged_on <> l.discharged_on",
    "specialty_code": "s.specialty_id <> l.specialty_id",
    "ward": "s.ward <> '' AND l.ward <> '' AND s.ward <> l.ward",
    "practice_ods_code": "s.practice_id <> l.practice_id",
    "document_text": (
        "s.document_text <> '' AND l.document_text <> '' AND s.document_text <> l.document_text"
    ),
    **{ask: f"s.{ask} <> '' AND r.{ask} <> '' AND s.{ask} <> r.{ask}" for ask in ASK_COLUMNS},
}
_COMPLETES = " OR ".join(
    [
        "s.ward <> '' AND l.ward = ''",
        "s.document_text <> '' AND l.document_text = ''",
        *(f"s.{ask} <> '' AND coalesce(r.{ask}, '') = ''" for ask in ASK_COLUMNS),
    ]
)
_FIND_CONTRADICTING = f"""
CREATE TEMPORARY TABLE audits_contradicting ON COMMIT DROP AS
SELECT id, record, columns FROM (
    SELECT s.id, s.record, concat_ws(' ', {
    ", ".join(f"CASE WHEN {test} THEN '{column}' END" for column, test in _DIFFERS.items())
}) AS columns
    FROM {_BESIDE}
) AS compared WHERE columns <> ''
"""
_SHOW_CONTRADICTING = (
    "COPY (SELECT record, columns FROM audits_contradicting ORDER BY record) TO STDOUT"
)
_TAKE_COMPLETING = f"""
CREATE TEMPORARY TABLE audits_completing ON COMMIT DROP AS
SELECT DISTINCT ON (s.stored_id) s.* FROM {_BESIDE}
WHERE {_COMPLETES} ORDER BY s.stored_id, s.record
"""
_COMPLETE_LETTERS = """
UPDATE audits_letter l
SET ward = coalesce(nullif(l.ward, ''), s.ward),
    document_text = coalesce(nullif(l.document_text, ''), s.document_text)
FROM audits_completing s WHERE l.id = s.stored_id
AND (s.ward <> '' AND l.ward = '' OR s.document_text <> '' AND l.document_text = '')
"""
_COMPLETE_REVIEWS = f"""
INSERT INTO audits_review AS r (letter_id, finished_at, {_ASKS})
SELECT stored_id, now(), {_ASKS} FROM audits_completing WHERE {_JUDGED}
ON CONFLICT (letter_id, reviewer_id) DO UPDATE SET finished_at = excluded.finished_at,
    {", ".join(f"{ask} = coalesce(nullif(r.{ask}, ''), excluded.{ask})" for ask in ASK_COLUMNS)}
WHERE {" OR ".join(f"r.{ask} = '' AND excluded.{ask} <> ''" for ask in ASK_COLUMNS)}
"""
_FORGET = """
DELETE FROM audits_left_over WHERE id IN (SELECT id FROM {settled});
DROP TABLE {settled};
"""
_FINISH = "DROP TABLE IF EXISTS audits_staging, audits_left_over, audits_completing"

CONTRADICTION = (
    "This differs from what is stored for the same letter_id. "
    "An import adds letters and never changes one."
)


class Staging:
    """The temporary table of one import; inside a transaction, once.

    Use it as: `stage` the values, `add` what is new, `settle` what was there already.
    """

    def __init__(self, audit: Audit, report: Report):
        self._audit = audit
        self._report = report
        self._staged = 0

    def stage(self, rows: Iterable[tuple[int, Values]], seen: Callable[[], None]) -> None:
        """Send values with their record numbers to the database, calling `seen` now and then."""
        with connection.cursor() as cursor:
            cursor.execute(_STAGE)
            with cursor.copy(_COPY) as copy:
                lines: list[str] = []
                for record, values in rows:
                    lines.append(_line(record, values))
                    if len(lines) == BATCH:
                        copy.write("".join(lines))
                        self._staged += BATCH
                        lines.clear()
                        seen()
                copy.write("".join(lines))
                self._staged += len(lines)
            if self._staged > MANY:
                cursor.execute("ANALYZE audits_staging")

    def add(self) -> None:
        """Letters and reviews of every letter_id that is not in the audit yet."""
        with connection.cursor() as cursor:
            cursor.execute(_ADD_LETTERS, [self._audit.pk, not self._audit.is_read_here])
            self._report.stored = cursor.rowcount
            only = "" if self._report.stored == self._staged else _ONLY_NEW
            cursor.execute(_ADD_REVIEWS.format(only=only))
            if self._report.stored > MANY and not self._report.dry_run:
                cursor.execute(_KNOW_HOW_MANY)

    def settle(self) -> None:
        """Rows of letters that are there: complete them, find them unchanged, or contradicting."""
        report = self._report
        left = self._staged - report.stored
        with connection.cursor() as cursor:
            if left:
                cursor.execute(_LEAVE_OVER, [self._audit.pk])
                cursor.execute("ANALYZE audits_left_over")
            while left:
                contradicting = self._find_contradicting(cursor)
                completed = self._complete(cursor)
                report.rejected += contradicting
                report.completed += completed
                report.stored += completed
                left -= contradicting + completed
                if not completed:
                    break
            cursor.execute(_FINISH)
        report.unchanged = left

    def _find_contradicting(self, cursor) -> int:
        cursor.execute(_FIND_CONTRADICTING)
        if found := cursor.rowcount:
            problems = self._report.problems
            problems.begin_run()
            with cursor.copy(_SHOW_CONTRADICTING) as copy:
                copy.set_types(["int4", "text"])
                for record, columns in copy.rows():
                    for column in columns.split():
                        problems.add(record, column, CONTRADICTION)
        cursor.execute(_FORGET.format(settled="audits_contradicting"))
        return found

    def _complete(self, cursor) -> int:
        """Fill blank cells from one row of each letter; a second row of it waits for its turn."""
        cursor.execute(_TAKE_COMPLETING)
        if completed := cursor.rowcount:
            cursor.execute(_COMPLETE_LETTERS)
            cursor.execute(_COMPLETE_REVIEWS)
        cursor.execute(_FORGET.format(settled="audits_completing"))
        return completed


def _line(record: int, values: Values) -> str:
    letter_id, day, specialty, ward, practice, text, *asks = values
    if ward:
        ward = ward.translate(_TEXT_ESCAPES)
    if text:
        text = text.translate(_TEXT_ESCAPES)
    judged = "\t".join(asks)
    return f"{record}\t{letter_id}\t{day}\t{specialty}\t{ward}\t{practice}\t{text}\t{judged}\n"
