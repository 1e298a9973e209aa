"""What a specialty says without an account, and what the team makes of it."""

from datetime import date

import pytest

from interface.outbox.models import Message
from issues import services, timeline
from issues.models import DeskLink, Outcome, ProposalState, Side, SpecialtyProposal, Status
from issues.replydesk import links
from issues.replydesk import services as desk
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return UserFactory(integration_team=True, name="Dana Desk")


@pytest.fixture
def cardiology():
    return SpecialtyFactory(name="Cardiology", feedback_email="cardiology@example.nhs.uk")


@pytest.fixture
def issue(cardiology):
    return IssueFactory(with_specialty=True, specialty=cardiology)


def link_of(specialty):
    links.make(specialty, to="cardiology@example.nhs.uk")
    return DeskLink.objects.latest("pk")


@pytest.fixture
def link(cardiology):
    return link_of(cardiology)


def by(link):
    return {"by": None, "desk_link": link}


def fix(issue, **who):
    said = {"text": "We ring them.", "fixed_from": date(2026, 11, 2), "scope": "All clinics"}
    desk.propose_fix(issue, **said, **who)


class TestAnswering:
    def test_a_link_answers_and_only_the_team_reads_to_whom_it_was_sent(self, issue, link):
        services.answer(issue, text="We changed it.", **by(link))
        issue.refresh_from_db()
        reply = issue.replies.get()
        assert issue.status == Status.ANSWERED
        assert (reply.side, reply.written_by, reply.desk_link) == (Side.SPECIALTY, None, link)
        assert timeline.for_team(issue)[0].said == (
            "Cardiology team, by link sent to cardiology@example.nhs.uk answered"
        )
        for story in (timeline.for_practice, timeline.for_reporter, timeline.for_specialty):
            assert story(issue)[0].said == "Cardiology answered"

    def test_a_link_of_another_specialty_is_refused(self, issue):
        with pytest.raises(services.NotYours):
            services.answer(issue, text="Ours now.", **by(link_of(SpecialtyFactory())))

    def test_a_revoked_link_is_refused(self, issue, link, team):
        links.revoke(link, by=team)
        with pytest.raises(services.NotYours):
            services.answer(issue, text="Too late.", **by(link))

    def test_nobody_at_all_is_refused(self, issue):
        with pytest.raises(services.NotYours):
            services.answer(issue, text="Hello.", by=None)

    def test_an_issue_that_went_back_is_refused(self, issue, link, team):
        services.ask_practice(issue, text="Which clinic?", by=team)
        with pytest.raises(services.NotWithSpecialty):
            services.answer(issue, text="Late.", **by(link))


class TestProposing:
    def test_the_right_team_is_named_and_the_issue_goes_back(self, issue, link):
        desk.name_right_team(issue, text="Ask the echo lab.", **by(link))
        issue.refresh_from_db()
        assert issue.status == Status.TRIAGED
        assert timeline.for_team(issue)[0].said.endswith("said that it belongs to another team")
        assert timeline.for_team(issue)[0].text == "Ask the echo lab."

    def test_a_practice_reads_nothing_of_it(self, issue, link):
        desk.name_right_team(issue, text="Ask the echo lab.", **by(link))
        assert not any("echo lab" in entry.text for entry in timeline.for_practice(issue))

    def test_its_own_specialty_is_no_other_team(self, issue, link, cardiology):
        with pytest.raises(desk.SameSpecialty):
            desk.name_right_team(issue, text="Us.", right_specialty=cardiology, **by(link))

    def test_a_disputed_category_leaves_the_issue_to_be_answered(self, issue, link):
        desk.dispute_category(issue, category=CategoryFactory(), text="A referral.", **by(link))
        issue.refresh_from_db()
        assert issue.status == Status.WITH_SPECIALTY
        services.answer(issue, text="All the same: done.", **by(link))

    def test_its_own_category_cannot_be_proposed(self, issue, link):
        with pytest.raises(desk.SameCategory):
            desk.dispute_category(issue, category=issue.category, text="No.", **by(link))

    def test_a_proposal_of_a_kind_waits_once(self, issue, link):
        for category in CategoryFactory.create_batch(2):
            issue.refresh_from_db()
            say = {"category": category, "text": "A referral.", **by(link)}
            if category.issues.exists() or SpecialtyProposal.objects.exists():
                with pytest.raises(desk.AlreadyProposed):
                    desk.dispute_category(issue, **say)
            else:
                desk.dispute_category(issue, **say)

    def test_a_lead_proposes_under_their_name(self, issue, cardiology):
        lead = UserFactory(specialty=True, specialties=[cardiology], name="Dr Lena Lead")
        fix(issue, by=lead)
        assert SpecialtyProposal.objects.get().who == "Dr Lena Lead (Cardiology)"

    def test_the_team_proposes_nothing_to_itself(self, issue, team):
        with pytest.raises(services.NotYours):
            fix(issue, by=team)

    def test_a_stale_page_is_refused(self, issue, link):
        with pytest.raises(services.ChangedMeanwhile):
            fix(issue, **by(link), seen=issue.version - 1)

    def test_one_form_is_one_proposal(self, issue, link):
        submission = "7f0c6a1e-5a58-4c6b-9d6e-2b1f3a4c5d6e"
        for _ in range(2):
            fix(issue, **by(link), submission=submission)
        assert SpecialtyProposal.objects.count() == 1


class TestDeciding:
    def test_a_confirmed_fix_closes_the_issue_and_the_practice_reads_why(self, issue, link, team):
        fix(issue, **by(link))
        desk.accept(SpecialtyProposal.objects.get(), text="Fixed since 2 November.", by=team)
        issue.refresh_from_db()
        assert (issue.status, issue.outcome) == (Status.CLOSED, Outcome.FIXED_FOR_ALL)
        latest = timeline.for_practice(issue)[0]
        assert latest.said == "The integration team closed it: fixed for everyone"
        assert latest.text == "Fixed since 2 November."
        assert "Dana Desk accepted what the specialty proposed" in [
            entry.said for entry in timeline.for_team(issue)
        ]

    def test_the_right_team_gets_the_issue(self, issue, link, team):
        urology = SpecialtyFactory(name="Urology")
        desk.name_right_team(issue, text="Theirs.", right_specialty=urology, **by(link))
        desk.accept(SpecialtyProposal.objects.get(), by=team)
        issue.refresh_from_db()
        assert (issue.specialty, issue.status) == (urology, Status.WITH_SPECIALTY)

    def test_without_a_known_team_the_issue_stays_with_us(self, issue, link, team):
        desk.name_right_team(issue, text="The echo lab’s.", **by(link))
        desk.accept(SpecialtyProposal.objects.get(), by=team)
        issue.refresh_from_db()
        assert issue.status == Status.TRIAGED

    def test_the_category_becomes_the_proposed_one(self, issue, link, team):
        other = CategoryFactory()
        desk.dispute_category(issue, category=other, text="A referral.", **by(link))
        desk.accept(SpecialtyProposal.objects.get(), by=team)
        issue.refresh_from_db()
        assert (issue.category, issue.status) == (other, Status.WITH_SPECIALTY)

    def test_declined_it_is_the_specialtys_again_which_reads_why(self, issue, link, team):
        fix(issue, **by(link))
        desk.decline(SpecialtyProposal.objects.get(), text="It happened on Monday.", by=team)
        issue.refresh_from_db()
        assert issue.status == Status.WITH_SPECIALTY
        message = Message.objects.get(recipient="cardiology@example.nhs.uk")
        assert "It happened on Monday." in message.text and message.private

    def test_two_decisions_are_one(self, issue, link, team):
        fix(issue, **by(link))
        proposal = SpecialtyProposal.objects.get()
        desk.decline(proposal, text="No.", by=team)
        with pytest.raises(desk.AlreadyDecided):
            desk.accept(proposal, text="Yes.", by=team)
        proposal.refresh_from_db()
        issue.refresh_from_db()
        assert (proposal.state, issue.status) == (ProposalState.DECLINED, Status.WITH_SPECIALTY)

    def test_only_the_team_decides(self, issue, link, cardiology):
        fix(issue, **by(link))
        lead = UserFactory(specialty=True, specialties=[cardiology])
        with pytest.raises(services.NotYours):
            desk.accept(SpecialtyProposal.objects.get(), text="We say so.", by=lead)

    def test_of_an_issue_closed_meanwhile_nothing_is_accepted(self, issue, link, team):
        fix(issue, **by(link))
        services.close(issue, outcome=Outcome.NO_CHANGE, text="Settled.", by=team)
        with pytest.raises(services.AlreadyClosed):
            desk.accept(SpecialtyProposal.objects.get(), text="Fixed.", by=team)
        assert SpecialtyProposal.objects.get().is_open
