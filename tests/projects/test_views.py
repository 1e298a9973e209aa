"""The portfolio, a project's page and the roadmap, as people meet them."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from interface.accounts.models import Role, User
from interface.vocabulary import Domain
from projects import reference, services
from projects.models import Delivery, Milestone, Project, Stage
from tests.projects.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def iris(client):
    person = User.objects.create_user(
        email="iris@example.nhs.uk", name="Iris Demo", role=Role.LEADERSHIP
    )
    client.force_login(person)
    return person


@pytest.fixture
def open_page(client):
    """The page at an address, parsed; it must be there."""

    def get(address, **query):
        response = client.get(address, query)
        assert response.status_code == 200
        return html.fromstring(response.content.decode())

    return get


def named(element, name, within=""):
    """The elements of a class, or what an XPath finds inside them."""
    held = f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
    return element.xpath(f".//*[{held}]{within}")


def words(element):
    return " ".join(element.text_content().split())


def titles(document):
    return [words(title) for title in named(document, "app-projects__title")]


def counts(document):
    """Every domain link's count, as the page shows them."""
    return [int(e.text.strip()) for e in named(document, "app-count")]


# The portfolio ---------------------------------------------------------------------------------


def test_the_portfolio_asks_visitors_to_sign_in(client):
    assert reverse("account_login") in client.get("/projects/")["Location"]


def test_the_portfolio_lists_the_real_projects(iris, open_page):
    reference.load()
    document = open_page("/projects/")
    assert len(titles(document)) == 24
    assert words(named(document, "app-portfolio__list", "//h2")[0]) == "24 projects"


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"stage": "completed"},
        {"q": "interface"},
        {"delivery": "none", "stage": "active"},
        {"domain": "communications"},
        {"domain": "communications", "stage": "completed", "q": "letter"},
    ],
)
def test_counts_of_the_six_domains_equal_a_recount(iris, open_page, query):
    reference.load()
    document = open_page("/projects/", **query)
    shown = counts(document)
    others = {name: value for name, value in query.items() if name != "domain"}
    recounts = [len(titles(open_page("/projects/", **others | {"domain": d}))) for d in Domain]
    assert shown[1:] == recounts
    assert shown[0] == sum(recounts) == len(titles(open_page("/projects/", **others)))


def test_a_count_leads_to_the_rows_it_counts(iris, open_page):
    reference.load()
    document = open_page("/projects/", stage="completed")
    for link, count in zip(named(document, "app-domains", "//a"), counts(document), strict=True):
        address, _, query = link.get("href").partition("?")
        followed = open_page(address, **dict(pair.split("=") for pair in query.split("&")))
        assert len(titles(followed)) == count


def test_projects_are_narrowed_by_stage_delivery_and_words(iris, open_page):
    ProjectFactory(title="Fewer faxes", stage=Stage.ACTIVE, delivery=Delivery.AT_RISK)
    ProjectFactory(title="Faxes again", stage=Stage.IDEA)
    ProjectFactory(title="Something else", stage=Stage.ACTIVE, summary="About a fax machine")
    assert titles(open_page("/projects/", q="fax", stage="active")) == [
        "Fewer faxes",
        "Something else",
    ]
    assert titles(open_page("/projects/", delivery="amber")) == ["Fewer faxes"]
    assert titles(open_page("/projects/", delivery="none")) == ["Something else", "Faxes again"]
    assert titles(open_page("/projects/", q="machine FAX")) == ["Something else"]


def test_the_chosen_domain_is_marked_and_kept_by_the_form(iris, open_page):
    ProjectFactory()
    document = open_page("/projects/", domain="communications")
    assert words(named(document, "app-domains", "//*[@aria-current]")[0]).startswith(
        "Communications"
    )
    assert document.xpath("//input[@name='domain']")[0].get("value") == "communications"


def test_a_filter_that_does_not_exist_is_named_and_everything_stays_in_sight(iris, open_page):
    ProjectFactory()
    document = open_page("/projects/", stage="nonsense", domain="nowhere", page="x")
    summary = words(named(document, "nhsuk-error-summary")[0])
    assert "Select a stage from the list" in summary
    assert "Select one of the six domains" in summary
    assert len(titles(document)) == 1


def test_no_match_says_so_and_offers_the_way_back(iris, open_page):
    ProjectFactory()
    empty = named(open_page("/projects/", q="zzz"), "app-empty-state")[0]
    assert "No project is like that" in words(empty)
    assert empty.xpath(".//a")[0].get("href") == "/projects/"


def test_an_empty_portfolio_says_what_will_appear(iris, open_page):
    assert "will be listed here" in words(named(open_page("/projects/"), "app-empty-state")[0])


def test_each_row_tells_stage_start_next_milestone_and_age_of_the_last_update(iris, open_page):
    project = ProjectFactory(started_month=date(2026, 3, 1), at_risk=True)
    MilestoneFactory(project=project, title="First clinic", month=date(2090, 2, 1))
    row = words(named(open_page("/projects/"), "app-projects__project")[0])
    assert "In progress At risk" in row
    assert "Started March 2026" in row
    assert "Next: First clinic, February 2090" in row
    assert "Updated" in row


def test_starting_data_is_nobodys_update(iris, open_page):
    reference.load()
    row = words(named(open_page("/projects/", q="Echo"), "app-projects__project")[0])
    assert "No update yet" in row
    project = Project.objects.get(slug="echo-on-ice")
    project.delivery = Delivery.ON_TRACK
    services.save_project(project, by=iris)
    row = words(named(open_page("/projects/", q="Echo"), "app-projects__project")[0])
    assert "No update yet" not in row


def test_what_is_invented_says_so(iris, open_page):
    project = ProjectFactory(is_demonstration=True)
    assert "Invented" in words(named(open_page("/projects/"), "app-projects__project")[0])
    assert "Invented for demonstration" in words(open_page(project.get_absolute_url()))


def test_many_projects_come_in_pages(iris, open_page):
    ProjectFactory.create_batch(51)
    assert len(titles(open_page("/projects/"))) == 50
    assert len(titles(open_page("/projects/", page=2))) == 1


def test_the_portfolio_asks_the_database_no_more_for_more_projects(
    iris, client, django_assert_max_num_queries
):
    reference.load()
    MilestoneFactory(project=Project.objects.first())
    client.get("/projects/")
    with django_assert_max_num_queries(12):
        client.get("/projects/?stage=active&q=e")


# One project -----------------------------------------------------------------------------------


def test_a_project_shows_its_dates_milestones_asks_and_changes(iris, open_page):
    project = ProjectFactory(finished=True, summary="Fewer letters go astray.", asks=[1, 5])
    MilestoneFactory(project=project, title="Reached", done=True, month=date(2024, 3, 1))
    text = words(open_page(project.get_absolute_url()))
    for told in [
        "Fewer letters go astray.", "January 2024", "June 2024", "Reached Done", "March 2024",
        "1. Communicate clearly and concisely", "5. Prescribe", "What changed",
    ]:  # fmt: skip
        assert told in text


def test_a_project_without_anything_says_so(iris, open_page):
    text = words(open_page(ProjectFactory(stage=Stage.IDEA).get_absolute_url()))
    assert "No milestone has been named yet" in text
    assert "Not yet" in text


def test_an_unknown_project_is_not_found(iris, client):
    assert client.get("/projects/no-such-project/").status_code == 404


def test_only_the_team_is_offered_to_change_a_project(client, iris):
    address = ProjectFactory().get_absolute_url()
    assert b"Change this project" not in client.get(address).content
    iris.role = Role.INTEGRATION_TEAM
    iris.save()
    assert b"Change this project" in client.get(address).content


def test_a_project_asks_the_database_little(iris, client, django_assert_max_num_queries):
    reference.load()
    client.get("/projects/nuh-fix-it/")
    with django_assert_max_num_queries(12):
        client.get("/projects/nuh-fix-it/")


# The roadmap -----------------------------------------------------------------------------------


def milestones(document):
    return [words(title) for title in named(document, "app-roadmap", "//h4")]


def test_anyone_reads_the_22_real_milestones_in_their_order(open_page):
    reference.load()
    document = open_page("/roadmap/")
    stored = Milestone.objects.order_by("month", "id").values_list("title", flat=True)
    assert milestones(document) == list(stored)
    assert len(stored) == 22
    years = [words(e) for e in named(document, "app-roadmap", "//h2")]
    assert years == ["2021", "2022", "2023", "2024"]
    assert "22 milestones done" in words(document)


def test_the_roadmap_is_lists_of_months_under_years(open_page):
    reference.load()
    document = open_page("/roadmap/")
    months = [words(e) for e in named(document, "app-roadmap__months", "/li/h3")]
    assert months[:3] == ["September 2021", "October 2021", "August 2022"]
    assert all(e.get("datetime") for e in named(document, "app-roadmap", "//h3/time"))
    assert [f"#{e.get('id')}" for e in named(document, "app-roadmap", "//h2")] == [
        e.get("href") for e in named(document, "app-years", "//a")
    ]


def test_every_milestone_says_its_domain_and_standing_in_text(open_page):
    reference.load()
    facts = [words(e) for e in named(open_page("/roadmap/"), "app-roadmap__facts")]
    assert len(facts) == 22
    assert all(fact.removeprefix("Done ") in Domain.labels for fact in facts)


def test_next_and_slipped_are_told_apart(open_page):
    MilestoneFactory(title="Ahead", month=date(2026, 12, 1))
    MilestoneFactory(title="Behind", month=date(2026, 10, 1))
    with time_machine.travel("2026-11-21T12:00:00Z", tick=False):
        document = open_page("/roadmap/")
    shown = named(document, "app-roadmap__milestone")
    facts = {words(item.xpath("h4")[0]): words(item) for item in shown}
    assert "Slipped" in facts["Behind"]
    assert "Next" in facts["Ahead"]
    assert "1 milestone next and 1 slipped" in words(document)


def test_what_is_not_public_stays_off_the_roadmap(open_page):
    MilestoneFactory(title="Shown")
    MilestoneFactory(title="Hidden", private=True)
    assert milestones(open_page("/roadmap/")) == ["Shown"]


def test_only_those_who_sign_in_are_led_to_projects(open_page, client, request):
    MilestoneFactory(project=ProjectFactory())
    assert not named(open_page("/roadmap/"), "app-roadmap", "//h4/a")
    request.getfixturevalue("iris")
    assert named(open_page("/roadmap/"), "app-roadmap", "//h4/a")


def test_an_empty_roadmap_says_what_will_appear(open_page):
    assert "Nothing on the roadmap yet" in words(open_page("/roadmap/"))


def test_the_roadmap_asks_the_database_little(client, django_assert_max_num_queries):
    reference.load()
    client.get("/roadmap/")
    with django_assert_max_num_queries(4):
        client.get("/roadmap/")
