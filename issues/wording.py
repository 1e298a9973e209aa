"""Where an issue stands, in a sentence."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone

from issues.models import CLOCK_RUNS, Issue, Status

TEAM = "the integration team"


def day(moment: date | datetime) -> str:
    """12 November 2026."""
    return _in_words(timezone.localdate(moment) if isinstance(moment, datetime) else moment)


@lru_cache(maxsize=1_000)
def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def status_sentence(issue: Issue, *, on: date, to_practice: bool = True) -> str:
    """For example "With Cardiology since 3 November 2026. The answer is due by 14 November 2026."

    `on` is today; `to_practice` speaks to the practice as "you".
    """
    since = day(issue.status_since)
    match Status(issue.status):
        case Status.NEW:
            said = f"With {TEAM} since {since}."
        case Status.REOPENED:
            said = f"Reopened on {since}: {TEAM} looks at it again."
        case Status.TRIAGED:
            said = f"With {TEAM} since {since}."
        case Status.WITH_SPECIALTY:
            said = f"With {issue.specialty} since {since}."
        case Status.WAITING_FOR_PRACTICE:
            whom = "you" if to_practice else "the practice"
            said = f"Waiting for {whom} since {since}: {TEAM} asked a question."
        case Status.ANSWERED:
            said = f"Answered on {since}."
        case Status.IN_PROJECT:
            said = f"Part of a project since {since}."
        case Status.CLOSED:
            said = f"Closed on {since}. {issue.get_outcome_display()}."
    return f"{said} {_due(issue, on)}".strip()


def _due(issue: Issue, on: date) -> str:
    if issue.status not in CLOCK_RUNS or issue.respond_by is None:
        return ""
    if issue.respond_by < on:
        return f"The answer was due by {day(issue.respond_by)}."
    return f"The answer is due by {day(issue.respond_by)}."


def next_step(issue: Issue, *, on: date) -> str:
    """What the practice may expect and by when, or what it has to do; `on` is today."""
    if issue.is_overdue(on=on):
        return f"The day that we promised has passed. {TEAM.capitalize()} asks for the answer."
    answer = f"You have an answer, or a plan,{_by(issue.respond_by)}."
    match Status(issue.status):
        case Status.NEW | Status.REOPENED:
            return f"{TEAM.capitalize()} reads it and passes it on{_by(issue.triage_by)}. {answer}"
        case Status.TRIAGED | Status.WITH_SPECIALTY:
            return answer
        case Status.WAITING_FOR_PRACTICE:
            return "Please answer the question: the clock stands until you do."
        case Status.ANSWERED:
            return "If this settles it, you need do nothing. If not, reply."
        case Status.IN_PROJECT:
            return "You hear from us when the project has changed something."
        case Status.CLOSED:
            return "Nothing more is needed. If it is not settled, or happens again, reopen it."


def _by(promised: date | None) -> str:
    return f" by {promised:%A} {day(promised)}" if promised else " as soon as there is one"


def duration(minutes: int) -> str:
    """200: "3 hours 20 minutes"; 60: "1 hour"; 0: "0 minutes"."""
    hours, left = divmod(minutes, 60)
    parts = [counted(hours, "hour")] if hours else []
    if left or not hours:
        parts.append(counted(left, "minute"))
    return " ".join(parts)


def counted(number: int, noun: str) -> str:
    """1 issue, 2 issues, 1,000 issues."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def beginning(text: str, most: int) -> str:
    """The first words of a text, `most` of them."""
    words = text.split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")
