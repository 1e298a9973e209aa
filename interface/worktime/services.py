"""The table of bank holidays: loading the official list, reading it."""

from collections.abc import Iterable
from datetime import date

import holidays as official_list

from interface.prepared import Statement
from interface.worktime.models import BankHoliday

ALL = "SELECT date FROM worktime_bankholiday"
_all = Statement(ALL)  # most pages ask


def load_bank_holidays(years: Iterable[int]) -> int:
    """Add England's bank holidays of these years; returns how many were new.

    Source: the `holidays` package. Days the team added itself stay as they are.
    """
    days = official_list.country_holidays("GB", subdiv="ENG", years=list(years))
    known = bank_holidays()
    new = [
        BankHoliday(date=day, name=name, official=True)
        for day, name in sorted(days.items())
        if day not in known
    ]
    BankHoliday.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def bank_holidays() -> frozenset[date]:
    """Every day on which nobody works, for `interface.worktime.days`. One query."""
    return frozenset(day for (day,) in _all())
