"""What a pack says of one specialty: its own figures, and of all others only the trust's total."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from audits.charts import months_chart
from audits.models import Audit, Criterion, Finding, LetterRate, RequestRate, Verdict
from audits.rates import Counts, Line, Results
from interface.accounts.models import User
from interface.charts import Chart
from interface.directory.models import Specialty
from interface.privacy.allowlist import allowed
from interface.privacy.guard import find_identifiers
from interface.vocabulary import Ask
from issues.models import Direction, Issue, Kind

MOST_TYPES = 8  # of requests, the commonest first
MOST_EXAMPLES = 3  # of each
MOST_MONTHS = 15  # the latest


@dataclass(frozen=True)
class AskFigures:
    """One of the Five Asks: the specialty beside the trust, and what the audit held it against."""

    ask: Ask
    own: Counts
    trust: Counts
    criterion: str


@dataclass(frozen=True)
class LetterFigures:
    """What letters that were read here came to. A letter that could not be judged is in no rate."""

    inappropriate: int
    judged: int
    cannot_judge: int

    @property
    def counts(self) -> Counts:
        """The same as a rate of letters with something inappropriate, with its interval."""
        return Counts(met=self.inappropriate, not_met=self.judged - self.inappropriate)


@dataclass(frozen=True)
class RequestFigures:
    """Inappropriate requests of one type, and what some of them asked for in a reviewer's words."""

    label: str
    count: int
    gp_minutes: int
    examples: Sequence[str]


@dataclass(frozen=True)
class OpenIssues:
    """Issues of one category with the specialty that have no answer yet, and where from."""

    category: str
    count: int
    places: Sequence[str]


@dataclass(frozen=True)
class PackFigures:
    """Everything a pack says. letters: of the specialty, in the audit or its sample.

    own, trust: letters read for their requests; None for an audit that was read elsewhere.
    trend: for each month, oldest first, its first day and the letters by ask.
    """

    audit: Audit
    specialty: Specialty
    letters: int
    asks: Sequence[AskFigures]
    own: LetterFigures | None
    trust: LetterFigures | None
    trend: Sequence[tuple[date, dict[Ask, Counts]]]
    chart: Chart | None
    requests: Sequence[RequestFigures]
    issues: Sequence[OpenIssues]


def figures_of(audit: Audit, specialty: Specialty, *, by: User) -> PackFigures:
    """The figures of one pack; `by` is whoever asked for it, of the integration team."""
    own = Results(audit, user=by, specialty=specialty)
    asks = _asks(audit, own.by_ask(), Results(audit, user=by).by_ask())
    months = {ask: own.by_month(ask) for ask in Ask}
    return PackFigures(
        audit=audit,
        specialty=specialty,
        letters=max((one.own.letters for one in asks), default=0),
        asks=asks,
        own=_letters(LetterRate.objects.filter(audit=audit, specialty=specialty)),
        trust=_letters(LetterRate.objects.filter(audit=audit)),
        trend=_trend(months),
        chart=_chart(_most_missed(asks), months),
        requests=_requests(audit, specialty),
        issues=_open_issues(specialty, invented=audit.is_demonstration),
    )


def _asks(audit: Audit, own: list[Line], trust: list[Line]) -> list[AskFigures]:
    criteria = dict(Criterion.objects.filter(audit=audit).values_list("ask", "text"))
    of_trust = {line.key: line.counts for line in trust}
    return [
        AskFigures(
            ask=Ask(int(line.key)),
            own=line.counts,
            trust=of_trust[line.key],
            criterion=criteria.get(int(line.key), ""),
        )
        for line in own
    ]


def _letters(rates: QuerySet[LetterRate]) -> LetterFigures | None:
    read = rates.aggregate(
        judged=Sum("no_request") + Sum("all_appropriate") + Sum("some_inappropriate"),
        inappropriate=Sum("some_inappropriate"),
        cannot_judge=Sum("cannot_judge"),
    )
    return LetterFigures(**read) if read["judged"] is not None else None


def _trend(months: dict[Ask, list[Line]]) -> list[tuple[date, dict[Ask, Counts]]]:
    """The latest months, the oldest first."""
    trend: dict[date, dict[Ask, Counts]] = {}
    for ask, lines in months.items():
        for line in lines:
            if line.month:
                trend.setdefault(line.month, {})[ask] = line.counts
    return sorted(trend.items(), key=lambda month: month[0])[-MOST_MONTHS:]


def _most_missed(asks: Sequence[AskFigures]) -> AskFigures | None:
    missed = [one for one in asks if one.own.not_met]
    return max(missed, key=lambda one: one.own.not_met, default=None)


def _chart(missed: AskFigures | None, months: dict[Ask, list[Line]]) -> Chart | None:
    """The ask that most letters did not meet, by month; None where months have too few letters."""
    if missed is None:
        return None
    return months_chart(months[missed.ask], missed.ask, until=timezone.localdate())


def _requests(audit: Audit, specialty: Specialty) -> list[RequestFigures]:
    """Inappropriate requests by type, the commonest first."""
    rows = (
        RequestRate.objects.filter(audit=audit, specialty=specialty, verdict=Verdict.INAPPROPRIATE)
        .order_by("request_type")
        .values("request_type", "request_type__label")
        .annotate(count=Sum("requests"), minutes=Sum("gp_minutes"))
        .order_by("-count", "request_type__label")
    )[:MOST_TYPES]
    return [
        RequestFigures(
            label=row["request_type__label"],
            count=row["count"],
            gp_minutes=row["minutes"],
            examples=_paraphrases(audit, specialty, row["request_type"]),
        )
        for row in rows
    ]


def _paraphrases(audit: Audit, specialty: Specialty, request_type: int) -> list[str]:
    """What reviewers wrote these requests came to, learning points first; never a letter's text.

    The guard reads each once more, since it may have learnt something since it was written.
    """
    written = (
        Finding.objects.filter(
            request_type=request_type,
            verdict=Verdict.INAPPROPRIATE,
            review__counts=True,
            review__letter__audit=audit,
            review__letter__specialty=specialty,
            review__letter__in_sample=True,
        )
        .exclude(paraphrase="")
        .order_by("paraphrase")
        .values_list("paraphrase")
        .annotate(times=Count("pk"), learning=Count("pk", filter=Q(is_learning_point=True)))
        .order_by("-learning", "-times", "paraphrase")
    )
    shown = (text for text, *_ in written if not find_identifiers(text, allowed=allowed()))
    return [text for text, _ in zip(shown, range(MOST_EXAMPLES), strict=False)]


def _open_issues(specialty: Specialty, *, invented: bool) -> list[OpenIssues]:
    """What practices raised and the specialty was asked about, without practice or reporter."""
    issues = (
        Issue.objects.open()
        .filter(
            kind=Kind.ISSUE,
            direction=Direction.PRACTICE_TO_TRUST,
            specialty=specialty,
            sent_to_specialty_at__isnull=False,
            is_demonstration=invented,
        )
        .select_related("category", "practice")
        .only("category__label", "practice__place")
    )
    places: dict[str, list[str]] = {}
    for issue in issues:
        places.setdefault(issue.category.label, []).append(issue.place)
    counted = [
        OpenIssues(category, len(where), sorted(set(where))) for category, where in places.items()
    ]
    return sorted(counted, key=lambda one: (-one.count, one.category))
