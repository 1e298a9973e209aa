"""News in one message a day or a week, and the choice of each mailbox."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interface.outbox import choices, digests, services
from interface.outbox.models import Message, Pace
from interface.worktime.hours import LONDON
from interface.worktime.models import BankHoliday

pytestmark = pytest.mark.django_db

GP = "gp@example.nhs.uk"


def moment(day, hour=9, minute=0):
    """A moment of November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


def a_mail(to, event, **fields):
    """A mail from a template that needs little."""
    demo = {"name": "Demo", "organisation": "Demo Surgery"}
    services.email("removed_from_practice", to=to, event=event, person=demo, by=demo, **fields)
    return Message.objects.get(event=event, recipient=to)


def news(at, *, to=GP, about="IF-AAA", subject="", event="", link="/issues/IF-AAA/"):
    """A piece of news, saved at a moment."""
    event = event or f"demo:{about}:{at.isoformat()}"
    message = a_mail(to, event, about=about, link=link, is_news=True)
    said = subject or f"{about} is answered"
    Message.objects.filter(pk=message.pk).update(created_at=at, subject=said)
    return message


def made():
    return Message.objects.filter(kind="digest")


def test_a_day_s_news_is_one_message_with_the_newest_first():
    news(moment(23, 10), subject="IF-AAA is with Cardiology")
    news(moment(23, 11), about="IF-BBB")
    news(moment(23, 16), subject="IF-AAA is answered")
    assert digests.make_due(at=moment(24, 7, 30)) == 1
    digest = made().get()
    assert digest.subject == "News of IF-AAA and IF-BBB"
    order = ["IF-AAA is answered", "Before that: IF-AAA is with", "/issues/IF-AAA/", "IF-BBB is"]
    places = [digest.text.index(words) for words in order]
    assert places == sorted(places)
    assert digest.news.count() == 3


def test_making_digests_twice_makes_one_and_late_news_waits_for_the_next():
    news(moment(23))
    assert [digests.make_due(at=moment(24, 7, 30)), digests.make_due(at=moment(24, 7, 35))] == [
        1,
        0,
    ]
    late = news(moment(24, 7, 31))
    assert digests.make_due(at=moment(24, 12)) == 0
    assert digests.make_due(at=moment(25, 7, 30)) == 1
    late.refresh_from_db()
    assert late.digest.event == "digest:2026-11-25"


def test_news_that_was_saved_late_does_not_make_a_second_digest_of_the_day():
    news(moment(23))
    digests.make_due(at=moment(24, 7, 30))
    slow = news(moment(24, 7, 29))
    assert digests.make_due(at=moment(24, 7, 40)) == 0
    slow.refresh_from_db()
    assert slow.state == "for the next digest"


@pytest.mark.parametrize("at", [moment(24, 7, 29), moment(28, 9), moment(29, 9), moment(30, 7)])
def test_no_digest_goes_before_half_past_seven_or_at_a_weekend(at):
    news(moment(23))
    assert digests.make_due(at=at) == 0


def test_no_digest_goes_on_a_bank_holiday():
    BankHoliday.objects.create(date=date(2026, 11, 24), name="Demo holiday")
    news(moment(23))
    assert digests.make_due(at=moment(24, 9)) == 0
    assert digests.make_due(at=moment(25, 9)) == 1


def test_a_weekly_digest_goes_on_the_first_working_day_and_later_if_that_was_missed():
    BankHoliday.objects.create(date=date(2026, 11, 23), name="Demo holiday")
    choices.choose(GP, pace=Pace.WEEKLY, by=None)
    news(moment(19))
    news(moment(24, 8))
    assert digests.make_due(at=moment(20, 9)) == 0
    assert digests.make_due(at=moment(23, 9)) == 0
    assert digests.make_due(at=moment(26, 9)) == 1  # the clock of the service stood for two days
    assert made().get().news.count() == 1
    assert digests.make_due(at=moment(27, 9)) == 0
    assert digests.make_due(at=moment(30, 9)) == 1


def test_each_mailbox_gets_its_own_news_only():
    news(moment(23))
    news(moment(23), to="other@example.nhs.uk", about="IF-BBB")
    assert digests.make_due(at=moment(24)) == 2
    assert "IF-BBB" not in made().get(recipient=GP).text


def test_the_subject_names_a_few_references_and_counts_the_rest():
    for name in "ABCDE":
        news(moment(23, 9 + ord(name) - 65), about=f"IF-{name}")
    digests.make_due(at=moment(24))
    assert made().get().subject == "News of IF-E, IF-D, IF-C and 2 more"


def test_a_digest_of_very_much_news_stays_small_and_says_what_is_left_out():
    for number in range(digests.MOST_SHOWN + 10):
        news(moment(23), about=f"IF-{number:03}", subject=f"IF-{number:03} " + "w" * 190)
    digests.make_due(at=moment(24))
    digest = made().get()
    assert "10 more: sign in to read them" in digest.text
    assert len(digest.html.encode()) < 100_000


def test_words_in_a_digest_are_escaped_in_html_and_plain_in_text():
    news(moment(23), subject="IF-AAA is with Ear & <nose>")
    digests.make_due(at=moment(24))
    digest = made().get()
    assert "Ear &amp; &lt;nose&gt;" in digest.html and "Ear & <nose>" in digest.text


# Choices -------------------------------------------------------------------------------------


def test_news_goes_the_way_that_was_chosen():
    routes = {}
    for pace in Pace:
        choices.choose(GP, pace=pace, by=None)
        routes[pace] = news(moment(23), event=f"demo:{pace}").state
    assert routes == {
        Pace.AT_ONCE: "waiting",
        Pace.DAILY: "for the next digest",
        Pace.WEEKLY: "for the next digest",
        Pace.OFF: "not wanted",
    }


def test_what_is_urgent_goes_at_once_whatever_was_chosen():
    choices.choose(GP, pace=Pace.OFF, by=None)
    assert a_mail(GP, "demo:1").state == "waiting"


@pytest.mark.parametrize(
    ("pace", "state"),
    [
        (Pace.AT_ONCE, "waiting"),
        (Pace.DAILY, "for the next digest"),
        (Pace.WEEKLY, "for the next digest"),
        (Pace.OFF, "not wanted"),
    ],
)
@pytest.mark.parametrize("before", [Pace.AT_ONCE, Pace.DAILY])
def test_a_change_of_mind_counts_for_news_that_waits(before, pace, state):
    choices.choose(GP, pace=before, by=None)
    message = news(moment(23))
    choices.choose(GP.upper(), pace=pace, by=None)
    message.refresh_from_db()
    assert message.state == state


def test_what_was_not_wanted_is_not_sent_afterwards():
    choices.choose(GP, pace=Pace.OFF, by=None)
    message = news(moment(23))
    choices.choose(GP, pace=Pace.AT_ONCE, by=None)
    message.refresh_from_db()
    assert message.state == "not wanted"


def test_a_digest_that_is_made_is_not_put_into_the_next():
    news(moment(23))
    digests.make_due(at=moment(24))
    choices.choose(GP, pace=Pace.WEEKLY, by=None)
    assert made().get().state == "waiting"


def test_news_saved_while_the_choice_was_made_goes_the_new_way():
    message = news(moment(23))
    choices.choose(GP, pace=Pace.OFF, by=None)
    Message.objects.filter(pk=message.pk).update(route="digest")
    assert digests.make_due(at=moment(24)) == 0
    message.refresh_from_db()
    assert message.state == "not wanted"


# The arithmetic of days ----------------------------------------------------------------------

moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(LONDON))
some_holidays = st.sets(st.dates(date(2026, 1, 1), date(2028, 2, 1)), max_size=6)


@settings(max_examples=1_000, deadline=None)
@given(moments, some_holidays, st.sampled_from([Pace.DAILY, Pace.WEEKLY]))
def test_news_is_in_the_first_digest_after_it(at, holidays, pace):
    goes_at = digests.next_digest(pace, after=at, holidays=holidays)
    assert goes_at > at and goes_at.astimezone(LONDON).time() == digests.GOES_AT
    assert digests.cut_off(pace, at=goes_at, holidays=holidays) == goes_at
    earlier = digests.cut_off(pace, at=goes_at - timedelta(minutes=1), holidays=holidays)
    assert earlier is None or earlier <= at
