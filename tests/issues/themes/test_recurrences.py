"""What is promised with "fixed for everyone", and what comes back all the same."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from interface.vocabulary import Ask
from issues import services, timeline
from issues.details import Priority, Risk
from issues.models import Direction, Issue, Kind, Outcome, PromisedFix
from issues.themes.recurrences import NoRecurrence, deny
from issues.themes.services import merge
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory
from tests.issues.letters.factories import RuleFactory
from tests.issues.themes.factories import PromisedFixFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


@pytest.fixture
def promise():
    return PromisedFixFactory()


def close(issue, team, outcome=Outcome.FIXED_FOR_ALL):
    services.close(issue, outcome=outcome, text="Fixed for everyone.", by=team)


def report(promise, *, by=None, **changes):
    """A new issue of another practice in the scope of a promise."""
    by = by or UserFactory()
    said = {
        "submission": uuid.uuid4(),
        "practice": by.organisation,
        "specialty": promise.specialty,
        "category": promise.category,
        "what_happened": "Asked to chase a scan again.",
        **changes,
    }
    return services.raise_issue(**said, by=by)


class TestPromising:
    def test_closing_as_fixed_for_everyone_keeps_what_that_says(self, team, settings):
        settings.FIX_HOLDS_DAYS = 90
        issue = IssueFactory(category=CategoryFactory(ask=Ask.FIT_NOTE))
        rule = RuleFactory()
        rule.categories.add(issue.category)
        close(issue, team)
        issue.refresh_from_db()
        promise = PromisedFix.objects.get()
        assert (promise.issue, promise.closed_at) == (issue, issue.closed_at)
        assert (promise.specialty, promise.category) == (issue.specialty, issue.category)
        assert (promise.ask, promise.rule) == (Ask.FIT_NOTE, rule)
        assert promise.holds_until == timezone.localdate(issue.closed_at) + timedelta(days=90)

    def test_no_other_outcome_promises_anything(self, team):
        for outcome in Outcome:
            if outcome != Outcome.FIXED_FOR_ALL:
                close(IssueFactory(), team, outcome)
        assert not PromisedFix.objects.exists()

    @pytest.mark.parametrize(
        "of",
        [
            {"kind": Kind.PRAISE},
            {"kind": Kind.IDEA},
            {"direction": Direction.TRUST_TO_PRACTICE},
            {"specialty": None},
        ],
    )
    def test_nothing_is_promised_of_what_cannot_recur(self, team, of):
        close(IssueFactory(**of), team)
        assert not PromisedFix.objects.exists()

    def test_a_theme_promises_to_each_specialty_that_was_told_so(self, team):
        theme, part, same = IssueFactory.create_batch(3)
        Issue.objects.filter(pk=same.pk).update(specialty=theme.specialty, category=theme.category)
        for issue in (part, same):
            merge(issue, into=theme, by=team)
        close(theme, team)
        told = set(PromisedFix.objects.values_list("issue", "specialty", "category"))
        assert told == {
            (theme.pk, theme.specialty_id, theme.category_id),
            (theme.pk, part.specialty_id, part.category_id),
        }

    def test_a_reopened_issue_promises_nothing_until_it_is_closed_again(self, team):
        issue = IssueFactory()
        close(issue, team)
        services.reopen(issue, text="Not yet.", by=team)
        first = PromisedFix.objects.get()
        assert first.ended_at
        assert not report(first).is_recurrence
        close(issue, team)
        assert PromisedFix.objects.standing().count() == 1
        assert report(first).is_recurrence


class TestRecurring:
    def test_what_was_promised_not_to_happen_goes_before_others(self, promise):
        issue = report(promise)
        issue.refresh_from_db()
        assert issue.is_recurrence
        assert issue.recurrence_of == promise
        assert Priority.NORMAL < issue.priority == Priority.PROMPT < Priority.SAME_DAY

    def test_what_may_have_harmed_goes_before_that(self, promise):
        issue = report(promise, risk=Risk.HARMED, safety_route_shown=True)
        assert issue.is_recurrence
        assert issue.priority == Priority.SAME_DAY

    def test_the_same_form_sent_twice_is_still_one_issue(self, promise):
        by, submission = UserFactory(), uuid.uuid4()
        first = report(promise, by=by, submission=submission)
        PromisedFix.objects.update(ended_at=timezone.now())
        assert report(promise, by=by, submission=submission) == first

    def test_the_latest_promise_is_the_one_that_did_not_hold(self, promise):
        latest = PromisedFixFactory(
            specialty=promise.specialty,
            category=promise.category,
            closed_at=promise.closed_at + timedelta(days=5),
        )
        assert report(promise).recurrence_of_id == latest.pk

    def test_it_is_one_on_the_last_day_and_none_the_day_after(self, promise):
        PromisedFix.objects.update(holds_until=timezone.localdate())
        assert report(promise).is_recurrence
        PromisedFix.objects.update(holds_until=timezone.localdate() - timedelta(days=1))
        assert not report(promise).is_recurrence

    def test_another_specialty_or_category_was_not_promised(self, promise):
        assert not report(promise, specialty=SpecialtyFactory()).is_recurrence
        assert not report(promise, specialty=None).is_recurrence
        assert not report(promise, category=CategoryFactory()).is_recurrence

    @pytest.mark.parametrize("kind", [Kind.PRAISE, Kind.IDEA])
    def test_praise_and_ideas_never_recur(self, promise, kind):
        assert not report(promise, kind=kind).is_recurrence

    def test_what_the_hospital_tells_a_practice_never_recurs(self, promise):
        lead = UserFactory(specialty=True, specialties=[promise.specialty])
        practice = UserFactory().organisation
        assert not report(promise, by=lead, practice=practice).is_recurrence

    def test_sending_it_to_the_specialty_that_promised_shows_it(self, promise, team):
        issue = report(promise, specialty=None)
        services.send_to_specialty(issue, specialty=promise.specialty, by=team)
        issue.refresh_from_db()
        assert issue.is_recurrence
        services.triage(issue, category=CategoryFactory(), by=team)
        issue.refresh_from_db()
        assert not issue.is_recurrence
        assert issue.recurrence_of is None
        assert issue.priority == Priority.NORMAL

    def test_what_was_raised_before_the_fix_is_no_recurrence(self, promise, team):
        issue = IssueFactory(
            specialty=None,
            category=promise.category,
            raised_at=promise.closed_at - timedelta(days=1),
        )
        services.send_to_specialty(issue, specialty=promise.specialty, by=team)
        issue.refresh_from_db()
        assert not issue.is_recurrence


class TestDenying:
    def test_the_team_says_why_it_is_something_else(self, promise, team):
        issue = report(promise)
        deny(issue, text="Another clinic's scanner.", by=team, seen=issue.version)
        issue.refresh_from_db()
        assert not issue.is_recurrence
        assert issue.priority == Priority.NORMAL
        [entry, *_others] = timeline.for_team(issue)
        assert entry.text == "Another clinic's scanner."
        assert entry.is_note
        assert "Another" not in str(timeline.for_practice(issue))

    def test_what_the_team_said_stands_while_it_is_about_the_same(self, promise, team):
        issue = report(promise)
        deny(issue, text="Another clinic's scanner.", by=team)
        services.triage(issue, category=issue.category, by=team)
        issue.refresh_from_db()
        assert not issue.is_recurrence

    def test_possible_harm_stays_first(self, promise, team):
        issue = report(promise, risk=Risk.HARMED, safety_route_shown=True)
        deny(issue, text="Something else.", by=team)
        issue.refresh_from_db()
        assert issue.priority == Priority.SAME_DAY

    def test_said_twice_is_said_once(self, promise, team):
        issue, submission = report(promise), uuid.uuid4()
        for _ in range(2):
            deny(issue, text="Something else.", by=team, submission=submission)
        assert issue.notes.count() == 1

    def test_what_cannot_be_denied_is_refused(self, promise, team):
        issue = report(promise)
        with pytest.raises(services.NotYours):
            deny(issue, text="No.", by=issue.raised_by)
        with pytest.raises(services.ChangedMeanwhile):
            deny(issue, text="No.", by=team, seen=99)
        with pytest.raises(services.WordsMissing):
            deny(issue, text=" ", by=team)
        with pytest.raises(NoRecurrence):
            deny(IssueFactory(), text="No.", by=team)
