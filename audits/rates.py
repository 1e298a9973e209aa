"""Rates as pages show them: read from the aggregates, never from letters."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet, Sum
from django.urls import reverse

from audits.models import AskRate, Audit, Judgement
from interface.directory.models import Specialty
from interface.stats import wilson
from interface.vocabulary import Ask

FEWEST = 30  # letters judged below which a rate would say more than it knows
JUDGED = "judged"  # in addresses: met or not met
NOT_JUDGED = "none"


@dataclass(frozen=True)
class Counts:
    """How some letters were judged on one ask."""

    met: int = 0
    not_met: int = 0
    not_applicable: int = 0
    not_judged: int = 0
    cannot_judge: int = 0

    @property
    def judged(self) -> int:
        """The denominator: letters to which the ask applies and that somebody judged."""
        return self.met + self.not_met

    @property
    def letters(self) -> int:
        return self.judged + self.not_applicable + self.cannot_judge + self.not_judged

    @property
    def percentage(self) -> float | None:
        """The share that met the ask in per cent; None for too few letters to say."""
        return 100 * self.met / self.judged if self.judged >= FEWEST else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95% interval of the percentage."""
        bounds = wilson(self.met, self.judged) if self.judged >= FEWEST else None
        return (100 * bounds[0], 100 * bounds[1]) if bounds else None

    @property
    def missed_of_100(self) -> tuple[int, int, int] | None:
        """Of every 100 letters judged, about how many did not meet it, from and to."""
        if self.percentage is None or self.interval is None:
            return None
        lower, upper = self.interval
        return round(100 - self.percentage), round(100 - upper), round(100 - lower)


@dataclass(frozen=True)
class Line:
    """One line of a table of rates; `query` finds the letters that it counts."""

    label: str
    counts: Counts
    key: str = ""
    address: str = ""
    query: dict[str, str | int] = field(default_factory=dict)
    month: date | None = None

    def _letters(self, judgement: str) -> str:
        return f"{self.address}?{urlencode({**self.query, 'judgement': judgement})}"

    @property
    def all_url(self) -> str:
        return f"{self.address}?{urlencode(self.query)}"

    @property
    def met_url(self) -> str:
        return self._letters(Judgement.MET)

    @property
    def not_met_url(self) -> str:
        return self._letters(Judgement.NOT_MET)

    @property
    def judged_url(self) -> str:
        return self._letters(JUDGED)

    @property
    def not_applicable_url(self) -> str:
        return self._letters(Judgement.NOT_APPLICABLE)

    @property
    def cannot_judge_url(self) -> str:
        return self._letters(Judgement.CANNOT_JUDGE)

    @property
    def not_judged_url(self) -> str:
        return self._letters(NOT_JUDGED)


class Results:
    """The rates of one audit that a user may see, perhaps of one specialty only."""

    def __init__(self, audit: Audit, *, user, specialty: Specialty | None = None):
        self._rates = AskRate.objects.filter(audit=audit).visible_to(user)
        self._query: dict[str, str | int] = {}
        if specialty:
            self._rates = self._rates.filter(specialty=specialty)
            self._query["specialty"] = specialty.treatment_function_code
        self._address = reverse("audit_letters", args=[audit.slug])

    @property
    def letters_url(self) -> str:
        """Where all the letters counted are listed."""
        return f"{self._address}?{urlencode(self._query)}" if self._query else self._address

    def by_ask(self) -> list[Line]:
        counted = {row["ask"]: _counts(row) for row in _summed(self._rates, "ask")}
        return [
            self._line(
                f"{ask.value}. {ask.label}", counted[ask.value], str(ask.value), ask=ask.value
            )
            for ask in Ask
            if ask.value in counted
        ]

    def by_specialty(self, *asks: Ask) -> list[Line]:
        """For some asks or all, in the order of their names: this is no ranking."""
        rows = _summed(
            self._rates.filter(ask__in=asks or Ask),
            "ask",
            "specialty__name",
            "specialty__treatment_function_code",
        )
        return [
            self._line(
                row["specialty__name"],
                _counts(row),
                row["specialty__treatment_function_code"],
                ask=row["ask"],
                specialty=row["specialty__treatment_function_code"],
            )
            for row in rows
        ]

    def by_month(self, *asks: Ask) -> list[Line]:
        """For some asks or all, the oldest first; a month may not be over yet."""
        return [
            self._line(
                f"{row['month']:%B %Y}",
                _counts(row),
                of=row["month"],
                ask=row["ask"],
                month=f"{row['month']:%Y-%m}",
            )
            for row in _summed(self._rates.filter(ask__in=asks or Ask), "ask", "month")
        ]

    def _line(
        self,
        label: str,
        counts: Counts,
        key: str = "",
        of: date | None = None,
        **query: str | int,
    ) -> Line:
        return Line(label, counts, key, self._address, {**self._query, **query}, of)


def letters_counted(audits: Iterable[Audit], *, user) -> dict[int, Counts]:
    """For each audit's key, the letters of its rates, counted by the first ask."""
    rates = AskRate.objects.filter(audit__in=audits, ask=Ask.COMMUNICATE).visible_to(user)
    return {row["audit"]: _counts(row) for row in _summed(rates, "audit")}


def counted_by_month(audit: Audit, ask: Ask) -> list[tuple[date, Counts]]:
    """The letters of all specialties by the first day of their month, the oldest first."""
    rows = _summed(AskRate.objects.filter(audit=audit, ask=ask), "month")
    return [(row["month"], _counts(row)) for row in rows]


def counted_by_specialty(audit: Audit, ask: Ask) -> list[tuple[str, Counts]]:
    """The letters of every specialty by its name, whoever asks: what averages are made of."""
    rows = _summed(AskRate.objects.filter(audit=audit, ask=ask), "specialty__name")
    return [(row["specialty__name"], _counts(row)) for row in rows]


def least_met(lines: list[Line]) -> Line | None:
    """The line with the lowest rate, among those with enough letters to have one."""
    rated = [line for line in lines if line.counts.percentage is not None]
    return min(rated, key=lambda line: line.counts.percentage or 0, default=None)


def first_day(month: str) -> date | None:
    """The first day of a month written "2026-03", or None."""
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


_COUNTS = ["met", "not_met", "not_applicable", "cannot_judge", "not_judged"]


def _summed(rates: QuerySet, *by: str) -> QuerySet:
    return (
        rates.order_by(*by).values(*by).annotate(**{f"sum_{name}": Sum(name) for name in _COUNTS})
    )


def _counts(row: dict) -> Counts:
    return Counts(**{name: row[f"sum_{name}"] for name in _COUNTS})
