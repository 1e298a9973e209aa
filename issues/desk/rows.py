"""The rows of a queue, read and written by hand as those of the list are (issues.rows).

Which issues they are, issues.desk.lists says; here one plain statement reads what their rows show.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from urllib.parse import quote

from django.utils import timezone
from django.utils.safestring import SafeString

from interface.nhsuk.markup import Column
from interface.prepared import Statement
from interface.worktime.days import working_days_between
from issues.choices import HAS_ANSWER, HOLDERS, Kind, Status, is_overdue
from issues.desk import addresses
from issues.details import HARM
from issues.themes.families import PRACTICES
from issues.wording import beginning

MOST_WORDS = 14

_read = Statement(f"""
SELECT i.id, i.reference, i.what_happened, i.kind, i.status, i.risk, i.is_recurrence,
    (i.raised_at AT TIME ZONE zone)::date, i.respond_by, p.name, s.name, c.label, o.name,
    {PRACTICES % {"expressions": "i.id, i.practice_id"}}
FROM (SELECT %s AS zone) AS here
CROSS JOIN unnest(%s::bigint[]) WITH ORDINALITY AS listed (id, place)
JOIN issues_issue i ON i.id = listed.id
JOIN issues_category c ON c.id = i.category_id
JOIN directory_organisation p ON p.id = i.practice_id
LEFT JOIN directory_specialty s ON s.id = i.specialty_id
LEFT JOIN accounts_user o ON o.id = i.owner_id
ORDER BY listed.place
""")  # noqa: S608 ours


@dataclass(frozen=True)
class Row:
    """What a queue tells of one issue; it was raised on a day in London."""

    pk: int
    reference: str
    what_happened: str
    kind: str
    status: str
    risk: str
    is_recurrence: bool
    raised_on: date
    respond_by: date | None
    practice: str
    specialty: str | None
    category: str
    owner: str | None
    weight: int  # practices


def read(issues: Sequence[int]) -> list[Row]:
    """The rows of these issues (keys), in their order. One query."""
    return [Row(*found) for found in _read(timezone.get_current_timezone_name(), list(issues))]


# Where rows stand as blocks, desk.css says the columns: said in each cell they were half the page.
_PLAIN, _NUMBER, _NOWRAP = Column(), Column(numeric=True), Column(nowrap=True)
_ROW = "".join(
    [
        '<tr class="nhsuk-table__row" role="row" id="{reference}">',
        _PLAIN.cell(
            '<input class="app-choose__box" type="checkbox" name="issue" value="{pk}"'
            ' id="choose-{pk}" aria-label="Choose {reference}">'
        ),
        Column(header=True, nowrap=True).cell('<a href="{page}">{reference}</a>'),
        *(_PLAIN.cell(f"{{{name}}}") for name in ("what", "practice", "specialty", "category")),
        _NUMBER.cell("{days:,}"),
        _PLAIN.cell("{next_step}"),
        _NOWRAP.cell("{due}"),
        _NUMBER.cell("{weight:,}"),
        _PLAIN.cell("{owner}"),
        "</tr>",
    ]
)


def html(
    issues: Iterable[Row], *, address: str, today: date, holidays: Collection[date]
) -> SafeString:
    """The HTML of the rows; each leads to its issue, on the way through the list at `address`.

    Every word that somebody wrote is escaped here.
    """
    way = quote(address, safe="")
    return SafeString(
        "\n".join(
            _ROW.format(
                pk=issue.pk,
                reference=issue.reference,
                page=f"{addresses.of_issue(issue.pk)}?from={way}",
                what=f"{_marks(issue)}{escape(beginning(issue.what_happened, MOST_WORDS))}",
                practice=escape(issue.practice),
                specialty=escape(issue.specialty or "Not sure yet"),
                category=escape(issue.category),
                days=working_days_between(issue.raised_on, today, holidays),
                next_step=_next_step(issue.status),
                due=_due(issue, today),
                weight=issue.weight,
                owner=escape(issue.owner or "Nobody"),
            )
            for issue in issues
        )
    )


def _marks(issue: Row) -> str:
    """What must be seen before the words are read."""
    marks = []
    if issue.risk in HARM:
        marks.append('<strong class="app-late">Possible harm.</strong> ')
    if issue.is_recurrence:
        marks.append("<strong>Recurrence.</strong> ")
    if issue.kind != Kind.ISSUE:
        marks.append(f"<strong>{Kind(issue.kind).label}.</strong> ")
    return "".join(marks)


@lru_cache
def _next_step(status: str) -> str:
    """Whose it is, and where the issue stands."""
    holder = HOLDERS.get(Status(status))
    return f"{holder.label if holder else 'Nobody'} {_aside(Status(status).label)}"


def _aside(text: object) -> str:
    return f'<span class="app-secondary">{text}</span>'


def _due(issue: Row, today: date) -> str:
    """The day by which it is to be answered, with its year if that is another; – for none."""
    day = issue.respond_by
    if day is None or issue.status in HAS_ANSWER:
        return "–"
    said = f"{day.day} {day:%b}" + (f" {_aside(day.year)}" if day.year != today.year else "")
    late = is_overdue(issue.status, day, on=today)
    return f'<strong class="app-late">{said}</strong>' if late else said
