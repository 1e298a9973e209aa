"""How long the first answer took, in working days: for each row of a list, and as a rule."""

from collections.abc import Collection, Sequence
from datetime import date
from statistics import median_high

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from interface.prepared import Statement
from interface.worktime.days import working_days_between
from interface.worktime.services import bank_holidays
from issues.models import Note, Reply
from issues.rows import Row
from issues.wording import counted

LATEST = 100  # issues, so that a practice with thousands is as fast as one with ten


def last_written(model: type[Reply] | type[Note]) -> Subquery:
    """When somebody last wrote about each issue of a query; NULL if nobody did."""
    written = model.objects.filter(issue=OuterRef("pk")).order_by().values("issue")
    return Subquery(written.annotate(at=Max("written_at")).values("at"))


_spans_of = Statement("""
SELECT (raised_at AT TIME ZONE %s)::date, (first_answered_at AT TIME ZONE %s)::date
FROM issues_issue
WHERE practice_id = %s AND direction = 'practice_to_trust' AND first_answered_at IS NOT NULL
ORDER BY raised_at DESC LIMIT %s
""")


def tell(rows: Sequence[Row], practice: int | None) -> str:
    """Give each row `first_answer`, and say how long answers to a practice take as a rule.

    The table of holidays is read only where there is an answer at all.
    """
    spans = _spans(practice) if practice else []
    any_answer = spans or any(row.first_answered_on for row in rows)
    holidays = bank_holidays() if any_answer else frozenset[date]()
    note(rows, holidays)
    return usual([working_days_between(raised, said, holidays) for raised, said in spans])


def _spans(practice: int) -> list[tuple[date, date]]:
    """The days in London on which its latest answered issues were raised and answered."""
    zone = timezone.get_current_timezone_name()
    return _spans_of(zone, zone, practice, LATEST)


def note(issues: Sequence[Row], holidays: Collection[date]) -> None:
    """Give each answered row `first_answer`, such as "first answer after 3 working days"."""
    for issue in issues:
        answered = issue.first_answered_on
        if answered:
            issue.first_answer = _said(working_days_between(issue.raised_on, answered, holidays))


def _said(days: int) -> str:
    return f"first answer after {counted(days, 'working day')}" if days else "answered the same day"


def usual(waits: Sequence[int]) -> str:
    """For example "Half of the first answers to your 40 answered issues came within 3 working
    days."; nothing while there is none."""
    if not waits:
        return ""
    within = counted(median_high(waits), "working day")
    if len(waits) == 1:
        return f"The first answer to your one answered issue came within {within}."
    latest = "latest " if len(waits) == LATEST else ""
    which = f"your {len(waits)} {latest}answered issues"
    return f"Half of the first answers to {which} came within {within}."
