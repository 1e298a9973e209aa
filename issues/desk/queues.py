"""The queues down the side of the desk: which issues stand in each now, the worst first."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.db.models.functions import Greatest
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from interface.accounts.models import User
from interface.worktime.days import is_working_day
from issues.answer_times import last_written
from issues.details import Priority
from issues.models import (
    CLOCK_RUNS,
    HAS_ANSWER,
    Issue,
    Kind,
    Note,
    Reply,
    SpecialtyProposal,
    Status,
)

STANDS_STILL = 10  # working days without a step
WITHOUT_ANSWER = [status for status in Status if status not in HAS_ANSWER]


@dataclass(frozen=True)
class Moment:
    """Who looks at the queues, on which day, and since when an issue must have stood still."""

    user: User
    today: date
    still_since: datetime

    @classmethod
    def now(cls, user: User, holidays: Collection[date]) -> "Moment":
        today = timezone.localdate()
        day, passed = today, 0
        while passed < STANDS_STILL:
            passed += is_working_day(day, holidays)
            day -= timedelta(days=1)
        end_of_day = datetime.combine(day, time.max, timezone.get_current_timezone())
        return cls(user, today, end_of_day)


@dataclass(frozen=True)
class Queue:
    """One line at the side: its name in addresses, its words, and what stands in it.

    `waits` is false for the archive, which is large, needs nothing, and so is not counted.
    """

    name: str
    title: str
    rule: Callable[[Moment], Q]
    starts_group: bool = False
    waits: bool = True


def _status(*statuses: Status) -> Callable[[Moment], Q]:
    return lambda now: Q(status__in=statuses)


def _waiting(**which) -> Callable[[Moment], Q]:
    return lambda now: Q(status__in=WITHOUT_ANSWER, **which)


def last_step() -> Greatest:
    """When an issue last moved or went to a specialty, or somebody wrote about it, if only a note.

    Saying who looks after it is no step.
    """
    written = last_written(Reply), last_written(Note)
    return Greatest("status_since", "sent_to_specialty_at", *written)


def _stands_still(now: Moment) -> Q:
    """Asks for what was written only where the status is old enough."""
    old = Q(status__in=WITHOUT_ANSWER, status_since__lte=now.still_since)
    return old & Q(LessThanOrEqual(last_step(), now.still_since))


QUEUES = {
    queue.name: queue
    for queue in [
        Queue("harm", "Possible harm", _waiting(priority=Priority.SAME_DAY)),
        Queue("overdue", "Overdue", lambda now: Q(status__in=CLOCK_RUNS, respond_by__lt=now.today)),
        Queue("due", "Due today", lambda now: Q(status__in=CLOCK_RUNS, respond_by=now.today)),
        Queue("recurrences", "Recurrences", _waiting(is_recurrence=True)),
        Queue("reopened", "Reopened", _status(Status.REOPENED)),
        Queue("new", "New", _status(Status.NEW)),
        Queue("triaged", "Triaged, with us", _status(Status.TRIAGED)),
        Queue(
            "still", f"No step for {STANDS_STILL} working days", _stands_still, starts_group=True
        ),
        Queue("unowned", "Nobody looks after it", _waiting(owner=None)),
        Queue(
            "mine", "I look after it",
            lambda now: Q(status__in=WITHOUT_ANSWER, owner=now.user),
        ),
        Queue(
            "with_specialty", "With specialty", _status(Status.WITH_SPECIALTY), starts_group=True
        ),
        Queue(
            "proposed", "A specialty proposes",
            lambda now: Q(pk__in=SpecialtyProposal.objects.open().values("issue")),
        ),
        Queue("waiting", "Waiting for practice", _status(Status.WAITING_FOR_PRACTICE)),
        Queue("in_project", "In project", _status(Status.IN_PROJECT)),
        Queue("praise", "Praise", _waiting(kind=Kind.PRAISE)),
        Queue("answered", "Answered, to close", _status(Status.ANSWERED), starts_group=True),
        Queue("closed", "Closed", _status(Status.CLOSED), waits=False),
        Queue("all", "All", lambda now: Q(), waits=False),
    ]
}  # fmt: skip
OPEN = Queue("", "Everything open", _waiting())


def counts(now: Moment) -> dict[str, int]:
    """How many issues stand in each queue that waits for somebody; one query, by the index."""
    counted = [OPEN, *(queue for queue in QUEUES.values() if queue.waits)]
    waiting = Issue.objects.filter(status__in=[*WITHOUT_ANSWER, Status.ANSWERED]).order_by()
    found = waiting.aggregate(
        **{f"in_{queue.name}": Count("pk", filter=queue.rule(now)) for queue in counted}
    )
    return {queue.name: found[f"in_{queue.name}"] for queue in counted}
