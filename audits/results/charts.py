"""What a cycle came to as pictures, each with its numbers."""

from collections.abc import Iterable
from datetime import date

from audits.charts import FunnelPicture, compared_specialties
from audits.rates import FEWEST
from audits.results.figures import LetterCounts, LetterLine
from audits.series import Series
from interface.charts import PROPORTION, Chart, FunnelChart, xmr_chart
from interface.stats import funnel

INAPPROPRIATE = "Letters with an inappropriate request"


def specialties_chart(
    every: Iterable[tuple[str, LetterCounts]], *, shown: Iterable[str], own: str = ""
) -> FunnelPicture | None:
    """That share of each specialty's letters.

    every: all specialties by their names, whoever asks. shown: the names a reader may see.
    """
    return compared_specialties(
        [(name, one.some_inappropriate, one.judged) for name, one in every],
        FunnelChart(
            title=f"Specialties compared: {INAPPROPRIATE.lower()}",
            funnel=funnel([]),
            measure=INAPPROPRIATE,
            counted="judged letters",
            good="low",
            highlight=own,
        ),
        shown=shown,
    )


def months_chart(lines: Iterable[LetterLine], *, until: date) -> Chart | None:
    """That share by the complete months before a day; None before the first of them."""
    months = [
        (line.month, line.counts.inappropriate)
        for line in lines
        if line.month and line.month < until.replace(day=1)
    ]
    series = Series(
        title=INAPPROPRIATE,
        dates=[month for month, _ in months],
        values=[share.part / share.whole if share.whole >= FEWEST else None for _, share in months],
        measure="Share of judged letters",
        one_point="Each point is one month's discharges",
        unit=PROPORTION,
        improvement_direction="decrease",
    )
    return xmr_chart(series.chart()) if any(v is not None for v in series.values) else None
