"""Themes and recurrences as the integration team meets them."""

import uuid
from html import unescape

import pytest
from django.urls import reverse

from issues.models import ThemeTitle
from issues.references import new_reference
from issues.themes.services import merge
from tests.accounts.factories import UserFactory
from tests.issues.desk.test_desk import queued
from tests.issues.factories import IssueFactory
from tests.issues.themes.factories import EndorsementFactory, PromisedFixFactory

pytestmark = pytest.mark.django_db
QUEUE = "/admin/issues/issue/"
THEMES = "/admin/issues/themetitle/"


@pytest.fixture
def team(client):
    user = UserFactory(integration_team=True)
    client.force_login(user)
    return user


def words(response):
    return " ".join(unescape(response.content.decode()).split())


def page(client, issue):
    return words(client.get(f"{QUEUE}{issue.pk}/change/"))


def step(issue, name):
    return reverse("admin:issues_issue_step", args=[issue.pk, name])


def post(client, issue, name, **said):
    return client.post(step(issue, name), {"seen": issue.version, **said}, follow=True)


class TestPuttingTogether:
    def test_by_reference_however_it_is_typed(self, client, team):
        part, theme = IssueFactory.create_batch(2)
        typed = theme.reference.lower().replace("-", " ")
        said = words(post(client, part, "merge", chosen="another", reference=typed))
        assert f"Part of {theme} now" in said
        part.refresh_from_db()
        assert part.part_of == theme

    def test_by_choosing_one_that_reads_alike(self, client, team):
        theme = IssueFactory(what_happened="Asked to chase the MRI report the clinic ordered.")
        part = IssueFactory(
            specialty=theme.specialty, category=theme.category,
            what_happened="Please chase the MRI report that your clinic ordered.",
        )  # fmt: skip
        assert theme.reference in words(client.get(step(part, "merge")))
        post(client, part, "merge", chosen=theme.reference)
        part.refresh_from_db()
        assert part.part_of == theme

    @pytest.mark.parametrize(
        ("said", "words_of_refusal"),
        [
            ({}, "Select the issue that this one is part of"),
            ({"chosen": "another"}, "Enter the reference of an issue"),
            ({"chosen": "another", "reference": "943 476 5919"}, "No issue has this reference"),
            ({"chosen": "another", "reference": "x" * 40}, "20 characters"),
            ({"chosen": "nonsense"}, "Select an issue from the list"),
        ],
    )
    def test_what_is_no_reference_is_said_at_the_field(self, client, team, said, words_of_refusal):
        issue = IssueFactory()
        assert words_of_refusal in words(post(client, issue, "merge", **said))
        issue.refresh_from_db()
        assert not issue.is_part

    def test_a_refusal_keeps_what_was_typed(self, client, team):
        issue = IssueFactory()
        said = words(post(client, issue, "merge", chosen="another", reference=issue.reference))
        assert "cannot be part of itself" in said
        assert f'value="{issue.reference}"' in said
        unknown = new_reference()
        assert "No issue has" in words(
            post(client, issue, "merge", chosen="another", reference=unknown)
        )

    def test_each_page_shows_the_whole_theme_and_who_hears_the_answer(self, client, team):
        part, theme = IssueFactory(minutes_lost=10, times_seen=3), IssueFactory()
        EndorsementFactory(issue=part)
        merge(part, into=theme, by=team)
        for issue in (part, theme):
            said = page(client, issue)
            assert "2 issues from 3 practices. At least 30 minutes lost, by 1 answer." in said
            assert part.practice.name in said
            assert theme.practice.name in said
        assert "and whoever raised 1 issue of the same theme, will read this" in said
        assert "to whoever raised an open part of it: name no practice" in said
        assert "same theme, will read this" in words(client.get(step(theme, "close")))

    def test_taking_out_is_one_button(self, client, team):
        part, theme = IssueFactory.create_batch(2)
        merge(part, into=theme, by=team)
        part.refresh_from_db()
        assert "Take out of the theme" in page(client, part)
        assert "On its own again" in words(post(client, part, "unmerge"))
        assert "One theme" not in page(client, theme)

    def test_the_issue_page_needs_few_queries(self, client, team, django_assert_max_num_queries):
        theme = IssueFactory(recurrence_of=PromisedFixFactory(), is_recurrence=True)
        for part in IssueFactory.create_batch(6):
            merge(part, into=theme, by=team)
        page(client, theme)  # reads what is kept
        with django_assert_max_num_queries(17):
            page(client, theme)


class TestTheThemes:
    def test_the_heaviest_comes_first_and_closed_ones_are_not_there(self, client, team):
        light, heavy, closed = IssueFactory(), IssueFactory(), IssueFactory(closed=True)
        for theme, parts in [(light, 1), (heavy, 2)]:
            for part in IssueFactory.create_batch(parts):
                merge(part, into=theme, by=team)
        merge(IssueFactory(closed=True), into=closed, by=team)
        rows = client.get(THEMES).context["rows"]
        assert [(row.lead, row.weight.issues) for row in rows] == [(heavy, 3), (light, 2)]

    def test_more_themes_need_no_more_queries(self, client, team, django_assert_max_num_queries):
        for _ in range(2):
            for part in IssueFactory.create_batch(4):
                merge(part, into=IssueFactory(), by=team)
            with django_assert_max_num_queries(10):
                client.get(THEMES)

    def test_a_theme_carries_the_teams_name_for_it(self, client, team):
        part, theme = IssueFactory.create_batch(2)
        merge(part, into=theme, by=team)
        theme.refresh_from_db()
        assert "Saved" in words(post(client, theme, "title", title="Scans nobody chases"))
        assert "Scans nobody chases" in page(client, theme)
        assert "Scans nobody chases" in words(client.get(THEMES))
        title = ThemeTitle.objects.get()
        opened = client.get(f"{THEMES}{title.pk}/change/")
        assert opened.url == f"{QUEUE}{theme.pk}/change/"

    def test_a_name_holds_no_patient(self, client, team):
        part, theme = IssueFactory.create_batch(2)
        merge(part, into=theme, by=team)
        post(client, theme, "title", title="NHS number 943 476 5919")
        assert not ThemeTitle.objects.exists()

    def test_before_there_is_one_it_says_how_to_begin(self, client, team):
        assert "No theme waits for an answer" in words(client.get(THEMES))

    @pytest.mark.parametrize("role", ["practice", "specialty", "reviewer", "leadership"])
    def test_they_are_for_the_team_only(self, client, role):
        client.force_login(UserFactory(**{role: True}))
        assert client.get(THEMES).status_code == 403


class TestRecurrences:
    @pytest.fixture
    def recurrence(self):
        promise = PromisedFixFactory()
        return IssueFactory(
            recurrence_of=promise, is_recurrence=True, priority="prompt",
            specialty=promise.specialty, category=promise.category,
        )  # fmt: skip

    def test_they_stand_in_a_queue_before_others(self, client, team, recurrence):
        other = IssueFactory()
        harm = IssueFactory(priority="same_day")
        listed = client.get(QUEUE).context["page"]
        assert [row.pk for row in listed] == [harm.pk, recurrence.pk, other.pk]
        assert queued(client, queue="recurrences") == {recurrence.reference}

    def test_the_team_sees_why(self, client, team, recurrence):
        said = page(client, recurrence)
        assert "It has come back." in said
        assert recurrence.recurrence_of.issue.reference in said
        assert "This was raised 30 days later" in said

    def test_the_team_says_why_it_is_none(self, client, team, recurrence):
        said = {"text": "Another scanner.", "submission": str(uuid.uuid4())}
        post(client, recurrence, "deny", **said)
        recurrence.refresh_from_db()
        assert not recurrence.is_recurrence
        shown = page(client, recurrence)
        assert "Another scanner." in shown
        assert "The team says that this is something else" in shown
