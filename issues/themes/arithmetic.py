"""What a theme is, in numbers alone: links between issues, and how much all of it weighs.

An issue is a key (int), and so is a practice. `Links` say what each issue is part of. Parts of a
part belong to the same theme: the issue at the end of the links leads it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Links = Mapping[int, int]


def lead(links: Links, issue: int) -> int:
    """The issue at the end of the links: itself, if it is part of nothing."""
    while issue in links:
        issue = links[issue]
    return issue


def is_part_of(links: Links, issue: int, other: int) -> bool:
    """Whether an issue is, through however many links, part of another one; never of itself."""
    while issue in links:
        issue = links[issue]
        if issue == other:
            return True
    return False


def would_close_a_circle(links: Links, issue: int, into: int) -> bool:
    """Whether `into` is, through however many links, part of `issue` already, or is it."""
    return lead(links, into) == issue


@dataclass(frozen=True)
class Report:
    """An issue as it counts: whose, minutes each time where said, and times where said."""

    practice: int
    minutes: int | None = None
    times: int | None = None


@dataclass(frozen=True)
class Same:
    """A practice's word that one of the issues happened there as well."""

    practice: int
    minutes: int | None = None


@dataclass(frozen=True)
class Weight:
    """How much a theme weighs.

    `minutes` are those said to be lost, each by the least that its band means: for an issue as
    often as it was seen, for a practice that only said "the same" its largest answer, once.
    `said` is how many answers that is made of.
    """

    issues: int
    practices: int
    minutes: int
    said: int

    @property
    def order(self) -> tuple[int, int, int]:
        """The heavier is the larger: by practices, then issues, then minutes."""
        return (self.practices, self.issues, self.minutes)


def weigh(reports: Iterable[Report], same: Iterable[Same]) -> Weight:
    """Each practice once, whether it raised an issue, said "the same" to several, or both."""
    reports = list(reports)
    raised = {report.practice for report in reports}
    others: dict[int, int | None] = {}
    for one in same:
        if one.practice not in raised:
            known = others.get(one.practice)
            others[one.practice] = max(
                (m for m in (known, one.minutes) if m is not None), default=None
            )
    minutes = [r.minutes * max(r.times or 1, 1) for r in reports if r.minutes is not None]
    minutes += [m for m in others.values() if m is not None]
    return Weight(
        issues=len(reports),
        practices=len(raised) + len(others),
        minutes=sum(minutes),
        said=len(minutes),
    )
