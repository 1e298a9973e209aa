"""The four rules of Making Data Count that tell a signal from noise.

They run inside one group of points, never across a rebase. Source: NHSRplotthedots 0.2.2,
R/ptd_calculate_point_type.R; its order of precedence and its choice of label are kept, quirks
included, so that a chart here and a chart there say the same.
"""

from collections.abc import Sequence
from itertools import pairwise

COMMON_CAUSE = "Common Cause"
RUN_LENGTH = 7


def special_causes(
    values: Sequence[float],
    *,
    mean: float,
    limits: tuple[float, float] | None,
    near: tuple[float, float] | None,
) -> list[str]:
    """The special-cause type of each value, in order; "Common Cause" where no rule fires.

    limits and near are (lower, upper) in the units of the values, None where there are none.
    The first rule that fires names the point: outside, trend, two in three, shift.
    """
    sides = [sign(value - mean) for value in values]
    outside = [limits is not None and not limits[0] <= value <= limits[1] for value in values]
    close = [
        near is not None and not is_outside and not near[0] <= value <= near[1]
        for value, is_outside in zip(values, outside, strict=True)
    ]
    steps = [sign(later - earlier) for earlier, later in pairwise(values)]
    trend = _in_trend(steps, len(values))
    shift = _in_shift(sides)
    two_in_three = _in_two_in_three(sides, close)
    types = []
    for place, side in enumerate(sides):
        if outside[place]:
            types.append("Above UCL" if side > 0 else "Below LCL")
        elif trend[place]:
            types.append(f"7 Point Trend ({_trend_direction(place, trend, steps)})")
        elif two_in_three[place]:
            types.append(f"2 in 3 {_above_or_below(side)} CL")
        elif shift[place]:
            types.append(f"7 Points {_above_or_below(side)} CL")
        else:
            types.append(COMMON_CAUSE)
    return types


def sign(difference: float) -> int:
    """1, 0 or -1."""
    return (difference > 0) - (difference < 0)


def _above_or_below(side: int) -> str:
    return "Above" if side > 0 else "Below"


def _runs(signs: Sequence[int], shortest: int) -> list[tuple[int, int]]:
    """First and last place of each unbroken run of 1 or of -1 that is this long or longer."""
    found, start = [], 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[start]:
            if signs[start] and place - start >= shortest:
                found.append((start, place - 1))
            start = place
    return found


def _in_shift(sides: Sequence[int]) -> list[bool]:
    """Seven or more in a row strictly on one side of the mean; one on the mean breaks the run."""
    flagged = [False] * len(sides)
    for first, last in _runs(sides, RUN_LENGTH):
        flagged[first : last + 1] = [True] * (last + 1 - first)
    return flagged


def _in_trend(steps: Sequence[int], points: int) -> list[bool]:
    """Seven or more points each above (or each below) the one before, the first included."""
    flagged = [False] * points
    for first, last in _runs(steps, RUN_LENGTH - 1):
        flagged[first : last + 2] = [True] * (last + 2 - first)
    return flagged


def _trend_direction(place: int, trend: Sequence[bool], steps: Sequence[int]) -> str:
    """The way out of a point where the next is in a trend too, otherwise the way in.

    So a peak shared by two runs falls with the right-hand one, and the last point of a run that
    is followed at once by another takes the step between them.
    """
    onwards = place + 1 < len(trend) and trend[place + 1]
    return "Increasing" if steps[place if onwards else place - 1] > 0 else "Decreasing"


def _in_two_in_three(sides: Sequence[int], close: Sequence[bool]) -> list[bool]:
    """Close to a limit, in three successive points on one side of which two or more are close.

    A point outside the limits is not close, but may be the third.
    """
    flagged = [False] * len(sides)
    for start in range(len(sides) - 2):
        window = range(start, start + 3)
        one_side = sides[start] and sides[start] == sides[start + 1] == sides[start + 2]
        if one_side and sum(close[place] for place in window) >= 2:
            for place in window:
                flagged[place] = flagged[place] or close[place]
    return flagged
