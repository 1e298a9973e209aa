"""How far two readers of the same letter agree, each having read it alone.

Counted from the readings themselves: a tenth of a sample is a few hundred rows.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.urls import reverse

from audits.models import ASK_COLUMNS, Audit, Judgement, Letter, Rater, Result, Review
from audits.rates import FEWEST
from interface.stats import Agreement, agreement
from interface.vocabulary import Ask

LITTLE = 0.4  # kappa or AC1 below which a result deserves caution
BOTH_IN, ONE_MISSING = "both", "missing"  # in addresses
SAME, DIFFERENT = "same", "different"
ABOUT = {
    "result": ("What the letter comes to", Result.values),
    **{
        column: (f"{ask.value}. {ask.label}", Judgement.values)
        for column, ask in zip(ASK_COLUMNS, Ask, strict=True)
    },
}


@dataclass(frozen=True)
class Line:
    """One thing that both readers judged. table: letters by the first reader's category (row) and
    the second's (column), with a place for every category that there is."""

    key: str
    label: str
    table: Sequence[Sequence[int]]
    address: str = ""

    @property
    def letters(self) -> int:
        return sum(map(sum, self.table))

    @property
    def agreed(self) -> int:
        return sum(row[place] for place, row in enumerate(self.table))

    @property
    def measured(self) -> Agreement | None:
        """None for too few letters to say."""
        return agreement(self.table) if self.letters >= FEWEST else None

    @property
    def percent(self) -> tuple[float, float, float] | None:
        """The letters judged the same in per cent, with Wilson's 95% interval."""
        found = self.measured
        if found is None:
            return None
        lower, upper = found.percent_agreement_wilson95
        return 100 * found.percent_agreement, 100 * lower, 100 * upper

    @property
    def caution(self) -> str:
        """What to keep in mind about the figures of this line; blank if nothing."""
        found = self.measured
        if found is None:
            return ""
        if found.ac1 < LITTLE:
            return "Caution: readers agree little more often than by chance"
        if found.kappa is not None and found.kappa < LITTLE:
            return "Caution: kappa is low, as it is where nearly all letters are judged the same"
        return ""

    @property
    def letters_url(self) -> str:
        return f"{self.address}?twice={BOTH_IN}"

    @property
    def agreed_url(self) -> str:
        return f"{self.address}?twice={SAME}_{self.key}"

    @property
    def differing(self) -> int:
        return self.letters - self.agreed

    @property
    def differing_url(self) -> str:
        return f"{self.address}?twice={DIFFERENT}_{self.key}"


@dataclass(frozen=True)
class TwiceRead:
    """The letters of a sample that two people were to read. missing: not both are in yet."""

    both_in: int
    missing: int
    lines: list[Line]
    address: str
    label: str = "all that were to be read twice"

    @property
    def missing_url(self) -> str:
        return f"{self.address}?twice={ONE_MISSING}"

    @property
    def both_in_url(self) -> str:
        return f"{self.address}?twice={BOTH_IN}"


def read_twice(letters: QuerySet[Letter], which: str) -> QuerySet[Letter]:
    """Letters with both readings in, or one missing, or judged the same or otherwise.

    which: BOTH_IN, ONE_MISSING, or SAME or DIFFERENT with what is judged, as "same_ask_3".
    """
    second = Review.objects.filter(letter=OuterRef("pk"), rater=Rater.SECOND)
    paired = letters.filter(Exists(second)).alias(
        first=FilteredRelation("reviews", condition=Q(reviews__rater=Rater.FIRST)),
        second=FilteredRelation("reviews", condition=Q(reviews__rater=Rater.SECOND)),
    )
    both_in = Q(first__finished_at__isnull=False, second__finished_at__isnull=False)
    if which == ONE_MISSING:
        return paired.filter(
            Q(first=None) | Q(first__finished_at=None) | Q(second__finished_at=None)
        )
    paired = paired.filter(both_in)
    if which == BOTH_IN:
        return paired
    wanted, key = which.split("_", 1)
    same = Q(**{_of("first", key): F(_of("second", key))})
    return paired.filter(same if wanted == SAME else ~same)


def _of(rater: str, key: str) -> str:
    return f"{rater}__proforma__result" if key == "result" else f"{rater}__{key}"


CHOICES = [
    (BOTH_IN, "Both readings are in"),
    (ONE_MISSING, "A reading is missing"),
    *((f"{SAME}_{key}", f"Same: {label}") for key, (label, _) in ABOUT.items()),
    *((f"{DIFFERENT}_{key}", f"Different: {label}") for key, (label, _) in ABOUT.items()),
]


def agreement_of(audit: Audit) -> TwiceRead:
    """How far the readers of a cycle agree, on each letter's result and on each ask."""
    sample = Letter.objects.filter(audit=audit, in_sample=True)
    sides = [(_of("first", key), _of("second", key)) for key in ABOUT]
    rows = list(
        read_twice(sample, BOTH_IN)
        .order_by()
        .values_list(*(column for side in sides for column in side))
        .annotate(Count("pk"))
    )
    address = reverse("audit_letters", args=[audit.slug])
    lines = []
    for place, (key, (label, categories)) in enumerate(ABOUT.items()):
        pairs: Counter[tuple[str, str]] = Counter()
        for row in rows:
            pairs[row[2 * place], row[2 * place + 1]] += row[-1]
        table = [[pairs[one, other] for other in categories] for one in categories]
        lines.append(Line(key, label, table, address))
    missing = read_twice(sample, ONE_MISSING).count()
    return TwiceRead(sum(row[-1] for row in rows), missing, lines, address)
