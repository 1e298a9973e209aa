"""The queues down the side of the desk: which issues stand in each now, the worst first."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.db.models import Q
from django.db.models.functions import Greatest
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from psycopg.sql import Literal

from interface.accounts.models import User
from interface.history.kept import Kept
from interface.prepared import Statement
from interface.worktime.days import is_working_day
from issues.answer_times import last_written
from issues.counting import FURTHER
from issues.desk.known import Query, keys_of, known
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
LIVE = 20  # seconds until counts are taken again even where nothing seems to have happened
WITHOUT_ANSWER = ~Q(status__in=HAS_ANSWER)  # as the indexes of open issues have it


@dataclass(frozen=True)
class Moment:
    """Who looks at the queues (a key), on which day, since when an issue must have stood still."""

    user: int
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
        return cls(user.pk, today, end_of_day)


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
    return lambda now: WITHOUT_ANSWER & Q(**which)


def last_step() -> Greatest:
    """When an issue last moved or went to a specialty, or somebody wrote about it, if only a note.

    Saying who looks after it is no step.
    """
    written = last_written(Reply), last_written(Note)
    return Greatest("status_since", "sent_to_specialty_at", *written)


def _stands_still(now: Moment) -> Q:
    """Asks for what was written only where the status is old enough."""
    old = WITHOUT_ANSWER & Q(status_since__lte=now.still_since)
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
        Queue("mine", "I look after it", lambda now: WITHOUT_ANSWER & Q(owner=now.user)),
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
EACH_OPEN = ["new", "reopened", "triaged", "with_specialty", "waiting", "in_project"]  # is in one


COUNTED = [queue for queue in QUEUES.values() if queue.waits]


def counts(now: Moment) -> dict[str, int]:
    """How many issues stand in each queue that waits for somebody, FURTHER at most.

    Counted again once anything has happened to any issue.
    """
    standing = _standing()
    if now not in standing:
        standing[now] = _counted(now)
    return standing[now]


_standing: Kept[dict[Moment, dict[str, int]]] = Kept(
    dict, Issue, Reply, Note, SpecialtyProposal, seconds=LIVE
)


def _counted(now: Moment) -> dict[str, int]:
    """One query: each queue is counted by its own index, however many closed issues there are."""
    sql, values = known().query(now, lambda: _counting(now))
    [numbers] = _statement(sql)(*values)
    standing = dict(zip((queue.name for queue in COUNTED), numbers, strict=True))
    standing[OPEN.name] = min(sum(standing[name] for name in EACH_OPEN), FURTHER)
    return standing


_statement = lru_cache(Statement)  # the same for everybody on one day


def _counting(now: Moment) -> Query:
    """What counts all of them at that moment.

    All but the person's key is written into it, so that the plan made once is as good as one made
    for these values: it knows that an index of open issues holds all that a queue asks for.
    """
    standing = [
        keys_of(Issue.objects.filter(queue.rule(now)).order_by()[:FURTHER]) for queue in COUNTED
    ]
    values = [value for _, values in standing for value in values]
    changing = tuple(value for value in values if isinstance(value, int))
    said = ["%s" if isinstance(value, int) else Literal(value).as_string() for value in values]
    each = ", ".join(f"(SELECT count(*) FROM ({sql}) AS standing)" for sql, _ in standing)  # noqa: S608
    return f"SELECT {each}" % tuple(said), changing
