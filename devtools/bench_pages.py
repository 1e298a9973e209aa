"""What the pages cost beside the least Django page and the least durable Django POST.

    python -m devtools.bench_pages [ISSUES ...]

runs in a database of its own. "Bare" (devtools/bare.py) and the service are served by the same web
server with one worker each, and asked over a connection that is kept: ours by a browser that has
signed in and takes compressed pages. CPU of the worker and of its database connections together,
since the clock of a shared machine is noisy; the least of several rounds, taken in turns.
"""

import io
import sys
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import count

from lxml import html

from devtools.copies import have
from devtools.environment import local_environment
from devtools.served import Served
from devtools.static import collect

SIZES = [1_000, 10_000, 100_000, 1_000_000]
BESIDE_BARE, BESIDE_DESK = 10_000, 100_000  # issues at which the multiples count
OF_PAGES, OF_DESK = (10_000, 1_000_000), (1_000, 100_000)  # between which the growth counts
REQUESTS, ROUNDS = 40, 5
MOST_QUERIES, MOST_GROWTH = 12, 1.3
LIKE_NOTHING = "Somebody painted the front door green and the chairs yellow, {} times"


@dataclass(frozen=True)
class Subject:
    """One thing to measure: how to ask for it, and what it may cost."""

    name: str
    served: Served
    ask: Callable[[], None]
    queries: Callable[[], int] | None = None
    beside: str = ""  # what its budget is a multiple of, with how many issues
    budget: float = 0
    at: int = BESIDE_BARE
    growth: tuple[int, int] | None = None

    def counts(self, size: int) -> bool:
        """Whether it is of interest with so many issues."""
        return not self.growth or self.growth[0] <= size <= self.growth[1]

    def milliseconds(self) -> float:
        """CPU of one request, over a few."""
        self.ask()
        before = self.served.seconds()
        for _ in range(REQUESTS):
            self.ask()
        return (self.served.seconds() - before) / REQUESTS * 1_000


@dataclass(frozen=True)
class Figure:
    """What one subject costs with one number of issues."""

    subject: Subject
    milliseconds: float
    queries: int


def main() -> int:
    """Print the figures of one run; 1 if a budget is not kept."""
    sizes = [int(size.replace("_", "")) for size in sys.argv[1:]] or SIZES
    local_environment()
    collect()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        call_command("load_reference_data", verbosity=0, stdout=io.StringIO())
        figures = {size: with_issues(size) for size in sizes}
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return report(figures)


def with_issues(size: int) -> dict[str, Figure]:
    """What everything costs with so many issues stored.

    Both are started anew: plans that the database made for a tenth of the rows would not be those
    of a service that has had them all along.
    """
    have(size)
    with (
        closing(Served("bare", "devtools.bare")) as least,
        closing(Served("ours", "interface.wsgi")) as service,
    ):
        return measured(size, least, service)


def measured(size: int, least: Served, service: Served) -> dict[str, Figure]:
    """What each subject costs; asked for in turns."""
    subjects = [one for one in (*bare(least), *pages(service), *desk(service)) if one.counts(size)]
    took = {subject.name: float("inf") for subject in subjects}
    for _ in range(ROUNDS):
        for subject in subjects:
            took[subject.name] = min(took[subject.name], subject.milliseconds())
    print(f"{size:,} issues measured", flush=True)
    return {
        subject.name: Figure(
            subject, took[subject.name], subject.queries() if subject.queries else 0
        )
        for subject in subjects
    }


# Whom we ask, and for what -------------------------------------------------------------------


def bare(served: Served) -> list[Subject]:
    """The least page and the least POST."""
    browser = served.browser({})
    return [
        Subject("bare page", served, lambda: browser.get("/page/")),
        Subject("bare POST", served, lambda: browser.post("/post/", {"text": "A few words"})),
    ]


def pages(served: Served) -> list[Subject]:
    """Our pages, as a GP of the demonstration meets them."""
    from issues.models import Issue

    gp = Person("ada.demonstration@example.nhs.uk", served)
    issue = Issue.objects.visible_to(gp.user).order_by("-raised_at")[0]
    form = gp.client.get("/report/").content
    answers = filled_in(form, issue.specialty_id or "not-sure", issue.category.code)
    times = count(Issue.objects.count())

    def new() -> dict[str, str]:
        said = LIKE_NOTHING.format(next(times))  # the same again would not be saved
        return answers | {"submission": str(uuid.uuid4()), "what_happened": said}

    def page(name: str, address: str, budget: float) -> Subject:
        return gp.page(name, address, beside="bare page", budget=budget, growth=OF_PAGES)

    return [
        page("form", "/report/", 4),
        page("list", "/issues/?tab=open", 5),
        page("issue page", issue.get_absolute_url(), 5),
        Subject(
            "submit",
            served,
            lambda: gp.browser.post("/report/", new()),
            lambda: queries(lambda: gp.client.post("/report/", new())),
            beside="bare POST",
            budget=5,
        ),
    ]


def desk(served: Served) -> list[Subject]:
    """What the integration team has before its eyes all day."""
    from django.urls import reverse

    from issues.models import Issue, Status

    team = Person("dana.demonstration@example.nhs.uk", served)
    queue = reverse("admin:issues_issue_changelist")
    issue = Issue.objects.filter(status=Status.WITH_SPECIALTY).order_by("-raised_at")[0]
    other, times = Issue.objects.filter(status=Status.CLOSED)[:1], count()

    def page(name: str, address: str) -> Subject:
        return team.page(
            name, address, beside="bare page", budget=5, at=BESIDE_DESK, growth=OF_DESK
        )

    def counted_anew() -> None:
        Issue.objects.filter(pk__in=other).update(own_reference=str(next(times)))  # not measured
        team.browser.get(queue)

    return [
        team.page("list of the team", "/issues/?tab=open", growth=OF_PAGES),
        page("queue", queue),
        replace(page("queue, after a change", queue), ask=counted_anew),
        page("queue, overdue", f"{queue}?queue=overdue"),
        page("queue, closed", f"{queue}?queue=closed"),
        page("issue at the desk", reverse("admin:issues_issue_change", args=[issue.pk])),
    ]


class Person:
    """Somebody of the demonstration, signed in: in a browser, and without a server around us."""

    def __init__(self, email: str, served: Served):
        from django.test import Client

        from interface.accounts.models import User

        self.user = User.objects.get(email=email)
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(self.user)
        self.served = served
        self.browser = served.browser(
            {name: one.value for name, one in self.client.cookies.items()}
        )

    def page(self, name: str, address: str, **budget) -> Subject:
        """One page that this person reads."""
        return Subject(
            name,
            self.served,
            lambda: self.browser.get(address),
            lambda: queries(lambda: self.client.get(address)),
            **budget,
        )


def queries(ask: Callable[[], object]) -> int:
    """How many statements one request sends, begin and commit not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()  # fills what is kept in memory
    with CaptureQueriesContext(connection) as captured:
        ask()
    return sum(
        not query["sql"].startswith(("BEGIN", "COMMIT")) for query in captured.captured_queries
    )


def filled_in(page: bytes, specialty: str, category: str) -> dict:
    """The form's own hidden and chosen values, with the answers that it asks for."""
    (form,) = [form for form in html.fromstring(page).forms if "what_happened" in form.fields]
    given = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    answers = {"specialty": specialty, "category": category, "removed_patient_details": "on"}
    return given | answers


# What came of it -----------------------------------------------------------------------------


def report(figures: dict[int, dict[str, Figure]]) -> int:
    """Print a line for each subject; the number of budgets that are not kept."""
    print("milliseconds of CPU a request" + "".join(f"{size:>11,}" for size in figures))
    failed = 0
    for name, figure in max(figures.values(), key=len).items():
        said, kept = verdict(figure.subject, figures)
        failed += not kept
        took = "".join(
            f"{there[name].milliseconds:>11.2f}" if name in there else f"{'':>11}"
            for there in figures.values()
        )
        print(f"{name:<29}{took}  {', '.join(said)}{'' if kept else '  NOT KEPT'}")
    return failed


def verdict(subject: Subject, figures: dict[int, dict[str, Figure]]) -> tuple[list[str], bool]:
    """What there is to say of one subject, and whether its budgets are kept."""
    said, kept = [], True
    with_it = {size: there for size, there in figures.items() if subject.name in there}
    there = with_it[subject.at if subject.at in with_it else min(with_it)]
    figure = there[subject.name]
    if subject.queries:
        said.append(f"{figure.queries} queries")
        kept = figure.queries <= MOST_QUERIES
    if subject.beside:
        ratio = figure.milliseconds / there[subject.beside].milliseconds
        said.append(f"{ratio:.1f} × {subject.beside} (budget {subject.budget:g} ×)")
        kept = kept and ratio <= subject.budget
    if subject.growth and figures.keys() >= set(subject.growth):
        few, many = (figures[size][subject.name].milliseconds for size in subject.growth)
        said.append(f"grows {many / few:.2f} ×")
        kept = kept and many / few <= MOST_GROWTH
    return said, kept


if __name__ == "__main__":
    sys.exit(bool(main()))
