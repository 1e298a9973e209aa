import secrets
import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from interface.outbox.models import Message
from interface.worktime.models import BankHoliday
from issues import services
from issues.models import Issue, Note, Outcome, Reply, Side, Status, Validity
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


def raising(by, **changes):
    said = {
        "submission": uuid.uuid4(),
        "practice": by.organisation,
        "specialty": None,
        "category": CategoryFactory(),
        "what_happened": "A letter came after five weeks.",
        "by": by,
    }
    return {**said, **changes}


def actions(issue):
    return [(event.pgh_context or {}).get("action") for event in issue.events.order_by("pgh_id")]


def recipients(template):
    return sorted(
        Message.objects.filter(event__startswith=f"{template}:").values_list("recipient", flat=True)
    )


class TestRaising:
    def test_a_practice_gets_a_reference_dates_and_an_acknowledgement(self, time_machine):
        time_machine.move_to("2026-12-23 10:00+00:00")
        BankHoliday.objects.bulk_create(
            BankHoliday(date=date(2026, 12, day), name="Christmas") for day in (25, 28)
        )
        gp = UserFactory()
        issue = services.raise_issue(**raising(gp))
        assert issue.status == Status.NEW and issue.raised_by == gp
        assert issue.triage_by == date(2027, 1, 1)  # not a bank holiday in this table
        assert issue.respond_by == date(2027, 1, 8)
        assert actions(issue) == ["raised"]
        assert recipients("issue_raised") == [gp.email]

    def test_the_same_form_sent_again_is_the_same_issue(self):
        gp = UserFactory()
        said = raising(gp)
        assert services.raise_issue(**said) == services.raise_issue(**said)
        assert Issue.objects.count() == 1
        assert len(recipients("issue_raised")) == 1

    def test_the_very_same_from_a_new_form_is_the_same_issue_for_ten_minutes(self, time_machine):
        time_machine.move_to("2026-11-23 10:00+00:00", tick=False)
        said = raising(UserFactory())
        first = services.raise_issue(**said)
        assert services.raise_issue(**{**said, "submission": uuid.uuid4()}) == first
        assert services.raise_issue(**raising(UserFactory())) != first
        time_machine.move_to("2026-11-23 10:10+00:00", tick=False)
        assert services.raise_issue(**{**said, "submission": uuid.uuid4()}) != first

    def test_a_reference_that_is_taken_is_drawn_again(self, monkeypatch):
        letters = iter("ABCDEF" + "ABCDEF" + "GHJKMN")
        monkeypatch.setattr(secrets, "choice", lambda alphabet: next(letters))
        first = services.raise_issue(**raising(UserFactory()))
        second = services.raise_issue(**raising(UserFactory()))
        assert first.reference.startswith("IF-ABCDEF-")
        assert second.reference.startswith("IF-GHJKMN-")

    def test_the_same_form_with_other_words_is_refused_and_names_the_first(self):
        gp = UserFactory()
        said = raising(gp)
        first = services.raise_issue(**said)
        with pytest.raises(services.AlreadySent, match=first.reference):
            services.raise_issue(**{**said, "what_happened": "Something else."})
        assert Issue.objects.count() == 1

    def test_a_form_that_somebody_else_sent_gives_nothing_away(self):
        practice = PracticeFactory()
        said = raising(UserFactory(organisation=practice))
        services.raise_issue(**said)
        with pytest.raises(services.NotYours):
            services.raise_issue(**{**said, "by": UserFactory(organisation=practice)})

    def test_nobody_raises_for_another_practice(self):
        with pytest.raises(services.NotYours):
            services.raise_issue(**raising(UserFactory(), practice=PracticeFactory()))

    @pytest.mark.parametrize("role", ["specialty", "reviewer", "leadership"])
    def test_only_practices_and_the_team_raise(self, role):
        with pytest.raises(services.NotYours):
            services.raise_issue(**raising(UserFactory(**{role: True}), practice=PracticeFactory()))

    def test_the_team_raises_for_any_practice(self, team):
        issue = services.raise_issue(**raising(team, practice=PracticeFactory()))
        assert issue.raised_by == team

    def test_a_closed_practice_is_told_so(self):
        gp = UserFactory(organisation=PracticeFactory(closed=True))
        with pytest.raises(services.PracticeIsClosed, match="closed"):
            services.raise_issue(**raising(gp))

    def test_nothing_written_is_refused(self):
        with pytest.raises(services.WordsMissing):
            services.raise_issue(**raising(UserFactory(), what_happened=" \n "))


class TestTriage:
    def test_a_new_issue_becomes_triaged(self, team):
        issue, category = IssueFactory(), CategoryFactory()
        services.triage(
            issue, category=category, validity=Validity.PARTLY, respond_by=date(2030, 2, 1), by=team
        )
        issue.refresh_from_db()
        assert (issue.status, issue.category, issue.validity) == (
            Status.TRIAGED, category, Validity.PARTLY,
        )  # fmt: skip
        assert issue.respond_by == date(2030, 2, 1)
        assert actions(issue)[-1] == "triaged"
        assert not Message.objects.exists()

    def test_one_under_way_keeps_its_status(self, team):
        issue = IssueFactory(with_specialty=True)
        services.triage(issue, category=issue.category, by=team)
        issue.refresh_from_db()
        assert issue.status == Status.WITH_SPECIALTY

    def test_only_the_team_triages(self):
        issue = IssueFactory()
        with pytest.raises(services.NotYours):
            services.triage(issue, category=issue.category, by=issue.raised_by)

    def test_a_closed_one_is_refused(self, team):
        issue = IssueFactory(closed=True)
        with pytest.raises(services.AlreadyClosed, match=issue.reference):
            services.triage(issue, category=issue.category, by=team)


class TestAssigning:
    def test_somebody_in_the_team_looks_after_it_until_nobody_does(self, team):
        issue = IssueFactory()
        services.assign(issue, owner=team, by=team, seen=1)
        issue.refresh_from_db()
        assert (issue.owner, issue.status, issue.version) == (team, Status.NEW, 2)
        services.assign(issue, owner=None, by=team)
        issue.refresh_from_db()
        assert issue.owner is None
        assert actions(issue)[-1] == "assigned"
        assert not Message.objects.exists()

    def test_only_the_team_assigns_and_is_assigned(self, team):
        issue = IssueFactory()
        with pytest.raises(services.NotYours):
            services.assign(issue, owner=team, by=issue.raised_by)
        with pytest.raises(services.NotInTheTeam):
            services.assign(issue, owner=issue.raised_by, by=team)

    def test_a_stale_page_is_refused(self, team):
        with pytest.raises(services.ChangedMeanwhile):
            services.assign(IssueFactory(), owner=team, by=team, seen=7)


class TestSendingToSpecialty:
    def test_specialty_and_reporter_hear(self, team):
        issue, specialty = IssueFactory(), SpecialtyFactory()
        services.send_to_specialty(issue, specialty=specialty, respond_by=date(2030, 2, 1), by=team)
        issue.refresh_from_db()
        assert (issue.status, issue.specialty) == (Status.WITH_SPECIALTY, specialty)
        assert issue.respond_by == date(2030, 2, 1)
        assert issue.sent_to_specialty_at and issue.version == 2
        assert recipients("issue_for_specialty") == [specialty.feedback_email]
        assert recipients("issue_sent_on") == [issue.raised_by.email]
        assert actions(issue)[-1] == "sent to specialty"

    def test_without_an_address_only_the_reporter_hears(self, team):
        issue = IssueFactory()
        services.send_to_specialty(issue, specialty=SpecialtyFactory(feedback_email=""), by=team)
        assert recipients("issue_for_specialty") == []

    def test_sending_it_where_it_is_already_is_refused(self, team):
        issue = IssueFactory(with_specialty=True)
        with pytest.raises(services.AlreadyWithSpecialty, match=issue.specialty.name):
            services.send_to_specialty(issue, specialty=issue.specialty, by=team)

    def test_it_can_go_on_to_another(self, team):
        issue, other = IssueFactory(with_specialty=True), SpecialtyFactory()
        services.send_to_specialty(issue, specialty=other, by=team)
        issue.refresh_from_db()
        assert issue.specialty == other

    def test_a_specialty_that_takes_none_is_refused(self, team):
        with pytest.raises(services.SpecialtyTakesNoIssues):
            services.send_to_specialty(
                IssueFactory(), specialty=SpecialtyFactory(active=False), by=team
            )

    def test_a_closed_one_is_refused(self, team):
        with pytest.raises(services.AlreadyClosed):
            services.send_to_specialty(
                IssueFactory(closed=True), specialty=SpecialtyFactory(), by=team
            )

    def test_only_the_team_sends(self):
        issue = IssueFactory()
        with pytest.raises(services.NotYours):
            services.send_to_specialty(issue, specialty=issue.specialty, by=issue.raised_by)

    def test_a_stale_page_is_noticed(self, team):
        issue = IssueFactory()
        services.send_to_specialty(issue, specialty=SpecialtyFactory(), by=team, seen=1)
        with pytest.raises(services.ChangedMeanwhile):
            services.send_to_specialty(issue, specialty=SpecialtyFactory(), by=team, seen=1)


class TestAnswering:
    def test_the_team_answers_and_the_reporter_reads_it(self, team):
        issue = IssueFactory()
        services.answer(issue, text=" It is ours to do. ", by=team)
        issue.refresh_from_db()
        reply = issue.replies.get()
        assert (reply.text, reply.side) == ("It is ours to do.", Side.INTEGRATION_TEAM)
        assert issue.status == Status.ANSWERED and issue.first_answered_at
        assert recipients("issue_answered") == [issue.raised_by.email]
        assert actions(issue)[-1] == "answered"

    def test_the_specialty_answers_what_is_with_it(self):
        issue = IssueFactory(with_specialty=True)
        lead = UserFactory(specialty=True, specialties=[issue.specialty])
        services.answer(issue, text="We changed it.", by=lead)
        assert issue.replies.get().side == Side.SPECIALTY

    def test_not_what_is_no_longer_with_it(self):
        issue = IssueFactory(waiting=True)
        lead = UserFactory(specialty=True, specialties=[issue.specialty])
        with pytest.raises(services.NotWithSpecialty, match=issue.specialty.name):
            services.answer(issue, text="We changed it.", by=lead)

    def test_not_what_is_with_another(self):
        lead = UserFactory(specialty=True, specialties=[SpecialtyFactory()])
        with pytest.raises(services.NotYours):
            services.answer(IssueFactory(with_specialty=True), text="We changed it.", by=lead)

    def test_the_first_answer_keeps_its_moment(self, team, time_machine):
        issue = IssueFactory()
        services.answer(issue, text="First.", by=team)
        first = Issue.objects.get().first_answered_at
        services.answer(issue, text="Second.", by=team)
        assert Issue.objects.get().first_answered_at == first

    def test_the_same_form_sent_again_answers_once(self, team):
        issue, token = IssueFactory(), uuid.uuid4()
        for _ in range(2):
            services.answer(issue, text="Once.", by=team, submission=token, seen=1)
        assert issue.replies.count() == 1
        assert len(recipients("issue_answered")) == 1

    def test_nothing_written_is_refused_and_nothing_kept(self, team):
        issue = IssueFactory()
        with pytest.raises(services.WordsMissing):
            services.answer(issue, text="  ", by=team)
        issue.refresh_from_db()
        assert issue.status == Status.NEW and not Reply.objects.exists()

    def test_a_closed_one_is_refused(self, team):
        with pytest.raises(services.AlreadyClosed):
            services.answer(IssueFactory(closed=True), text="Too late.", by=team)

    def test_a_reporter_who_left_is_not_written_to(self, team):
        issue = IssueFactory(raised_by__is_active=False)
        services.answer(issue, text="Done.", by=team)
        assert not Message.objects.exists()

    def test_whoever_answers_their_own_issue_gets_no_mail(self, team):
        services.answer(IssueFactory(raised_by=team), text="Done.", by=team)
        assert not Message.objects.exists()


class TestAskingAndReplying:
    def test_a_question_waits_for_the_practice(self, team):
        issue = IssueFactory(with_specialty=True)
        services.ask_practice(issue, text="Which clinic?", by=team)
        issue.refresh_from_db()
        assert issue.status == Status.WAITING_FOR_PRACTICE
        assert issue.returns_to == Status.WITH_SPECIALTY
        assert issue.replies.get().asks_practice
        assert recipients("issue_question") == [issue.raised_by.email]

    def test_the_reply_takes_it_back_to_the_specialty_which_hears(self, team):
        issue = IssueFactory(with_specialty=True)
        services.ask_practice(issue, text="Which clinic?", by=team)
        services.ask_practice(issue, text="And which month?", by=team)
        services.practice_reply(issue, text="Both in May.", by=issue.raised_by)
        issue.refresh_from_db()
        assert (issue.status, issue.returns_to) == (Status.WITH_SPECIALTY, "")
        assert recipients("issue_practice_replied") == [issue.specialty.feedback_email]

    def test_the_days_that_the_practice_took_move_the_due_date(self, team, time_machine):
        time_machine.move_to("2026-06-01 10:00+00:00")  # a Monday
        issue = IssueFactory(respond_by=date(2026, 6, 12))
        services.ask_practice(issue, text="Which clinic?", by=team)
        time_machine.move_to("2026-06-04 10:00+00:00")
        services.practice_reply(issue, text="The first.", by=issue.raised_by)
        issue.refresh_from_db()
        assert issue.respond_by == date(2026, 6, 17)  # three working days later

    def test_a_question_about_a_new_issue_comes_back_triaged(self, team):
        issue = IssueFactory()
        services.ask_practice(issue, text="Which clinic?", by=team)
        services.practice_reply(issue, text="The first.", by=issue.raised_by)
        issue.refresh_from_db()
        assert issue.status == Status.TRIAGED

    def test_a_reply_to_an_answer_goes_back_to_the_team(self):
        issue = IssueFactory(answered=True)
        services.practice_reply(issue, text="It happened again.", by=issue.raised_by)
        issue.refresh_from_db()
        assert issue.status == Status.TRIAGED
        assert issue.replies.get().side == Side.PRACTICE

    def test_words_added_to_a_new_issue_leave_it_where_it_is(self):
        issue = IssueFactory()
        services.practice_reply(issue, text="Twice now.", by=issue.raised_by)
        issue.refresh_from_db()
        assert issue.status == Status.NEW

    def test_a_colleague_of_the_same_practice_may_reply(self):
        issue = IssueFactory()
        services.practice_reply(
            issue, text="Twice now.", by=UserFactory(organisation=issue.practice)
        )
        assert issue.replies.count() == 1

    def test_the_same_reply_sent_again_is_one_even_when_it_moved_the_issue(self):
        issue, token = IssueFactory(waiting=True), uuid.uuid4()
        for _ in range(2):
            services.practice_reply(issue, text="May.", by=issue.raised_by, submission=token)
        assert issue.replies.count() == 1

    @pytest.mark.parametrize("role", ["practice", "specialty", "integration_team"])
    def test_nobody_else_replies_for_the_practice(self, role):
        with pytest.raises(services.NotYours):
            services.practice_reply(IssueFactory(), text="Hello.", by=UserFactory(**{role: True}))

    def test_a_closed_issue_takes_no_reply(self):
        issue = IssueFactory(closed=True)
        with pytest.raises(services.AlreadyClosed):
            services.practice_reply(issue, text="But …", by=issue.raised_by)

    def test_only_the_team_asks(self):
        issue = IssueFactory()
        with pytest.raises(services.NotYours):
            services.ask_practice(issue, text="Why?", by=issue.raised_by)


class TestNotes:
    def test_a_note_is_kept_and_tells_nobody(self, team):
        issue = IssueFactory(closed=True)
        services.add_note(issue, text="Third time this month.", by=team)
        note = issue.notes.get()
        assert note.written_by == team
        assert note.events.get().pgh_context["action"] == "noted"
        assert not Message.objects.exists()

    def test_the_same_note_sent_again_is_one(self, team):
        issue, token = IssueFactory(), uuid.uuid4()
        for _ in range(2):
            services.add_note(issue, text="Once.", by=team, submission=token)
        assert Note.objects.count() == 1

    def test_only_the_team_writes_notes(self):
        issue = IssueFactory()
        with pytest.raises(services.NotYours):
            services.add_note(issue, text="Hello.", by=issue.raised_by)

    def test_an_empty_note_is_refused(self, team):
        with pytest.raises(services.WordsMissing):
            services.add_note(IssueFactory(), text="", by=team)


class TestClosing:
    def test_it_takes_an_outcome_and_an_answer(self, team):
        issue = IssueFactory(answered=True)
        services.close(issue, outcome=Outcome.RULE_EXPLAINED, text="They know now.", by=team)
        issue.refresh_from_db()
        assert (issue.status, issue.outcome) == (Status.CLOSED, Outcome.RULE_EXPLAINED)
        assert issue.closed_at and issue.replies.get().text == "They know now."
        assert recipients("issue_closed") == [issue.raised_by.email]
        assert actions(issue)[-1] == "closed"

    def test_without_an_answer_it_stays_open(self, team):
        issue = IssueFactory()
        with pytest.raises(services.WordsMissing):
            services.close(issue, outcome=Outcome.NO_CHANGE, text="", by=team)
        issue.refresh_from_db()
        assert issue.status == Status.NEW

    def test_an_unknown_outcome_is_refused(self, team):
        with pytest.raises(ValueError, match="forgotten"):
            services.close(IssueFactory(), outcome="forgotten", text="Done.", by=team)
        assert not Reply.objects.exists()

    def test_closing_twice_is_refused(self, team):
        with pytest.raises(services.AlreadyClosed):
            services.close(
                IssueFactory(closed=True), outcome=Outcome.NO_CHANGE, text="Again.", by=team
            )

    def test_only_the_team_closes(self):
        issue = IssueFactory()
        with pytest.raises(services.NotYours):
            services.close(issue, outcome=Outcome.NO_CHANGE, text="Mine.", by=issue.raised_by)

    def test_the_database_itself_wants_outcome_and_answer(self):
        issue = IssueFactory()
        with pytest.raises(IntegrityError), transaction.atomic():
            Issue.objects.filter(pk=issue.pk).update(status=Status.CLOSED)


class TestReopening:
    def test_the_practice_brings_it_back_with_a_reason_and_new_dates(self):
        issue = IssueFactory(closed=True, triage_by=None, respond_by=None)
        services.reopen(issue, text="It happened again.", by=issue.raised_by)
        issue.refresh_from_db()
        assert (issue.status, issue.outcome, issue.closed_at) == (Status.REOPENED, "", None)
        assert issue.respond_by > issue.triage_by > timezone.localdate()
        assert issue.replies.get().side == Side.PRACTICE
        assert not Message.objects.exists()  # whoever reopened it knows

    def test_when_the_team_reopens_the_reporter_hears(self, team):
        issue = IssueFactory(closed=True)
        services.reopen(issue, text="The fix did not hold.", by=team)
        assert recipients("issue_reopened") == [issue.raised_by.email]

    def test_an_open_issue_cannot_be_reopened(self, team):
        with pytest.raises(services.NotClosed):
            services.reopen(IssueFactory(), text="Why not.", by=team)

    def test_another_practice_cannot(self):
        with pytest.raises(services.NotYours):
            services.reopen(IssueFactory(closed=True), text="Hm.", by=UserFactory())
