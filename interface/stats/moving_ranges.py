"""The step from each point to the next, and what is typical of it."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

#: Steps this many times the average step say nothing of ordinary variation (Shewhart's D4).
SCREEN = 3.267


def mean_of(values: Sequence[float]) -> float:
    """The average, summed exactly and held between the least and the greatest value.

    Without the last, the average of equal values could differ from them by one rounding.
    """
    return min(max(fmean(values), min(values)), max(values))


def mean_moving_range(values: Sequence[float], *, screen: bool) -> tuple[float, int]:
    """The mean absolute step between neighbours, and how many steps were screened out.

    One pass of screening leaves out steps of 3.267 times the mean or more. Where that leaves
    nothing, or nothing but standing still, none is left out. Needs two values or more.
    Source: NHSRplotthedots, R/ptd_spc_standard.R.
    """
    steps = [abs(later - earlier) for earlier, later in pairwise(values)]
    mean = fmean(steps)
    if not screen:
        return mean, 0
    kept = [step for step in steps if step < SCREEN * mean]
    screened = fmean(kept) if kept else 0.0
    return (screened, len(steps) - len(kept)) if screened else (mean, 0)
