"""The figures that anybody may read, and what is never told because it is too few."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from issues.models import Issue, Kind, Outcome, Status

CHANGE_MADE_OR_PLANNED = [
    Outcome.FIXED_FOR_ALL,
    Outcome.FIXED_THIS_CASE,
    Outcome.RULE_EXPLAINED,
    Outcome.IN_PROJECT,
]
FIGURES_KEPT = 600  # seconds
FEWEST = 5  # what counts fewer could point to somebody, so it is not published
MOST_THEMES = 5


def published(count: int) -> str:
    """A count as the public reads it."""
    return f"{count:,}" if count >= FEWEST else f"under {FEWEST}"


@dataclass(frozen=True)
class PublicFigures:
    """What the service has done, on the day it was counted."""

    answered: int
    closed: int
    changed: int
    median_days: float | None
    counted_at: datetime

    @property
    def changed_percentage(self) -> int | None:
        return round(100 * self.changed / self.closed) if self.closed else None

    @property
    def share_is_public(self) -> bool:
        """Whether enough are closed for the share to point to nobody."""
        return self.closed >= FEWEST and self.changed >= FEWEST

    @property
    def closed_note(self) -> str:
        """The denominator of the percentage, in words."""
        return f"{self.changed:,} of {self.closed:,} closed issues"


_MEDIAN_DAYS = """
SELECT percentile_cont(0.5) WITHIN GROUP (
    ORDER BY extract(epoch FROM first_answered_at - raised_at) / 86400)
FROM issues_issue WHERE first_answered_at IS NOT NULL
"""


# A part that was closed with its theme ends as the theme did, through however many links.
_CHANGED_WITH_THEME = """
WITH RECURSIVE ended (id, outcome, part_of_id) AS (
    SELECT id, outcome, part_of_id FROM issues_issue
    WHERE status = %(closed)s AND kind = %(kind)s AND outcome = %(with_theme)s
  UNION
    SELECT ended.id, theme.outcome, theme.part_of_id
    FROM ended JOIN issues_issue theme ON theme.id = ended.part_of_id
    WHERE ended.outcome = %(with_theme)s
)
SELECT count(DISTINCT id) FROM ended WHERE outcome = ANY(%(changed)s)
"""


def _count_public_figures() -> PublicFigures:
    """Praise is no concern, so it is in neither part of the share."""
    closed = Issue.objects.filter(status=Status.CLOSED, kind=Kind.ISSUE).aggregate(
        all=Count("pk"), changed=Count("pk", filter=Q(outcome__in=CHANGE_MADE_OR_PLANNED))
    )
    with connection.cursor() as cursor:
        cursor.execute(_MEDIAN_DAYS)
        median = cursor.fetchone()[0]
        cursor.execute(
            _CHANGED_WITH_THEME,
            {
                "closed": Status.CLOSED,
                "kind": Kind.ISSUE,
                "with_theme": Outcome.DUPLICATE_OF_THEME,
                "changed": list(CHANGE_MADE_OR_PLANNED),
            },
        )
        changed_with_theme = cursor.fetchone()[0]
    return PublicFigures(
        answered=Issue.objects.filter(first_answered_at__isnull=False).count(),
        closed=closed["all"],
        changed=closed["changed"] + changed_with_theme,
        median_days=round(float(median), 1) if median is not None else None,
        counted_at=timezone.now(),
    )


def public_figures() -> PublicFigures:
    """The figures on the public pages, counted at most every ten minutes."""
    kept = cache.get("issues.public_figures")
    if kept is None:
        kept = _count_public_figures()
        cache.set("issues.public_figures", kept, FIGURES_KEPT)
    return kept


# A month ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MonthFigures:
    """A month that is over, as it may be published: small counts are gone already.

    `median_days` is empty where too few were answered.
    """

    raised: str
    closed: str
    praise: str
    median_days: str
    themes: tuple[tuple[str, int], ...]


def publishable_themes(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The largest themes, at most five: none under five, and what is left out is not either.

    Whoever takes the themes shown from the total learns how many are left; if those were one to
    four, the smallest theme shown is left out too.
    """
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [item for item in ordered if item[1] >= FEWEST][:MOST_THEMES]
    total = sum(counts.values())
    while shown and 0 < total - sum(count for _, count in shown) < FEWEST:
        shown.pop()
    return tuple(shown)


_MEDIAN_DAYS_OF = """
SELECT count(*), percentile_cont(0.5) WITHIN GROUP (
    ORDER BY extract(epoch FROM first_answered_at - raised_at) / 86400)
FROM issues_issue WHERE kind = %s AND first_answered_at >= %s AND first_answered_at < %s
"""


def month_figures(month: date) -> MonthFigures:
    """What came in and what was answered in a month; `month` is its first day and is over."""
    key = f"issues.month_figures:{month:%Y-%m}"
    kept = cache.get(key)
    if kept is None:
        kept = _count_month(month)
        cache.set(key, kept, FIGURES_KEPT)
    return kept


def _count_month(month: date) -> MonthFigures:
    begin, end = _midnight(month), _midnight(after(month))
    raised = Issue.objects.filter(raised_at__gte=begin, raised_at__lt=end)
    themes = raised.filter(kind=Kind.ISSUE).order_by().values_list("category__label")
    counts = dict(themes.annotate(n=Count("pk")))
    closed = Issue.objects.filter(kind=Kind.ISSUE, closed_at__gte=begin, closed_at__lt=end)
    with connection.cursor() as cursor:
        cursor.execute(_MEDIAN_DAYS_OF, [Kind.ISSUE, begin, end])
        answered, median = cursor.fetchone()
    return MonthFigures(
        raised=published(sum(counts.values())),
        closed=published(closed.count()),
        praise=published(raised.filter(kind=Kind.PRAISE).count()),
        median_days=f"{float(median):.1f}" if answered >= FEWEST else "",
        themes=publishable_themes(counts),
    )


def after(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def before(month: date) -> date:
    """The first day of the month before."""
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def fingerprint(content: object) -> str:
    """The same for the same content: what a file made from it is kept under."""
    return sha256(repr(content).encode()).hexdigest()
