"""Series over time, each made in one place: complete periods only, and what one point is.

A week begins on Monday, in Europe/London. The current week or month is left out: an incomplete
count would read as an improvement. Counts of reports have no good direction: more reports can mean
more trust in reporting.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Sum,
)
from django.db.models.functions import TruncMonth, TruncWeek
from django.utils import timezone

from audits.models import Audit
from audits.rates import counted_by_month
from audits.series import Series, rate_per_month
from interface.charts import COUNT, DAYS, MINUTES, PROPORTION
from interface.directory.models import Specialty
from interface.vocabulary import Ask
from issues.endorsements.models import Endorsement
from issues.fixed.models import Fixed, FixedAnswer
from issues.models import Direction, Issue

WEEK = timedelta(days=7)


class Median(Aggregate):
    """The middle one of some durations, by PostgreSQL."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def monday(day: date) -> date:
    """The first day of the week that a day is in."""
    return day - timedelta(days=day.weekday())


def weeks(first: date, *, before: date) -> Iterator[date]:
    """The Mondays of the complete weeks from the one that holds `first`, until `before`'s."""
    week = monday(first)
    while week < monday(before):
        yield week
        week += WEEK


def months(first: date, *, before: date) -> Iterator[date]:
    """The first days of the complete months from the one that holds `first`, until `before`'s."""
    month = first.replace(day=1)
    while month < before.replace(day=1):
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _issues(direction: str | None, ask: int | None):
    found = Issue.objects.order_by()
    if direction is not None:
        found = found.filter(direction=direction)
    if ask is not None:
        found = found.filter(category__ask=ask)
    return found


def issues_per_week(*, until: date, direction: str | None = None, ask: int | None = None) -> Series:
    """How many issues were raised in each complete week before `until`; 0 where none was."""
    found = _issues(direction, ask).annotate(week=TruncWeek("raised_at")).values_list("week")
    by_week = {week.date(): number for week, number in found.annotate(Count("pk"))}
    dates = list(weeks(min(by_week), before=until)) if by_week else []
    what = Ask(ask).label if ask else Direction(direction).label if direction else "all"
    return Series(
        title=f"Issues raised each week: {what}",
        dates=dates,
        values=[by_week.get(day, 0) for day in dates],
        measure="Issues raised",
        one_point="Each point is one week",
        unit=COUNT,
    )


def issues_per_month(specialties: Iterable[Specialty], *, until: date) -> Series:
    """How many issues about these specialties were raised in each complete month before `until`."""
    found = _issues(Direction.PRACTICE_TO_TRUST, None).filter(specialty__in=specialties)
    rows = found.annotate(month=TruncMonth("raised_at")).values_list("month").annotate(Count("pk"))
    by_month = {month.date(): number for month, number in rows}
    dates = list(months(min(by_month), before=until)) if by_month else []
    return Series(
        title="Issues raised about us each month",
        dates=dates,
        values=[by_month.get(month, 0) for month in dates],
        measure="Issues raised",
        one_point="Each point is one month",
        unit=COUNT,
    )


def days_to_first_answer(*, until: date, direction: str | None = None) -> Series:
    """The median days from raising an issue to its first answer, by the week of the answer."""
    found = (
        _issues(direction, None)
        .filter(first_answered_at__isnull=False)
        .annotate(week=TruncWeek("first_answered_at"))
        .values_list("week")
        .annotate(wait=Median(F("first_answered_at") - F("raised_at")))
    )
    waits = {week.date(): wait / timedelta(days=1) for week, wait in found}
    dates = list(weeks(min(waits), before=until)) if waits else []
    return Series(
        title="Days to the first answer",
        dates=dates,
        values=[waits.get(day) for day in dates],
        measure="Days, half of the answers sooner",
        one_point="Each point is the median of one week's first answers",
        unit=DAYS,
        improvement_direction="decrease",
    )


def fixes_that_held(*, until: date) -> Series:
    """The share of fixes that held, by the month in which it became known.

    A closing counts once. It did not hold if what was promised with it came back, in the month of
    the first recurrence, whatever the reporter had said before. Otherwise the reporter's word
    counts, asked for four weeks after the closing, in the month of the answer: "yes" held, "no"
    and "partly" did not. Whoever could not tell, or did not answer, says nothing about the fix.
    """
    held: Counter[date] = Counter()
    known: Counter[date] = Counter()
    answers = FixedAnswer.objects.telling().filter(~Exists(_came_back())).order_by()
    rows = answers.annotate(month=TruncMonth("answered_at")).values_list("month")
    by_month = rows.annotate(yes=Count("pk", filter=Q(answer=Fixed.YES)), told=Count("pk"))
    for month, yes, told in by_month:
        held[month.date()] += yes
        known[month.date()] += told
    for first in _first_recurrences():
        known[timezone.localdate(first).replace(day=1)] += 1
    dates = list(months(min(known), before=until)) if known else []
    return Series(
        title="Fixes that held",
        dates=dates,
        values=[held[month] / known[month] if known[month] else None for month in dates],
        measure="Share of fixes that reporters call fixed and that did not come back",
        one_point="Each point is what became known in one month.",
        unit=PROPORTION,
        improvement_direction="increase",
    )


def _came_back() -> QuerySet[Issue]:
    """The recurrences of what the closing of an outer row promised."""
    return Issue.objects.filter(
        is_recurrence=True,
        recurrence_of__issue=OuterRef("issue"),
        recurrence_of__closed_at=OuterRef("closed_at"),
    )


def _first_recurrences() -> Iterator[datetime]:
    """When what was promised came back for the first time, closing by closing."""
    recurred = Issue.objects.filter(is_recurrence=True).order_by()
    closings = recurred.values_list("recurrence_of__issue", "recurrence_of__closed_at")
    for _issue, _closed_at, first in closings.annotate(Min("raised_at")):
        yield first


def minutes_lost_per_week(*, until: date) -> Series:
    """The minutes that practices said it cost them, by the week in which they told us.

    In issues and in "the same happened to us", by the lower end of each band. A week in which
    nobody said any is 0: what is counted is what was reported.
    """
    raised = _issues(Direction.PRACTICE_TO_TRUST, None).annotate(week=TruncWeek("raised_at"))
    same = Endorsement.objects.standing().order_by().annotate(week=TruncWeek("endorsed_at"))
    by_week: Counter[date] = Counter()
    for told in (raised, same):
        for week, minutes in told.values_list("week").annotate(Sum("minutes_lost")):
            by_week[week.date()] += minutes or 0
    dates = list(weeks(min(by_week), before=until)) if by_week else []
    return Series(
        title="Minutes that practices reported as lost each week",
        dates=dates,
        values=[by_week[week] for week in dates],
        measure="Minutes reported as lost",
        one_point="Each point is one week.",
        unit=MINUTES,
    )


def audit_rate_per_month(audit: Audit, ask: Ask, *, until: date) -> Series:
    """The share of all an audit's judged letters that met an ask, by the month of discharge."""
    return rate_per_month(counted_by_month(audit, ask), ask, until=until)
