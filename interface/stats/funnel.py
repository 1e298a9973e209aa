"""Which groups differ from the average of all by more than chance, given how much was counted?

Acting on 95 % limits alone would accuse about two of 45 specialties by chance: act on 99.8 %,
look again at 95 %, and sort by name, never by rank.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from interface.stats.checks import count_out_of
from interface.stats.proportions import normal_quantile, wilson

Z95 = normal_quantile(0.975)
Z998 = normal_quantile(0.999)
NOT_SIGNIFICANT = "Not significant"


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """Lower and upper 95 % and 99.8 % limits for one denominator, proportions from 0 to 1."""

    l95: float
    u95: float
    l998: float
    u998: float


@dataclass(frozen=True, slots=True)
class FunnelGroup:
    """One group. wilson95 is the interval of its own proportion, limits those of the average.

    significance is one of Low (0.001), Low (0.025), High (0.001), High (0.025), Not significant.
    The od_ fields allow for groups differing more than chance alone (over-dispersion).
    """

    group: str
    numerator: int
    denominator: int
    proportion: float
    wilson95: tuple[float, float]
    limits: FunnelLimits
    significance: str
    od_limits: FunnelLimits
    od_significance: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """All groups by name, in the order given.

    average: sum of numerators over sum of denominators, None without groups. phi: the
    over-dispersion ratio, 1 when groups differ by chance alone. tau2: the variance between
    groups, on the arcsine scale. left_out: names of groups with a number missing.
    """

    average: float | None
    phi: float
    tau2: float
    use_overdispersed: bool
    groups: dict[str, FunnelGroup]
    left_out: tuple[str, ...]

    def limits_at(self, denominator: float) -> FunnelLimits:
        """The limits to draw over one denominator above 0, adjusted where they should be used."""
        if self.average is None or denominator <= 0:
            raise ValueError(f"funnel: no limits at a denominator of {denominator}")
        if self.use_overdispersed:
            return _overdispersed_limits(self.average, denominator, self.tau2)
        return _clip(_limits(self.average, denominator))


def funnel(rows: Iterable[tuple[str, int | None, int | None]]) -> Funnel:
    """Compare the proportions of several groups.

    rows: (group, numerator, denominator); a group with None in it is left out and named.
    Raises ValueError for a repeated group, n <= 0, x < 0 or x > n, naming the group. Source:
    PHEindicatormethods 2.1.0 (limits and labels); Spiegelhalter 2005 and FunnelPlotR 0.6.0
    (over-dispersion), with angles held in 0 to pi/2.
    """
    counts, left_out = _read(rows)
    if not counts:
        return Funnel(None, 0.0, 0.0, False, {}, left_out)
    average = sum(x for x, _ in counts.values()) / sum(n for _, n in counts.values())
    phi, tau2 = _overdispersion(list(counts.values()), average)
    groups = {name: _group(name, x, n, average, tau2) for name, (x, n) in counts.items()}
    return Funnel(average, phi, tau2, phi > 1 and tau2 > 0, groups, left_out)


def _read(
    rows: Iterable[tuple[str, int | None, int | None]],
) -> tuple[dict[str, tuple[int, int]], tuple[str, ...]]:
    counts: dict[str, tuple[int, int]] = {}
    left_out: list[str] = []
    for name, numerator, denominator in rows:
        if name in counts or name in left_out:
            raise ValueError(f"funnel: the group {name!r} is repeated")
        if numerator is None or denominator is None:
            left_out.append(name)
        else:
            counts[name] = count_out_of(numerator, denominator, f"funnel, {name}")
    return counts, tuple(left_out)


def _group(name: str, x: int, n: int, average: float, tau2: float) -> FunnelGroup:
    proportion = x / n
    unclipped = _limits(average, n)
    overdispersed = _overdispersed_limits(average, n, tau2)
    return FunnelGroup(
        group=name,
        numerator=x,
        denominator=n,
        proportion=proportion,
        wilson95=wilson(x, n) or (0.0, 1.0),
        limits=_clip(unclipped),
        significance=_significance(proportion, unclipped),
        od_limits=overdispersed,
        od_significance=_significance(proportion, overdispersed),
    )


def _limits(average: float, denominator: float) -> FunnelLimits:
    spread = math.sqrt(average * (1 - average) / denominator)
    return FunnelLimits(
        l95=average - Z95 * spread,
        u95=average + Z95 * spread,
        l998=average - Z998 * spread,
        u998=average + Z998 * spread,
    )


def _clip(limits: FunnelLimits) -> FunnelLimits:
    """As drawn: a proportion below 0 or above 1 cannot happen."""
    return FunnelLimits(
        l95=max(0.0, limits.l95),
        u95=min(1.0, limits.u95),
        l998=max(0.0, limits.l998),
        u998=min(1.0, limits.u998),
    )


def _overdispersed_limits(average: float, denominator: float, tau2: float) -> FunnelLimits:
    centre = math.asin(math.sqrt(average))
    spread = math.sqrt(1 / (4 * denominator) + tau2)

    def at(z: float) -> float:
        return math.sin(min(max(centre + z * spread, 0.0), math.pi / 2)) ** 2

    return FunnelLimits(l95=at(-Z95), u95=at(Z95), l998=at(-Z998), u998=at(Z998))


def _significance(proportion: float, limits: FunnelLimits) -> str:
    if proportion < limits.l998:
        return "Low (0.001)"
    if proportion < limits.l95:
        return "Low (0.025)"
    if proportion > limits.u998:
        return "High (0.001)"
    if proportion > limits.u95:
        return "High (0.025)"
    return NOT_SIGNIFICANT


def _overdispersion(counts: Sequence[tuple[int, int]], average: float) -> tuple[float, float]:
    """phi and tau2 of the groups, from z scores on the arcsine scale, winsorised at 10 %."""
    centre = math.asin(math.sqrt(average))
    scores = [(math.asin(math.sqrt(x / n)) - centre) * 2 * math.sqrt(n) for x, n in counts]
    low, high = _quantile(scores, 0.1), _quantile(scores, 0.9)
    phi = fmean(min(max(score, low), high) ** 2 for score in scores)
    k = len(counts)
    if k == 1 or k * phi < k - 1:
        return phi, 0.0
    weights = [4 * n for _, n in counts]
    total = sum(weights)
    between = total - sum(weight * weight for weight in weights) / total
    return phi, max(0.0, (k * phi - (k - 1)) / between)


def _quantile(values: Sequence[float], share: float) -> float:
    """Linear interpolation between order statistics (type 7 of Hyndman and Fan)."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
