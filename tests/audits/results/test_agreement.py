"""How far two readers agree: the golden vectors, and readings counted here in plain Python."""

from itertools import combinations

import pytest

from audits.models import Review
from audits.results.agreement import ABOUT, Line, agreement_of
from tests.interface.stats.golden_files import STATS

CASES = STATS["agreement"]


@pytest.mark.parametrize("case", CASES)
def test_a_line_equals_the_golden_vectors(case):
    line, expected = Line("result", "Demo", case["input"]["table"]), case["expected"]
    lower, upper = expected["percent_agreement_wilson95"]
    share = (expected["percent_agreement"], lower, upper)
    assert line.percent == pytest.approx([100 * one for one in share])
    for name in ("kappa", "kappa_ci95", "ac1", "ac1_ci95"):
        assert getattr(line.measured, name) == pytest.approx(expected[name])


@pytest.mark.parametrize(
    ("table", "caution"),
    [
        ([[88, 5], [4, 3]], "kappa is low, as it is where nearly all"),
        ([[20, 15], [15, 20]], "agree little more often than by chance"),
        ([[40, 9], [6, 45]], ""),
        ([[10, 9], [6, 4]], ""),
    ],
)
def test_little_agreement_deserves_caution(table, caution):
    found = Line("result", "Demo", table).caution
    assert caution in found
    assert bool(found) == bool(caution)


def test_fewer_than_thirty_letters_are_too_few_to_say():
    assert Line("result", "Demo", [[20, 0], [9, 0]]).measured is None


def judged(review, key):
    return review.proforma.result if key == "result" else getattr(review, key)


@pytest.mark.django_db
def test_the_page_counts_each_pair_of_readings_once(cycle):
    pairs = {}
    for review in Review.objects.filter(letter__audit=cycle, rater__in=[1, 2]).order_by("rater"):
        pairs.setdefault(review.letter_id, []).append(review)
    twice = [pair for pair in pairs.values() if len(pair) == 2]
    assert len(twice) > 60
    left_out = twice[0][1]
    left_out.finished_at = None
    left_out.save()
    found = agreement_of(cycle)
    assert (found.both_in, found.missing) == (len(twice) - 1, 1)
    for line, (key, (_, categories)) in zip(found.lines, ABOUT.items(), strict=True):
        said = [(judged(one, key), judged(other, key)) for one, other in twice[1:]]
        assert line.letters == len(said)
        assert line.agreed == sum(one == other for one, other in said)
        for one, other in combinations(range(len(categories)), 2):
            wanted = said.count((categories[one], categories[other]))
            assert line.table[one][other] == wanted
