"""The page of the status link: who has it may read and reply; looking changes nothing."""

import uuid
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from interface.accounts.address_guard import points_to_somebody
from interface.accounts.limits import POSTS_OF_PRACTICE
from interface.outbox.models import Message
from issues import services
from issues.models import Issue, Reply, Side, Status, new_status_token
from tests.accounts.factories import UserFactory
from tests.issues.factories import IssueFactory, NoteFactory, ReplyFactory

pytestmark = pytest.mark.django_db


def words(response):
    return unescape(response.content.decode())


def address(issue, name="issue_status"):
    return reverse(name, args=[issue.status_token])


def message(text, **changes):
    return {"text": text, "submission": str(uuid.uuid4()), **changes}


def everything_stored():
    """Every row of every table of ours, so that a look that wrote anything would show."""
    stored = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            table = connection.ops.quote_name(name)
            digest = f"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {table} t"  # noqa: S608
            cursor.execute(digest)
            stored[name] = cursor.fetchone()[0]
    return stored


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


class TestTheLink:
    def test_it_holds_256_random_bits(self):
        tokens = {new_status_token() for _ in range(200)}
        assert len(tokens) == 200
        assert {len(token) for token in tokens} == {43}  # 256 bits, six a character
        assert len({character for token in tokens for character in token}) == 64

    def test_it_never_looks_like_a_patients_number(self):
        assert not any(points_to_somebody(f"/status/{new_status_token()}/") for _ in range(2_000))

    def test_it_is_in_no_event_of_history(self):
        issue = IssueFactory()
        services.practice_reply(issue, text="More.", by=None, status_token=issue.status_token)
        for event in [*issue.events.all(), *Reply.objects.get().events.all()]:
            assert issue.status_token not in str(vars(event))

    @pytest.mark.parametrize(
        "name", ["issue_status", "issue_status_reopen", "issue_fixed", "issue_status_reply"]
    )
    def test_an_unknown_one_is_a_page_that_does_not_exist(self, client, name):
        unknown = client.post(reverse(name, args=[new_status_token()]))
        nowhere = client.post("/there-is-no-such-page/")
        assert (unknown.status_code, nowhere.status_code) == (404, 404)
        assert unknown.content == nowhere.content
        for answer in (unknown, nowhere):
            del answer.headers["Expires"]  # at once, and the one may come a second after the other
        assert unknown.headers == nowhere.headers

    @pytest.mark.parametrize(
        "token", ["x", "x" * 42, "x" * 44, "%00" * 43, "IF-7K4QX2-M", "é" * 43]
    )
    def test_another_shape_is_no_address(self, client, token):
        assert client.get(f"/status/{token}/").status_code == 404

    def test_the_reference_is_no_key(self, client):
        assert client.get(f"/status/{IssueFactory().reference}/").status_code == 404

    def test_nothing_keeps_the_page(self, client):
        response = client.get(address(IssueFactory()))
        assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"


class TestLooking:
    @pytest.mark.parametrize("method", ["get", "head"])
    @pytest.mark.parametrize(
        "query",
        ["", "?answer=no", "?answer=yes&confirm=1", "?text=Reopen&submission=1", "?_method=POST"],
    )
    @pytest.mark.parametrize("state", ["closed", "waiting", "answered"])
    def test_changes_nothing(self, client, method, query, state):
        issue = IssueFactory(**{state: True})
        before = everything_stored()
        for name in ("issue_status", "issue_status_reopen", "issue_fixed", "issue_status_reply"):
            getattr(client, method)(address(issue, name) + query)
        assert everything_stored() == before

    def test_an_unknown_link_changes_nothing_either(self, client):
        before = everything_stored()
        client.get(reverse("issue_status", args=[new_status_token()]))
        assert everything_stored() == before

    def test_it_says_where_the_issue_is_and_what_happens_by_when(self, client):
        page = words(client.get(address(IssueFactory(with_specialty=True, specialty__name="ENT"))))
        assert "With ENT since" in page
        assert "You have an answer, or a plan, by Tuesday 15 January 2030." in page

    def test_it_shows_the_latest_answer_and_never_a_note(self, client):
        issue = IssueFactory(answered=True)
        ReplyFactory(issue=issue, text="Our first answer.")
        ReplyFactory(issue=issue, text="Our second answer.")
        ReplyFactory(issue=issue, text="What the practice said.", side=Side.PRACTICE)
        NoteFactory(issue=issue, text="Between ourselves.")
        response = client.get(address(issue))
        assert response.context["latest"].text == "Our second answer."
        assert "Between ourselves." not in words(response)

    def test_it_names_nobody(self, client, team):
        issue = IssueFactory()
        services.triage(issue, category=issue.category, by=team)
        services.practice_reply(issue, text="More about it.", by=issue.raised_by)
        services.answer(issue, text="It is ours.", by=team)
        page = words(client.get(address(issue)))
        hidden = [issue.practice.name, issue.practice.ods_code, issue.raised_by.name, team.name]
        assert [name for name in [*hidden, issue.raised_by.email] if name in page] == []
        assert "You replied" in page and "The integration team answered" in page

    def test_a_closed_issue_can_be_reopened_and_not_replied_to(self, client):
        issue = IssueFactory(closed=True)
        page = words(client.get(address(issue)))
        assert address(issue, "issue_status_reopen") in page
        assert address(issue, "issue_status_reply") not in page

    def test_it_needs_few_queries(self, client, django_assert_max_num_queries):
        issue = IssueFactory(closed=True)
        with django_assert_max_num_queries(10):
            client.get(address(issue))


class TestReplying:
    def test_without_an_account_a_question_is_answered(self, client):
        issue = IssueFactory(waiting=True)
        response = client.post(
            address(issue, "issue_status_reply"), message("In May."), follow=True
        )
        issue.refresh_from_db()
        reply = issue.replies.get()
        assert (reply.text, reply.side, reply.written_by) == ("In May.", Side.PRACTICE, None)
        assert issue.status == Status.TRIAGED
        assert "You replied" in words(response) and "In May." in words(response)

    def test_the_same_form_sent_twice_is_one_reply(self, client):
        issue = IssueFactory(waiting=True)
        once = message("In May.")
        for _ in range(2):
            client.post(address(issue, "issue_status_reply"), once)
        assert issue.replies.count() == 1

    def test_a_patient_in_the_words_is_refused_and_stored_nowhere(self, client):
        issue = IssueFactory(waiting=True)
        said = message("NHS number 999 521 4776 was seen.")
        response = client.post(address(issue, "issue_status_reply"), said)
        assert response.status_code == 200 and "999 521 4776" in words(response)
        assert not Reply.objects.exists()

    def test_looking_at_the_address_of_the_form_is_not_sending_it(self, client):
        assert client.get(address(IssueFactory(), "issue_status_reply")).status_code == 405

    def test_what_is_written_while_the_issue_is_closed_comes_back(self, client, team):
        issue = IssueFactory()
        services.close(issue, outcome="no_change", text="Because.", by=team)
        response = client.post(address(issue, "issue_status_reply"), message("One more thing."))
        assert "is closed. Reopen it first." in words(response)
        assert "One more thing." in words(response) and not issue.replies.filter(side="practice")

    def test_a_colleague_who_is_signed_in_writes_under_their_name(self, client):
        issue = IssueFactory(waiting=True)
        colleague = UserFactory(organisation=issue.practice)
        client.force_login(colleague)
        client.post(address(issue, "issue_status_reply"), message("In May."))
        assert issue.replies.get().written_by == colleague

    @pytest.mark.parametrize("role", ["practice", "integration_team", "specialty", "leadership"])
    def test_somebody_signed_in_from_elsewhere_reads_and_writes_nothing(self, client, role):
        issue = IssueFactory(waiting=True)
        client.force_login(UserFactory(**{role: True}))
        page = words(client.get(address(issue)))
        assert "Sign out" in page and address(issue, "issue_status_reply") not in page
        for name in ("issue_status_reply", "issue_status_reopen", "issue_fixed"):
            assert client.post(address(issue, name), message("No.")).status_code == 403
        assert not Reply.objects.exists()

    def test_too_much_from_one_practice_waits_with_its_words(self, client):
        issue = IssueFactory(waiting=True)
        for _ in range(POSTS_OF_PRACTICE.times):
            POSTS_OF_PRACTICE.allows(issue.practice_id)
        response = client.post(address(issue, "issue_status_reply"), message("Once more."))
        assert response.status_code == 429 and "Once more." in words(response)
        assert not Reply.objects.exists()

    def test_a_form_of_another_site_is_refused(self):
        issue = IssueFactory(waiting=True)
        client = Client(enforce_csrf_checks=True)
        assert client.post(address(issue, "issue_status_reply"), message("x")).status_code == 403


class TestReopening:
    def test_by_the_link_it_goes_back_to_triage_and_the_reporter_hears(self, client):
        issue = IssueFactory(closed=True)
        client.post(address(issue, "issue_status_reopen"), message("It happened again."))
        issue.refresh_from_db()
        assert issue.status == Status.REOPENED and issue.outcome == ""
        assert issue.replies.get().side == Side.PRACTICE
        assert Message.objects.get().event.startswith("issue_reopened:")

    def test_an_open_issue_leads_back(self, client):
        issue = IssueFactory()
        response = client.get(address(issue, "issue_status_reopen"))
        assert response.status_code == 302 and response.url == address(issue)

    def test_the_same_form_sent_twice_reopens_once(self, client):
        issue = IssueFactory(closed=True)
        once = message("It happened again.")
        for _ in range(2):
            assert client.post(address(issue, "issue_status_reopen"), once).status_code == 302
        assert issue.replies.count() == 1


class TestTheService:
    def test_another_issues_link_opens_nothing(self):
        issue, other = IssueFactory(closed=True), IssueFactory()
        for token in ("", other.status_token, issue.status_token[:-1]):
            with pytest.raises(services.NotYours):
                services.reopen(issue, text="Mine.", by=None, status_token=token)
            with pytest.raises(services.NotYours):
                services.practice_reply(other, text="x", by=None, status_token=token[:-1])

    def test_the_link_gives_somebody_signed_in_elsewhere_nothing(self):
        issue = IssueFactory(closed=True)
        with pytest.raises(services.NotYours):
            services.reopen(issue, text="x", by=UserFactory(), status_token=issue.status_token)


def test_the_receipt_gives_the_link_and_the_way_to_another_like_it(client):
    issue = IssueFactory(specialty__treatment_function_code="320")
    client.force_login(issue.raised_by)
    page = words(client.get(reverse("issue_receipt", args=[issue.reference])))
    assert f"http://testserver{address(issue)}" in page
    assert f"/report/?kind=issue&cat={issue.category.code}&spec=320" in page
    assert 'data-copy="reference"' in page and 'data-copy="status-address"' in page
    assert "Tuesday 8 January 2030" in page and "Tuesday 15 January 2030" in page


def test_an_issue_raised_by_a_link_leads_its_reporter_to_the_status_page():
    issue = IssueFactory(raised_by=None)
    assert issue.reporter_page == address(issue)
    assert Issue.objects.get(status_token=issue.status_token) == issue
