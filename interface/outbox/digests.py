"""One message a day, or a week, in place of many: what changed, newest first, with links."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from interface.outbox import choices, letters
from interface.outbox.models import Message, NewsChoice, Pace
from interface.worktime.days import is_working_day
from interface.worktime.hours import LONDON
from interface.worktime.services import bank_holidays

GOES_AT = time(7, 30)  # Europe/London, on working days
MOST_SHOWN = 50  # subjects; what is more can be read on the pages
NAMED_IN_SUBJECT = 3  # references


@dataclass(frozen=True)
class Story:
    """What changed about one reference, newest first."""

    about: str
    news: list[Message]

    @property
    def newest(self) -> Message:
        return self.news[0]

    @property
    def before(self) -> list[Message]:
        return self.news[1:]


def cut_off(pace: str, *, at: datetime, holidays: Collection[date]) -> datetime | None:
    """Until when news must have come to be in a digest that is due at a moment; None: none is.

    Daily digests go on working days, weekly ones on the first working day of a week. Where that
    was missed, they go later on that day or in that week, with the same news in them.
    """
    today = at.astimezone(LONDON).date()
    if not is_working_day(today, holidays):
        return None
    day = today
    if pace == Pace.WEEKLY:
        week = (today - timedelta(days=today.weekday() - n) for n in range(7))
        day = next(day for day in week if is_working_day(day, holidays))
    goes_at = datetime.combine(day, GOES_AT, LONDON)
    return goes_at if goes_at <= at else None


def next_digest(pace: str, *, after: datetime, holidays: Collection[date]) -> datetime:
    """When news that comes at a moment is in a digest."""
    day = after.astimezone(LONDON).date()
    while True:
        end_of_day = datetime.combine(day, time.max, LONDON)
        goes_at = cut_off(pace, at=end_of_day, holidays=holidays)
        if goes_at is not None and goes_at > after:
            return goes_at
        day += timedelta(days=1)


def make_due(*, at: datetime) -> int:
    """Make every digest that is due at a moment; returns how many. Safe to run twice."""
    holidays = bank_holidays()
    until = {pace: cut_off(pace, at=at, holidays=holidays) for pace in (Pace.DAILY, Pace.WEEKLY)}
    if until[Pace.DAILY] is None:
        return 0
    waiting = Message.objects.waiting_for_digest().filter(created_at__lt=until[Pace.DAILY])
    recipients = sorted(set(waiting.order_by().values_list("recipient", flat=True)))
    chosen = dict(NewsChoice.objects.filter(email__in=recipients).values_list("email", "pace"))
    made = 0
    for recipient in recipients:
        pace = Pace(chosen.get(recipient, choices.USUALLY))
        moment = until.get(pace)
        if moment is not None:
            made += _make(recipient, until=moment, on=at.astimezone(LONDON).date())
        elif pace not in until:  # the choice was made while this news was being saved
            choices.reroute(recipient, pace=pace)
    return made


@transaction.atomic
def _make(recipient: str, *, until: datetime, on: date) -> bool:
    """Put the news that waits for one recipient into one message; at most one a day."""
    waiting = Message.objects.waiting_for_digest().filter(recipient=recipient, created_at__lt=until)
    news = list(waiting.order_by("-created_at", "-id").select_for_update())
    if not news:
        return False
    digest, created = Message.objects.get_or_create(
        event=f"digest:{on.isoformat()}",
        recipient=recipient,
        defaults={"is_news": True, **_written(recipient, news)},
    )
    if created:
        Message.objects.filter(pk__in=[one.pk for one in news]).update(digest=digest)
    return created


def stories(news: list[Message]) -> list[Story]:
    """News, newest first, put together by what it is about; what changed last comes first."""
    by_reference: dict[str, list[Message]] = defaultdict(list)
    for message in news:
        by_reference[message.about or f"message {message.pk}"].append(message)
    return [Story(found[0].about, found) for found in by_reference.values()]


def _written(recipient: str, news: list[Message]) -> dict[str, str]:
    """Subject, text and HTML."""
    subject = _subject(news)
    context = {
        "stories": stories(news[:MOST_SHOWN]),
        "left_out": len(news) - MOST_SHOWN if len(news) > MOST_SHOWN else 0,
        "base_url": settings.BASE_URL.rstrip("/"),
        "choice": choices.link_for(recipient),
        "is_news": True,
        "subject": subject,
    }
    text = render_to_string("emails/digest.txt", context).strip()
    return {
        "subject": subject,
        "text": text + letters.foot(recipient, is_news=True),
        "html": render_to_string("emails/digest.html", context),
    }


def _subject(news: list[Message]) -> str:
    """For example “News of IF-2K7, IF-9QX and 3 more”; of one thing, what happened to it."""
    found = [story.about for story in stories(news)]
    if len(found) == 1:
        return news[0].subject
    named = [about for about in found if about][:NAMED_IN_SUBJECT]
    if not named:
        return f"{len(found)} pieces of news"
    more = len(found) - len(named)
    if more:
        return f"News of {', '.join(named)} and {more} more"
    return f"News of {', '.join(named[:-1])} and {named[-1]}"
