"""Writing down each change of hands; the steps of `issues.services` do it by themselves."""

from datetime import datetime

from django.utils import timezone

from interface.worktime.days import move_working_days
from interface.worktime.services import bank_holidays
from issues.clocks.models import Handover, Holder
from issues.models import HAS_ANSWER, HOLDERS, Issue, Status

Hands = tuple[Holder, int | None]  # whose hands it is in; of a specialty, which one's
TEAM: Hands = (Holder.INTEGRATION_TEAM, None)


def hands_of(issue: Issue) -> Hands:
    """Who holds an issue by its status."""
    if issue.status in HAS_ANSWER:
        return Holder.NOBODY, None
    side = HOLDERS.get(Status(issue.status))
    holder = Holder(side) if side else Holder.OTHER
    return holder, issue.specialty_id if holder == Holder.SPECIALTY else None


def latest(issue: Issue) -> Handover | None:
    """The handover that counts now; None while the integration team has had it all along."""
    rows = Handover.objects.select_related("because").order_by("-at", "-pk")
    return rows.filter(issue=issue).first()


def hand_over(issue: Issue, *, at: datetime) -> None:
    """Write down who holds an issue from this moment on, where that is somebody else.

    A stopped clock runs again when the issue goes into other hands, or gets a new date.
    """
    last, hands = latest(issue), hands_of(issue)
    if last is not None and last.is_pause:
        held_before = (Holder.SPECIALTY, last.specialty_id) if last.specialty_id else TEAM
        if hands != held_before or issue.respond_by is not None:
            restart(issue, last, at=at)
    elif hands != ((Holder(last.holder), last.specialty_id) if last else TEAM):
        _write(issue, hands, at=at, after=last)


def restart(issue: Issue, pause: Handover, *, at: datetime) -> None:
    """Give a stopped clock back to whoever holds the issue, with the working days it had left."""
    today, holidays = timezone.localdate(at), bank_holidays()
    for name, left in (("triage_by", pause.triage_left), ("respond_by", pause.respond_left)):
        if getattr(issue, name) is None and left is not None:
            setattr(issue, name, move_working_days(today, left, holidays))
    _write(issue, hands_of(issue), at=at, after=pause)


def _write(issue: Issue, hands: Hands, *, at: datetime, after: Handover | None) -> None:
    """Never before the handover that it follows, even where two servers' times differ."""
    holder, specialty_id = hands
    moment = max(at, after.at) if after else at
    Handover.objects.create(issue=issue, at=moment, holder=holder, specialty_id=specialty_id)
