"""What an audit's charts hold, reckoned a second way from the stored rates."""

from datetime import date
from statistics import fmean

import pytest

from audits import charts, demonstration
from audits.models import AskRate, Audit
from audits.rates import Results
from interface.stats import funnel
from interface.vocabulary import Ask
from tests.accounts.factories import UserFactory
from tests.audits.factories import AuditFactory
from tests.directory.factories import SpecialtyFactory

pytestmark = pytest.mark.django_db

#: Judged letters and how many met the ask: two far from the others, one too small to compare.
SPECIALTIES = {
    "Demo anaesthetics": (200, 150),
    "Demo breast surgery": (180, 130),
    "Demo cardiology": (400, 160),
    "Demo dermatology": (90, 70),
    "Demo endocrinology": (30, 20),
    "Demo fertility": (29, 2),
}


@pytest.fixture
def audit(db):
    """Ask 1 of one month, as the worker would have counted it."""
    audit = AuditFactory()
    for name, (judged, met) in SPECIALTIES.items():
        rate(audit, specialty(audit, name), met, judged)
    return audit


def specialty(audit, name):
    return SpecialtyFactory(
        trust=audit.trust, name=name, treatment_function_code=f"{list(SPECIALTIES).index(name):03}"
    )


def rate(audit, specialty, met, judged, *, month=date(2026, 3, 1), ask=Ask.COMMUNICATE, **more):
    return AskRate.objects.create(
        audit=audit, specialty=specialty, ask=ask, month=month,
        met=met, not_met=judged - met, **more,
    )  # fmt: skip


class TestFunnel:
    def test_it_equals_the_funnel_of_the_stored_counts(self, audit):
        compared = {name: (met, n) for name, (n, met) in SPECIALTIES.items() if n >= 30}
        expected = funnel((name, met, n) for name, (met, n) in compared.items())
        picture = charts.specialties_chart(audit, Ask.COMMUNICATE, shown=SPECIALTIES)
        assert (picture.phi, picture.adjusted) == (expected.phi, expected.use_overdispersed)
        assert [row[:3] for row in picture.chart.rows] == [
            (name, met, n) for name, (met, n) in sorted(compared.items())
        ]
        for row in picture.chart.rows:
            group = expected.groups[row[0]]
            limits = group.od_limits if expected.use_overdispersed else group.limits
            assert row[4:6] == group.wilson95
            assert row[6:8] == (limits.l998, limits.u998)

    def test_groups_that_differ_by_more_than_chance_have_wider_limits_and_say_so(self, audit):
        picture = charts.specialties_chart(audit, Ask.COMMUNICATE, shown=SPECIALTIES)
        assert picture.adjusted and picture.phi > 1
        assert f"over-dispersion ratio {picture.phi:.1f}" in " ".join(picture.chart.notes)

    def test_a_specialty_with_too_few_letters_is_named_apart(self, audit):
        picture = charts.specialties_chart(audit, Ask.COMMUNICATE, shown=SPECIALTIES)
        assert picture.too_few == ("Demo fertility",)
        assert "fertility" not in picture.chart.svg

    def test_a_reader_of_one_specialty_sees_it_against_limits_that_come_from_all(self, audit):
        everything = charts.specialties_chart(audit, Ask.COMMUNICATE, shown=SPECIALTIES)
        own = charts.specialties_chart(audit, Ask.COMMUNICATE, shown=["Demo cardiology"])
        assert own.alone and not everything.alone
        assert own.chart.rows == tuple(
            row for row in everything.chart.rows if row[0] == "Demo cardiology"
        )
        said = own.chart.svg + own.chart.description + str(own.chart.cells) + str(own.too_few)
        assert not [name for name in SPECIALTIES if name != "Demo cardiology" and name in said]
        judged = sum(n for n, _ in SPECIALTIES.values() if n >= 30)
        assert f"The average of 5 specialties is 58.9% of {judged}" in own.chart.description

    @pytest.mark.parametrize("shown", [["Demo fertility"], ["Demo elsewhere"], []])
    def test_there_is_none_without_letters_enough(self, audit, shown):
        assert charts.specialties_chart(audit, Ask.COMMUNICATE, shown=shown) is None

    def test_one_specialty_is_not_compared_with_itself(self, audit):
        AskRate.objects.exclude(specialty__name="Demo cardiology").delete()
        assert charts.specialties_chart(audit, Ask.COMMUNICATE, shown=SPECIALTIES) is None


class TestMonths:
    @pytest.fixture
    def chart(self, db):
        """A year of thirty letters a month, of 29 in May, and a begun month after it."""
        audit = AuditFactory()
        own = SpecialtyFactory(trust=audit.trust, treatment_function_code="320")
        for month in range(1, 13):
            rate(audit, own, 10 + month, 29 if month == 5 else 30, month=date(2025, month, 1))
        rate(audit, own, 30, 30, month=date(2026, 1, 1))
        results = Results(audit, user=UserFactory(leadership=True))

        def draw(until):
            return charts.months_chart(
                results.by_month(Ask.COMMUNICATE), Ask.COMMUNICATE, until=until
            )

        return draw

    def test_the_month_that_is_not_over_is_left_out(self, chart):
        assert chart(date(2026, 1, 31)).rows[-1][0] == date(2025, 12, 1)
        assert chart(date(2026, 2, 1)).rows[-1][0] == date(2026, 1, 1)

    def test_a_month_of_too_few_letters_has_no_value(self, chart):
        rows = chart(date(2026, 1, 20)).rows
        assert {row[0].month for row in rows if row[1] is None} == {5}
        values = [(10 + month) / 30 for month in range(1, 13) if month != 5]
        assert [row[1] for row in rows if row[1] is not None] == values
        assert rows[0][2] == pytest.approx(fmean(values), abs=1e-12)

    def test_limits_of_fewer_than_thirteen_months_are_called_trial_limits(self, chart):
        assert "Trial limits" in chart(date(2026, 1, 20)).svg

    def test_there_is_none_before_the_first_month_is_over(self, chart):
        assert chart(date(2025, 1, 31)) is None


def test_each_asks_bar_has_the_interval_of_the_table(trust):
    demonstration.make(count=200, by=None)
    lines = Results(Audit.objects.get(), user=UserFactory(leadership=True)).by_ask()
    rows = charts.asks_chart(lines).rows
    assert [row[0] for row in rows] == [line.label for line in lines]
    for row, line in zip(rows, lines, strict=True):
        lower, upper = line.counts.interval
        assert row[1:4] == pytest.approx((line.counts.percentage / 100, lower / 100, upper / 100))
        assert f"{line.counts.met} of {line.counts.judged}" in row[4]
