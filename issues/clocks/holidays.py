"""Days on which nobody works: adding and removing them moves what is due.

A promise is a number of working days. When one of these days stops being one, everything
promised across it is due one working day later; when it becomes one again, one earlier.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from interface import history
from interface.accounts.models import User
from interface.history.kept import Kept
from interface.worktime import services as worktime
from interface.worktime.days import move_working_days
from interface.worktime.hours import LONDON
from interface.worktime.models import BankHoliday
from issues.clocks.models import Handover
from issues.models import Issue

DUE_DATES = ("triage_by", "respond_by")
known_bank_holidays = Kept(worktime.bank_holidays, BankHoliday)  # for pages that only show dates


@history.action("added a day off")
def add(day: date, *, name: str, by: User | None) -> int:
    """Let nobody work on a day, and move what is due; returns how many issues moved.

    A day that is there already, and a Saturday or Sunday, moves nothing.
    """
    before = worktime.bank_holidays()
    _row, created = BankHoliday.objects.get_or_create(date=day, defaults={"name": name})
    return _move_due_dates(day, 1, before=before) if created else 0


@history.action("removed a day off")
def remove(day: date, *, by: User | None) -> int:
    """Make a day a working day again, and move what is due; returns how many issues moved."""
    before = worktime.bank_holidays()
    deleted, _rows = BankHoliday.objects.filter(date=day).delete()
    return _move_due_dates(day, -1, before=before) if deleted else 0


@history.action("loaded the bank holidays")
def load(years: Iterable[int], *, by: User | None) -> tuple[int, int]:
    """Add England's bank holidays of these years; returns how many days and moves that makes."""
    before = worktime.bank_holidays()
    added = worktime.load_bank_holidays(years)
    known, moved = set(before), 0
    for day in sorted(worktime.bank_holidays() - before):
        moved += _move_due_dates(day, 1, before=frozenset(known))
        known.add(day)
    return added, moved


def years_ahead(today: date) -> range:
    """The years whose bank holidays ought to be known: this one and the next two."""
    return range(today.year, today.year + 3)


def _move_due_dates(day: date, days: int, *, before: frozenset[date]) -> int:
    """Move every promise across `day`; one statement for each date on which something is due.

    History keeps the old and the new date of each issue.
    """
    if day.weekday() > 4:
        return 0
    after = before | {day} if days > 0 else before - {day}
    moved: set[int] = set()
    with_dates = promised_across(day).select_for_update(of=("self",))
    for name in DUE_DATES:
        rows = with_dates.filter(**{f"{name}__gte": day})
        due: dict[date, list[int]] = {}
        for key, promised in rows.values_list("pk", name):
            due.setdefault(promised, []).append(key)
        for promised, keys in due.items():
            moves_to = {name: move_working_days(promised, days, after)}
            Issue.objects.filter(pk__in=keys).update(**moves_to)
            moved.update(keys)
    return len(moved)


def promised_across(day: date) -> QuerySet[Issue]:
    """Open issues whose promise was made before a day and still counted on it.

    A day that is over counts only for issues that have been in the same hands since: what was
    handed over after it had its dates looked at then.
    """
    morning = datetime.combine(day, time(), LONDON)
    rows = Issue.objects.open().filter(raised_at__lt=morning).order_by()
    if day >= timezone.localdate():
        return rows
    since = Handover.objects.filter(issue=OuterRef("pk"), at__gte=morning)
    return rows.filter(~Exists(since))
