"""The rows of the list of issues, written in Python: a page has 25 of them with seven cells each.

As nodes of a template they were half the cost of the page. `html.escape` is what Django escapes
with, without asking each time whether a text is safe already.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from interface.accounts.models import User
from interface.nhsuk.markup import Column, row
from interface.nhsuk.templatetags.nhsuk import tag
from issues.models import Issue
from issues.templatetags.issues import age
from issues.wording import day

MOST_WORDS = 16
READ = [  # what of an issue the rows need; most of the rest is what makes it found
    "reference", "what_happened", "status", "status_since", "raised_at", "first_answered_at",
    "respond_by", "category__label", "specialty__name", "practice__name", "practice__place",
]  # fmt: skip

REFERENCE, WHAT, PRACTICE = (
    Column("Reference", header=True),
    *map(Column, ["What happened", "Practice"]),
)
SPECIALTY, STATUS, AGE, LAST = map(Column, ["Specialty", "Status", "Age", "Last event"])


def rows(issues: Iterable[Issue], *, reader: User, today: date) -> SafeString:
    """One row for each issue, as this person may read it; issues.answer_times has seen them."""
    return SafeString("\n".join(_row(issue, reader, today) for issue in issues))


def _row(issue: Issue, reader: User, today: date) -> SafeString:
    return row(SafeString("".join(_cells(issue, reader, today))))


def _cells(issue: Issue, reader: User, today: date) -> Iterator[str]:
    """Each column's; every word that somebody wrote is escaped here."""
    address = issue.get_absolute_url()
    yield REFERENCE.cell(f'<a class="app-nowrap" href="{address}">{issue.reference}</a>')
    yield WHAT.cell(f"{escape(_beginning(issue.what_happened))}{_below(issue.category.label)}")
    if not reader.is_practice:
        team = reader.is_integration_team
        yield PRACTICE.cell(escape(issue.practice.name if team else f"In {issue.place}"))
    yield SPECIALTY.cell(escape(issue.specialty.name if issue.specialty else "Not sure yet"))
    overdue = f"{_status('Overdue')} " if issue.is_overdue(on=today) else ""
    since = _below(f"since {day(issue.status_since)}")
    yield STATUS.cell(f"{overdue}{_status(issue.get_status_display())}{since}")
    said = issue.first_answer  # type: ignore[attr-defined]
    answered = _below(said) if said else ""
    yield AGE.cell(f'<span class="app-nowrap">{age(issue.raised_at, today)}</span>{answered}')
    yield LAST.cell(day(issue.last_event_at))  # type: ignore[attr-defined]


def _below(text: str) -> str:
    """A second line in a cell, smaller."""
    return f'<span class="app-secondary">{escape(text)}</span>'


@lru_cache
def _status(text: str) -> SafeString:
    return tag(text)


def _beginning(text: str) -> str:
    """The first words of a text."""
    words = text.split()
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")
