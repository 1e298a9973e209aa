"""What the desk tells of an issue beside its words."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString

from interface.nhsuk.templatetags.nhsuk import moment
from interface.worktime.days import working_days_between
from issues import facts
from issues.endorsements.models import Endorsement
from issues.models import Issue
from issues.public_words import public_line
from issues.wording import counted, day


def facts_html(
    issue: Issue, endorsements: Iterable[Endorsement], *, today: date, holidays: Collection[date]
) -> SafeString:
    """The rows of its summary list; `endorsements` are those that stand."""
    return facts.rows(_facts(issue, endorsements, today, holidays))


def _facts(
    issue: Issue, endorsements: Iterable[Endorsement], today: date, holidays: Collection[date]
) -> Iterator[tuple[str, object]]:
    practice = issue.practice
    place = f", {practice.place}" if practice.place else ""
    yield "Practice", f"{practice} ({practice.ods_code}){place}"
    yield "Raised", _raised(issue, today, holidays)
    yield "Specialty", issue.specialty or "Not sure yet"
    yield from facts.details(issue)
    yield "Told to others", "Yes" if issue.may_be_shared else "No"
    yield "What we make of it", issue.get_validity_display() or "Not decided yet"
    yield "Answer due", day(issue.respond_by) if issue.respond_by else "No date"
    yield "Next step", issue.holder.label if issue.holder else "Nobody"
    yield "Looked after by", issue.owner or "Nobody"
    same = SafeString("".join(facts.aside(_same_here(one)) for one in endorsements))
    yield "Happened to as well", same or "No other practice"
    progress = facts.aside(issue.public_progress) if issue.public_progress else ""
    yield "Other practices read", SafeString(f"{escape(public_line(issue))}{progress}")


def _raised(issue: Issue, today: date, holidays: Collection[date]) -> str:
    by = f" by {issue.raised_by}" if issue.raised_by else ""
    days = working_days_between(timezone.localdate(issue.raised_at), today, holidays)
    ago = f", {counted(days, 'working day')} ago" if days else ""
    return f"{moment(issue.raised_at)}{by}{ago}"


def _same_here(one: Endorsement) -> str:
    minutes = one.get_minutes_lost_display().lower() if one.minutes_lost is not None else ""
    cost = f", {minutes} minutes" if minutes else ""
    return f"{one.practice}, {day(one.endorsed_at)}{cost}"
