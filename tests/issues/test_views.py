import uuid
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from interface.vocabulary import Ask
from issues import services
from issues.models import Status
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory, NoteFactory, ReplyFactory

pytestmark = pytest.mark.django_db
ISSUES = "/issues/"


def words(response):
    return unescape(response.content.decode())


def message(text, **changes):
    return {"text": text, "submission": str(uuid.uuid4()), **changes}


def listed(response):
    return {issue.reference for issue in response.context["page"]}


@pytest.fixture
def gp(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def team(client):
    user = UserFactory(integration_team=True)
    client.force_login(user)
    return user


class TestTheList:
    def test_a_practice_meets_its_own_issues_only(self, client, gp):
        mine, _other = IssueFactory(practice=gp.organisation), IssueFactory()
        assert listed(client.get(ISSUES, {"tab": "all"})) == {mine.reference}

    def test_the_tabs_count_what_they_show(self, client, gp):
        for state in ("waiting", "with_specialty", "triaged", "answered", "closed"):
            IssueFactory(practice=gp.organisation, **{state: True})
        counts = {}
        for tab in ("waiting", "open", "answered", "all"):
            response = client.get(ISSUES, {"tab": tab})
            counts[tab] = len(listed(response))
            shown = {item["label"]: item["count"] for item in response.context["tabs"]}
            current = next(item for item in response.context["tabs"] if item["current"])
            assert shown[current["label"]] == str(counts[tab])
        assert counts == {"waiting": 1, "open": 3, "answered": 2, "all": 5}

    def test_it_opens_on_what_waits_for_the_reader(self, client, gp):
        IssueFactory(practice=gp.organisation)
        assert client.get(ISSUES).context["tab"] == "open"
        IssueFactory(practice=gp.organisation, waiting=True)
        assert client.get(ISSUES).context["tab"] == "waiting"

    def test_an_empty_list_says_what_will_appear_and_how_to_begin(self, client, gp):
        page = words(client.get(ISSUES))
        assert "No issues yet" in page and "/report/" in page

    def test_an_empty_tab_says_so(self, client, gp):
        IssueFactory(practice=gp.organisation)
        assert "Nothing waits for you" in words(client.get(ISSUES, {"tab": "waiting"}))

    def test_it_is_searched_by_reference_and_by_words(self, client, gp):
        first = IssueFactory(practice=gp.organisation, what_happened="Fit note for one week only.")
        second = IssueFactory(practice=gp.organisation, what_happened="Scan to be chased.")
        assert listed(client.get(ISSUES, {"q": "fit notes"})) == {first.reference}
        typed = second.reference.lower().replace("-", " ")
        assert listed(client.get(ISSUES, {"q": typed})) == {second.reference}
        assert listed(client.get(ISSUES, {"q": "nothing like it"})) == set()

    def test_it_is_narrowed_by_specialty_category_and_ask(self, client, gp):
        mine = {"practice": gp.organisation}
        asked = CategoryFactory(ask=Ask.FIT_NOTE)
        one = IssueFactory(**mine, category=asked)
        other = IssueFactory(**mine)
        assert listed(client.get(ISSUES, {"specialty": one.specialty.pk})) == {one.reference}
        assert listed(client.get(ISSUES, {"category": asked.code})) == {one.reference}
        assert listed(client.get(ISSUES, {"ask": "4"})) == {one.reference}
        assert listed(client.get(ISSUES, {"ask": "none"})) == {other.reference}

    @pytest.mark.parametrize(
        "query",
        [
            {"specialty": "x"}, {"specialty": "9" * 30}, {"category": "<b>"}, {"ask": "9"},
            {"tab": "<script>"}, {"page": "-1"}, {"page": "x"}, {"page": "99999999999999999999"},
            {"q": "x\x00"}, {"q": "(((&|!:*"}, {"q": "'" * 300},
        ],
    )  # fmt: skip
    def test_an_address_that_makes_no_sense_still_gives_a_page(self, client, gp, query):
        IssueFactory(practice=gp.organisation)
        assert client.get(ISSUES, query).status_code == 200

    def test_a_specialty_meets_what_was_sent_to_it_without_practice_and_reporter(self, client):
        issue = IssueFactory(with_specialty=True)
        IssueFactory(specialty=issue.specialty)  # not sent yet
        IssueFactory(with_specialty=True)  # to another
        client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
        response = client.get(ISSUES, {"tab": "all"})
        assert listed(response) == {issue.reference}
        assert issue.practice.name not in words(response) and issue.practice.place in words(
            response
        )

    def test_a_specialty_cannot_tell_by_searching_which_practice_wrote(self, client):
        issue = IssueFactory(
            with_specialty=True,
            practice__name="Quillfeather Surgery",
            raised_by__name="Ottoline Quill",
        )
        twin = IssueFactory(with_specialty=True, specialty=issue.specialty)
        client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
        for clue in ("Quillfeather", issue.practice.ods_code, issue.raised_by.name):
            found = listed(client.get(ISSUES, {"tab": "all", "q": clue}))
            assert found in (set(), {issue.reference, twin.reference}), clue

    def test_leadership_is_led_to_the_counts(self, client):
        client.force_login(UserFactory(leadership=True))
        response = client.get(ISSUES)
        assert response.status_code == 302 and response.url == reverse("issue_counts")

    def test_reviewers_have_no_issues(self, client):
        client.force_login(UserFactory(reviewer=True))
        assert client.get(ISSUES).status_code == 403

    def test_long_lists_have_pages_and_keep_the_search(self, client, gp):
        for _ in range(30):
            IssueFactory(practice=gp.organisation)
        response = client.get(ISSUES, {"q": "scan", "page": 2})
        assert len(listed(response)) == 5
        assert "q=scan" in words(response)

    def test_more_issues_need_no_more_queries(self, client, gp, django_assert_max_num_queries):
        for count in (1, 20):
            for _ in range(count):
                IssueFactory(practice=gp.organisation)
            client.get(ISSUES)  # reads what the search offers, and keeps it
            with django_assert_max_num_queries(7):
                client.get(ISSUES)

    def test_a_late_answer_is_marked(self, client, gp):
        yesterday = timezone.localdate() - timedelta(days=1)
        IssueFactory(practice=gp.organisation, respond_by=yesterday)
        assert "Overdue" in words(client.get(ISSUES))


class TestTheIssue:
    def test_its_practice_reads_where_it_stands(self, client, gp, django_assert_max_num_queries):
        issue = IssueFactory(
            practice=gp.organisation, with_specialty=True, respond_by=date(2099, 11, 14)
        )
        ReplyFactory(issue=issue)
        with django_assert_max_num_queries(7):
            page = words(client.get(issue.get_absolute_url()))
        assert f"With {issue.specialty} since" in page
        assert "The answer is due by 14 November 2099." in page
        assert "The clinic follows it up itself from now on." in page

    def test_the_latest_answer_comes_first(self, client, gp, team):
        issue = IssueFactory(practice=gp.organisation)
        services.answer(issue, text="The first answer.", by=team)
        services.answer(issue, text="The second answer.", by=team)
        client.force_login(gp)
        page = words(client.get(issue.get_absolute_url()))
        assert page.index("The second answer.") < page.index("The first answer.")

    def test_internal_notes_and_triage_stay_inside(self, client, gp):
        issue = IssueFactory(practice=gp.organisation)
        staff = UserFactory(integration_team=True)
        NoteFactory(issue=issue, text="Between us: third time.")
        services.add_note(issue, text="Also between us.", by=staff)
        services.triage(issue, category=issue.category, validity="partly", by=staff)
        page = words(client.get(issue.get_absolute_url()))
        for inside in ("etween us", "riaged it", "Partly", staff.name):
            assert inside not in page

    @pytest.mark.parametrize("role", ["practice", "specialty", "reviewer", "leadership"])
    def test_whoever_may_not_see_it_does_not_find_it(self, client, role):
        issue = IssueFactory()
        client.force_login(UserFactory(**{role: True}))
        assert client.get(issue.get_absolute_url()).status_code in (403, 404)
        if role != "reviewer":
            assert client.get(issue.get_absolute_url()).status_code == 404

    @pytest.mark.parametrize("reference", ["IF-000000-1", "nonsense", "IF-7K4QX2-A", "x" * 300])
    def test_an_unknown_reference_is_not_found(self, client, gp, reference):
        assert client.get(f"/issues/{reference}/").status_code == 404

    def test_a_reference_typed_in_its_own_way_leads_to_the_page(self, client, gp):
        issue = IssueFactory(practice=gp.organisation)
        typed = issue.reference.lower().replace("-", "").replace("0", "o")
        response = client.get(f"/issues/{typed}/")
        assert response.status_code == 302 and response.url == issue.get_absolute_url()

    def test_a_specialty_reads_it_without_practice_and_reporter(self, client):
        issue = IssueFactory(with_specialty=True)
        services.practice_reply(issue, text="Twice since May.", by=issue.raised_by)
        client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
        page = words(client.get(issue.get_absolute_url()))
        assert "Twice since May." in page and f"In {issue.practice.place}" in page
        for hidden in (issue.practice.name, issue.raised_by.name, issue.raised_by.email):
            assert hidden not in page

    def test_the_team_reaches_the_desk_from_it(self, client, team):
        issue = IssueFactory()
        page = words(client.get(issue.get_absolute_url()))
        assert reverse("admin:issues_issue_change", args=[issue.pk]) in page

    def test_written_words_are_text_and_never_markup(self, client, gp):
        issue = IssueFactory(practice=gp.organisation, what_happened="<script>alert(1)</script>")
        ReplyFactory(issue=issue, text="<img src=x onerror=alert(1)>")
        raw = client.get(issue.get_absolute_url()).content.decode()
        assert "<script>alert" not in raw and "<img" not in raw


class TestReplying:
    def test_the_practice_answers_a_question(self, client, gp):
        issue = IssueFactory(practice=gp.organisation, waiting=True)
        url = reverse("reply_to_issue", args=[issue.reference])
        response = client.post(url, message("In May."), follow=True)
        assert "Reply sent" in words(response)
        issue.refresh_from_db()
        assert issue.status == Status.TRIAGED and issue.replies.get().text == "In May."

    def test_an_empty_reply_is_named_on_the_issues_page(self, client, gp):
        issue = IssueFactory(practice=gp.organisation)
        response = client.post(reverse("reply_to_issue", args=[issue.reference]), message(""))
        assert "Write your reply" in words(response) and issue.what_happened in words(response)

    def test_too_long_a_reply_is_kept(self, client, gp):
        issue = IssueFactory(practice=gp.organisation)
        text = "again " * 700
        page = words(client.post(reverse("reply_to_issue", args=[issue.reference]), message(text)))
        assert text.strip() in page and not issue.replies.exists()

    def test_a_reply_to_one_closed_meanwhile_is_kept_and_explained(self, client, gp):
        issue = IssueFactory(practice=gp.organisation, closed=True)
        url = reverse("reply_to_issue", args=[issue.reference])
        page = words(client.post(url, message("But it happened again.")))
        assert f"{issue.reference} is closed. Reopen it first." in page
        assert "But it happened again." in page

    def test_another_practices_issue_is_not_found(self, client, gp):
        issue = IssueFactory()
        for name in ("reply_to_issue", "reopen_issue", "answer_issue"):
            url = reverse(name, args=[issue.reference])
            assert client.post(url, message("Hello.")).status_code == 404

    def test_a_specialty_does_not_reply_for_the_practice(self, client):
        issue = IssueFactory(with_specialty=True)
        client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
        url = reverse("reply_to_issue", args=[issue.reference])
        assert client.post(url, message("Hello.")).status_code == 403
        assert not issue.replies.exists()

    @pytest.mark.parametrize("name", ["reply_to_issue", "answer_issue"])
    def test_looking_at_the_address_changes_nothing(self, client, gp, name):
        issue = IssueFactory(practice=gp.organisation)
        assert client.get(reverse(name, args=[issue.reference])).status_code == 405


class TestAnswering:
    def test_a_specialty_answers_what_is_with_it(self, client):
        issue = IssueFactory(with_specialty=True)
        client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
        assert "Answer the practice" in words(client.get(issue.get_absolute_url()))
        url = reverse("answer_issue", args=[issue.reference])
        response = client.post(url, message("We changed it."), follow=True)
        assert "Answer sent" in words(response)
        issue.refresh_from_db()
        assert issue.status == Status.ANSWERED

    def test_an_answer_that_comes_too_late_is_kept_and_explained(self, client):
        issue = IssueFactory(with_specialty=True)
        client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
        services.ask_practice(issue, text="Which?", by=UserFactory(integration_team=True))
        url = reverse("answer_issue", args=[issue.reference])
        page = words(client.post(url, message("We changed it.")))
        assert "is no longer with" in page and "We changed it." in page

    def test_a_practice_does_not_answer_itself(self, client, gp):
        issue = IssueFactory(practice=gp.organisation, with_specialty=True)
        url = reverse("answer_issue", args=[issue.reference])
        assert client.post(url, message("All good.")).status_code == 403


class TestReopening:
    def test_the_practice_reopens_with_a_reason(self, client, gp):
        issue = IssueFactory(practice=gp.organisation, closed=True)
        url = reverse("reopen_issue", args=[issue.reference])
        assert url in words(client.get(issue.get_absolute_url()))
        assert client.get(url).status_code == 200
        response = client.post(url, message("It happened again."), follow=True)
        assert "Issue reopened" in words(response)
        issue.refresh_from_db()
        assert issue.status == Status.REOPENED

    def test_without_a_reason_it_stays_closed(self, client, gp):
        issue = IssueFactory(practice=gp.organisation, closed=True)
        url = reverse("reopen_issue", args=[issue.reference])
        assert "Say why it should be looked at again" in words(client.post(url, message(" ")))

    def test_an_open_issue_has_nothing_to_reopen(self, client, gp):
        issue = IssueFactory(practice=gp.organisation)
        url = reverse("reopen_issue", args=[issue.reference])
        assert client.get(url).url == issue.get_absolute_url()
        assert "is not closed" in words(client.post(url, message("Again.")))

    def test_a_specialty_reopens_nothing(self, client):
        issue = IssueFactory(closed=True, sent_to_specialty_at=timezone.now())
        client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
        url = reverse("reopen_issue", args=[issue.reference])
        assert client.post(url, message("Again.")).status_code == 403


def test_practices_of_one_specialty_stay_apart(client):
    """A lead with several specialties meets all of theirs and nothing else."""
    first, second = SpecialtyFactory(), SpecialtyFactory()
    issues = [
        IssueFactory(with_specialty=True, specialty=specialty, practice=PracticeFactory())
        for specialty in (first, second)
    ]
    IssueFactory(with_specialty=True)
    client.force_login(UserFactory(specialty=True, specialties=[first, second]))
    assert listed(client.get(ISSUES)) == {issue.reference for issue in issues}
