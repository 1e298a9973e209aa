"""Percentages over time where the denominators vary much: p chart and Laney's p′ chart."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from interface.stats.checks import count_out_of
from interface.stats.moving_ranges import mean_moving_range

#: Turns a mean moving range of neighbours into a standard deviation (d2 for two values).
D2 = 1.128


@dataclass(frozen=True, slots=True)
class PChart:
    """Three-sigma limits for each period, proportions from 0 to 1, in the order of the rows.

    centre is None without rows; sigma_z and the p′ limits are None with fewer than two.
    screened_moving_ranges counts the steps left out of sigma_z as extreme.
    """

    centre: float | None
    p_lower: tuple[float, ...]
    p_upper: tuple[float, ...]
    sigma_z: float | None
    screened_moving_ranges: int
    p_prime_lower: tuple[float | None, ...]
    p_prime_upper: tuple[float | None, ...]


def p_chart(rows: Iterable[tuple[int, int]]) -> PChart:
    """Centre and limits of proportions counted in successive periods.

    rows: (numerator, denominator), one for each period, oldest first. Use p′ where denominators
    are large and points spill out everywhere. Raises ValueError for n <= 0, x < 0 or x > n,
    naming the row. Source: qicharts2 0.8.1; Laney 2002.
    """
    counts = [
        count_out_of(numerator, denominator, f"p_chart, row {place}")
        for place, (numerator, denominator) in enumerate(rows, 1)
    ]
    if not counts:
        return PChart(None, (), (), None, 0, (), ())
    centre = sum(x for x, _ in counts) / sum(n for _, n in counts)
    spreads = [math.sqrt(centre * (1 - centre) / n) for _, n in counts]
    sigma_z, screened = _sigma_z(counts, centre, spreads)
    return PChart(
        centre=centre,
        p_lower=tuple(_share(centre - 3 * spread) for spread in spreads),
        p_upper=tuple(_share(centre + 3 * spread) for spread in spreads),
        sigma_z=sigma_z,
        screened_moving_ranges=screened,
        p_prime_lower=tuple(
            None if sigma_z is None else _share(centre - 3 * sigma_z * spread) for spread in spreads
        ),
        p_prime_upper=tuple(
            None if sigma_z is None else _share(centre + 3 * sigma_z * spread) for spread in spreads
        ),
    )


def _sigma_z(
    counts: list[tuple[int, int]], centre: float, spreads: list[float]
) -> tuple[float | None, int]:
    """How much more the periods vary than chance would have them, and how many steps screened.

    Where every count is nought or complete there is no spread, and so no variation: 0.
    """
    if len(counts) < 2:
        return None, 0
    scores = [
        (x / n - centre) / spread if spread else 0.0
        for (x, n), spread in zip(counts, spreads, strict=True)
    ]
    step, screened = mean_moving_range(scores, screen=True)
    return step / D2, screened


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)
