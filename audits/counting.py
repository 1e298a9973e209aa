"""From letters and their reviews to rates, in SQL: counted part by part, swapped in at once.

A letter of the sample is counted once for each ask, as the one review that counts judged it. Where
letters are read here, what they come to and each of their requests is counted as well.
"""

# ruff: noqa: S608 only names of our own columns are put into the statements

from collections.abc import Callable, Mapping
from datetime import date

from django.db import connection

from audits.models import ASK_COLUMNS, Audit, Judgement, Result, Verdict

PART = 200_000  # letters counted by one statement
LETTERS_SHARE = 25  # per cent of the time, where their requests are counted as well

_KINDS = {
    "met": Judgement.MET,
    "not_met": Judgement.NOT_MET,
    "not_applicable": Judgement.NOT_APPLICABLE,
    "cannot_judge": Judgement.CANNOT_JUDGE,
}
_RESULTS = [result.value for result in Result]  # each is a column of LetterRate
_MONTH = "date_trunc('month', l.discharged_on::timestamp)::date"
_IN_CELL = """
AND l.specialty_id = %(specialty)s AND l.discharged_on >= %(month)s
AND l.discharged_on < %(month)s::date + interval '1 month'
"""

# Each sampled letter on each ask.
_SPAN = "SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM audits_letter WHERE audit_id = %s"
_COUNT = f"""
SELECT l.specialty_id, {_MONTH} AS month, count(*) AS letters,
       {
    ", ".join(
        f"count(*) FILTER (WHERE r.{ask} = '{judgement.value}') AS {ask}_{kind}"
        for ask in ASK_COLUMNS
        for kind, judgement in _KINDS.items()
    )
}
FROM audits_letter l
LEFT JOIN audits_review r ON r.letter_id = l.id AND r.counts {{reviews}}
WHERE l.audit_id = %(audit)s AND l.in_sample {{letters}}
GROUP BY 1, 2
"""
_PART = {
    "reviews": "AND r.letter_id >= %(first)s AND r.letter_id < %(end)s",
    "letters": "AND l.id >= %(first)s AND l.id < %(end)s",
}
# A query that makes a table may use several cores; one that writes into a table may not.
_KEEP = "CREATE TEMPORARY TABLE audits_counted ON COMMIT DROP AS "
_KEEP_MORE = "INSERT INTO audits_counted "
_FORGET = "DROP TABLE audits_counted"
_SWAP_IN = f"""
INSERT INTO audits_askrate
    (audit_id, specialty_id, ask, month, {", ".join(_KINDS)}, not_judged)
SELECT %s, specialty_id, ask, month, {", ".join(f"sum({kind})" for kind in _KINDS)},
       sum(letters - {" - ".join(_KINDS)})
FROM audits_counted CROSS JOIN LATERAL (VALUES {
    ", ".join(
        f"({number}, {', '.join(f'{ask}_{kind}' for kind in _KINDS)})"
        for number, ask in enumerate(ASK_COLUMNS, start=1)
    )
}) AS judged (ask, {", ".join(_KINDS)})
GROUP BY specialty_id, ask, month
"""

# Where letters are read here: what they come to, and their requests. A letter that cannot be judged
# as a whole is no part of a rate, so what seemed inappropriate in it is not counted either.
_COUNTED_REQUEST = (
    f"NOT (p.result = '{Result.CANNOT_JUDGE}' AND f.verdict = '{Verdict.INAPPROPRIATE}')"
)
_COUNT_RESULTS = f"""
SELECT l.audit_id, l.specialty_id, {_MONTH} AS month, count(*) AS letters,
       count(*) FILTER (WHERE p.action_box = 'yes') AS clear_box,
       count(*) FILTER (WHERE p.action_box <> '') AS box_answered,
       {", ".join(f"count(*) FILTER (WHERE p.result = '{one}') AS {one}" for one in _RESULTS)}
FROM audits_letter l
LEFT JOIN audits_review r ON r.letter_id = l.id AND r.counts
LEFT JOIN audits_proforma p ON p.review_id = r.id
WHERE l.audit_id = %(audit)s AND l.in_sample {{cell}}
GROUP BY 1, 2, 3
"""
_SWAP_IN_RESULTS = f"""
INSERT INTO audits_letterrate
    (audit_id, specialty_id, month, letters, clear_box, box_answered, {", ".join(_RESULTS)})
TABLE audits_counted
"""
_COUNT_REQUESTS = f"""
INSERT INTO audits_requestrate (audit_id, specialty_id, month, request_type_id, ask, verdict,
                                requests, minutes, gp_minutes)
SELECT l.audit_id, l.specialty_id, {_MONTH}, f.request_type_id, f.ask, f.verdict, count(*),
       coalesce(sum(f.minutes), 0), coalesce(sum(f.minutes) FILTER (WHERE f.needed_by = 'gp'), 0)
FROM audits_finding f
JOIN audits_review r ON r.id = f.review_id AND r.counts
JOIN audits_proforma p ON p.review_id = r.id
JOIN audits_letter l ON l.id = r.letter_id
WHERE l.audit_id = %(audit)s AND l.in_sample AND {_COUNTED_REQUEST} {{cell}}
GROUP BY 1, 2, 3, 4, 5, 6
"""
_RATES = ["audits_askrate", "audits_letterrate", "audits_requestrate"]
_CLEAR = "DELETE FROM {table} WHERE audit_id = %(audit)s"
_CLEAR_CELL = _CLEAR + " AND specialty_id = %(specialty)s AND month = %(month)s"

# The same counted another way, and compared.
_DRIFT = f"""
WITH recount AS (
    SELECT l.specialty_id, judged.ask, {_MONTH} AS month,
           {
    ", ".join(
        f"count(*) FILTER (WHERE coalesce(judged.judgement, '') = '{value}') AS {kind}"
        for kind, value in {**_KINDS, "not_judged": ""}.items()
    )
}
    FROM audits_letter l
    LEFT JOIN audits_review r ON r.letter_id = l.id AND r.counts
    CROSS JOIN LATERAL (VALUES {
    ", ".join(f"({number}, r.{ask})" for number, ask in enumerate(ASK_COLUMNS, start=1))
}) AS judged (ask, judgement)
    WHERE l.audit_id = %(audit)s AND l.in_sample
    GROUP BY 1, 2, 3
), rates AS (
    SELECT * FROM audits_askrate WHERE audit_id = %(audit)s
)
SELECT count(*) FROM recount c FULL JOIN rates k USING (specialty_id, ask, month)
WHERE ({", ".join(f"c.{kind}" for kind in _KINDS)}, c.not_judged)
      IS DISTINCT FROM ({", ".join(f"k.{kind}" for kind in _KINDS)}, k.not_judged)
"""
_DRIFT_OF_RESULTS = f"""
WITH read AS (
    SELECT l.specialty_id, {_MONTH} AS month, r.id AS review,
           array(SELECT f.verdict FROM audits_finding f WHERE f.review_id = r.id) AS verdicts,
           (SELECT p.result FROM audits_proforma p WHERE p.review_id = r.id) AS result
    FROM audits_letter l
    LEFT JOIN audits_review r ON r.letter_id = l.id AND r.counts
    WHERE l.audit_id = %(audit)s AND l.in_sample
), recount AS (
    SELECT specialty_id, month, count(*) AS letters,
           count(*) FILTER (WHERE '{Verdict.INAPPROPRIATE}' = ANY (verdicts)
                              AND result <> '{Result.CANNOT_JUDGE}') AS inappropriate,
           count(*) FILTER (WHERE result <> '') AS read
    FROM read GROUP BY 1, 2
), rates AS (
    SELECT * FROM audits_letterrate WHERE audit_id = %(audit)s
)
SELECT count(*) FROM recount c FULL JOIN rates k USING (specialty_id, month)
WHERE (c.letters, c.inappropriate, c.read)
      IS DISTINCT FROM (
          k.letters, k.some_inappropriate, {" + ".join(f"k.{result}" for result in _RESULTS)}
      )
"""
_DRIFT_OF_REQUESTS = f"""
WITH recount AS (
    SELECT l.specialty_id, {_MONTH} AS month, f.ask, f.verdict, count(*) AS requests,
           sum(coalesce(f.minutes, 0)) AS minutes
    FROM audits_letter l, audits_review r, audits_proforma p, audits_finding f
    WHERE l.audit_id = %(audit)s AND l.in_sample AND r.letter_id = l.id AND r.counts
          AND f.review_id = r.id AND p.review_id = r.id AND {_COUNTED_REQUEST}
    GROUP BY 1, 2, 3, 4
), rates AS (
    SELECT specialty_id, month, ask, verdict, sum(requests) AS requests, sum(minutes) AS minutes
    FROM audits_requestrate WHERE audit_id = %(audit)s GROUP BY 1, 2, 3, 4
)
SELECT count(*) FROM (
    (TABLE recount EXCEPT TABLE rates) UNION ALL (TABLE rates EXCEPT TABLE recount)
) AS differing
"""


def count_letters(audit: Audit, done: Callable[[int], object]) -> None:
    """Replace an audit's rates by a fresh count; `done` hears the per cent after each part.

    Runs inside a transaction that keeps the letters as they are (see services.aggregate).
    """
    of_audit = {"audit": audit.pk}
    share = LETTERS_SHARE if audit.is_read_here else 99
    with connection.cursor() as cursor:
        cursor.execute(_SPAN, [audit.pk])
        first, last = cursor.fetchone()
        keep = _KEEP
        for start in range(first, last + 1, PART):
            part = {**of_audit, "first": start, "end": start + PART}
            cursor.execute(keep + _COUNT.format(**_PART), part)
            keep = _KEEP_MORE
            done(min(share, share * (start + PART - first) // (last + 1 - first)))
        for table in _RATES:
            cursor.execute(_CLEAR.format(table=table), of_audit)
        cursor.execute(_SWAP_IN, [audit.pk])
        cursor.execute(_FORGET)
        if audit.is_read_here:
            _count_what_was_read(cursor, of_audit, cell="")


def count_cell(audit: Audit, specialty_id: int, month: date) -> None:
    """Replace the rates of one specialty and month, by its first day; all others stay.

    Runs inside a transaction that keeps the letters as they are (see services.aggregate).
    """
    cell: dict[str, int | date] = {"audit": audit.pk, "specialty": specialty_id, "month": month}
    with connection.cursor() as cursor:
        for table in _RATES:
            cursor.execute(_CLEAR_CELL.format(table=table), cell)
        cursor.execute(_KEEP + _COUNT.format(reviews="", letters=_IN_CELL), cell)
        cursor.execute(_SWAP_IN, [audit.pk])
        cursor.execute(_FORGET)
        _count_what_was_read(cursor, cell, cell=_IN_CELL)


def _count_what_was_read(cursor, of: Mapping[str, int | date], *, cell: str) -> None:
    """What letters came to, and their requests, into tables that hold nothing of these cells."""
    cursor.execute(_KEEP + _COUNT_RESULTS.format(cell=cell), of)
    cursor.execute(_SWAP_IN_RESULTS)
    cursor.execute(_FORGET)
    cursor.execute(_COUNT_REQUESTS.format(cell=cell), of)


def count_drift(audit: Audit) -> int:
    """How many cells differ from a recount made another way, over all three kinds of rate."""
    checks = [_DRIFT]
    if audit.is_read_here:
        checks += [_DRIFT_OF_RESULTS, _DRIFT_OF_REQUESTS]
    with connection.cursor() as cursor:
        total = 0
        for check in checks:
            cursor.execute(check, {"audit": audit.pk})
            total += cursor.fetchone()[0]
    return total
