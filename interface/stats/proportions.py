"""Proportions counted in samples, and how far each can be trusted."""

import math
from statistics import NormalDist
from typing import Any

from interface.stats.checks import count_out_of, inside, whole_number


def normal_quantile(probability: float) -> float:
    """The exact standard normal quantile, 1.959964 for 0.975 (never rounded to 1.96)."""
    return NormalDist().inv_cdf(probability)


def two_sided_quantile(confidence: Any, where: str) -> float:
    """How many standard errors either side hold this share, 0 < confidence < 1."""
    return normal_quantile(1 - (1 - inside(confidence, 0, 1, f"{where}, confidence")) / 2)


def wilson(x: int, n: int, confidence: float = 0.95) -> tuple[float, float] | None:
    """Wilson's score interval for x out of n, as proportions from 0 to 1.

    The lower end is exactly 0 when x is 0 and the upper exactly 1 when x is n. None when n is 0:
    nothing was counted, which is not 0 %. Raises ValueError for negative or fractional counts,
    x > n, or a confidence outside 0 to 1. Source: Wilson 1927; OHID, PHEindicatormethods.
    """
    z = two_sided_quantile(confidence, "wilson")
    if whole_number(n, "wilson, n") == 0 and whole_number(x, "wilson, x") == 0:
        return None
    x, n = count_out_of(x, n, "wilson")
    p = x / n
    shrink = 1 + z * z / n
    centre = (p + z * z / (2 * n)) / shrink
    half_width = z / shrink * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    lower = 0.0 if x == 0 else max(0.0, centre - half_width)
    upper = 1.0 if x == n else min(1.0, centre + half_width)
    return lower, upper


def newcombe(
    before: tuple[int, int], after: tuple[int, int], confidence: float = 0.95
) -> tuple[float, float, float]:
    """Newcombe's interval for a change between two independent samples.

    before and after are (x, n). Returns (difference, lower, upper) with difference = after -
    before, as proportions from -1 to 1. Not for the same letters audited twice: those are paired.
    Raises ValueError as `wilson` does, and when either n is 0. Source: Newcombe 1998, method 10.
    """
    x0, n0 = count_out_of(*_pair(before, "newcombe, before"), "newcombe, before")
    x1, n1 = count_out_of(*_pair(after, "newcombe, after"), "newcombe, after")
    p0, p1 = x0 / n0, x1 / n1
    (l0, u0), (l1, u1) = _interval(x0, n0, confidence), _interval(x1, n1, confidence)
    difference = p1 - p0
    lower = difference - math.hypot(p1 - l1, u0 - p0)
    upper = difference + math.hypot(u1 - p1, p0 - l0)
    return difference, lower, upper


def _pair(given: Any, where: str) -> tuple[Any, Any]:
    if not isinstance(given, (tuple, list)) or len(given) != 2:
        raise ValueError(f"{where}: {given!r} is not a pair (x, n)")
    return given[0], given[1]


def _interval(x: int, n: int, confidence: float) -> tuple[float, float]:
    """Wilson's interval where n is already known to be more than 0."""
    interval = wilson(x, n, confidence)
    if interval is None:
        raise ValueError("newcombe: nothing was counted")
    return interval
