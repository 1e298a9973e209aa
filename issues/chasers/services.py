"""Who is reminded of which overdue issue, for the how-manieth time, and when the team is told.

A specialty is reminded on the working day after an answer was due, and every three working days
after that; after three reminders the team is told instead. What had been overdue for long when
nobody was reminded yet stays as it is until the team gives it a new date: no storm of mails.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from interface import history
from interface.accounts.models import Role, User
from interface.outbox import services as outbox
from interface.worktime.days import is_working_day, move_working_days
from interface.worktime.hours import CLOSES, LONDON, OPENS, add_working_time
from interface.worktime.services import bank_holidays
from issues.chasers.models import Chaser
from issues.models import Issue, Note, Status
from issues.replydesk import links as desk_links
from issues.services.common import lock

EVERY = 3  # working days between two reminders
REMINDERS = 3  # before the team is told
NOT_BEGUN_AFTER = 10  # working days overdue
ORDINALS = {1: "First", 2: "Second", 3: "Third"}


@dataclass(frozen=True)
class Planned:
    """One message that is due now: about which issue, for the how-manieth time, to whom."""

    issue: Issue
    due: date
    number: int
    escalates: bool
    to: tuple[str, ...]

    @property
    def title(self) -> str:
        if self.escalates:
            return "Told to the integration team"
        return f"{ORDINALS[self.number]} reminder"


def plan(*, at: datetime) -> list[Planned]:
    """What would go out at a moment, the longest overdue first, at most as many as one run may.

    Nothing outside working hours. `settings.CHASERS_PER_RUN` is the most.
    """
    here, holidays = timezone.localtime(at, LONDON), bank_holidays()
    today = here.date()
    if not (is_working_day(today, holidays) and OPENS <= here.time() < CLOSES):
        return []
    sent = Chaser.objects.filter(issue=OuterRef("pk"), due=OuterRef("respond_by"))
    last = sent.order_by("-number")
    earliest = move_working_days(today, -NOT_BEGUN_AFTER, holidays)
    pause_ends = move_working_days(today, -EVERY, holidays) + timedelta(days=1)
    rows = (
        Issue.objects.overdue(on=today)
        .filter(~Exists(sent.filter(escalated=True)), status=Status.WITH_SPECIALTY)
        .annotate(
            last_number=Subquery(last.values("number")[:1]),
            last_sent_at=Subquery(last.values("sent_at")[:1]),
        )
        .filter(
            Q(last_number=None, respond_by__gte=earliest)
            | Q(last_sent_at__lt=datetime.combine(pause_ends, time(), LONDON))
        )
        .select_related("specialty", "practice", "category", "owner")
        .order_by("respond_by", "pk")[: settings.CHASERS_PER_RUN]
    )
    team = _team() if rows else ()
    return [_planned(issue, team) for issue in rows]


def next_run(*, after: datetime) -> datetime:
    """The next moment at which people work: for a look ahead in the evening or on a Sunday."""
    return add_working_time(after, timedelta(minutes=1), bank_holidays())


def run(*, at: datetime) -> int:
    """Send what is planned, each in a transaction of its own; returns how many went out."""
    sent = 0
    for one in plan(at=at):
        sent += escalate(one, by=None) if one.escalates else remind(one, by=None)
    return sent


@history.action("reminded the specialty")
def remind(planned: Planned, *, by: User | None) -> bool:
    """Write to the specialty once more; False if that is not needed any more or was done."""
    return _send("issue_overdue", planned, f"{planned.title} sent to {planned.issue.specialty}.")


@history.action("told the team that it is overdue")
def escalate(planned: Planned, *, by: User | None) -> bool:
    """Tell whoever looks after the issue, or the team, that reminding did not help."""
    return _send("issue_overdue_escalated", planned, "The team was told that it is overdue.")


def _send(template: str, planned: Planned, note: str) -> bool:
    issue = lock(planned.issue)
    if issue.status != Status.WITH_SPECIALTY or issue.respond_by != planned.due:
        return False
    _row, is_new = Chaser.objects.get_or_create(
        issue=issue,
        due=planned.due,
        number=planned.number,
        defaults={"escalated": planned.escalates},
    )
    if not is_new:
        return False
    Note.objects.create(issue=issue, text=note, written_by=None)
    event = f"{template}:{issue.reference}:{planned.due}:{planned.number}"
    for address in planned.to:
        to_specialty = issue.specialty if not planned.escalates else None
        key = desk_links.key(to_specialty, to=address) if to_specialty else {}
        outbox.email(template, to=address, event=event, issue=issue, planned=planned, **key)
    return True


def _planned(issue: Issue, team: tuple[str, ...]) -> Planned:
    number = (issue.last_number or 0) + 1  # type: ignore[attr-defined]
    address = issue.specialty.feedback_email if issue.specialty else ""
    escalates = number > REMINDERS or not address
    owner = issue.owner
    told = (owner.email,) if owner and owner.is_integration_team else team
    to = told if escalates else (address,)
    return Planned(issue, cast(date, issue.respond_by), number, escalates, to)


def _team() -> tuple[str, ...]:
    people = User.objects.filter(role=Role.INTEGRATION_TEAM, is_active=True)
    return tuple(people.order_by("email").values_list("email", flat=True))
