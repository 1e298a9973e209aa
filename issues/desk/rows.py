"""The rows of a queue, written in Python as those of the list are (issues.rows)."""

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString

from interface.nhsuk.markup import Column
from issues.models import Issue, Kind

MOST_WORDS = 14

CHOOSE = Column("Choose")
REFERENCE = Column("Reference", header=True, nowrap=True)
WHAT, PRACTICE, SPECIALTY, CATEGORY = map(
    Column, ["What happened", "Practice", "Specialty", "Category"]
)
DAYS, WEIGHT = Column("Working days", numeric=True), Column("Weight", numeric=True)
NEXT, DUE, OWNER = Column("Next step"), Column("Due", nowrap=True), Column("Owner")


def html(issues: Iterable[Issue], *, address: str, today: date) -> SafeString:
    """The HTML of the rows; each leads to its issue, on the way through the list at `address`."""
    desk, way = reverse("admin:issues_issue_changelist"), quote(address, safe="")
    return SafeString(
        "\n".join(
            f'<tr class="nhsuk-table__row" role="row" id="{issue.reference}">'
            f"{''.join(_cells(issue, f'{desk}{issue.pk}/change/?from={way}', today))}</tr>"
            for issue in issues
        )
    )


def _cells(issue: Issue, page: str, today: date) -> Iterator[str]:
    """Each column's; every word that somebody wrote is escaped here."""
    reference = issue.reference
    yield CHOOSE.cell(
        f'<span class="app-choose"><input class="app-choose__box" type="checkbox" name="issue"'
        f' value="{issue.pk}" id="choose-{issue.pk}" aria-label="Choose {reference}"></span>'
    )
    yield REFERENCE.cell(f'<a href="{page}">{reference}</a>')
    yield WHAT.cell(f"{_marks(issue)}{escape(_beginning(issue.what_happened))}")
    yield PRACTICE.cell(escape(str(issue.practice)))
    yield SPECIALTY.cell(escape(str(issue.specialty or "Not sure yet")))
    yield CATEGORY.cell(escape(str(issue.category)))
    yield DAYS.cell(f"{issue.working_days_old:,}")  # type: ignore[attr-defined]
    holder = issue.holder.label if issue.holder else "Nobody"
    yield NEXT.cell(f"{holder} {_aside(issue.get_status_display())}")
    yield DUE.cell(_due(issue, today))
    yield WEIGHT.cell(f"{issue.weight:,}")  # type: ignore[attr-defined]
    yield OWNER.cell(escape(str(issue.owner or "Nobody")))


def _marks(issue: Issue) -> str:
    """What must be seen before the words are read."""
    marks = []
    if issue.is_possible_harm:
        marks.append('<strong class="app-late">Possible harm.</strong> ')
    if issue.is_recurrence:
        marks.append("<strong>Recurrence.</strong> ")
    if issue.kind != Kind.ISSUE:
        marks.append(f"<strong>{issue.get_kind_display()}.</strong> ")
    return "".join(marks)


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")


def _aside(text: object) -> str:
    return f'<span class="app-secondary">{text}</span>'


def _due(issue: Issue, today: date) -> str:
    """The day by which it is to be answered, with its year if that is another; – for none."""
    day = issue.respond_by
    if day is None or not issue.is_open:
        return "–"
    said = f"{day.day} {day:%b}" + (f" {_aside(day.year)}" if day.year != today.year else "")
    return f'<strong class="app-late">{said}</strong>' if issue.is_overdue(on=today) else said
