"""What may be added to a report, what the form remembers, harm, and both directions."""

from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from interface.accounts import launch
from interface.outbox.models import Message
from issues import safety, services
from issues.models import Category, Direction, Issue, Kind, Side, Status
from issues.reporting import another_like
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory
from tests.issues.answers import answers
from tests.issues.factories import CategoryFactory, IssueFactory

pytestmark = pytest.mark.django_db
REPORT = "/report/"


@pytest.fixture
def gp(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def lead(client):
    user = UserFactory(specialty=True, specialties=[SpecialtyFactory()])
    client.force_login(user)
    return user


def words(response):
    return unescape(response.content.decode())


# Below the fold ------------------------------------------------------------------------------

EVERYTHING = {
    "kind": "praise",
    "source": "clinic_letter",
    "letter_date-day": "3",
    "letter_date-month": "Feb",
    "letter_date-year": "2026",
    "minutes_lost": "15",
    "dealt_with_by": "nurse",
    "risk": "none",
    "times_seen": "4",
    "own_reference": "Log line 12",
}


def test_everything_that_may_be_added_is_kept(client, gp):
    client.post(REPORT, answers(**EVERYTHING))
    issue = Issue.objects.get()
    assert (issue.kind, issue.source, issue.risk) == ("praise", "clinic_letter", "none")
    assert (issue.letter_date, issue.minutes_lost) == (date(2026, 2, 3), 15)
    assert (issue.dealt_with_by, issue.times_seen) == ("nurse", 4)
    assert (issue.own_reference, issue.wants_reply, issue.may_be_shared) == (
        "Log line 12", True, True,
    )  # fmt: skip
    page = words(client.get(issue.get_absolute_url()))
    assert "Log line 12" in page and "Clinic letter of 3 February 2026" in page


def test_nothing_below_the_fold_is_needed(client, gp):
    client.post(REPORT, answers())
    issue = Issue.objects.get()
    assert (issue.kind, issue.source, issue.minutes_lost) == (Kind.ISSUE, "", None)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"kind": "complaint"}, "Select issue, praise or idea"),
        ({"source": "gossip"}, "Select where it came up from the list"),
        ({"letter_date-day": "3"}, "The date of the letter must include a month and year"),
        (
            {"letter_date-day": "3", "letter_date-month": "2", "letter_date-year": "2999"},
            "The date of the letter must be",
        ),
        ({"minutes_lost": "7"}, "Select how many minutes it cost you from the list"),
        ({"dealt_with_by": "x"}, "Select who dealt with it from the list"),
        ({"risk": "x"}, "Select whether there was a risk of harm"),
        ({"times_seen": "0"}, "The number of times must be 1 or more"),
        ({"times_seen": "many"}, "The number of times must be a whole number"),
        ({"own_reference": "943 476 5919"}, "an NHS number"),
        ({"own_reference": "x" * 41}, "40"),
    ],
)
def test_a_mistake_below_the_fold_opens_it_and_is_named(client, gp, wrong, message):
    page = words(client.post(REPORT, answers(**wrong)))
    assert message in page and not Issue.objects.exists()
    if "kind" not in wrong:
        assert '<details class="nhsuk-details" open>' in page


def test_who_wants_no_mail_gets_the_reference_and_questions_only(client, gp):
    form = answers()
    form.pop("wants_reply")
    client.post(REPORT, form)
    issue, team = Issue.objects.get(), UserFactory(integration_team=True)
    services.ask_practice(issue, text="Which month?", by=team)
    services.answer(issue, text="It is mended.", by=team)
    subjects = Message.objects.filter(recipient=gp.email).values_list("subject", flat=True)
    assert sorted(subjects) == [
        f"A question about {issue}", f"We have your issue {issue}"
    ]  # fmt: skip


# What it remembers ---------------------------------------------------------------------------


def initial(response, name):
    return response.context["form"][name].value()


def test_an_account_finds_its_last_specialty_again(client, gp):
    specialty = SpecialtyFactory()
    IssueFactory(practice=gp.organisation, raised_by=gp, specialty=specialty)
    assert initial(client.get(REPORT), "specialty") == specialty.pk


def test_the_team_finds_its_last_practice_again(client):
    team = UserFactory(integration_team=True)
    client.force_login(team)
    issue = IssueFactory(raised_by=team, specialty=None)
    page = client.get(REPORT)
    assert initial(page, "practice") == issue.practice_id
    assert initial(page, "specialty") == "not-sure"


def test_a_launch_remembers_the_specialty_it_sent_last(client):
    specialty = SpecialtyFactory()
    client.get(reverse("launch", args=[launch.make(PracticeFactory(), by=None)]))
    assert initial(client.get(REPORT), "specialty") is None
    client.post(REPORT, answers(specialty=specialty.pk))
    assert Issue.objects.get().specialty == specialty
    assert initial(client.get(REPORT), "specialty") == specialty.pk


def test_another_like_this_begins_with_what_the_first_was_about(client, gp):
    specialty = SpecialtyFactory(treatment_function_code="320")
    issue = IssueFactory(
        practice=gp.organisation,
        raised_by=gp,
        specialty=specialty,
        kind=Kind.IDEA,
        category=CategoryFactory(code="RES"),
    )
    page = client.get(another_like(issue))
    assert another_like(issue) in words(client.get(reverse("issue_receipt", args=[issue])))
    assert initial(page, "specialty") == specialty.pk
    assert (initial(page, "category"), initial(page, "kind")) == ("RES", "idea")


def test_what_an_address_says_that_there_is_not_is_dropped(client, gp):
    page = client.get(REPORT, {"spec": "<b>", "cat": "ZZZ", "kind": "rant", "status": "closed"})
    assert page.status_code == 200
    assert initial(page, "kind") == Kind.ISSUE and initial(page, "category") is None


@pytest.mark.parametrize(
    "days", [{"valid_to": date(2026, 10, 31)}, {"valid_from": date(2031, 1, 1)}]
)
def test_what_is_not_in_force_is_not_offered(client, gp, days):
    category = CategoryFactory(label="Out of use", **days)
    page = client.get(REPORT, {"cat": category.code})
    assert "Out of use" not in words(page) and initial(page, "category") is None
    page = client.post(REPORT, answers(category=category.code))
    assert "Select what it is about from the list" in words(page) and not Issue.objects.exists()


def test_a_category_is_in_force_from_its_first_day_to_its_last():
    first, last = date(2026, 4, 1), date(2027, 3, 31)
    CategoryFactory(valid_from=first, valid_to=last)
    days = [date(2026, 3, 31), first, last, date(2027, 4, 1)]
    found = [Category.objects.in_force(on=day).count() for day in days]
    assert found == [0, 1, 1, 0]


# Harm ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("risk", ["could_have_harmed", "harmed"])
def test_harm_is_not_sent_before_its_route_was_read(client, gp, risk):
    page = words(client.post(REPORT, answers(risk=risk)))
    assert "Learn from patient safety events (LFPSE)" in page and "on-call team" in page
    assert page.count("Read where to report harm, then tick the box") == 2
    assert not Issue.objects.exists()


def test_harm_is_due_the_same_day_in_its_queue_and_told_at_once(client, gp):
    team = UserFactory(integration_team=True)
    client.post(REPORT, answers(risk="harmed", read_safety_route="on"))
    issue = Issue.objects.get()
    assert issue.priority == "same_day" and issue.safety_route_shown_at is not None
    assert issue.respond_by == issue.triage_by
    mail = Message.objects.get(recipient=team.email)
    assert mail.subject.startswith(f"Possible harm: {issue}")
    assert issue.what_happened not in mail.text
    client.force_login(team)
    desk = words(client.get("/admin/issues/issue/?queue=harm"))
    assert issue.reference in desk


def test_no_harm_needs_no_tick_and_goes_the_usual_way(client, gp):
    UserFactory(integration_team=True)
    client.post(REPORT, answers(risk="none"))
    assert Issue.objects.get().priority == "normal"
    assert not Message.objects.filter(subject__startswith="Possible harm").exists()


def test_the_service_itself_refuses_harm_without_its_route(gp):
    with pytest.raises(services.SafetyRouteNotShown):
        services.raise_issue(
            submission=answers()["submission"],
            practice=gp.organisation,
            specialty=None,
            category=CategoryFactory(),
            what_happened="A letter came after five weeks.",
            risk="harmed",
            by=gp,
        )


def test_the_database_refuses_harm_without_its_route():
    with pytest.raises(IntegrityError), transaction.atomic():
        IssueFactory(risk="harmed")


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 11, 18, 17, 59, tzinfo=UTC), date(2026, 11, 18)),
        (datetime(2026, 11, 18, 18, 0, tzinfo=UTC), date(2026, 11, 19)),
        (datetime(2026, 11, 21, 9, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 7, 1, 17, 30, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_the_same_working_day_ends_when_work_does(now, due):
    assert safety.same_day_promise(now, []) == {"triage_by": due, "respond_by": due}


# Both ways -----------------------------------------------------------------------------------


def test_a_specialty_raises_an_issue_about_a_practice(client, lead):
    practice = PracticeFactory()
    page = words(client.get(REPORT))
    assert "Raise an issue about general practice" in page and "Not sure" not in page
    response = client.post(
        REPORT, answers(practice=practice.pk, specialty=lead.specialties.get().pk)
    )
    issue = Issue.objects.get()
    assert (issue.direction, issue.practice) == (Direction.TRUST_TO_PRACTICE, practice)
    assert issue.raised_by == lead
    assert client.get(response.url).status_code == 200
    assert practice.name not in words(client.get(issue.get_absolute_url()))


def test_a_specialty_speaks_for_no_other_specialty(client, lead):
    page = client.post(
        REPORT, answers(practice=PracticeFactory().pk, specialty=SpecialtyFactory().pk)
    )
    assert "Select a specialty from the list" in words(page) and not Issue.objects.exists()


def from_trust(**changes):
    specialty = changes.pop("specialty", None) or SpecialtyFactory()
    author = UserFactory(specialty=True, specialties=[specialty], name="Dr Demo Author")
    return IssueFactory(
        direction=Direction.TRUST_TO_PRACTICE, specialty=specialty, raised_by=author, **changes
    )


def test_the_practice_reads_it_and_sees_the_specialty_but_not_who(client, gp):
    issue = from_trust(practice=gp.organisation)
    page = words(client.get(issue.get_absolute_url()))
    assert issue.what_happened in page and "About a practice" in page
    assert "Dr Demo Author" not in page


def test_no_other_practice_and_no_colleague_of_the_author_meets_it(client, gp):
    issue = from_trust()
    assert client.get(issue.get_absolute_url()).status_code == 404
    client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
    assert client.get(issue.get_absolute_url()).status_code == 404


def test_a_question_about_it_goes_to_the_people_of_the_practice(gp):
    issue = from_trust(practice=gp.organisation)
    services.ask_practice(issue, text="Which form?", by=UserFactory(integration_team=True))
    [mail] = Message.objects.all()
    assert mail.recipient == gp.email and "A question to your practice" in mail.subject
    assert "Dr Demo Author" not in mail.text
    services.practice_reply(Issue.objects.get(), text="The old one.", by=gp)


def test_its_answer_goes_to_the_specialty_lead_who_raised_it(gp):
    issue = from_trust(practice=gp.organisation)
    services.answer(issue, text="It is mended.", by=UserFactory(integration_team=True))
    assert Message.objects.get().recipient == issue.raised_by.email


def author_of(client, issue):
    client.force_login(issue.raised_by)
    return issue.raised_by


def test_its_author_adds_to_it_and_questions_an_answer(client):
    issue = from_trust()
    author_of(client, issue)
    assert "Add information" in words(client.get(issue.get_absolute_url()))
    services.practice_reply(issue, text="It was the old form.", by=issue.raised_by)
    services.answer(issue, text="It is mended.", by=UserFactory(integration_team=True))
    reply = reverse("reply_to_issue", args=[issue])
    page = client.post(reply, {"text": "Not in my clinic.", "seen": 3}, follow=True)
    assert "Reply sent" in words(page)
    assert page.context["latest"].text == "It is mended."
    issue.refresh_from_db()
    assert issue.status == Status.TRIAGED
    assert [reply.side for reply in issue.replies.all()] == [
        Side.SPECIALTY, Side.INTEGRATION_TEAM, Side.SPECIALTY,
    ]  # fmt: skip


def test_what_its_author_adds_leaves_a_question_with_the_practice(client):
    issue = from_trust(waiting=True)
    services.practice_reply(issue, text="The form of May.", by=issue.raised_by)
    issue.refresh_from_db()
    assert issue.status == Status.WAITING_FOR_PRACTICE


def test_its_author_reopens_it_and_no_colleague_may(client):
    issue = from_trust(closed=True)
    colleague = UserFactory(specialty=True, specialties=[issue.specialty])
    with pytest.raises(services.NotYours):
        services.reopen(issue, text="Again.", by=colleague)
    author_of(client, issue)
    assert "Reopen this issue" in words(client.get(issue.get_absolute_url()))
    client.post(reverse("reopen_issue", args=[issue]), {"text": "It came back.", "seen": 1})
    issue.refresh_from_db()
    assert issue.status == Status.REOPENED
    assert issue.replies.get().side == Side.SPECIALTY


# Budgets -------------------------------------------------------------------------------------


def test_few_queries_make_the_form_and_say_what_is_wrong(client, gp, django_assert_max_num_queries):
    for _ in range(5):
        SpecialtyFactory(), CategoryFactory()
    client.get(REPORT)
    with django_assert_max_num_queries(12):
        client.get(REPORT, {"spec": "320", "cat": "RES", "ask": "3"})
    form = answers(specialty=SpecialtyFactory(treatment_function_code="999").pk)
    with django_assert_max_num_queries(12):
        client.post(REPORT, {**form, "what_happened": ""})


def test_the_page_is_light(client, gp):
    for n in range(90):
        SpecialtyFactory(name=f"Demo specialty {n}", aliases=[f"Alias {n}", f"Other name {n}"])
    page = client.get(REPORT, headers={"accept-encoding": "gzip"})
    assert len(page.content) < 16_000
