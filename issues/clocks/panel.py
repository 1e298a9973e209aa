"""The clock of one issue for the people at the desk, in words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from interface.reading import Reading
from interface.worktime.hours import WORKING_DAY
from issues.clocks import services, spells
from issues.clocks.models import Handover, Holder
from issues.models import Issue
from issues.wording import counted

SHARES = [Holder.INTEGRATION_TEAM, Holder.SPECIALTY, Holder.PRACTICE, Holder.OTHER]


_handovers_of = Reading(
    Handover,
    "WHERE this.issue_id = %s ORDER BY this.at, this.id",
    joined=["specialty", "because"],
)


@dataclass(frozen=True)
class Panel:
    """Who holds an issue since when, why its clock stands if it does, and who had it how long."""

    holder: str
    since: datetime
    paused_because: str
    is_paused: bool
    may_pause: bool
    days_left: str
    shares: list[tuple[str, str]]


def panel(issue: Issue, *, at: datetime, holidays: Collection[date]) -> Panel:
    """What `issues/clocks/_panel.html` shows, in one query."""
    handovers = _handovers_of(issue.pk)
    last = handovers[-1] if handovers else None
    pause = last if last and last.is_pause else None
    names = {one.specialty_id: str(one.specialty) for one in handovers if one.specialty}
    life = spells.spells(
        issue.raised_at, [(one.at, one.holder, one.specialty_id) for one in handovers]
    )
    shares = spells.held(life, at=at, holidays=holidays)
    return Panel(
        holder="Nobody: the clock is stopped" if pause else _label([life[-1]], names),
        since=life[-1].began_at,
        is_paused=pause is not None,
        paused_because=pause.because.text if pause and pause.because else "",
        may_pause=services.may_pause(issue) and pause is None,
        days_left=_left(pause.respond_left) if pause else "",
        shares=[
            (_label([spell for spell in life if spell.holder == holder], names), length(time))
            for holder in SHARES
            if (time := shares[holder])
        ],
    )


def length(time: timedelta) -> str:
    """Working time in words: "2 working days 3 hours", "40 minutes"; a working day has ten hours.

    Minutes are told where there is no whole hour.
    """
    days, rest = divmod(time, WORKING_DAY)
    hours, rest = divmod(rest, timedelta(hours=1))
    parts = [counted(days, "working day")] if days else []
    if hours:
        parts.append(counted(hours, "hour"))
    return " ".join(parts) or counted(rest // timedelta(minutes=1), "minute")


def _label(held: list[spells.Spell], names: dict[int | None, str]) -> str:
    """Who had these spells of one holder: specialties by their names, in order."""
    if held[0].holder != Holder.SPECIALTY:
        return str(held[0].holder.label)
    return ", ".join(dict.fromkeys(names[spell.specialty_id] for spell in held))


def _left(days: int | None) -> str:
    if days is None:
        return ""
    late = " late" if days < 0 else " left"
    return counted(abs(days), "working day") + late
