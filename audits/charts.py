"""An audit's results as pictures, each with its numbers: asks, specialties, months."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from audits.models import Audit
from audits.rates import FEWEST, Counts, Line, counted_by_specialty
from audits.series import rate_per_month
from interface.charts import (
    PROPORTION,
    Bar,
    BarChart,
    Chart,
    FunnelChart,
    bar_chart,
    funnel_chart,
    xmr_chart,
)
from interface.stats import funnel
from interface.vocabulary import Ask


def asks_chart(lines: Iterable[Line]) -> Chart:
    """The rate of each ask with its interval; an ask with too few letters has its counts only."""
    return bar_chart(
        BarChart(
            title="Letters that met each ask",
            measure="Share of judged letters",
            bars=tuple(_bar(line.label, line.counts) for line in lines),
            unit=PROPORTION,
            group="Ask",
        )
    )


def _bar(name: str, counts: Counts) -> Bar:
    behind = f"{counts.met:,} of {counts.judged:,}"
    if counts.percentage is None or counts.interval is None:
        return Bar(name, None, note=behind)
    lower, upper = counts.interval
    return Bar(name, counts.percentage / 100, lower / 100, upper / 100, f"({behind})")


@dataclass(frozen=True)
class FunnelPicture:
    """Specialties against the average of all.

    phi: the over-dispersion ratio; adjusted: whether the limits allow for it. too_few: names of
    specialties that are counts only. alone: only the reader's own are drawn.
    """

    chart: Chart
    phi: float
    adjusted: bool
    too_few: tuple[str, ...]
    alone: bool


def specialties_chart(
    audit: Audit, ask: Ask, *, shown: Iterable[str], own: str = ""
) -> FunnelPicture | None:
    """The specialties that a reader may see, against limits that come from all of them.

    shown: their names. own: the one to point out. None where fewer than two specialties have
    letters enough to be compared, or none of those that are shown has.
    """
    names = set(shown)
    counted = counted_by_specialty(audit, ask)
    rated = [(name, counts) for name, counts in counted if counts.judged >= FEWEST]
    hidden = [counts.judged for name, counts in rated if name not in names]
    if len(rated) < 2 or len(hidden) == len(rated):
        return None
    compared = funnel((name, counts.met, counts.judged) for name, counts in rated)
    groups = {name: group for name, group in compared.groups.items() if name in names}
    chart = funnel_chart(
        FunnelChart(
            title=f"Specialties compared: {ask.label}",
            funnel=replace(compared, groups=groups),
            measure="Letters that met the ask",
            counted="judged letters",
            good="high",
            highlight=own,
            not_shown=(len(hidden), sum(hidden)),
        )
    )
    too_few = tuple(name for name, counts in counted if counts.judged < FEWEST and name in names)
    return FunnelPicture(
        chart, compared.phi, compared.use_overdispersed, too_few, alone=bool(hidden)
    )


def months_chart(lines: Iterable[Line], ask: Ask, *, until: date) -> Chart | None:
    """The rate of one ask by the complete months before a day; None before the first of them."""
    months = [(line.month, line.counts) for line in lines if line.month]
    series = rate_per_month(months, ask, until=until)
    return xmr_chart(series.chart()) if any(v is not None for v in series.values) else None
