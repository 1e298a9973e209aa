"""Stopping and starting a clock, and whose time passed, through the services themselves."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interface.worktime.hours import LONDON, working_time
from interface.worktime.models import BankHoliday
from interface.worktime.services import bank_holidays
from issues import services
from issues.clocks import services as clocks
from issues.clocks.models import Handover, Holder
from issues.models import Issue, Outcome
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.test_services import actions, raising

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


def monday(hour, minute=0, *, day=9):
    """The week of 9 November 2026, which has no bank holiday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
def issue(time_machine):
    """Raised on Monday at nine; triage due on the 16th, the answer on the 23rd."""
    time_machine.move_to(monday(9), tick=False)
    return services.raise_issue(**raising(UserFactory()))


def shares(issue, at):
    return {holder: time for holder, time in clocks.held(issue, at=at).items() if time}


class TestWhoHeldIt:
    def test_raising_writes_no_handover_and_the_team_has_it(self, issue):
        assert not Handover.objects.exists()
        assert shares(issue, monday(11)) == {Holder.INTEGRATION_TEAM: 2 * HOUR}

    def test_every_step_is_somebodys_time(self, issue, team, time_machine):
        first, second = SpecialtyFactory(), SpecialtyFactory()
        time_machine.move_to(monday(10), tick=False)
        services.triage(issue, category=issue.category, by=team)
        services.send_to_specialty(issue, specialty=first, by=team)
        time_machine.move_to(monday(12), tick=False)
        services.send_to_specialty(issue, specialty=second, by=team)
        time_machine.move_to(monday(13), tick=False)
        services.ask_practice(issue, text="Which clinic?", by=team)
        time_machine.move_to(monday(17), tick=False)
        services.practice_reply(issue, text="The Tuesday one.", by=issue.raised_by)
        time_machine.move_to(monday(17, 30), tick=False)
        services.answer(issue, text="We changed it.", by=team)
        assert shares(issue, monday(12, day=11)) == {
            Holder.INTEGRATION_TEAM: HOUR,
            Holder.SPECIALTY: 3.5 * HOUR,
            Holder.PRACTICE: 4 * HOUR,
        }
        assert [spell.specialty_id for spell in clocks.life_of(issue)] == [
            None, first.pk, second.pk, None, second.pk, None,
        ]  # fmt: skip

    def test_a_reopened_issue_is_the_teams_again(self, issue, team, time_machine):
        services.close(issue, outcome=Outcome.NO_CHANGE, text="No.", by=team)
        time_machine.move_to(monday(15), tick=False)
        services.reopen(issue, text="Not quite.", by=issue.raised_by)
        assert shares(issue, monday(16)) == {Holder.INTEGRATION_TEAM: HOUR}


class TestStopping:
    def test_nothing_is_due_until_the_clock_runs_again(self, issue, team, time_machine):
        time_machine.move_to(monday(9, day=11), tick=False)
        clocks.pause(issue, text="The clinic moves house.", by=team)
        issue.refresh_from_db()
        assert issue.respond_by is None and issue.triage_by is None
        assert issue not in Issue.objects.overdue(on=date(2027, 1, 1))
        time_machine.move_to(monday(9, day=13), tick=False)
        clocks.resume(issue, text="They have moved.", by=team)
        issue.refresh_from_db()
        assert issue.triage_by == date(2026, 11, 18)  # two working days later than promised
        assert issue.respond_by == date(2026, 11, 25)
        assert shares(issue, monday(10, day=13)) == {
            Holder.INTEGRATION_TEAM: 21 * HOUR,
            Holder.OTHER: 20 * HOUR,
        }
        assert actions(issue) == ["raised", "stopped the clock", "started the clock again"]
        reasons = [note.text for note in issue.notes.all()]
        assert reasons == ["The clinic moves house.", "They have moved."]

    def test_what_was_late_is_as_late_afterwards(self, issue, team, time_machine):
        Issue.objects.update(respond_by=date(2026, 11, 5))
        clocks.pause(issue, text="The lead is away.", by=team)
        time_machine.move_to(monday(9, day=18), tick=False)
        clocks.resume(issue, text="Back.", by=team)
        issue.refresh_from_db()
        assert issue.respond_by == date(2026, 11, 16)

    def test_the_clock_runs_again_in_other_hands(self, issue, team, time_machine):
        clocks.pause(issue, text="Who runs this clinic?", by=team)
        time_machine.move_to(monday(9, day=10), tick=False)
        services.send_to_specialty(issue, specialty=SpecialtyFactory(), by=team)
        issue.refresh_from_db()
        assert issue.respond_by == date(2026, 11, 24) and not clocks.is_paused(issue)

    def test_a_new_date_lets_it_run_too(self, issue, team):
        clocks.pause(issue, text="Who runs this clinic?", by=team)
        day = date(2026, 12, 1)
        services.triage(issue, category=issue.category, respond_by=day, by=team)
        issue.refresh_from_db()
        assert issue.respond_by == day and not clocks.is_paused(issue)

    def test_a_note_lets_it_stand(self, issue, team):
        clocks.pause(issue, text="The clinic moves house.", by=team)
        services.add_note(issue, text="Asked again.", by=team)
        services.assign(issue, owner=team, by=team)
        assert clocks.is_paused(issue)

    def test_twice_is_refused(self, issue, team):
        clocks.pause(issue, text="The clinic moves house.", by=team)
        with pytest.raises(clocks.ClockStands):
            clocks.pause(issue, text="Again.", by=team)

    def test_the_same_form_twice_is_once(self, issue, team):
        token = "6f1c1d8c-9a0e-4d5e-8f33-6a2b8d1f0a11"
        for _ in range(2):
            clocks.pause(issue, text="Moving.", by=team, submission=token)
        assert issue.notes.count() == 1

    def test_a_waiting_issues_clock_stands_already(self, issue, team):
        services.ask_practice(issue, text="Which clinic?", by=team)
        with pytest.raises(clocks.ClockStands):
            clocks.pause(issue, text="Moving.", by=team)

    def test_a_running_clock_cannot_be_started(self, issue, team):
        with pytest.raises(clocks.ClockRuns):
            clocks.resume(issue, text="Go on.", by=team)

    def test_a_reason_is_needed(self, issue, team):
        with pytest.raises(services.WordsMissing):
            clocks.pause(issue, text=" ", by=team)

    def test_a_practice_cannot(self, issue):
        with pytest.raises(services.NotYours):
            clocks.pause(issue, text="Wait.", by=issue.raised_by)

    def test_a_stale_page_is_told(self, issue, team):
        with pytest.raises(services.ChangedMeanwhile):
            clocks.pause(issue, text="Wait.", by=team, seen=99)


# Any life ------------------------------------------------------------------------------------

STEPS = ["send", "send elsewhere", "ask", "reply", "answer", "close", "reopen", "stop", "start"]


def take(name, issue, team, specialties):
    """One step if it can be taken now."""
    match name:
        case "send":
            services.send_to_specialty(issue, specialty=specialties[0], by=team)
        case "send elsewhere":
            services.send_to_specialty(issue, specialty=specialties[1], by=team)
        case "ask":
            services.ask_practice(issue, text="Which clinic?", by=team)
        case "reply":
            services.practice_reply(issue, text="This one.", by=issue.raised_by)
        case "answer":
            services.answer(issue, text="Done.", by=team)
        case "close":
            services.close(issue, outcome=Outcome.NO_CHANGE, text="Done.", by=team)
        case "reopen":
            services.reopen(issue, text="Not quite.", by=team)
        case "stop":
            clocks.pause(issue, text="Moving.", by=team)
        case "start":
            clocks.resume(issue, text="Moved.", by=team)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.timedeltas(timedelta(), timedelta(days=3)), st.sampled_from(STEPS)),
        min_size=3, max_size=9,
    )
)  # fmt: skip
def test_whatever_happens_every_working_minute_is_one_holders(db, time_machine, life):
    """An issue raised before the night on which the clocks go back, with a bank holiday after."""
    BankHoliday.objects.get_or_create(date=date(2026, 10, 28), name="Invented")
    team, specialties = UserFactory(integration_team=True), SpecialtyFactory.create_batch(2)
    now = datetime(2026, 10, 22, 11, 20, tzinfo=LONDON)
    time_machine.move_to(now, tick=False)
    issue = services.raise_issue(**raising(UserFactory()))
    holidays, elapsed = bank_holidays(), timedelta()
    for wait, name in life:
        issue.refresh_from_db()
        if issue.is_open:
            elapsed += working_time(now, now + wait, holidays)
        now += wait
        time_machine.move_to(now, tick=False)
        try:
            take(name, issue, team, specialties)
        except services.Refused:
            continue
    issue.refresh_from_db()
    assert sum(clocks.held(issue, at=now).values(), timedelta()) == elapsed
    assert clocks.life_of(issue)[-1].holder == (
        Holder.NOBODY if not issue.is_open
        else Holder.OTHER if clocks.is_paused(issue)
        else issue.holder
    )  # fmt: skip
