"""Two cycles side by side: how far one is from the other, and whether chance explains it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from audits.models import Audit
from audits.rates import FEWEST, Line
from audits.results.figures import LetterLine, ReadHere
from interface.charts import POINTS, Bar, BarChart, Chart, bar_chart
from interface.stats import newcombe

Points = tuple[float, float, float]


class Compared(ABC):
    """Two shares, this audit's and that of another; what a comparison of them says."""

    @abstractmethod
    def pairs(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """So many of so many, of this audit and of the other."""

    @property
    def points(self) -> Points | None:
        """This rate minus the other with Newcombe's 95% interval, in percentage points.

        None where either has too few letters for a rate.
        """
        this, other = self.pairs()
        if min(this[1], other[1]) < FEWEST:
            return None
        difference, lower, upper = (100 * share for share in newcombe(other, this))
        return difference, lower, upper

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out no difference at all."""
        return self.points is not None and not self.points[1] <= 0 <= self.points[2]

    @property
    def words(self) -> str:
        if self.points is None:
            return "Too few letters to compare"
        difference, lower, upper = self.points
        if not self.is_clear:
            return f"No clear difference ({_signed(lower)} to {_signed(upper)} points)"
        if difference > 0:
            return f"Higher by {difference:.1f} points ({lower:.1f} to {upper:.1f})"
        return f"Lower by {-difference:.1f} points ({-upper:.1f} to {-lower:.1f})"


@dataclass(frozen=True)
class Difference(Compared):
    """One line of two audits: this one's, and that of the other it is compared with."""

    this: Line
    other: Line

    @property
    def label(self) -> str:
        return self.this.label

    def pairs(self) -> tuple[tuple[int, int], tuple[int, int]]:
        this, other = self.this.counts, self.other.counts
        return (this.met, this.judged), (other.met, other.judged)


@dataclass(frozen=True)
class HeadlineDifference(Compared):
    """Letters with an inappropriate request, of two cycles that were read here."""

    this: LetterLine
    other: LetterLine

    def pairs(self) -> tuple[tuple[int, int], tuple[int, int]]:
        this, other = self.this.counts.inappropriate, self.other.counts.inappropriate
        return (this.part, this.whole), (other.part, other.whole)


def _signed(points: float) -> str:
    text = f"{abs(points):.1f}"
    if text == "0.0":
        return text
    return ("−" if points < 0 else "+") + text


def comparable_with(audit: Audit, *, user) -> QuerySet[Audit]:
    """The audits that can stand beside one; invented letters and real ones do not."""
    return (
        Audit.objects.visible_to(user)
        .filter(is_demonstration=audit.is_demonstration, rates_computed_at__isnull=False)
        .exclude(pk=audit.pk)
    )


def headline_difference(this: Audit, other: Audit, *, user) -> HeadlineDifference | None:
    """None unless both were read here: what was read elsewhere has no requests."""
    if not (this.is_read_here and other.is_read_here):
        return None
    return HeadlineDifference(*(ReadHere(one, user=user).letters() for one in (this, other)))


def differences(these: Iterable[Line], others: Iterable[Line]) -> list[Difference]:
    """The lines that both audits have, in the order of the first."""
    known = {_name(line): line for line in others}
    return [Difference(line, known[_name(line)]) for line in these if _name(line) in known]


def _name(line: Line) -> str:
    """The code of an ask or specialty, which a new name leaves as it was."""
    return line.key or line.label


def differences_chart(found: list[Difference], *, this: Audit, other: Audit) -> Chart | None:
    """The difference in each ask with its interval, about nought; None if there is none to draw."""
    if all(difference.points is None for difference in found):
        return None
    return bar_chart(
        BarChart(
            title=f"{this} compared with {other}",
            measure=f"Points by which {this} is higher (+) or lower (−)",
            bars=tuple(_bar(difference) for difference in found),
            unit=POINTS,
            group="Ask",
        )
    )


def _bar(difference: Difference) -> Bar:
    if difference.points is None:
        return Bar(difference.label, None, note="too few letters")
    value, lower, upper = (points / 100 for points in difference.points)
    return Bar(difference.label, value, lower, upper)
