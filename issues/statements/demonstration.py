"""Invented statements to look at: labelled, about processes, and nobody's."""

import csv
from datetime import date
from pathlib import Path

from django.utils import timezone

from interface.accounts.models import User
from interface.directory.models import Specialty
from issues.models import PublicStatement
from issues.statements import services
from issues.statements.figures import before

WORDS = Path(__file__).parent / "invented_statements.csv"


def make(*, by: User, approved_by: User) -> int:
    """Add the invented statements unless there are some; returns how many are new.

    `by` writes and `approved_by`, another person, approves all but those left waiting.
    """
    if PublicStatement.objects.filter(is_demonstration=True).exists():
        return 0
    specialties = {one.treatment_function_code: one for one in Specialty.objects.active()}
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        words = services.Words(
            said=row["said"], did=row["did"], kind=row["kind"], result=row["result"],
            month=_months_ago(int(row["months_ago"])),
            specialty=specialties.get(row["specialty_code"]),
            ask=int(row["ask"]) if row["ask"] else None,
        )  # fmt: skip
        version = services.write(None, words, by=by, finished=True, is_demonstration=True)
        if row["approved"] == "yes":
            services.approve(version, by=approved_by)
    return len(rows)


def _months_ago(number: int) -> date:
    month = timezone.localdate().replace(day=1)
    for _ in range(number):
        month = before(month)
    return month
