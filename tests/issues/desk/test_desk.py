import uuid
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from issues import services
from issues.desk.steps import STEPS
from issues.models import Issue, Outcome, Status
from issues.replydesk.services import propose_fix
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory
from tests.issues.themes.factories import EndorsementFactory, PromisedFixFactory

pytestmark = pytest.mark.django_db
QUEUE = "/admin/issues/issue/"


@pytest.fixture
def team(client):
    user = UserFactory(integration_team=True)
    client.force_login(user)
    return user


def words(response):
    return unescape(response.content.decode())


def queued(client, **query):
    response = client.get(QUEUE, query)
    return {issue.reference for issue in response.context["page"]}


def lines(response):
    """The queues at the side: the address of each and its number, "" for none, by its title."""
    page = html.fromstring(response.content.decode())
    links = page.xpath("//nav[@aria-label='Queues']//a")
    parts = [(link.get("href"), [span.text for span in link.iter("span")]) for link in links]
    return {title: (address, "".join(number)) for address, (title, *number) in parts}


def step(issue, name):
    return reverse("admin:issues_issue_step", args=[issue.pk, name])


def written(issue, text="Words.", **changes):
    """What is posted once the person has read who will read it."""
    said = {"text": text, "submission": str(uuid.uuid4()), "seen": issue.version}
    return {"confirmed": "yes", **said, **changes}


def due(**changes):
    day = timezone.localdate() + timedelta(days=14)
    return {
        "respond_by-day": day.day, "respond_by-month": day.month, "respond_by-year": day.year,
        **changes,
    }  # fmt: skip


class TestTheQueue:
    def test_it_shows_what_is_open_the_earliest_due_first(self, client, team):
        today = timezone.localdate()
        later = IssueFactory(respond_by=today + timedelta(days=3))
        late = IssueFactory(respond_by=today - timedelta(days=3))
        IssueFactory(closed=True)
        response = client.get(QUEUE)
        assert [issue.pk for issue in response.context["page"]] == [late.pk, later.pk]

    def test_every_queue_holds_as_many_as_it_says(self, client, team):
        today = timezone.localdate()
        for state in ("triaged", "with_specialty", "waiting", "answered", "closed"):
            IssueFactory(**{state: True})
        IssueFactory(status=Status.IN_PROJECT)
        IssueFactory(status=Status.REOPENED, respond_by=today)
        IssueFactory(respond_by=today - timedelta(days=1))
        said = lines(client.get(QUEUE))
        for title, (address, number) in said.items():
            shown = client.get(f"{QUEUE}{address}").context["page"].paginator.count
            assert number in (str(shown), ""), title
        assert {title for title, (_, number) in said.items() if not number} == {"Closed", "All"}
        assert said["Everything open"][1] == "6"
        assert len(queued(client, queue="overdue")) == 1
        assert len(queued(client, queue="due")) == 1

    def test_it_is_searched_by_reference_words_practice_and_specialty(self, client, team):
        wanted = IssueFactory(what_happened="Fit note for a week only.")
        IssueFactory()
        for term in (
            wanted.reference.lower(), "fit notes", wanted.practice.name, wanted.specialty.name,
            wanted.practice.ods_code,
        ):  # fmt: skip
            assert queued(client, q=term) == {wanted.reference}, term
        assert queued(client, q="nothing of the kind") == set()

    @pytest.mark.parametrize("query", [{"queue": "nonsense"}, {"q": "(((|&"}, {"p": "x"}])
    def test_an_address_that_makes_no_sense_still_gives_a_page(self, client, team, query):
        assert client.get(QUEUE, query, follow=True).status_code == 200

    def test_more_issues_need_no_more_queries(self, client, team, django_assert_max_num_queries):
        for count in (1, 15):
            for _ in range(count):
                IssueFactory()
            with django_assert_max_num_queries(12):
                client.get(QUEUE)

    @pytest.mark.parametrize("role", ["practice", "specialty", "reviewer", "leadership"])
    def test_it_is_for_the_team_only(self, client, role):
        issue = IssueFactory()
        client.force_login(UserFactory(**{role: True}))
        for url in (QUEUE, f"{QUEUE}{issue.pk}/change/", step(issue, "close")):
            assert client.get(url).status_code == 403
        assert client.post(step(issue, "note"), written(issue)).status_code == 403

    def test_issues_are_neither_added_nor_deleted_by_hand(self, client, team):
        issue = IssueFactory()
        assert client.get(f"{QUEUE}add/").status_code == 403
        assert client.post(f"{QUEUE}{issue.pk}/delete/", {"post": "yes"}).status_code == 403
        assert client.post(f"{QUEUE}{issue.pk}/change/", {"status": "closed"}).status_code == 405
        issue.refresh_from_db()
        assert issue.status == Status.NEW


class TestTheIssue:
    def test_it_shows_everything_in_few_queries(self, client, team, django_assert_max_num_queries):
        lead, other = UserFactory(specialty=True), UserFactory(integration_team=True)
        fix = PromisedFixFactory()
        issue = IssueFactory(with_specialty=True, is_recurrence=True, recurrence_of=fix)
        lead.specialties.add(issue.specialty)
        part = IssueFactory(part_of=issue)
        same = EndorsementFactory(issue=issue)
        services.add_note(issue, text="Third this month.", by=other)
        said = {"fixed_from": timezone.localdate(), "scope": "Every clinic", "by": lead}
        propose_fix(issue, text="A template letter does it.", **said)
        services.practice_reply(issue, text="Twice since May.", by=issue.raised_by)
        client.get(f"{QUEUE}{issue.pk}/change/")  # who people are, and what is called what
        with django_assert_max_num_queries(12):
            page = words(client.get(f"{QUEUE}{issue.pk}/change/"))
        for shown in (
            "Third this month.", "Twice since May.", "A template letter does it.", team.name,
            issue.practice.name, same.practice.name, part.reference, fix.issue.reference,
            lead.name, other.name,
        ):  # fmt: skip
            assert shown in page, shown

    def test_what_is_much_like_it_is_a_page_of_its_own(self, client, team):
        issue = IssueFactory(what_happened="Fit note for a week only, so we write another.")
        like = IssueFactory(
            what_happened="The fit note is for one week only.",
            specialty=issue.specialty, category=issue.category,
        )  # fmt: skip
        page = words(client.get(f"{QUEUE}{issue.pk}/similar/"))
        assert like.reference in page

    def test_reply_and_note_say_who_reads_them(self, client, team):
        issue = IssueFactory()
        page = words(client.get(f"{QUEUE}{issue.pk}/change/"))
        assert "Only the integration team reads this." in page
        assert f"{issue.raised_by}, {issue.practice}, will read this." in page

    def test_an_issue_that_is_none_is_not_found(self, client, team):
        assert client.get(f"{QUEUE}999999/change/").status_code == 404
        assert client.get(f"{QUEUE}abc/change/").status_code == 404
        assert client.get(f"{QUEUE}{'9' * 40}/change/").status_code == 404
        assert client.get(f"{QUEUE}999999/step/close/").status_code == 404
        assert client.get(step(IssueFactory(), "nonsense")).status_code == 404

    def test_the_way_back_leads_to_the_queue_as_it_was(self, client, team):
        issue = IssueFactory()
        page = words(client.get(f"{QUEUE}{issue.pk}/change/", {"from": "queue=new&sort=newest"}))
        assert f'href="{QUEUE}?queue=new&sort=newest#{issue}"' in page


class TestTheSteps:
    @pytest.mark.parametrize("name", STEPS)
    def test_each_has_a_page(self, client, team, name):
        issue = IssueFactory(closed=name == "reopen")
        assert STEPS[name].form.submit in words(client.get(step(issue, name)))

    def test_triage(self, client, team):
        issue, category = IssueFactory(), CategoryFactory()
        said = {"category": category.code, "validity": "upheld", "seen": 1, **due()}
        assert client.post(step(issue, "triage"), said).status_code == 302
        issue.refresh_from_db()
        assert (issue.status, issue.category) == (Status.TRIAGED, category)

    def test_triage_offers_what_is_in_force_and_what_the_issue_has(self, client, team):
        past = {"valid_to": date(2026, 1, 1)}
        issue = IssueFactory(category=CategoryFactory(label="Its own", **past))
        CategoryFactory(label="Gone", **past)
        page = words(client.get(step(issue, "triage")))
        assert "Its own" in page and "Gone" not in page

    def test_send_to_a_specialty(self, client, team):
        issue, specialty = IssueFactory(), SpecialtyFactory()
        said = {"specialty": specialty.pk, "seen": 1, **due()}
        page = words(client.post(step(issue, "send"), said, follow=True))
        assert f"Sent to {specialty}" in page
        assert "no feedback address" not in page

    def test_a_specialty_that_cannot_be_written_to_is_pointed_out(self, client, team):
        specialty = SpecialtyFactory(feedback_email="")
        said = {"specialty": specialty.pk, "seen": 1, **due()}
        page = words(client.post(step(IssueFactory(), "send"), said, follow=True))
        assert f"{specialty} has no feedback address" in page

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"specialty": ""}, "Select the specialty that should answer"),
            ({"specialty": "99999"}, "Select a specialty from the list"),
            ({"respond_by-day": "31", "respond_by-month": "2"}, "must be a real date"),
            ({"respond_by-year": "2020"}, "or later"),
            ({"respond_by-day": ""}, "must include a day"),
        ],
    )
    def test_a_wrong_answer_is_named(self, client, team, wrong, message):
        issue = IssueFactory()
        said = {"specialty": SpecialtyFactory().pk, "seen": 1, **due(**wrong), **wrong}
        response = client.post(step(issue, "send"), said)
        assert response.status_code == 200 and message in words(response)
        issue.refresh_from_db()
        assert issue.status == Status.NEW

    def test_answer_ask_note_and_close(self, client, team):
        issue = IssueFactory()
        for name, status in (
            ("note", Status.NEW),
            ("ask", Status.WAITING_FOR_PRACTICE),
            ("answer", Status.ANSWERED),
            ("close", Status.CLOSED),
        ):
            issue.refresh_from_db()
            said = written(issue, f"Words to {name}.", outcome=Outcome.FIXED_FOR_ALL)
            assert client.post(step(issue, name), said).status_code == 302, name
            issue.refresh_from_db()
            assert issue.status == status
        assert issue.notes.count() == 1 and issue.replies.count() == 3

    def test_closing_needs_an_outcome_and_an_answer(self, client, team):
        issue = IssueFactory()
        page = words(client.post(step(issue, "close"), written(issue, "")))
        assert "Select an outcome" in page and "Write the answer" in page

    def test_reopen(self, client, team):
        issue = IssueFactory(closed=True)
        client.post(step(issue, "reopen"), written(issue))
        issue.refresh_from_db()
        assert issue.status == Status.REOPENED

    def test_the_same_form_sent_twice_is_one_reply(self, client, team):
        issue = IssueFactory()
        said = written(issue)
        for _ in range(2):
            assert client.post(step(issue, "answer"), said).status_code == 302
        assert issue.replies.count() == 1

    def test_a_stale_page_shows_what_is_new_and_keeps_the_words(self, client, team):
        issue = IssueFactory()
        said = written(issue, "My careful answer.")
        services.practice_reply(issue, text="It is worse now.", by=issue.raised_by)
        response = client.post(step(issue, "answer"), said)
        page = words(response)
        assert response.status_code == 409
        assert "Somebody else changed" in page and "What happened while you wrote" in page
        assert "It is worse now." in page and "My careful answer." in page
        assert not Issue.objects.filter(status=Status.ANSWERED).exists()
        again = {**response.context["form"].data.dict(), "confirmed": "yes"}
        assert client.post(step(issue, "answer"), again).status_code == 302
        assert issue.replies.filter(text="My careful answer.").count() == 1

    def test_a_step_on_a_closed_issue_is_explained(self, client, team):
        issue = IssueFactory(closed=True)
        page = words(client.post(step(issue, "answer"), written(issue, "Too late.")))
        assert "is closed. Reopen it first." in page and "Too late." in page

    @pytest.mark.parametrize("seen", ["", "x", "9" * 40])
    def test_a_page_without_its_version_is_refused_without_harm(self, client, team, seen):
        issue = IssueFactory()
        response = client.post(step(issue, "answer"), written(issue, seen=seen))
        assert response.status_code in (200, 409)
        assert not issue.replies.exists()


class TestCategories:
    def test_their_words_change_and_their_codes_do_not(self, client, team):
        category = CategoryFactory(code="FIT")
        url = f"/admin/issues/category/{category.pk}/change/"
        said = {
            "code": "SICK", "label": "Sick notes", "example": "One line", "position": 3,
            "valid_from_0": "", "valid_from": "2021-09-01",
        }  # fmt: skip
        assert client.post(url, said).status_code == 302
        category.refresh_from_db()
        assert (category.code, category.label) == ("FIT", "Sick notes")
        assert category.events.last().pgh_context == {"action": "changed a category", "by": team.pk}

    def test_they_are_never_deleted(self, client, team):
        url = f"/admin/issues/category/{CategoryFactory().pk}/delete/"
        assert client.post(url, {"post": "yes"}).status_code == 403
