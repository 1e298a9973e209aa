"""An audit over time, made in one place for its own page and for every page that sums up.

The current month is left out: an incomplete one would read as a change. So is the value of a month
with too few judged letters for a rate; its place on the chart stays empty.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from audits.rates import FEWEST, Counts
from interface.charts import PROPORTION, Unit, XmrChart
from interface.stats import xmr
from interface.vocabulary import Ask


@dataclass(frozen=True)
class Series:
    """Values over time, ready for an XmR chart.

    dates: the first day of each period, ascending. values: one for each, None where there was
    nothing to measure. measure: what the upright axis counts. one_point: what one point is.
    """

    title: str
    dates: list[date]
    values: list[float | None]
    measure: str
    one_point: str
    unit: Unit
    improvement_direction: str = "neutral"

    def chart(self, *, target: float | None = None) -> XmrChart:
        """The series as a chart, its limits worked out."""
        points = xmr(
            self.dates,
            self.values,
            improvement_direction=self.improvement_direction,
            target=target,
        )
        return XmrChart(self.title, points, self.measure, self.one_point, self.unit)


def rate_per_month(months: Iterable[tuple[date, Counts]], ask: Ask, *, until: date) -> Series:
    """The share of judged letters that met an ask, by the complete months before a day.

    months: the first day of each and its letters, the oldest first.
    """
    complete = [(month, counts) for month, counts in months if month < until.replace(day=1)]
    return Series(
        title=f"Letters that met ask {ask.value}: {ask.label}",
        dates=[month for month, _ in complete],
        values=[
            counts.met / counts.judged if counts.judged >= FEWEST else None
            for _, counts in complete
        ],
        measure="Share of judged letters",
        one_point="Each point is one month's discharges",
        unit=PROPORTION,
        improvement_direction="increase",
    )
