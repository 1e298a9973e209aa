"""One query for each figure, in one place: on screen, in an export and in a board paper alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Count, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from audits.desk.services import left_to_read
from audits.models import AskRate, Audit
from audits.rates import Counts
from interface.accounts.models import Role, User
from interface.charts import Chart, xmr_chart
from interface.pages import series
from interface.vocabulary import Ask, Domain
from issues.models import HAS_ANSWER, Issue, Status
from issues.statements.figures import FIGURES_KEPT
from projects.models import Project, Stage


@dataclass(frozen=True)
class Figure:
    """A number that opens: `url` leads to exactly the rows that `value` counts."""

    value: str | int
    label: str
    url: str = ""
    note: str = ""


def address(name: str, *args, **query) -> str:
    """The address of a list with its filters set."""
    chosen = {key: value for key, value in query.items() if value not in (None, "")}
    return reverse(name, args=args) + (f"?{urlencode(chosen)}" if chosen else "")


# My work -------------------------------------------------------------------------------------


def my_work(user: User) -> list[Figure]:
    """What waits for this person, the most pressing first; each figure opens its rows."""
    by_role = {
        Role.PRACTICE: _practice_work,
        Role.SPECIALTY: _specialty_work,
        Role.REVIEWER: _reviewer_work,
        Role.LEADERSHIP: _leadership_work,
        Role.INTEGRATION_TEAM: _team_work,
    }
    return by_role[Role(user.role)](user)


def _practice_work(user: User) -> list[Figure]:
    mine = Issue.objects.visible_to(user)
    return [
        Figure(mine.waiting_for(user).count(), "waiting for you", address("issues", tab="waiting")),
        Figure(mine.open().count(), "open", address("issues", tab="open")),
        Figure(mine.answered().count(), "answered", address("issues", tab="answered")),
    ]


def _specialty_work(user: User) -> list[Figure]:
    waiting = Issue.objects.visible_to(user).waiting_for(user)
    late = waiting.overdue(on=timezone.localdate()).count()
    note = f"{late} past the promised date" if late else ""
    return [Figure(waiting.count(), "to answer", address("issues", tab="waiting"), note)]


def _reviewer_work(user: User) -> list[Figure]:
    left = {audit: letters for audit, letters in left_to_read(user).items() if letters}
    audits = Audit.objects.visible_to(user).filter(pk__in=left)
    lists = [
        Figure(
            left[audit.pk], "letters left", reverse("reading_list", args=[audit.slug]), audit.name
        )
        for audit in audits
    ]
    return lists or [Figure(Audit.objects.visible_to(user).count(), "audits", address("audits"))]


def _leadership_work(user: User) -> list[Figure]:
    return [
        Figure(Issue.objects.open().count(), "open issues", address("issue_counts")),
        Figure(
            Project.objects.visible_to(user).filter(stage=Stage.ACTIVE).count(),
            "projects in progress",
            address("projects", stage=Stage.ACTIVE),
        ),
        Figure(Audit.objects.visible_to(user).count(), "audits", address("audits")),
    ]


def _team_work(user: User) -> list[Figure]:
    today = timezone.localdate()
    desk = "admin:issues_issue_changelist"
    queues = [
        ("new", "new", Issue.objects.filter(status=Status.NEW)),
        ("overdue", "past their date", Issue.objects.overdue(on=today)),
        ("with_specialty", "with a specialty", Issue.objects.filter(status=Status.WITH_SPECIALTY)),
        (
            "waiting",
            "waiting for a practice",
            Issue.objects.filter(status=Status.WAITING_FOR_PRACTICE),
        ),
    ]
    return [
        Figure(rows.count(), label, address(desk, queue=queue)) for queue, label, rows in queues
    ]


# Leadership dashboard ------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """One count in a table, and where it opens."""

    value: int
    url: str


def projects_by_domain(user: User) -> list[dict]:
    """A row for each domain, with a count for each stage that any project is in and a total."""
    counts = {
        (row["domain"], row["stage"]): row["n"]
        for row in Project.objects.visible_to(user)
        .order_by()
        .values("domain", "stage")
        .annotate(n=Count("pk"))
    }
    rows = []
    for domain in Domain:
        cells = [
            Cell(counts.get((domain, stage), 0), address("projects", domain=domain, stage=stage))
            for stage in Stage
        ]
        total = Cell(sum(cell.value for cell in cells), address("projects", domain=domain))
        rows.append({"label": domain.label, "cells": cells, "total": total})
    return rows


def open_issues_by_ask(user: User) -> list[dict]:
    """How many open issues bear on each ask, and how many on none."""
    counts = {
        row["category__ask"]: row["n"]
        for row in Issue.objects.open().order_by().values("category__ask").annotate(n=Count("pk"))
    }
    name = "issues" if user.is_integration_team else "issue_counts"
    tab = {"tab": "open"} if user.is_integration_team else {}
    rows = [
        {
            "ask": ask.value,
            "label": ask.label,
            "cell": Cell(counts.get(ask.value, 0), address(name, ask=ask.value, **tab)),
        }
        for ask in Ask
    ]
    others = Cell(counts.get(None, 0), address(name, ask="none", **tab))
    return [*rows, {"ask": None, "label": "None of the Five Asks", "cell": others}]


@dataclass(frozen=True)
class AskResult:
    """How audited letters met one ask."""

    ask: Ask
    letters: Counts
    url: str


def latest_audit(user: User) -> Audit | None:
    return Audit.objects.visible_to(user).exclude(rates_computed_at=None).first()


def letters_by_ask(rates: QuerySet[AskRate]) -> dict[int, Counts]:
    """Rates over all their specialties and months, read from the aggregates."""
    rows = rates.order_by().values_list("ask").annotate(Sum("met"), Sum("not_met"))
    return {ask: Counts(met, not_met) for ask, met, not_met in rows}


def audit_by_ask(audit: Audit) -> list[AskResult]:
    """The audit's rates, for each ask that it judged."""
    letters = letters_by_ask(AskRate.objects.filter(audit=audit))
    return [
        AskResult(ask, letters[ask.value], ask_address(audit, ask))
        for ask in Ask
        if ask.value in letters
    ]


def ask_address(audit: Audit, ask: Ask) -> str:
    """Where an audit's page shows one ask."""
    return f"{address('audit', audit.slug)}#ask-{ask.value}"


def over_time(audit: Audit | None) -> list[Chart]:
    """Whether it is getting better: the dashboard's charts, counted at most every ten minutes."""
    today = timezone.localdate()
    key = f"over_time:{audit.pk if audit else 0}:{today}"
    kept = cache.get(key)
    if kept is None:
        kept = [
            series.issues_per_week(until=today),
            series.days_to_first_answer(until=today),
            *(series.audit_rate_per_month(audit, ask, until=today) for ask in Ask if audit),
        ]
        cache.set(key, kept, FIGURES_KEPT)
    return [xmr_chart(one.chart()) for one in kept if one.dates]


def dashboard(user: User) -> dict:
    """Everything the dashboard shows."""
    audit = latest_audit(user)
    return {
        "stages": Stage,
        "domains": projects_by_domain(user),
        "projects": Project.objects.visible_to(user).count(),
        "open_issues": open_issues_by_ask(user),
        "open_total": Issue.objects.open().count(),
        "charts": over_time(audit),
        "audit": audit,
        "audit_results": audit_by_ask(audit) if audit else [],
    }


# Issue counts for leadership -----------------------------------------------------------------


def parse_ask(text: str) -> int | str | None:
    """What `?ask=` asked for: 1 to 5, "none" for issues that bear on no ask, or None for all."""
    if text == "none":
        return text
    return {str(ask.value): ask.value for ask in Ask}.get(text)


def issue_counts(ask: int | str | None) -> tuple[list[str], Iterable[list]]:
    """Open issues by specialty and status, as headings and rows: counts, never an issue itself."""
    statuses = [status for status in Status if status not in HAS_ANSWER]
    issues = Issue.objects.open().order_by()
    if ask is not None:
        issues = issues.filter(category__ask=None if ask == "none" else ask)
    counts: dict[str, dict[str, int]] = {}
    for row in issues.values("specialty__name", "status").annotate(n=Count("pk")):
        name = row["specialty__name"] or "Not sure yet"
        counts.setdefault(name, {})[row["status"]] = row["n"]
    rows = []
    for name in sorted(counts):
        values = [counts[name].get(status, 0) for status in statuses]
        rows.append([name, *values, sum(values)])
    return ["Specialty", *(str(status.label) for status in statuses), "All"], rows
