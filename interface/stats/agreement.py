"""Do two reviewers, each judging the same letters alone, agree?

Show percent agreement, kappa and AC1 together: where nearly every letter is judged the same,
kappa falls towards nought although the reviewers agree.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from interface.stats.checks import whole_number
from interface.stats.proportions import normal_quantile, wilson

Z95 = normal_quantile(0.975)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on n letters among so many defined categories; intervals are (lower, upper).

    kappa, its standard error and interval are None where both reviewers used one same category
    throughout: chance alone would agree, so kappa is undefined (not 0 and not 1).
    """

    n: int
    categories: int
    percent_agreement: float
    percent_agreement_wilson95: tuple[float, float]
    kappa: float | None
    kappa_se: float | None
    kappa_ci95: tuple[float, float] | None
    ac1: float
    ac1_se: float
    ac1_ci95: tuple[float, float]


def agreement(table: Sequence[Sequence[int]]) -> Agreement:
    """Percent agreement, Cohen's kappa and Gwet's AC1 with 95 % intervals.

    table: letters counted by the first reviewer's category (row) and the second's (column); one
    row and column for every category defined in the audit, used or not, since AC1 depends on how
    many there are. Letters judged by one reviewer only do not belong in it.

    Raises ValueError when the table is not square, has fewer than two categories, holds anything
    but counts, or is empty. Sources: Cohen 1960; Gwet 2008; irrCAC (standard errors).
    """
    counts = _read(table)
    k, n = len(counts), sum(map(sum, counts))
    if n <= 0:
        raise ValueError("agreement: the table counts no letters")
    agreed = sum(counts[i][i] for i in range(k))
    rows = [sum(row) for row in counts]
    columns = [sum(column) for column in zip(*counts, strict=True)]
    share = [(row + column) / (2 * n) for row, column in zip(rows, columns, strict=True)]

    kappa = None
    if sum(row * column for row, column in zip(rows, columns, strict=True)) < n * n:
        kappa = _coefficient(
            counts,
            n,
            chance=sum(r * c for r, c in zip(rows, columns, strict=True)) / n**2,
            weight=lambda i, j: (columns[i] + rows[j]) / n,
        )
    ac1 = _coefficient(
        counts,
        n,
        chance=sum(p * (1 - p) for p in share) / (k - 1),
        weight=lambda i, j: 2 * (1 - (share[i] + share[j]) / 2) / (k - 1),
    )
    return Agreement(
        n=n,
        categories=k,
        percent_agreement=agreed / n,
        percent_agreement_wilson95=wilson(agreed, n) or (0.0, 1.0),
        kappa=kappa[0] if kappa else None,
        kappa_se=kappa[1] if kappa else None,
        kappa_ci95=_interval(*kappa) if kappa else None,
        ac1=ac1[0],
        ac1_se=ac1[1],
        ac1_ci95=_interval(*ac1),
    )


def _read(table: Sequence[Sequence[int]]) -> list[list[int]]:
    k = len(table)
    if k < 2:
        raise ValueError(f"agreement: {k} categories, but there must be two or more")
    counts = []
    for i, row in enumerate(table, 1):
        if len(row) != k:
            raise ValueError(f"agreement, row {i}: {len(row)} columns in a table of {k} rows")
        counts.append(
            [whole_number(cell, f"agreement, row {i}, column {j}") for j, cell in enumerate(row, 1)]
        )
        if min(counts[-1]) < 0:
            raise ValueError(f"agreement, row {i}: a count is negative")
    return counts


def _coefficient(
    counts: list[list[int]], n: int, *, chance: float, weight: Callable[[int, int], float]
) -> tuple[float, float]:
    """A chance-corrected agreement and its standard error, by the delta method.

    chance: the agreement to expect by chance; weight(i, j): twice the change in it for a letter
    in that cell.
    """
    k = len(counts)
    observed = sum(counts[i][i] for i in range(k)) / n
    value = (observed - chance) / (1 - chance)
    spread = sum(
        counts[i][j] / n * ((i == j) - (1 - value) * weight(i, j)) ** 2
        for i in range(k)
        for j in range(k)
    )
    variance = (spread - (observed - 2 * (1 - value) * chance) ** 2) / (n * (1 - chance) ** 2)
    return value, math.sqrt(max(variance, 0.0))


def _interval(value: float, error: float) -> tuple[float, float]:
    """A normal 95 % interval, held in -1 to 1."""
    return max(-1.0, value - Z95 * error), min(1.0, value + Z95 * error)
