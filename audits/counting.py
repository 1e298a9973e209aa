"""From letters and their reviews to rates, in SQL: counted part by part, swapped in at once.

A letter is counted once for each ask, as the review that came with it judged it.
"""

# ruff: noqa: S608 only names of our own columns are put into the statements

from collections.abc import Callable

from django.db import connection

from audits.models import ASK_COLUMNS, Audit, Judgement

PART = 200_000  # letters counted by one statement

_KINDS = {
    "met": Judgement.MET,
    "not_met": Judgement.NOT_MET,
    "not_applicable": Judgement.NOT_APPLICABLE,
}
_SPAN = "SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM audits_letter WHERE audit_id = %s"
_COUNT = f"""
SELECT l.specialty_id, date_trunc('month', l.discharged_on::timestamp)::date AS month,
       count(*) AS letters,
       {
    ", ".join(
        f"count(*) FILTER (WHERE r.{ask} = '{judgement.value}') AS {ask}_{kind}"
        for ask in ASK_COLUMNS
        for kind, judgement in _KINDS.items()
    )
}
FROM audits_letter l
LEFT JOIN audits_review r ON r.letter_id = l.id AND r.reviewer_id IS NULL
     AND r.letter_id >= %(first)s AND r.letter_id < %(end)s
WHERE l.audit_id = %(audit)s AND l.id >= %(first)s AND l.id < %(end)s
GROUP BY 1, 2
"""
_KEEP = "CREATE TEMPORARY TABLE audits_counted ON COMMIT DROP AS "
_KEEP_MORE = "INSERT INTO audits_counted "
_CLEAR = "DELETE FROM audits_askrate WHERE audit_id = %s"
_SWAP_IN = f"""
INSERT INTO audits_askrate
    (audit_id, specialty_id, ask, month, met, not_met, not_applicable, not_judged)
SELECT %s, specialty_id, ask, month, sum(met), sum(not_met), sum(not_applicable),
       sum(letters - met - not_met - not_applicable)
FROM audits_counted CROSS JOIN LATERAL (VALUES {
    ", ".join(
        f"({number}, {ask}_met, {ask}_not_met, {ask}_not_applicable)"
        for number, ask in enumerate(ASK_COLUMNS, start=1)
    )
}) AS judged (ask, met, not_met, not_applicable)
GROUP BY specialty_id, ask, month
"""
_DRIFT = f"""
WITH recount AS (
    SELECT l.specialty_id, judged.ask,
           date_trunc('month', l.discharged_on::timestamp)::date AS month,
           {
    ", ".join(
        f"count(*) FILTER (WHERE coalesce(judged.judgement, '') = '{value}') AS {kind}"
        for kind, value in {**_KINDS, "not_judged": ""}.items()
    )
}
    FROM audits_letter l
    LEFT JOIN audits_review r ON r.letter_id = l.id AND r.reviewer_id IS NULL
    CROSS JOIN LATERAL (VALUES {
    ", ".join(f"({number}, r.{ask})" for number, ask in enumerate(ASK_COLUMNS, start=1))
}) AS judged (ask, judgement)
    WHERE l.audit_id = %(audit)s
    GROUP BY 1, 2, 3
), rates AS (
    SELECT * FROM audits_askrate WHERE audit_id = %(audit)s
)
SELECT count(*) FROM recount c FULL JOIN rates k USING (specialty_id, ask, month)
WHERE (c.met, c.not_met, c.not_applicable, c.not_judged)
      IS DISTINCT FROM (k.met, k.not_met, k.not_applicable, k.not_judged)
"""


def count_letters(audit: Audit, done: Callable[[int], None]) -> None:
    """Replace an audit's rates by a fresh count; `done` hears the per cent after each part.

    Runs inside a transaction that keeps the letters as they are (see services.aggregate).
    """
    with connection.cursor() as cursor:
        cursor.execute(_SPAN, [audit.pk])
        first, last = cursor.fetchone()
        keep = _KEEP
        for start in range(first, last + 1, PART):
            cursor.execute(keep + _COUNT, {"audit": audit.pk, "first": start, "end": start + PART})
            keep = _KEEP_MORE
            done(min(99, 100 * (start + PART - first) // (last + 1 - first)))
        cursor.execute(_CLEAR, [audit.pk])
        cursor.execute(_SWAP_IN, [audit.pk])
        cursor.execute("DROP TABLE audits_counted")


def count_drift(audit: Audit) -> int:
    """How many cells of specialty, month and ask differ from a recount made another way."""
    with connection.cursor() as cursor:
        cursor.execute(_DRIFT, {"audit": audit.pk})
        return cursor.fetchone()[0]
