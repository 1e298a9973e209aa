"""What a pack says of one specialty: its own figures, and of all others only the trust's total."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from audits.charts import months_chart
from audits.models import Audit, Criterion, Finding, Verdict
from audits.rates import Counts, Line, Results
from audits.results.figures import LetterCounts, ReadHere
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
    own: LetterCounts | None
    trust: LetterCounts | None
    trend: Sequence[tuple[date, dict[Ask, Counts]]]
    chart: Chart | None
    requests: Sequence[RequestFigures]
    issues: Sequence[OpenIssues]


def figures_of(audit: Audit, specialty: Specialty, *, by: User) -> PackFigures:
    """The figures of one pack; `by` is whoever asked for it, of the integration team."""
    own = Results(audit, user=by, specialty=specialty)
    asks = _asks(audit, own.by_ask(), Results(audit, user=by).by_ask())
    months = {ask: own.by_month(ask) for ask in Ask}
    read = ReadHere(audit, user=by, specialty=specialty)
    return PackFigures(
        audit=audit,
        specialty=specialty,
        letters=max((one.own.letters for one in asks), default=0),
        asks=asks,
        own=_letters(read),
        trust=_letters(ReadHere(audit, user=by)),
        trend=_trend(months),
        chart=_chart(_most_missed(asks), months),
        requests=_requests(read, audit, specialty),
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


def _letters(read: ReadHere) -> LetterCounts | None:
    counts = read.letters().counts
    return counts if counts.letters else None


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


def _requests(read: ReadHere, audit: Audit, specialty: Specialty) -> list[RequestFigures]:
    """Inappropriate requests by type, the commonest first."""
    found = [line for line in read.requests_by_type() if line.counts.inappropriate]
    found.sort(key=lambda line: (-line.counts.inappropriate, line.label))
    return [
        RequestFigures(
            label=line.label,
            count=line.counts.inappropriate,
            gp_minutes=line.counts.gp_minutes,
            examples=_paraphrases(audit, specialty, line.key),
        )
        for line in found[:MOST_TYPES]
    ]


def _paraphrases(audit: Audit, specialty: Specialty, request_type: str) -> list[str]:
    """What reviewers wrote these requests came to, learning points first; never a letter's text.

    The guard reads each once more, since it may have learnt something since it was written.
    """
    written = (
        Finding.objects.filter(
            request_type__code=request_type,
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
