"""How quickly live problems are taken and fixed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from issues.fixit.models import LiveProblem

DAYS = 30


@dataclass(frozen=True)
class Speed:
    """Medians in whole minutes over the problems fixed in the last 30 days; None without any."""

    fixed: int
    to_claim: int | None
    to_fix: int | None


def speed(*, at: datetime) -> Speed:
    """From raised to taken, and from taken to fixed, up to a moment."""
    fixed = LiveProblem.objects.fixed_since(at - timedelta(days=DAYS))
    rows = list(fixed.values_list("raised_at", "claimed_at", "fixed_at"))
    return Speed(
        fixed=len(rows),
        to_claim=_minutes(claimed - raised for raised, claimed, _ in rows),
        to_fix=_minutes(done - claimed for _, claimed, done in rows),
    )


def _minutes(waits: Iterable[timedelta]) -> int | None:
    found = [wait.total_seconds() / 60 for wait in waits]
    return round(median(found)) if found else None
