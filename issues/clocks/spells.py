"""Who held an issue for how long: arithmetic on its handovers, without a database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from interface.worktime.hours import working_time
from issues.clocks.models import Holder


@dataclass(frozen=True)
class Spell:
    """One holder's time without a break; `ended_at` is None while it lasts."""

    holder: Holder
    specialty_id: int | None
    began_at: datetime
    ended_at: datetime | None = None

    def working_time(self, *, at: datetime, holidays: Collection[date]) -> timedelta:
        """Its working time up to `at`."""
        return working_time(self.began_at, min(self.ended_at or at, at), holidays)


def spells(
    raised_at: datetime, handovers: Iterable[tuple[datetime, str, int | None]]
) -> list[Spell]:
    """An issue's life from when it was raised, as spells that touch, oldest first.

    `handovers` are (moment, holder, specialty's key) in their order.
    """
    begun: list[tuple[datetime, Holder, int | None]] = [
        (raised_at, Holder.INTEGRATION_TEAM, None),
        *((at, Holder(holder), specialty) for at, holder, specialty in handovers),
    ]
    ends = [at for at, _holder, _specialty in begun[1:]]
    return [
        Spell(holder, specialty if holder == Holder.SPECIALTY else None, at, end)
        for (at, holder, specialty), end in zip(begun, [*ends, None], strict=True)
    ]


def held(
    life: Iterable[Spell], *, at: datetime, holidays: Collection[date]
) -> dict[Holder, timedelta]:
    """The working time that each holder has had up to `at`; the time after an answer is nobody's.

    The sum is the working time during which the issue was open.
    """
    shares: dict[Holder, timedelta] = {
        holder: timedelta() for holder in Holder if holder != Holder.NOBODY
    }
    for spell in life:
        if spell.holder != Holder.NOBODY:
            shares[spell.holder] += spell.working_time(at=at, holidays=holidays)
    return shares
