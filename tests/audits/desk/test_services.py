"""Reading, reading twice, settling, locking, and changing what is locked."""

import pytest
from django.utils import timezone

from audits import services as audits
from audits.desk import services
from audits.desk.services import reading
from audits.models import Finding, LaterChange, Proforma, Result, Review, Stage
from interface.accounts.models import Role
from tests.accounts.factories import UserFactory
from tests.audits.factories import AuditFactory, LetterFactory
from tests.directory.factories import PracticeFactory
from tests.issues.factories import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit():
    return AuditFactory(stage=Stage.IN_REVIEW, seed=1, sampled_at=timezone.now())


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


def reader():
    return UserFactory(role=Role.REVIEWER, organisation=PracticeFactory())


def review(audit, *, reviewer=None, letter=None, rater=1, position=1):
    return Review.objects.create(
        letter=letter or LetterFactory(audit=audit),
        reviewer=reviewer or reader(),
        rater=rater,
        position=position,
        counts=False,
    )


@pytest.fixture
def single(audit):
    return review(audit)


@pytest.fixture
def double(audit):
    """One letter in the lists of two."""
    letter = LetterFactory(audit=audit)
    return [review(audit, letter=letter, rater=rater) for rater in (1, 2)]


def version(review):
    """What the page of a reading was made from."""
    proforma = Proforma.objects.filter(review=review).first()
    return proforma.version if proforma else 1


def request(verdict="inappropriate", ask=3, **values):
    common = {"request_type": CategoryFactory(), "minutes": 10, "needed_by": "gp"}
    return {**common, "verdict": verdict, "ask": ask, **values}


def add(review, **values):
    return services.save_finding(
        review, sequence=None, values=request(**values), version=version(review),
        by=review.reviewer,
    )  # fmt: skip


def finish(review, clarity="clear", **values):
    by = review.reviewer
    services.save_answers(review, answers={"clarity": clarity}, version=version(review), by=by)
    services.finish(review, version=version(review), by=by, **values)
    review.refresh_from_db()


class TestReading:
    def test_answers_are_kept_at_each_step(self, single):
        services.save_answers(
            single, answers={"fit_note": "too_short"}, version=1, by=single.reviewer
        )
        services.save_answers(single, answers={"clarity": "buried"}, version=2, by=single.reviewer)
        assert (single.proforma.fit_note, single.proforma.clarity) == ("too_short", "buried")

    def test_a_page_that_was_saved_elsewhere_is_refused(self, single):
        services.save_answers(single, answers={}, version=1, by=single.reviewer)
        with pytest.raises(services.ChangedMeanwhile):
            services.save_answers(single, answers={}, version=1, by=single.reviewer)

    def test_somebody_elses_letter_is_refused(self, single):
        with pytest.raises(services.NotYours):
            services.nothing_to_report(single, version=1, by=reader())

    def test_requests_are_numbered_without_gaps(self, single):
        for ask in (2, 3, 4):
            add(single, ask=ask)
        services.remove_finding(single, sequence=2, version=4, by=single.reviewer)
        assert list(single.findings.values_list("sequence", "ask")) == [(1, 2), (2, 4)]
        services.save_finding(single, sequence=2, values={"ask": 5}, version=5, by=single.reviewer)
        assert single.findings.get(sequence=2).ask == 5

    def test_there_is_an_end_to_requests(self, single, monkeypatch):
        monkeypatch.setattr(reading, "MOST_REQUESTS", 1)
        add(single)
        with pytest.raises(services.TooManyRequests):
            add(single)

    def test_what_a_letter_comes_to_follows_from_its_requests(self, audit, single):
        add(single)
        finish(single)
        assert single.proforma.result == Result.SOME_INAPPROPRIATE
        assert (single.ask_1, single.ask_3, single.ask_4) == ("met", "not_met", "n/a")
        assert single.counts and single.finished_at
        assert audit.stale_cells.count() == 1

    def test_nothing_to_report_takes_one_step(self, single):
        services.nothing_to_report(single, version=1, by=single.reviewer)
        single.refresh_from_db()
        assert single.proforma.result == Result.NO_REQUEST
        assert (single.ask_1, single.ask_2) == ("met", "n/a")

    def test_a_letter_may_be_beyond_judging(self, single):
        services.finish(single, version=1, by=single.reviewer, cannot_judge=True)
        single.refresh_from_db()
        assert {getattr(single, f"ask_{ask}") for ask in range(1, 6)} == {"cannot"}

    def test_without_its_clarity_a_letter_is_not_finished(self, single):
        with pytest.raises(services.ClarityIsMissing):
            services.finish(single, version=1, by=single.reviewer)

    def test_a_finished_letter_is_taken_back_before_it_is_changed(self, audit, single):
        finish(single)
        with pytest.raises(services.IsFinished):
            add(single)
        services.take_back(single, by=single.reviewer)
        single.refresh_from_db()
        assert not single.counts
        add(single)
        with pytest.raises(services.NotYours):
            services.take_back(single, by=reader())

    def test_lists_go_on_with_what_is_unread_and_round_again(self, audit):
        me = reader()
        first, second, third = (review(audit, reviewer=me, position=n) for n in (1, 2, 3))
        finish(second)
        assert services.next_unread(me, audit, after=1) == third
        assert services.next_unread(me, audit, after=3) == first


class TestReadTwice:
    def test_neither_counts_until_both_are_in_and_then_the_first(self, audit, double):
        first, second = double
        finish(second)
        assert not second.counts
        finish(first)
        second.refresh_from_db()
        assert first.counts and not second.counts
        assert services.to_settle(audit) == []
        with pytest.raises(services.BothAreIn):
            services.take_back(first, by=first.reviewer)

    def test_where_they_differ_an_adjudicator_decides(self, audit, double):
        first, second = double
        add(second, paraphrase="Repeat the bloods.")
        finish(first)
        finish(second)
        assert services.to_settle(audit) == [first.letter]
        final = services.begin_adjudication(first.letter, base=second, by=reader())
        again = services.begin_adjudication(first.letter, base=first, by=final.reviewer)
        assert again == final
        assert final.findings.get().paraphrase == "Repeat the bloods."
        services.finish(final, version=version(final), by=final.reviewer)
        final.refresh_from_db()
        assert final.counts and final.ask_3 == "not_met"
        assert services.to_settle(audit) == []

    def test_no_rater_adjudicates_and_only_one_adjudicator_does(self, double):
        first, second = double
        with pytest.raises(services.NothingToSettle):
            services.begin_adjudication(first.letter, base=first, by=reader())
        add(second)
        finish(first)
        finish(second)
        for wrong in (first.reviewer, UserFactory()):
            with pytest.raises(services.NotYours):
                services.begin_adjudication(first.letter, base=first, by=wrong)
        services.begin_adjudication(first.letter, base=first, by=reader())
        with pytest.raises(services.NotYours):
            services.begin_adjudication(first.letter, base=first, by=reader())


class TestTheEnd:
    def test_a_cycle_is_locked_once_every_letter_is_settled(self, audit, single, team):
        with pytest.raises(services.NotAllIn):
            services.open_adjudication(audit, by=team)
        with pytest.raises(services.NotAllIn):
            services.lock(audit, by=team)
        finish(single)
        services.open_adjudication(audit, by=team)
        services.lock(audit, by=team)
        audit.refresh_from_db()
        assert audit.is_locked
        with pytest.raises(services.IsLocked):
            services.take_back(single, by=single.reviewer)
        with pytest.raises(services.IsLocked):
            services.lock(audit, by=team)

    def test_a_locked_audit_is_corrected_with_a_reason_that_is_listed(self, audit, single, team):
        finish(single)
        change = {"answers": {}, "findings": [request()], "by": team}
        with pytest.raises(services.NotLocked):
            services.correct(single, reason="A page was missing.", **change)
        services.lock(audit, by=team)
        with pytest.raises(services.ReasonIsMissing):
            services.correct(single, reason=" ", **change)
        with pytest.raises(services.NotYours):
            services.correct(single, reason="Mine.", **{**change, "by": single.reviewer})
        services.correct(single, reason="A page was missing.", **change)
        single.refresh_from_db()
        assert (single.ask_3, single.proforma.result) == ("not_met", Result.SOME_INAPPROPRIATE)
        assert LaterChange.objects.get().reason == "A page was missing."

    def test_a_letter_beyond_judging_stays_so_until_there_is_something_to_judge(
        self, audit, single, team
    ):
        services.finish(single, version=1, by=single.reviewer, cannot_judge=True)
        services.lock(audit, by=team)
        for answers, findings, result in [
            ({"comments": "Half of it is missing."}, [], Result.CANNOT_JUDGE),
            ({"clarity": "clear"}, [request()], Result.SOME_INAPPROPRIATE),
        ]:
            services.correct(single, answers=answers, findings=findings, reason="Found.", by=team)
            assert Proforma.objects.get(review=single).result == result


def test_only_the_cells_of_what_was_judged_are_counted_again(audit, single):
    other = LetterFactory(audit=audit)
    audits.letters_changed(audit)
    audits.aggregate(audit)
    untouched = audit.letter_rates.get(specialty=other.specialty)
    add(single)
    finish(single)
    assert audits.drift(audit) > 0
    audits.aggregate(audit, stale_only=True)
    assert audits.drift(audit) == 0
    assert audit.letter_rates.get(specialty=other.specialty) == untouched
    cell = audit.letter_rates.get(specialty=single.letter.specialty)
    assert (cell.letters, cell.some_inappropriate) == (1, 1)
    asked = audit.request_rates.get()
    assert (asked.ask, asked.verdict, asked.requests, asked.gp_minutes) == (
        3, "inappropriate", 1, 10,
    )  # fmt: skip
    assert audit.rates_are_current
    assert Finding.objects.count() == 1
