"""The figures of the dashboard, each counted a second way from the rows it opens."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.utils import timezone

from audits.models import AskRate, Audit
from interface.accounts.models import Role
from interface.pages import figures
from interface.vocabulary import Ask
from issues.models import Issue
from issues.statements.figures import public_figures
from projects.models import Project, Stage
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory, TrustFactory
from tests.issues.factories import CategoryFactory, IssueFactory
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return UserFactory(leadership=True)


def rows_behind(client, cell):
    """How many rows the address of a figure lists, read off the page's own context."""
    page = client.get(cell.url)
    assert page.status_code == 200, cell.url
    return page


def test_each_count_of_projects_opens_as_many_projects(client, leader):
    for stage in (Stage.ACTIVE, Stage.ACTIVE, Stage.EMBEDDED):
        ProjectFactory(stage=stage)
    client.force_login(leader)
    for row in figures.projects_by_domain(leader):
        for cell in [*row["cells"], row["total"]]:
            wanted = {k: v[0] for k, v in parse_qs(urlsplit(cell.url).query).items()}
            assert cell.value == Project.objects.filter(**wanted).count()
            if cell.value:
                page = rows_behind(client, cell)
                titles = Project.objects.filter(**wanted).values_list("title", flat=True)
                assert all(title in page.content.decode() for title in titles)


def test_open_issues_by_ask_add_up_to_the_open_issues(leader):
    for ask in (1, 3, 3, None):
        IssueFactory(category=CategoryFactory(ask=ask))
    IssueFactory(category=CategoryFactory(ask=3), closed=True)
    rows = figures.open_issues_by_ask(leader)
    assert {row["ask"]: row["cell"].value for row in rows if row["cell"].value} == {
        1: 1, 3: 2, None: 1,
    }  # fmt: skip
    assert sum(row["cell"].value for row in rows) == Issue.objects.open().count() == 4


def test_the_counts_behind_an_ask_add_up_to_its_figure(client, leader):
    category = CategoryFactory(ask=3)
    IssueFactory(category=category, with_specialty=True)
    IssueFactory(category=category, specialty=None)
    headings, rows = figures.issue_counts(3)
    assert headings[-1] == "All"
    assert sum(row[-1] for row in rows) == 2
    assert all(sum(row[1:-1]) == row[-1] for row in rows)
    assert "Not sure yet" in {row[0] for row in rows}
    client.force_login(leader)
    assert client.get("/dashboard/issues/?ask=3").status_code == 200


@pytest.mark.parametrize("asked", ["", "9", "x", "none", "³"])
def test_a_strange_ask_in_the_address_is_no_error(client, leader, asked):
    client.force_login(leader)
    assert client.get("/dashboard/issues/", {"ask": asked}).status_code == 200


def test_audit_rates_by_ask_are_the_sums_of_the_cells(leader):
    audit = Audit.objects.create(slug="a", name="A", trust=TrustFactory())
    today = timezone.localdate().replace(day=1)
    for number, (met, not_met) in enumerate([(30, 10), (50, 30)]):
        AskRate.objects.create(
            audit=audit, specialty=SpecialtyFactory(), ask=3, met=met, not_met=not_met,
            month=today - timedelta(days=31 * number),
        )  # fmt: skip
    (result,) = figures.audit_by_ask(audit)
    letters = result.letters
    assert (result.ask, letters.met, letters.judged) == (Ask.FOLLOW_UP, 80, 120)
    assert letters.percentage == pytest.approx(100 * 80 / 120)
    low, high = letters.interval
    assert low < letters.percentage < high


def test_of_fewer_than_thirty_letters_the_dashboard_says_how_many_and_no_rate(client, leader):
    audit = Audit.objects.create(
        slug="a", name="A", trust=TrustFactory(), rates_computed_at=timezone.now()
    )
    AskRate.objects.create(
        audit=audit, specialty=SpecialtyFactory(), ask=3, met=28, not_met=1,
        month=timezone.localdate().replace(day=1),
    )  # fmt: skip
    client.force_login(leader)
    page = client.get("/dashboard/")
    (result,) = page.context["audit_results"]
    assert result.letters.judged == 29
    assert "96.6%" not in page.content.decode()


@pytest.mark.parametrize("role", Role)
def test_my_work_counts_what_its_address_lists(client, role):
    person = UserFactory(**{role: True})
    if role == Role.PRACTICE:
        IssueFactory(practice=person.organisation, raised_by=person)
        IssueFactory(practice=person.organisation, raised_by=person, waiting=True)
    client.force_login(person)
    for figure in figures.my_work(person):
        page = client.get(figure.url)
        assert page.status_code == 200, figure.url
        if role == Role.PRACTICE:
            assert page.context["page"].paginator.count == figure.value


def test_public_figures_are_counted_from_closed_and_answered_issues():
    cache.delete("issues.public_figures")
    now = timezone.now()
    for days in (2, 4, 9):
        IssueFactory(closed=True, raised_at=now - timedelta(days=days), first_answered_at=now)
    IssueFactory()
    counted = public_figures()
    assert (counted.answered, counted.closed, counted.changed) == (3, 3, 3)
    assert counted.median_days == 4
    assert counted.changed_percentage == 100


def test_the_dashboard_asks_few_questions_of_the_database(
    client, leader, django_assert_max_num_queries
):
    client.force_login(leader)
    with django_assert_max_num_queries(24):
        assert client.get("/dashboard/").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get("/dashboard/").status_code == 200
