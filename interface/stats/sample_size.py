"""How many letters must be read to know a proportion, or to see it change?"""

import math
from typing import Any

from interface.stats.checks import inside, number, whole_number
from interface.stats.proportions import normal_quantile, two_sided_quantile


def sample_size(
    expected_proportion: float,
    half_width: float,
    confidence: float = 0.95,
    population: int | None = None,
) -> int:
    """Letters to read so that the interval reaches half_width either side of the proportion.

    expected_proportion and half_width are proportions between 0 and 1 (0.5 where nothing is
    known); population is how many letters there are, None for no end of them. Letters drawn from
    a few specialties only need more (a design effect). Raises ValueError for anything outside
    these. Source: Cochran 1977, with the correction for a finite population.
    """
    p = inside(expected_proportion, 0, 1, "sample_size, expected_proportion")
    d = inside(half_width, 0, 1, "sample_size, half_width")
    z = two_sided_quantile(confidence, "sample_size")
    needed = z * z * p * (1 - p) / (d * d)
    if population is not None:
        total = whole_number(population, "sample_size, population")
        if total <= 0:
            raise ValueError(f"sample_size: the population must be more than 0, not {total}")
        needed = needed / (1 + (needed - 1) / total)
    return _round_up(needed)


def sample_size_two_proportions(
    p_before: float, p_after: float, alpha: float = 0.05, power: float = 0.8
) -> int:
    """Letters to read before, and again after, to detect a change of proportion.

    alpha: the chance, two-sided, of seeing a change where there is none. power: the chance of
    seeing it where there is one, more than alpha / 2. Raises ValueError for proportions outside
    0 to 1 or equal, and for chances outside these. Source: R's power.prop.test.
    """
    p0 = _proportion(p_before, "sample_size_two_proportions, p_before")
    p1 = _proportion(p_after, "sample_size_two_proportions, p_after")
    if p0 == p1:
        raise ValueError(f"sample_size_two_proportions: both proportions are {p0}: no change")
    two_sided = inside(alpha, 0, 1, "sample_size_two_proportions, alpha")
    seen = inside(power, two_sided / 2, 1, "sample_size_two_proportions, power")
    za, zb = normal_quantile(1 - two_sided / 2), normal_quantile(seen)
    q = (p0 + p1) / 2
    spread = za * math.sqrt(2 * q * (1 - q)) + zb * math.sqrt(p0 * (1 - p0) + p1 * (1 - p1))
    return _round_up((spread / (p1 - p0)) ** 2)


def _proportion(value: Any, where: str) -> float:
    p = number(value, where)
    if not 0 <= p <= 1:
        raise ValueError(f"{where}: {value!r} is not between 0 and 1")
    return p


def _round_up(needed: float) -> int:
    """Up to the next whole letter, once, ignoring what is only floating-point noise."""
    return max(1, math.ceil(round(needed, 9)))
