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
    """The share of each specialty's letters that met an ask; see `compared_specialties`."""
    return compared_specialties(
        [(name, one.met, one.judged) for name, one in counted_by_specialty(audit, ask)],
        FunnelChart(
            title=f"Specialties compared: {ask.label}",
            funnel=funnel([]),
            measure="Letters that met the ask",
            counted="judged letters",
            good="high",
            highlight=own,
        ),
        shown=shown,
    )


def compared_specialties(
    counted: Iterable[tuple[str, int, int]], chart: FunnelChart, *, shown: Iterable[str]
) -> FunnelPicture | None:
    """The specialties that a reader may see, against limits that come from all of them.

    counted: the name of every specialty, so many of so many letters. chart: its words. shown: the
    names that the reader may see. None where fewer than two specialties have letters enough to be
    compared, or none of those that are shown has.
    """
    names, given = set(shown), list(counted)
    rated = [row for row in given if row[2] >= FEWEST]
    hidden = [letters for name, _, letters in rated if name not in names]
    if len(rated) < 2 or len(hidden) == len(rated):
        return None
    compared = funnel(rated)
    groups = {name: group for name, group in compared.groups.items() if name in names}
    drawn = replace(
        chart,
        funnel=replace(compared, groups=groups),
        not_shown=(len(hidden), sum(hidden)),
    )
    return FunnelPicture(
        funnel_chart(drawn),
        compared.phi,
        compared.use_overdispersed,
        tuple(name for name, _, letters in given if letters < FEWEST and name in names),
        alone=bool(hidden),
    )


def months_chart(lines: Iterable[Line], ask: Ask, *, until: date) -> Chart | None:
    """The rate of one ask by the complete months before a day; None before the first of them."""
    months = [(line.month, line.counts) for line in lines if line.month]
    series = rate_per_month(months, ask, until=until)
    return xmr_chart(series.chart()) if any(v is not None for v in series.values) else None
