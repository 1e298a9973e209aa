"""What one practice raised in a calendar year, and what became of it: counts and references."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from statistics import median_high

from django.db.models import QuerySet
from django.utils import timezone

from interface.directory.models import Organisation
from interface.worktime.days import working_days_between
from interface.worktime.hours import LONDON
from interface.worktime.services import bank_holidays
from issues.endorsements.models import Endorsement
from issues.fixed.models import Fixed, FixedAnswer
from issues.models import HAS_ANSWER, Direction, Issue, Kind, Outcome, Status
from issues.wording import counted

FIRST_YEAR = 2021  # when the group began
NOT_SURE = "Not sure which specialty"


@dataclass(frozen=True)
class Count:
    """How many of something; `narrowed` are the filters under which the list shows them."""

    label: str
    number: int
    narrowed: dict[str, str | int]


@dataclass(frozen=True)
class Became:
    """One outcome, and the practice's own references of the issues that ended with it."""

    label: str
    references: list[str]
    narrowed: dict[str, str | int]


@dataclass(frozen=True)
class Year:
    """Everything that the page and the PDF say. `issues` are those raised, the newest first."""

    practice: Organisation
    year: int
    counted_on: date
    issues: list[Issue]
    waits: list[int]  # working days from raising to the first answer, for those answered
    endorsed: list[int | None]  # minutes lost, None where it was not said
    fixed: dict[str, int]

    @property
    def title(self) -> str:
        return f"Our year {self.year}"

    @property
    def is_empty(self) -> bool:
        return not self.issues and not self.endorsed

    @property
    def raised(self) -> int:
        return len(self.issues)

    @property
    def answered(self) -> int:
        return len(self.waits)

    @property
    def open(self) -> int:
        return sum(issue.status not in HAS_ANSWER for issue in self.issues)

    @property
    def median_wait(self) -> int | None:
        """Working days within which at least half of the answered ones had their answer."""
        return median_high(self.waits) if self.waits else None

    @cached_property
    def by_kind(self) -> list[Count]:
        found = Counter(issue.kind for issue in self.issues)
        return [
            Count(kind.label, found[kind], {"kind": kind.value}) for kind in Kind if found[kind]
        ]

    @cached_property
    def by_category(self) -> list[Count]:
        names = {issue.category.code: issue.category.label for issue in self.issues}
        found = Counter(issue.category.code for issue in self.issues)
        return [Count(names[code], n, {"category": code}) for code, n in _most(found, names)]

    @cached_property
    def by_specialty(self) -> list[Count]:
        """Those that the list can be narrowed to; one that is no longer there opens nothing."""
        known = {issue.specialty_id: issue.specialty for issue in self.issues}
        names = {pk: str(specialty or NOT_SURE) for pk, specialty in known.items()}
        found = Counter(issue.specialty_id for issue in self.issues)
        return [
            Count(names[pk], number, {"specialty": pk} if (it := known[pk]) and it.active else {})
            for pk, number in _most(found, names)
        ]

    @cached_property
    def outcomes(self) -> list[Became]:
        """How those that are closed ended, the trust's own words."""
        closed = [issue for issue in self.issues if issue.status == Status.CLOSED]
        return [
            Became(outcome.label, references, {"outcome": outcome.value})
            for outcome in Outcome
            if (references := [str(issue) for issue in closed if issue.outcome == outcome])
        ]

    @property
    def said_minutes(self) -> list[int]:
        """What was said about minutes, each by the least that its band means."""
        own = (issue.minutes_lost for issue in self.issues)
        return [minutes for minutes in [*own, *self.endorsed] if minutes is not None]

    @property
    def minutes(self) -> int:
        return sum(self.said_minutes)

    @property
    def answered_note(self) -> str:
        return f"{self.answered:,} of {self.raised:,} answered" if self.raised else ""

    @property
    def minutes_note(self) -> str:
        """The denominator of the minutes, in words."""
        said = len(self.said_minutes)
        return f"in {counted(said, 'report')} that said so, counted low" if said else "nobody said"

    @property
    def praise(self) -> list[str]:
        return [str(issue) for issue in self.issues if issue.kind == Kind.PRAISE]

    @property
    def fixed_answers(self) -> list[tuple[str, int]]:
        """What the practice itself said about what was closed, apart from the outcomes."""
        return [(answer.label, self.fixed[answer]) for answer in Fixed if self.fixed[answer]]


def _most(found: Counter, names: dict) -> list[tuple]:
    """The most frequent first, equals by name."""
    return sorted(found.items(), key=lambda item: (-item[1], names[item[0]]))


def of(practice: Organisation, *, year: int, on: date) -> Year:
    """A practice's year, counted on a day. Four queries."""
    begins, ends = _new_year(year), _new_year(year + 1)
    raised = (
        raised_by(practice)
        .filter(raised_at__gte=begins, raised_at__lt=ends)
        .select_related("category", "specialty")
        .order_by("-raised_at", "-pk")
    )
    endorsed = Endorsement.objects.standing().filter(
        practice=practice, endorsed_at__gte=begins, endorsed_at__lt=ends
    )
    answers = FixedAnswer.objects.filter(
        issue__in=raised_by(practice).filter(raised_at__gte=begins, raised_at__lt=ends)
    )
    issues = list(raised)
    return Year(
        practice=practice,
        year=year,
        counted_on=on,
        issues=issues,
        waits=_waits(issues),
        endorsed=list(endorsed.values_list("minutes_lost", flat=True)),
        fixed=answers.counted(),
    )


def raised_by(practice: Organisation) -> QuerySet[Issue]:
    """What a practice told the hospital; what the hospital told the practice is not its own."""
    return Issue.objects.filter(practice=practice, direction=Direction.PRACTICE_TO_TRUST)


def years_of(practice: Organisation, *, on: date) -> list[int]:
    """The years from the first issue to this one, the newest first."""
    first = raised_by(practice).order_by("raised_at").values_list("raised_at", flat=True).first()
    begun = timezone.localdate(first).year if first else on.year
    return list(range(on.year, min(begun, on.year) - 1, -1))


def _new_year(year: int) -> datetime:
    return datetime.combine(date(year, 1, 1), time(), LONDON)


def _waits(issues: Iterable[Issue]) -> list[int]:
    """Working days to the first answer, of those that have one."""
    holidays = bank_holidays()
    spans = Counter(
        (timezone.localdate(issue.raised_at), timezone.localdate(issue.first_answered_at))
        for issue in issues
        if issue.first_answered_at
    )
    waits = {span: working_days_between(*span, holidays) for span in spans}
    return sorted(waits[span] for span in spans.elements())
