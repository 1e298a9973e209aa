import uuid
from html import unescape

import pytest
from django.urls import reverse

from issues.models import Issue
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory

pytestmark = pytest.mark.django_db
REPORT = "/report/"


def answers(**changes):
    said = {
        "submission": str(uuid.uuid4()),
        "specialty": "not-sure",
        "category": CategoryFactory().code,
        "what_happened": "A letter came after five weeks.",
        "removed_patient_details": "on",
    }
    return {**said, **changes}


@pytest.fixture
def gp(client):
    user = UserFactory()
    client.force_login(user)
    return user


def words(response):
    return unescape(response.content.decode())


def test_the_page_says_what_it_is_not_for_before_the_first_question(client, gp):
    page = words(client.get(REPORT))
    assert page.index("What this is not for") < page.index("Which specialty")
    assert "urgent clinical problems" in page
    assert "Sending this does not hand over care" in page


def test_the_form_needs_few_queries(client, gp, django_assert_max_num_queries):
    for _ in range(5):
        SpecialtyFactory(), CategoryFactory()
    client.get(REPORT)  # reads what the form offers, and keeps it
    with django_assert_max_num_queries(5):  # session, user, last issue, news of the offer, drafts
        client.get(REPORT)


def test_the_form_offers_what_there_is_now(client, gp):
    gone, category = SpecialtyFactory(name="Invented medicine"), CategoryFactory(label="Scans")
    assert "Invented medicine" in words(client.get(REPORT))
    type(gone).objects.filter(pk=gone.pk).update(active=False)
    type(category).objects.filter(pk=category.pk).update(label="Invented scans")
    page = words(client.get(REPORT))
    assert "Invented medicine" not in page and "Invented scans" in page


def test_each_blank_form_has_tokens_of_its_own(client, gp):
    submissions = {client.get(REPORT).text.split('name="submission" value="')[1][:36] for _ in "ab"}
    assert len(submissions) == 2
    page = client.get(REPORT).text
    assert str(uuid.UUID(int=0)) not in page and "token-of-the-page" not in page


def test_it_knows_the_practice_and_asks_for_it_only_from_the_team(client, gp):
    page = words(client.get(REPORT))
    assert gp.organisation.name in page and "Which practice" not in page
    client.force_login(UserFactory(integration_team=True))
    assert "Which practice" in words(client.get(REPORT))


def test_an_issue_is_raised_and_its_receipt_shown(client, gp, django_assert_max_num_queries):
    specialty = SpecialtyFactory()
    response = client.post(REPORT, answers(specialty=specialty.pk))
    issue = Issue.objects.get()
    assert (issue.practice, issue.specialty, issue.raised_by) == (gp.organisation, specialty, gp)
    assert response.url == reverse("issue_receipt", args=[issue.reference])
    with django_assert_max_num_queries(12):
        page = words(client.get(response.url))
    assert issue.reference in page
    assert f"{issue.respond_by:%A} {issue.respond_by.day} {issue.respond_by:%B %Y}" in page
    assert "It is not for urgent clinical problems" in page
    assert issue.get_absolute_url() in page


def test_not_sure_is_an_answer(client, gp):
    client.post(REPORT, answers())
    assert Issue.objects.get().specialty is None


def test_the_same_page_sent_twice_is_one_issue_and_one_receipt(client, gp):
    said = answers()
    assert client.post(REPORT, said).url == client.post(REPORT, said).url
    assert Issue.objects.count() == 1


def test_going_back_and_changing_the_words_keeps_them_and_explains(client, gp):
    said = answers()
    client.post(REPORT, said)
    page = client.post(REPORT, {**said, "what_happened": "Something else altogether."})
    assert Issue.objects.get().reference in words(page)
    assert "Something else altogether." in words(page)
    again = page.context["form"].data
    assert again["submission"] != said["submission"]
    client.post(REPORT, again)
    assert Issue.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"specialty": ""}, "Select a specialty, or “Not sure”"),
        ({"specialty": "999999"}, "Select a specialty from the list, or “Not sure”"),
        ({"specialty": "9" * 40}, "Select a specialty from the list, or “Not sure”"),
        ({"specialty": "<b>"}, "Select a specialty from the list, or “Not sure”"),
        ({"category": ""}, "Select what it is about"),
        ({"category": "ZZZ"}, "Select what it is about from the list"),
        ({"what_happened": ""}, "Say what happened"),
        ({"what_happened": "   "}, "Say what happened"),
        ({"what_happened": "x\x00y"}, "Null characters are not allowed"),
        ({"removed_patient_details": ""}, "Confirm that you have removed patient details"),
    ],
)
def test_each_mistake_is_named_where_it_is_and_nothing_typed_is_lost(client, gp, wrong, message):
    said = answers(**wrong)
    response = client.post(REPORT, said)
    page = words(response)
    assert response.status_code == 200
    assert page.count(message) >= 2  # in the summary and beside the field
    assert "Error: Raise an issue" in page
    if "what_happened" not in wrong:
        assert said["what_happened"] in page
    assert not Issue.objects.exists()


def test_too_long_a_text_is_kept_whole(client, gp):
    text = "a letter " * 60
    page = words(client.post(REPORT, answers(what_happened=text)))
    assert text.strip() in page and "500" in page
    assert not Issue.objects.exists()


def test_a_line_break_counts_once(client, gp):
    text = "\r\n".join(["x" * 249, "y" * 250])
    client.post(REPORT, answers(what_happened=text))
    assert len(Issue.objects.get().what_happened) == 500


def test_a_token_that_is_none_is_replaced_and_the_issue_taken(client, gp):
    client.post(REPORT, answers(submission="rubbish"))
    assert Issue.objects.count() == 1


def test_posting_more_than_the_form_asks_changes_nothing(client, gp):
    other = PracticeFactory()
    client.post(REPORT, answers(practice=other.pk, status="closed", reference="IF-AAAAAA-A"))
    issue = Issue.objects.get()
    assert (issue.practice, issue.status) == (gp.organisation, "new")
    assert issue.reference != "IF-AAAAAA-A"


def test_the_team_must_choose_an_open_practice(client):
    client.force_login(UserFactory(integration_team=True))
    for practice in ("", PracticeFactory(closed=True).pk, 10**12):
        response = client.post(REPORT, answers(practice=practice))
        assert "Select a practice" in words(response)
    assert not Issue.objects.exists()
    client.post(REPORT, answers(practice=PracticeFactory().pk))
    assert Issue.objects.count() == 1


def test_a_practice_that_closed_is_told_so(client):
    client.force_login(UserFactory(organisation=PracticeFactory(closed=True)))
    response = client.post(REPORT, answers())
    assert "Your practice is closed in our directory" in words(response)
    assert "A letter came after five weeks." in words(response)


@pytest.mark.parametrize("role", ["reviewer", "leadership"])
def test_who_may_not_raise_is_told_so(client, role):
    client.force_login(UserFactory(**{role: True}))
    assert client.get(REPORT).status_code == 403
    assert client.post(REPORT, answers()).status_code == 403
    assert not Issue.objects.exists()


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(REPORT).status_code == 302
    assert not Issue.objects.exists()


def test_whoever_lost_their_session_keeps_what_they_typed(client):
    response = client.post(REPORT, answers())
    assert response.status_code == 403
    assert "A letter came after five weeks." in words(response)
    assert not Issue.objects.exists()


def test_another_practices_receipt_is_not_found(client, gp):
    issue = IssueFactory()
    assert client.get(reverse("issue_receipt", args=[issue.reference])).status_code == 404


def test_a_specialty_sees_no_receipt(client):
    issue = IssueFactory(with_specialty=True)
    client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
    assert client.get(reverse("issue_receipt", args=[issue.reference])).status_code == 404
