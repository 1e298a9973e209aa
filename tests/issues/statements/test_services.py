import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from interface import history
from interface.history.chain import verify
from issues.models import PublicStatement, StatementVersion
from issues.statements import services
from issues.statements.models import State
from tests.accounts.factories import UserFactory
from tests.issues.factories import IssueFactory
from tests.issues.statements.factories import public, team_member, waiting, words

pytestmark = pytest.mark.django_db


def said_in_public():
    return [version.said for version in StatementVersion.objects.public()]


class TestTwoPeople:
    def test_the_writer_cannot_approve(self):
        version = waiting()
        with pytest.raises(services.Refused, match="Somebody else"):
            services.approve(version, by=version.written_by)
        assert said_in_public() == []

    def test_another_person_makes_it_public(self):
        version, second = waiting(), team_member()
        services.approve(version, by=second)
        version.refresh_from_db()
        assert (version.state, version.approved_by) == (State.PUBLIC, second)
        assert said_in_public() == [version.said]

    def test_the_database_refuses_one_person_in_both_places(self):
        version = waiting()
        with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
            StatementVersion.objects.filter(pk=version.pk).update(
                approved_by=version.written_by, approved_at=timezone.now()
            )

    def test_the_database_refuses_a_public_version_without_approval(self):
        version = waiting()
        with pytest.raises(IntegrityError, match="once_approved"), transaction.atomic():
            StatementVersion.objects.filter(pk=version.pk).update(state=State.PUBLIC)

    @pytest.mark.parametrize("role", ["practice", "specialty", "reviewer", "leadership"])
    def test_only_the_team_writes_and_approves(self, role):
        other = UserFactory(**{role: True})
        with pytest.raises(services.Refused, match="integration team"):
            services.write(None, words(), by=other)
        version = waiting()
        with pytest.raises(services.Refused, match="integration team"):
            services.approve(version, by=other)
        assert PublicStatement.objects.count() == 1 and said_in_public() == []


class TestVersions:
    def test_nothing_changes_in_public_until_new_words_are_approved(self):
        first = public(said="The old words.")
        second = waiting(statement=first.statement, after=1, said="The new words.")
        assert said_in_public() == ["The old words."]
        services.approve(second, by=team_member())
        assert said_in_public() == ["The new words."]
        first.refresh_from_db()
        assert first.state == State.REPLACED and first.said == "The old words."

    def test_a_draft_is_finished_before_it_is_approved(self):
        draft = services.write(None, words(), by=team_member())
        with pytest.raises(services.Refused, match="does not wait"):
            services.approve(draft, by=team_member())
        services.ask_for_approval(draft, by=draft.written_by)
        services.approve(draft, by=team_member())
        with pytest.raises(services.Refused, match="no draft"):
            services.ask_for_approval(draft, by=draft.written_by)
        assert said_in_public() == [draft.said]

    def test_words_replaced_while_they_wait_cannot_be_approved(self):
        seen = waiting()
        waiting(statement=seen.statement, after=1, said="Other words.")
        with pytest.raises(services.Refused, match="does not wait"):
            services.approve(seen, by=team_member())
        assert said_in_public() == []

    def test_the_later_of_two_writers_is_told_and_loses_nothing_of_the_first(self):
        first = waiting()
        waiting(statement=first.statement, after=1, said="Written meanwhile.")
        with pytest.raises(services.WrittenMeanwhile, match="Version 2"):
            waiting(statement=first.statement, after=1, said="Written on the old page.")
        assert first.statement.newest.said == "Written meanwhile."

    def test_a_version_cannot_be_changed_or_deleted(self):
        version = public()
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            StatementVersion.objects.filter(pk=version.pk).update(said="Other words.")
        with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
            version.delete()

    def test_history_says_who_wrote_approved_and_withdrew(self):
        version = public()
        services.withdraw(version.statement, reason="Out of date", by=team_member())
        events = history.events_of(StatementVersion).filter(statement=version.statement)
        story = history.timeline(events)
        assert [occasion.action.split(" ")[0] for occasion in story] == [
            "wrote", "approved", "withdrew",
        ]  # fmt: skip
        assert story[0].by == version.written_by and story[1].by == version.approved_by
        assert verify().problems == []


class TestWithdrawal:
    def test_it_leaves_the_public_at_once_and_new_words_bring_it_back(self):
        version = public()
        services.withdraw(version.statement, reason="Out of date", by=team_member())
        assert said_in_public() == []
        again = waiting(statement=version.statement, after=1)
        assert said_in_public() == []
        services.approve(again, by=team_member())
        assert said_in_public() == [again.said]

    def test_what_is_not_public_cannot_be_withdrawn(self):
        with pytest.raises(services.Refused, match="not public"):
            services.withdraw(waiting().statement, reason="No", by=team_member())


class TestWords:
    REPORT = "The scan clinic in our small village told the farmer to ask us for his result."

    def test_a_practices_own_words_are_refused(self):
        issue = IssueFactory(what_happened=self.REPORT)
        with pytest.raises(services.Refused, match="own words: “clinic in our small village"):
            waiting(issues=[issue], did="Told: Clinic in our small village, told the farmer to ask")
        assert not PublicStatement.objects.exists()

    def test_the_teams_words_about_the_same_thing_pass(self):
        issue = IssueFactory(what_happened=self.REPORT)
        version = waiting(issues=[issue], said="Practices were asked for results of scans.")
        assert list(version.statement.issues.all()) == [issue]

    @pytest.mark.parametrize("field", ["said", "did"])
    def test_words_that_point_to_a_patient_are_refused(self, field):
        with pytest.raises(ValidationError):
            waiting(**{field: "Seen again: 943 476 5919"})

    def test_what_cannot_be_printed_is_left_out(self):
        version = waiting(said="One\x07 two\u202e three\r\nfour\ufffe")
        assert version.said == "One two three\nfour"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"result": ""}, {"did": ""}, {"said": ""}, {"said": "\x07"}, {"said": "a" * 301},
            {"kind": "praise", "result": "changed"}, {"result": "fixed"},
        ],
    )  # fmt: skip
    def test_what_makes_no_statement_is_refused(self, wrong):
        with pytest.raises(ValidationError):
            waiting(**wrong)
        assert not PublicStatement.objects.exists()

    def test_an_address_says_nothing_of_the_words(self):
        slug = waiting(said="Secret until approved").statement.slug
        assert len(slug) == 8 and set(slug) <= set("0123456789abcdef")
