"""Which letters are drawn, and who reads them: arithmetic on identifiers, no database.

Every draw is a function of its seed: the same frame and seed give the same sample and the same
assignment, whatever order the database returns them in.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from interface.stats import sample_size

LARGEST_SEED = 2**53  # exact in every spreadsheet


class OneSidedPanel(ValueError):
    """Letters are to be read twice, but every reviewer comes from the same side."""


@dataclass(frozen=True)
class Reading:
    """One letter in one reviewer's list; `rater` is 1 or 2, `position` counts from 1."""

    letter: int
    reviewer: int
    rater: int
    position: int


def size_wanted(*, expected: float, half_width: float, frame: int) -> int:
    """Letters to draw from a frame of so many, for an interval of this half width.

    expected and half_width are proportions between 0 and 1 (STATISTICS: Cochran 1977 with the
    correction for a finite population). 0 for an empty frame.
    """
    return min(frame, sample_size(expected, half_width, population=frame)) if frame else 0


def allocate(frame: Mapping[str, int], *, size: int, least: int = 0) -> dict[str, int]:
    """How many letters to draw of each stratum, given how many the frame has of each.

    In proportion to the frame, by the largest remainders, so that without a minimum they add up
    to `size`; then at least `least` of each, or all it has, which may make the total larger.
    """
    total = sum(frame.values())
    if not total:
        return dict.fromkeys(frame, 0)
    size = min(size, total)
    exact = {stratum: size * letters / total for stratum, letters in frame.items()}
    drawn = {stratum: floor(share) for stratum, share in exact.items()}
    by_remainder = sorted(frame, key=lambda stratum: (drawn[stratum] - exact[stratum], stratum))
    for stratum in by_remainder[: size - sum(drawn.values())]:
        drawn[stratum] += 1
    return {stratum: max(number, min(least, frame[stratum])) for stratum, number in drawn.items()}


def draw(frame: Mapping[str, Sequence[str]], sizes: Mapping[str, int], *, seed: int) -> set[str]:
    """Draw so many letters of each stratum at random, without putting any back.

    Each stratum has a stream of its own: another specialty in the frame changes nothing elsewhere.
    """
    drawn: set[str] = set()
    for stratum, letters in frame.items():
        chance = _chance(seed, stratum)
        drawn.update(chance.sample(sorted(letters), sizes[stratum]))
    return drawn


def assign(
    letters: Sequence[int],
    *,
    general_practice: Sequence[int],
    hospital: Sequence[int],
    percent_twice: int,
    seed: int,
) -> list[Reading]:
    """Share letters out evenly among reviewers, so many per cent to one of each side.

    Whoever has the fewest letters gets the next. Of a letter read twice, the sides take turns to
    be the first rater. Every list is in a random order of its own, so that it does not tell which
    letters are read twice. Raises ValueError where there is nobody, and OneSidedPanel.
    """
    reviewers = sorted({*general_practice, *hospital})
    if not reviewers:
        raise ValueError("there is nobody to read the letters")
    chance = _chance(seed, "assignment")
    order = sorted(letters)
    chance.shuffle(order)
    twice = ceil(len(order) * percent_twice / 100)
    if twice and not (general_practice and hospital):
        raise OneSidedPanel
    lists: dict[int, list[tuple[int, int]]] = {reviewer: [] for reviewer in reviewers}

    def give(letter: int, rater: int, among: Sequence[int]) -> None:
        shortest = min(among, key=lambda reviewer: (len(lists[reviewer]), reviewer))
        lists[shortest].append((letter, rater))

    for number, letter in enumerate(order):
        if number < twice:
            first, second = (general_practice, hospital)[:: 1 if number % 2 else -1]
            give(letter, 1, first)
            give(letter, 2, second)
        else:
            give(letter, 1, reviewers)
    readings = []
    for reviewer, own in lists.items():
        _chance(seed, f"list of {reviewer}").shuffle(own)
        readings += [
            Reading(letter, reviewer, rater, position)
            for position, (letter, rater) in enumerate(own, start=1)
        ]
    return readings


def _chance(seed: int, stream: str) -> random.Random:
    """Random numbers for one purpose; Python keeps what a seed of text gives."""
    return random.Random(f"{seed}:{stream}")  # noqa: S311 a sample, not a secret
