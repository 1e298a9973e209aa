"""Every e-mail: whom it greets, what it says, where it leads, what happens next."""

from datetime import date

import pytest
from django.conf import settings

from interface.outbox import letters
from interface.outbox.models import Message
from issues import services
from issues.models import Outcome
from issues.public_words import write_public_words
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory
from tests.issues.test_services import raising

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


def only(template):
    return Message.objects.get(event__startswith=f"{template}:")


def link(issue):
    return f"{settings.BASE_URL.rstrip('/')}/issues/{issue.reference}/"


def test_the_acknowledgement_gives_reference_dates_and_the_way_to_it():
    gp = UserFactory(name="Dr Demo O'Person")
    issue = services.raise_issue(**raising(gp, specialty=SpecialtyFactory(name="Ear & nose")))
    mail = only("issue_raised")
    assert mail.subject == f"We have your issue {issue.reference}"
    assert mail.text.startswith("Hello Dr Demo O'Person,\n")
    assert "Ear & nose" in mail.text
    assert f"by {issue.respond_by.day} {issue.respond_by:%B %Y} you have an answer" in mail.text
    assert link(issue) in mail.text
    assert "does not hand over care" in mail.text and "not for urgent clinical" in mail.text


def test_the_specialty_reads_the_words_and_the_place_and_no_names(team):
    issue = IssueFactory()
    services.send_to_specialty(
        issue, specialty=SpecialtyFactory(name="Cardiology"), respond_by=date(2030, 2, 1), by=team
    )
    mail = only("issue_for_specialty")
    assert mail.subject == f"An issue for Cardiology: {issue.reference}"
    assert issue.what_happened in mail.text and issue.practice.place in mail.text
    assert "by 1 February 2030" in mail.text and "/reply-desk/link/" in mail.text
    for hidden in (issue.practice.name, issue.raised_by.name, issue.raised_by.email):
        assert hidden not in mail.text


def test_the_reporter_hears_who_answers_and_by_when(team):
    issue = IssueFactory()
    services.send_to_specialty(
        issue, specialty=SpecialtyFactory(name="Cardiology"), respond_by=date(2030, 2, 1), by=team
    )
    mail = only("issue_sent_on")
    assert mail.subject == f"{issue.reference} is with Cardiology"
    assert "by 1 February 2030" in mail.text and link(issue) in mail.text


def test_an_answer_is_in_the_mail_with_the_way_to_disagree(team):
    issue = IssueFactory()
    services.answer(issue, text="It is ours & not yours.", by=team)
    mail = only("issue_answered")
    assert mail.subject == f"There is an answer to {issue.reference}"
    assert "The integration team has answered" in mail.text
    assert "It is ours & not yours." in mail.text
    assert "goes back to the integration team" in mail.text and link(issue) in mail.text


def test_a_specialtys_answer_is_the_specialtys(team):
    issue = IssueFactory(with_specialty=True, specialty__name="Cardiology")
    lead = UserFactory(specialty=True, specialties=[issue.specialty])
    services.answer(issue, text="We changed it.", by=lead)
    text = only("issue_answered").text
    assert "Cardiology has answered" in text and lead.name not in text


def test_a_question_says_that_the_issue_waits(team):
    issue = IssueFactory()
    services.ask_practice(issue, text="Which clinic?", by=team)
    mail = only("issue_question")
    assert mail.subject == f"A question about {issue.reference}"
    assert "Which clinic?" in mail.text and "waits for your practice" in mail.text


def test_the_specialty_hears_of_a_reply_without_its_words(team):
    issue = IssueFactory(waiting=True, returns_to="with_specialty", with_specialty=False)
    issue.sent_to_specialty_at = issue.raised_at
    issue.save()
    services.practice_reply(issue, text="In May.", by=issue.raised_by)
    mail = only("issue_practice_replied")
    assert "In May." not in mail.text and "/reply-desk/link/" in mail.text
    assert issue.practice.name not in mail.text


def test_closing_gives_the_outcome_the_answer_and_the_way_to_reopen(team):
    issue = IssueFactory()
    services.close(issue, outcome=Outcome.RULE_EXPLAINED, text="They know now.", by=team)
    mail = only("issue_closed")
    assert mail.subject == f"{issue.reference} is closed: rule explained to the team"
    assert "They know now." in mail.text and "reopen it" in mail.text and link(issue) in mail.text


def test_reopening_gives_new_dates(team):
    issue = IssueFactory(closed=True)
    services.reopen(issue, text="The fix did not hold.", by=team)
    issue.refresh_from_db()
    text = only("issue_reopened").text
    assert "The fix did not hold." in text
    assert f"{issue.respond_by.day} {issue.respond_by:%B %Y}" in text


def test_no_subject_holds_what_anybody_wrote(team):
    gp = UserFactory()
    issue = services.raise_issue(
        **raising(gp, what_happened="Telltale words.", category=CategoryFactory())
    )
    services.answer(issue, text="Telltale words.", by=team)
    services.close(issue, outcome=Outcome.NO_CHANGE, text="Telltale words.", by=team)
    assert Message.objects.count() == 3
    assert not Message.objects.filter(subject__contains="Telltale").exists()


def test_markup_in_words_stays_words_in_the_mail(team):
    issue = IssueFactory()
    services.answer(issue, text="<b>Bold</b> & plain", by=team)
    mail = only("issue_answered")
    assert "<b>Bold</b> & plain" in mail.text
    assert "<b>Bold</b>" not in letters.page_of(mail)


def test_the_reporter_hears_what_has_been_done(team):
    issue = IssueFactory()
    write_public_words(issue, summary="", progress="The clinic has a new form.", by=team)
    mail = only("issue_progress")
    assert mail.recipient == issue.raised_by.email
    assert mail.subject == f"{issue.reference}: what has been done"
    assert "The clinic has a new form." in mail.text and link(issue) in mail.text
    assert issue.reference in mail.about and issue.category.label in mail.topic


def test_a_new_summary_alone_is_no_news(team):
    write_public_words(IssueFactory(), summary="Scans are not chased", progress="", by=team)
    assert not Message.objects.exists()
