"""What a practice's mailbox holds at the end of a story: every message it should, and no more.

Mail leaves by SMTP to a server on loopback. The story begins on a Thursday.
"""

from datetime import datetime

import pytest
import time_machine

from interface.outbox import choices, digests
from interface.outbox.delivery import deliver_due
from interface.outbox.models import Pace
from interface.worktime.hours import LONDON
from issues import services
from issues.endorsements.services import endorse
from issues.models import Issue, Outcome
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.interface.outbox import mail_server as servers
from tests.issues.factories import IssueFactory
from tests.issues.test_services import raising

pytestmark = pytest.mark.django_db

REPORTER = "reporter@example.nhs.uk"
NEIGHBOUR = "neighbour@example.nhs.uk"


@pytest.fixture
def mail_server(settings):
    with servers.running(settings) as server:
        yield server


def at(clock, day, hour, minute=0):
    """Move the clock on in November 2026, and let everything happen that is due by then."""
    clock.move_to(datetime(2026, 11, day, hour, minute, tzinfo=LONDON))
    digests.make_due(at=datetime.now(LONDON))
    deliver_due()


def tell_the_story(clock):
    """Raised, endorsed, passed on, answered, questioned, closed, reopened: in four days."""
    gp = UserFactory(email=REPORTER)
    team = UserFactory(integration_team=True)
    specialty = SpecialtyFactory(name="Cardiology", feedback_email="cardiology@example.nhs.uk")

    at(clock, 19, 9)
    issue = services.raise_issue(**raising(gp))
    at(clock, 19, 10)
    neighbour = UserFactory(email=NEIGHBOUR)
    endorse(issue, practice=neighbour.organisation, by=neighbour)
    at(clock, 19, 11)
    services.send_to_specialty(issue, specialty=specialty, by=team)
    at(clock, 19, 15)
    services.answer(issue, text="Demo answer.", by=team)

    at(clock, 20, 7, 30)
    services.practice_reply(issue, text="Demo reply.", by=gp)
    at(clock, 20, 9)
    services.ask_practice(issue, text="Demo question?", by=team)
    at(clock, 20, 10)
    services.practice_reply(issue, text="Demo reply to it.", by=gp)
    at(clock, 20, 16)
    services.close(issue, outcome=Outcome.RULE_EXPLAINED, text="Demo closing.", by=team)

    at(clock, 21, 9)  # a Saturday
    at(clock, 23, 7, 30)
    services.reopen(issue, text="It happened again.", by=gp)
    at(clock, 23, 9)
    services.close(issue, outcome=Outcome.FIXED_FOR_ALL, text="Demo fix.", by=team)
    at(clock, 24, 7, 30)
    at(clock, 30, 7, 30)  # the next Monday
    return issue


@pytest.fixture
def clock():
    with time_machine.travel(datetime(2026, 11, 19, 8, tzinfo=LONDON), tick=False) as clock:
        yield clock


def mailbox(server, recipient):
    """Subjects, in the order in which the mails came; the reference is written as IF."""
    reference = Issue.objects.get().reference
    return [mail["Subject"].replace(reference, "IF") for mail in server.to(recipient)]


RECEIPT = "We have your issue IF"
QUESTION = "A question about IF"
SENT_ON = "IF is with Cardiology"
ANSWERED = "There is an answer to IF"
CLOSED = "IF is closed: rule explained to the team"
FIXED = "IF is closed: fixed for everyone"
THANKS = "We have counted your practice with IF"


def moved(status):
    return f"IF, which happened to you too: {status}"


def test_who_chose_nothing_gets_what_waits_for_them_at_once_and_one_digest_a_day(
    mail_server, clock
):
    tell_the_story(clock)
    assert mailbox(mail_server, REPORTER) == [RECEIPT, ANSWERED, QUESTION, CLOSED, FIXED]
    assert mailbox(mail_server, NEIGHBOUR) == [
        THANKS,
        moved("answered"),
        moved("closed"),
        moved("closed"),
    ]
    first_digest = mail_server.to(REPORTER)[1].get_body("plain").get_content()
    assert first_digest.index("There is an answer") < first_digest.index("is with Cardiology")


@pytest.mark.parametrize(
    ("pace", "mails"),
    [
        (Pace.AT_ONCE, [RECEIPT, SENT_ON, ANSWERED, QUESTION, CLOSED, FIXED]),
        (Pace.WEEKLY, [RECEIPT, QUESTION, CLOSED, FIXED]),
        (Pace.OFF, [RECEIPT, QUESTION]),
    ],
)
def test_the_reporter_gets_what_they_chose(mail_server, clock, pace, mails):
    choices.choose(REPORTER, pace=pace, by=None)
    tell_the_story(clock)
    assert mailbox(mail_server, REPORTER) == mails


@pytest.mark.parametrize(
    ("pace", "mails"),
    [
        (
            Pace.AT_ONCE,
            [
                THANKS,
                moved("with specialty"),
                moved("answered"),
                moved("closed"),
                moved("reopened"),
                moved("closed"),
            ],
        ),
        (Pace.WEEKLY, [THANKS, moved("closed"), moved("closed")]),
        (Pace.OFF, [THANKS]),
    ],
)
def test_another_practice_that_said_the_same_gets_what_it_chose(mail_server, clock, pace, mails):
    choices.choose(NEIGHBOUR, pace=pace, by=None)
    tell_the_story(clock)
    assert mailbox(mail_server, NEIGHBOUR) == mails


def test_a_reporter_without_an_account_is_led_to_their_status_link(mail_server, clock):
    issue = IssueFactory(raised_by=None, hear_back_email=REPORTER)
    team = UserFactory(integration_team=True)
    services.close(issue, outcome=Outcome.FIXED_FOR_ALL, text="Demo fix.", by=team)
    at(clock, 20, 7, 30)
    [digest] = mail_server.to(REPORTER)
    for shape in ("plain", "html"):
        assert f"/status/{issue.status_token}/" in digest.get_body(shape).get_content()


def test_every_mail_can_be_read_in_plain_text_and_in_html_and_asks_no_other_host(
    mail_server, clock
):
    tell_the_story(clock)
    assert len(mail_server.mails) == 10  # five, four, and one to the specialty
    for mail in mail_server.mails:
        plain = mail.get_body("plain").get_content()
        html = mail.get_body("html").get_content()
        assert len(html.encode()) < 100_000
        assert "/accounts/what-we-send-you/" in plain and "/accounts/what-we-send-you/" in html
        assert not any(word in html for word in ("<img", "<table", "<script", "<link", "url("))
        assert "Demo" not in mail["Subject"]


def test_mail_programs_can_stop_news_and_nothing_else(mail_server, clock):
    choices.choose(REPORTER, pace=Pace.AT_ONCE, by=None)
    tell_the_story(clock)
    can_stop = {
        mail["Subject"]: bool(mail["List-Unsubscribe"]) for mail in mail_server.to(REPORTER)
    }
    assert list(can_stop.values()) == [False, True, True, False, True, True]
