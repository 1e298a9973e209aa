"""Did a project change anything? Two views of one series, always shown in this order.

First the evidence: limits frozen at the start of the change, so that what follows is judged by
what came before. Then the new level: limits worked out afresh on either side. The second alone
is no evidence and can hide a worsening.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from interface.stats import checks
from interface.stats.proportions import newcombe
from interface.stats.xmr import SHORT_GROUP, SHORTEST_BASELINE, Xmr, XmrPoint, xmr


@dataclass(frozen=True, slots=True)
class Change:
    """Before and after a day, in the units of the values.

    enough_before: twelve or more kept points before it; without them frozen is None and the rest
    is for trial only. improvements and concerns: kept points since the start whose special cause,
    against the frozen limits, is good or bad. evidence_of_change: any improvement there. trial_:
    fewer than 13 points stand behind those limits. interval: Newcombe's (difference, lower,
    upper) where counts were given.
    """

    start: date
    frozen: Xmr | None
    rebased: Xmr
    improvements: tuple[XmrPoint, ...]
    concerns: tuple[XmrPoint, ...]
    n_before: int
    n_after: int
    mean_before: float | None
    mean_after: float | None
    interval: tuple[float, float, float] | None

    @property
    def enough_before(self) -> bool:
        return self.n_before >= SHORTEST_BASELINE

    @property
    def evidence_of_change(self) -> bool:
        return bool(self.improvements)

    @property
    def difference(self) -> float | None:
        """Of the means, in the units of the values."""
        if self.mean_before is None or self.mean_after is None:
            return None
        return self.mean_after - self.mean_before

    @property
    def trial_limits_before(self) -> bool:
        return self.n_before < SHORT_GROUP

    @property
    def trial_limits_after(self) -> bool:
        return self.n_after < SHORT_GROUP


def before_after(
    dates: Sequence[date],
    values: Sequence[float | None],
    start: date,
    *,
    improvement_direction: str,
    target: float | None = None,
    ghosts: Iterable[date] = (),
    screen_outliers: bool = True,
    counts: tuple[tuple[int, int], tuple[int, int]] | None = None,
) -> Change:
    """Judge a change that began on a day; points on that day are after it.

    Series and options as in `xmr`. counts: ((x, n) before, (x, n) after) for audited proportions
    from independent samples. Leave out the current, incomplete period: it would read as a false
    improvement. Raises ValueError as `xmr` and `newcombe` do.
    """
    begun = checks.day(start, "before_after, start")
    chart = partial(
        xmr,
        dates,
        values,
        improvement_direction=improvement_direction,
        target=target,
        ghosts=tuple(ghosts),
        screen_outliers=screen_outliers,
    )
    rebased = chart(rebase=(begun,))
    kept = [point for point in rebased.points if point.point_type]
    n_before = sum(point.date < begun for point in kept)
    n_after = len(kept) - n_before
    frozen = chart(fix_after_n_points=n_before) if n_before >= SHORTEST_BASELINE else None
    since = [point for point in frozen.points if point.date >= begun] if frozen else []
    return Change(
        start=begun,
        frozen=frozen,
        rebased=rebased,
        improvements=tuple(p for p in since if p.point_type == "special_cause_improvement"),
        concerns=tuple(p for p in since if p.point_type == "special_cause_concern"),
        n_before=n_before,
        n_after=n_after,
        mean_before=rebased.groups[0].mean if n_before else None,
        mean_after=rebased.groups[-1].mean if n_after else None,
        interval=None if counts is None else newcombe(*counts),
    )
