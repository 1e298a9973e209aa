"""The figures of a cycle, derived again from its findings in plain Python."""

from collections import Counter

import pytest

from audits import services
from audits.models import Letter, Review
from audits.results.figures import LetterCounts, ReadHere, RequestCounts, Share
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


def recounted(audit):
    """Every sampled letter with what it came to, its month, specialty and requests."""
    counting = {
        review.letter_id: review
        for review in Review.objects.filter(letter__audit=audit, counts=True)
        .select_related("proforma")
        .prefetch_related("findings__request_type")
    }
    return [
        (letter, counting[letter.pk].proforma, list(counting[letter.pk].findings.all()))
        for letter in Letter.objects.filter(audit=audit, in_sample=True).select_related("specialty")
    ]


def letter_counts(rows):
    results = Counter(proforma.result for _, proforma, _ in rows)
    boxes = Counter(proforma.action_box for _, proforma, _ in rows)
    return LetterCounts(
        letters=len(rows), clear_box=boxes["yes"], box_answered=len(rows) - boxes[""], **results
    )


def request_counts(findings):
    inappropriate = [one for one in findings if one.verdict == "inappropriate"]
    return RequestCounts(
        minutes=sum(one.minutes for one in inappropriate),
        gp_minutes=sum(one.minutes for one in inappropriate if one.needed_by == "gp"),
        **Counter(one.verdict for one in findings),
    )


def test_the_figures_equal_a_recount_of_the_findings(cycle):
    rows = recounted(cycle)
    found = ReadHere(cycle, user=UserFactory(leadership=True))
    assert found.letters().counts == letter_counts(rows)
    for line in found.letters_by_specialty():
        assert line.counts == letter_counts(
            [row for row in rows if row[0].specialty.name == line.label]
        )
    for line in found.letters_by_month():
        of_month = [row for row in rows if f"{row[0].discharged_on:%B %Y}" == line.label]
        assert line.counts == letter_counts(of_month)
    findings = [one for _, _, asked in rows for one in asked]
    assert found.requests().counts == request_counts(findings)
    for line in found.requests_by_type():
        of_type = [one for one in findings if one.request_type.code == line.key]
        assert line.counts == request_counts(of_type)
    for line in found.requests_by_ask():
        of_ask = [one for one in findings if str(one.ask or "none") == line.key]
        assert line.counts == request_counts(of_ask)
    assert services.drift(cycle) == 0


def test_the_rates_in_100_letters_are_of_judged_letters(cycle):
    rows = recounted(cycle)
    judged = sum(proforma.result != "cannot_judge" for _, proforma, _ in rows)
    counts = request_counts([one for _, _, asked in rows for one in asked])
    found = ReadHere(cycle, user=UserFactory(leadership=True)).requests()
    assert found.requests_per_100 == pytest.approx(100 * counts.inappropriate / judged)
    assert found.minutes_per_100 == pytest.approx(100 * counts.minutes / judged)
    assert found.gp_minutes_per_100 == pytest.approx(100 * counts.gp_minutes / judged)


def test_a_specialty_lead_has_the_figures_of_that_specialty(cycle, trust):
    own = trust.specialties.get(treatment_function_code="320")
    found = ReadHere(cycle, user=UserFactory(specialty=True, specialties=[own]))
    assert [line.label for line in found.letters_by_specialty()] == [own.name]
    rows = [row for row in recounted(cycle) if row[0].specialty == own]
    assert found.letters().counts == letter_counts(rows)
    assert found.requests().counts == request_counts([one for *_, asked in rows for one in asked])


def test_what_seemed_inappropriate_in_a_letter_that_cannot_be_judged_is_not_counted(cycle):
    review = Review.objects.filter(counts=True, proforma__result="some_inappropriate").first()
    review.proforma.result = "cannot_judge"
    review.proforma.save()
    services.judgements_changed(cycle, [review.letter])
    services.aggregate(cycle, stale_only=True)
    left = [
        one
        for _, proforma, asked in recounted(cycle)
        for one in asked
        if not (proforma.result == "cannot_judge" and one.verdict == "inappropriate")
    ]
    found = ReadHere(cycle, user=UserFactory(leadership=True))
    assert found.requests().counts == request_counts(left)
    assert found.letters().counts == letter_counts(recounted(cycle))
    assert services.drift(cycle) == 0


@pytest.mark.parametrize(("letters", "rate"), [(29, None), (30, 10.0)])
def test_fewer_than_thirty_judged_letters_have_no_rate(letters, rate):
    share = Share(3, letters)
    assert share.percentage == rate
    assert (share.interval is None) == (rate is None)
