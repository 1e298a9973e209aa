"""What the letters of a cycle came to, read from the aggregates, never from letters.

A letter counts where it is judged: it asks for nothing, for appropriate things only, or for at
least one thing that is not. One that cannot be judged, or is not read yet, is no part of a rate.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Self, TypeVar
from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse

from audits.models import Audit, LetterRate, RequestRate, Result, Verdict
from audits.models.reviews import NeededBy
from audits.rates import FEWEST, JUDGED, NOT_JUDGED
from interface.directory.models import Specialty
from interface.stats import wilson
from interface.vocabulary import Ask

NO_ASK = "none"  # in addresses: a request that falls under no ask

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Share:
    """So many out of so many letters; below FEWEST these are counts and no rate."""

    part: int
    whole: int

    @property
    def percentage(self) -> float | None:
        return 100 * self.part / self.whole if self.whole >= FEWEST else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95% interval of the percentage."""
        bounds = wilson(self.part, self.whole) if self.whole >= FEWEST else None
        return (100 * bounds[0], 100 * bounds[1]) if bounds else None


@dataclass(frozen=True)
class _Counts:
    """Numbers that add up field by field."""

    def __add__(self, other: Self) -> Self:
        return replace(
            self,
            **{
                one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)
            },
        )


@dataclass(frozen=True)
class LetterCounts(_Counts):
    """What some letters of a sample came to. box_answered: letters of which a reader said whether
    they have an action box; clear_box: those where it is there and filled."""

    letters: int = 0
    no_request: int = 0
    all_appropriate: int = 0
    some_inappropriate: int = 0
    cannot_judge: int = 0
    clear_box: int = 0
    box_answered: int = 0

    @property
    def judged(self) -> int:
        """The denominator of every rate of letters and of requests."""
        return self.no_request + self.all_appropriate + self.some_inappropriate

    @property
    def not_read(self) -> int:
        return self.letters - self.judged - self.cannot_judge

    @property
    def inappropriate(self) -> Share:
        return Share(self.some_inappropriate, self.judged)

    @property
    def box(self) -> Share:
        return Share(self.clear_box, self.box_answered)


@dataclass(frozen=True)
class RequestCounts(_Counts):
    """How some requests were judged; minutes are those of the inappropriate ones."""

    appropriate: int = 0
    inappropriate: int = 0
    borderline: int = 0
    cannot_judge: int = 0
    minutes: int = 0
    gp_minutes: int = 0

    @property
    def requests(self) -> int:
        return self.appropriate + self.inappropriate + self.borderline + self.cannot_judge


@dataclass(frozen=True)
class _Opens:
    """Where the rows behind a figure are listed; `query` is what the figure's line stands for."""

    address: str
    query: dict[str, str] = field(default_factory=dict)

    def where(self, **more: str) -> str:
        query = {**self.query, **more}
        return f"{self.address}?{urlencode(query)}" if query else self.address


@dataclass(frozen=True)
class LetterLine:
    """One line of a table of letters, and the address of each of its figures."""

    label: str
    counts: LetterCounts
    opens: _Opens
    key: str = ""
    month: date | None = None

    @property
    def letters_url(self) -> str:
        return self.opens.where()

    @property
    def judged_url(self) -> str:
        return self.opens.where(result=JUDGED)

    @property
    def some_inappropriate_url(self) -> str:
        return self.opens.where(result=Result.SOME_INAPPROPRIATE)

    @property
    def all_appropriate_url(self) -> str:
        return self.opens.where(result=Result.ALL_APPROPRIATE)

    @property
    def no_request_url(self) -> str:
        return self.opens.where(result=Result.NO_REQUEST)

    @property
    def cannot_judge_url(self) -> str:
        return self.opens.where(result=Result.CANNOT_JUDGE)

    @property
    def not_read_url(self) -> str:
        return self.opens.where(result=NOT_JUDGED)

    @property
    def clear_box_url(self) -> str:
        return self.opens.where(box="clear")

    @property
    def box_answered_url(self) -> str:
        return self.opens.where(box="answered")


@dataclass(frozen=True)
class RequestLine:
    """One line of a table of requests, among so many judged letters."""

    label: str
    counts: RequestCounts
    judged: int
    opens: _Opens
    key: str = ""

    @property
    def requests_per_100(self) -> float | None:
        """Inappropriate requests in every 100 judged letters; None for too few letters."""
        return self._per_100(self.counts.inappropriate)

    @property
    def minutes_per_100(self) -> float | None:
        """Minutes of everybody in the practice that they take."""
        return self._per_100(self.counts.minutes)

    @property
    def gp_minutes_per_100(self) -> float | None:
        return self._per_100(self.counts.gp_minutes)

    def _per_100(self, number: int) -> float | None:
        return 100 * number / self.judged if self.judged >= FEWEST else None

    @property
    def requests_url(self) -> str:
        return self.opens.where()

    @property
    def inappropriate_url(self) -> str:
        return self.opens.where(verdict=Verdict.INAPPROPRIATE)

    @property
    def appropriate_url(self) -> str:
        return self.opens.where(verdict=Verdict.APPROPRIATE)

    @property
    def borderline_url(self) -> str:
        return self.opens.where(verdict=Verdict.BORDERLINE)

    @property
    def cannot_judge_url(self) -> str:
        return self.opens.where(verdict=Verdict.CANNOT_JUDGE)

    @property
    def of_gps_url(self) -> str:
        return self.opens.where(verdict=Verdict.INAPPROPRIATE, needed_by=NeededBy.GP)


class ReadHere:
    """What a cycle came to, as far as a user may see it, perhaps of one specialty only.

    Two queries, whatever is asked of it.
    """

    def __init__(self, audit: Audit, *, user, specialty: Specialty | None = None):
        letters = LetterRate.objects.filter(audit=audit).visible_to(user)
        requests = RequestRate.objects.filter(audit=audit).visible_to(user)
        query = {}
        if specialty:
            letters = letters.filter(specialty=specialty)
            requests = requests.filter(specialty=specialty)
            query["specialty"] = specialty.treatment_function_code
        self._letters = [
            (rate, _letter_counts(rate))
            for rate in letters.select_related("specialty").order_by("specialty__name", "month")
        ]
        self._requests = _summed_requests(requests)
        self._of_letters = _Opens(reverse("audit_letters", args=[audit.slug]), query)
        self._of_requests = _Opens(reverse("audit_requests", args=[audit.slug]), query)

    def letters(self) -> LetterLine:
        """All of them."""
        counts = sum((counts for _, counts in self._letters), LetterCounts())
        return LetterLine("All letters", counts, self._of_letters)

    def letters_by_specialty(self) -> list[LetterLine]:
        """In the order of their names: this is no ranking."""
        return [
            self._letter_line(specialty.name, counts, specialty=specialty.treatment_function_code)
            for specialty, counts in _grouped(self._letters, lambda rate: rate.specialty)
        ]

    def letters_by_month(self) -> list[LetterLine]:
        """By month of discharge, the oldest first; a month may not be over yet."""
        return sorted(
            (
                self._letter_line(f"{month:%B %Y}", counts, month=month)
                for month, counts in _grouped(self._letters, lambda rate: rate.month)
            ),
            key=lambda line: line.month or date.min,
        )

    def requests(self) -> RequestLine:
        """All of them."""
        return self._request_line("All requests", self._requests.values())

    def requests_by_type(self) -> list[RequestLine]:
        """In the order in which the types are offered."""
        types = sorted({(position, code, label) for position, code, label, _ in self._requests})
        return [
            self._request_line(
                label,
                [counts for key, counts in self._requests.items() if key[1] == code],
                request_type=code,
            )
            for _, code, label in types
        ]

    def requests_by_ask(self) -> list[RequestLine]:
        """By ask, then those that fall under none."""
        by_ask: dict[int | None, list[RequestCounts]] = {}
        for (_, _, _, ask), counts in self._requests.items():
            by_ask.setdefault(ask, []).append(counts)
        lines = [
            self._request_line(f"{ask.value}. {ask.label}", by_ask[ask.value], ask=str(ask.value))
            for ask in Ask
            if ask.value in by_ask
        ]
        if None in by_ask:
            lines.append(self._request_line("No ask", by_ask[None], ask=NO_ASK))
        return lines

    def _letter_line(
        self, label: str, counts: LetterCounts, *, month: date | None = None, **query: str
    ) -> LetterLine:
        if month:
            query["month"] = f"{month:%Y-%m}"
        opens = _Opens(self._of_letters.address, {**self._of_letters.query, **query})
        return LetterLine(label, counts, opens, query.get("specialty", ""), month)

    def _request_line(
        self, label: str, counts: Iterable[RequestCounts], **query: str
    ) -> RequestLine:
        opens = _Opens(self._of_requests.address, {**self._of_requests.query, **query})
        total = sum(counts, RequestCounts())
        key = next(iter(query.values()), "")
        return RequestLine(label, total, self.letters().counts.judged, opens, key)


def letters_of_every_specialty(audit: Audit) -> list[tuple[str, LetterCounts]]:
    """The letters of each specialty by its name, whoever asks: what averages are made of."""
    rates = LetterRate.objects.filter(audit=audit).select_related("specialty")
    counted = [(rate, _letter_counts(rate)) for rate in rates.order_by("specialty__name")]
    return _grouped(counted, lambda rate: rate.specialty.name)


def _letter_counts(rate: LetterRate) -> LetterCounts:
    return LetterCounts(**{one.name: getattr(rate, one.name) for one in fields(LetterCounts)})


def _grouped(
    counted: Iterable[tuple[LetterRate, LetterCounts]], key: Callable[[LetterRate], Key]
) -> list[tuple[Key, LetterCounts]]:
    groups: dict[Key, LetterCounts] = {}
    for rate, counts in counted:
        groups[key(rate)] = groups.get(key(rate), LetterCounts()) + counts
    return list(groups.items())


_TypeAndAsk = tuple[int, str, str, int | None]  # position, code and label of the type, the ask


def _summed_requests(rates) -> dict[_TypeAndAsk, RequestCounts]:
    """Requests by type and ask, summed over specialties and months by the database."""
    by = ["request_type__position", "request_type__code", "request_type__label", "ask"]
    found: dict[_TypeAndAsk, RequestCounts] = {}
    summed = (
        rates.order_by()
        .values_list(*by, "verdict")
        .annotate(Sum("requests"), Sum("minutes"), Sum("gp_minutes"))
    )
    for *key, verdict, requests, minutes, gp_minutes in summed:
        counts = {Verdict(verdict).value: requests}
        if verdict == Verdict.INAPPROPRIATE:
            counts |= {"minutes": minutes, "gp_minutes": gp_minutes}
        position, code, label, ask = key
        place = (position, code, label, ask)
        found[place] = found.get(place, RequestCounts()) + RequestCounts(**counts)
    return found
