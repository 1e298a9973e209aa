"""The monthly update: what came in, what was answered, and what became of what practices said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from issues.models import StatementVersion
from issues.statements.figures import MonthFigures, month_figures
from issues.statements.models import Result

BEGINNING = date(2021, 9, 1)  # the interface group's first month
HEADINGS = {
    Result.CHANGED: "You said, we did",
    Result.PLANNED: "You said, we will",
    Result.NOT_POSSIBLE: "You said, we could not",
    "": "Praise",
}


@dataclass(frozen=True)
class MonthlyUpdate:
    """One month that is over. `versions` are the public statements of that month."""

    month: date
    figures: MonthFigures
    versions: Sequence[StatementVersion]

    @property
    def sections(self) -> list[tuple[str, list[StatementVersion]]]:
        """What was done first, praise last; what is empty is left out."""
        parts = [
            (heading, [version for version in self.versions if version.result == result])
            for result, heading in HEADINGS.items()
        ]
        return [(heading, versions) for heading, versions in parts if versions]


def has_update(month: date, *, on: date) -> bool:
    """Whether a month is over and not from before there was a group.

    While a month runs, two readings of its counts would tell of the few in between.
    """
    return BEGINNING <= month < on.replace(day=1)


def monthly_update(month: date) -> MonthlyUpdate:
    """The update of a month, its first day given; two queries, and the counts are kept."""
    return MonthlyUpdate(
        month=month,
        figures=month_figures(month),
        versions=list(StatementVersion.objects.public().filter(month=month)),
    )
