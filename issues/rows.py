"""The rows of the list of issues, read and written by hand: a page has 25 with seven cells each.

Which issues they are, others say; here one statement reads what their rows show. As nodes of
a template they were half the cost of the page. `html.escape` is what Django escapes with, without
asking each time whether a text is safe already.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from interface.accounts.models import User
from interface.nhsuk.markup import Column, row
from interface.nhsuk.templatetags.nhsuk import tag
from interface.prepared import Statement
from issues import addresses
from issues.choices import ELSEWHERE, Status, is_overdue
from issues.templatetags.issues import age
from issues.wording import beginning, day

MOST_WORDS = 16

_READ = """
SELECT i.reference, i.what_happened, i.status, (i.status_since AT TIME ZONE zone)::date,
    (i.raised_at AT TIME ZONE zone)::date, (i.first_answered_at AT TIME ZONE zone)::date,
    i.respond_by, c.label, s.name, p.name, p.place, (greatest(i.status_since, (
        SELECT max(r.written_at) FROM issues_reply r WHERE r.issue_id = i.id
    )) AT TIME ZONE zone)::date
FROM (SELECT %s AS zone) AS here
CROSS JOIN ({listed}) AS listed
JOIN issues_issue i ON i.id = listed.id
JOIN issues_category c ON c.id = i.category_id
JOIN directory_organisation p ON p.id = i.practice_id
LEFT JOIN directory_specialty s ON s.id = i.specialty_id
ORDER BY listed.place
"""


@dataclass
class Row:
    """What the list tells of one issue; all of it happened on days in London."""

    reference: str
    what_happened: str
    status: str
    status_since: date
    raised_on: date
    first_answered_on: date | None
    respond_by: date | None
    category: str
    specialty: str | None
    practice: str
    place: str
    last_event_on: date  # it moved, or somebody wrote
    first_answer: str = ""  # see issues.answer_times


class Rows:
    """Reads rows with one statement: `listed` is a query for the keys of their issues (id) and the
    order in which they stand (place)."""

    def __init__(self, listed: str):
        self.statement = Statement(_READ.format(listed=listed))

    def __call__(self, *values: Any) -> list[Row]:
        """The rows; `values` are those of `listed`."""
        return [Row(*row) for row in self.statement(timezone.get_current_timezone_name(), *values)]


read = Rows("SELECT * FROM unnest(%s::bigint[]) WITH ORDINALITY AS given (id, place)")  # keys


REFERENCE, WHAT, PRACTICE = (
    Column("Reference", header=True),
    *map(Column, ["What happened", "Practice"]),
)
SPECIALTY, STATUS, AGE, LAST = map(Column, ["Specialty", "Status", "Age", "Last event"])


def html(issues: Iterable[Row], *, reader: User, today: date) -> SafeString:
    """The HTML of the rows, as this person may read them."""
    return SafeString("\n".join(_row(issue, reader, today) for issue in issues))


def _row(issue: Row, reader: User, today: date) -> SafeString:
    return row(SafeString("".join(_cells(issue, reader, today))))


def _cells(issue: Row, reader: User, today: date) -> Iterator[str]:
    """Each column's; every word that somebody wrote is escaped here."""
    address = addresses.of_issue(issue.reference)
    yield REFERENCE.cell(f'<a class="app-nowrap" href="{address}">{issue.reference}</a>')
    yield WHAT.cell(f"{escape(beginning(issue.what_happened, MOST_WORDS))}{_below(issue.category)}")
    if not reader.is_practice:
        place = f"In {issue.place or ELSEWHERE}"
        yield PRACTICE.cell(escape(issue.practice if reader.is_integration_team else place))
    yield SPECIALTY.cell(escape(issue.specialty or "Not sure yet"))
    late = is_overdue(issue.status, issue.respond_by, on=today)
    since = _below(f"since {day(issue.status_since)}")
    overdue = f"{tag('Overdue')} " if late else ""
    yield STATUS.cell(f"{overdue}{_status(issue.status)}{since}")
    answered = _below(issue.first_answer) if issue.first_answer else ""
    yield AGE.cell(f'<span class="app-nowrap">{age(issue.raised_on, today)}</span>{answered}')
    yield LAST.cell(day(issue.last_event_on))


def _below(text: str) -> str:
    """A second line in a cell, smaller."""
    return f'<span class="app-secondary">{escape(text)}</span>'


@lru_cache
def _status(status: str) -> SafeString:
    return tag(Status(status).label)
