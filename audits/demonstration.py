"""An invented audit to look at: its letters are drawn, stored through the importer and labelled."""

import csv
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from django.utils import timezone

from audits import services
from audits.importing.layout import COLUMNS
from audits.models import Audit, Letter
from interface.accounts.models import User
from interface.directory.models import Organisation, Specialty
from interface.directory.reference import TRUST
from interface.vocabulary import Ask

DAYS = 425  # fourteen months
PREFIX = "DEMO"


@dataclass(frozen=True)
class Cycle:
    """One invented audit. better: how much more often than usual its letters meet the asks."""

    slug: str
    name: str
    seed: int = 7000
    prefix: str = PREFIX
    days_ago: int = 0
    better: float = 0


LATEST = Cycle("demonstration-audit", "Demonstration audit of discharge summaries")
BEFORE = Cycle(
    "demonstration-audit-before",
    "Demonstration audit, the cycle before",
    seed=6999,
    prefix=f"{PREFIX}-BEFORE",
    days_ago=DAYS,
    better=-0.06,
)

# Invented shares of letters that meet an ask, and to which it does not apply, over the trust.
_MET = {
    Ask.COMMUNICATE: 0.71,
    Ask.REFER: 0.88,
    Ask.FOLLOW_UP: 0.79,
    Ask.FIT_NOTE: 0.64,
    Ask.PRESCRIBE: 0.83,
}
_NOT_APPLICABLE = {
    Ask.COMMUNICATE: 0.02,
    Ask.REFER: 0.55,
    Ask.FOLLOW_UP: 0.30,
    Ask.FIT_NOTE: 0.62,
    Ask.PRESCRIBE: 0.40,
}
_IMPROVEMENT = 0.08  # over the whole time
_NOT_JUDGED = 0.01
_WARDS = ["", "A12", "B3", "C31", "D57", "E14", "F20", "Day case unit", "Short stay unit"]


class NoDirectory(Exception):
    """There are no specialties or practices to invent letters for."""


def rows(
    *,
    on: date,
    seed: int = 7000,
    prefix: str = PREFIX,
    trust_code: str = TRUST,
    better: float = 0,
) -> Iterator[dict[str, str]]:
    """Endless invented letters in the layout of an import, discharged in the months before a day.

    The same seed and day give the same letters. Raises NoDirectory.
    """
    chance = random.Random(seed)  # noqa: S311 invented data, not a secret
    specialties = list(
        Specialty.objects.active()
        .filter(trust__ods_code=trust_code)
        .exclude(treatment_function_code="")
        .order_by("treatment_function_code")
        .values_list("treatment_function_code", flat=True)
    )
    practices = list(
        Organisation.objects.pickable().order_by("ods_code").values_list("ods_code", flat=True)
    )
    if not specialties or not practices:
        raise NoDirectory
    sizes = [chance.uniform(0.1, 2.5) for _ in specialties]
    skill = {code: better + chance.gauss(0, 0.07) for code in specialties}
    number = 0
    while True:
        for specialty in chance.choices(specialties, sizes, k=1000):
            number += 1
            ago = chance.randrange(1, DAYS)
            yield {
                "letter_id": f"{prefix}-{number:06}",
                "discharge_date": (on - timedelta(days=ago)).isoformat(),
                "specialty_code": specialty,
                "ward": chance.choice(_WARDS),
                "practice_ods_code": chance.choice(practices),
                "document_text": "",
                **{
                    f"ask_{ask}": _judgement(
                        chance, ask, skill[specialty] - _IMPROVEMENT * ago / DAYS
                    )
                    for ask in Ask
                },
            }


def _judgement(chance: random.Random, ask: Ask, better: float) -> str:
    drawn = chance.random()
    if drawn < _NOT_JUDGED:
        return ""
    if drawn < _NOT_JUDGED + _NOT_APPLICABLE[ask]:
        return "n/a"
    return "met" if chance.random() < _MET[ask] + better else "not_met"


def write_csv(path: Path, *, letters: int, on: date, after: int = 0, **choices) -> None:
    """Write invented letters as a file for the upload page, leaving out the first `after`."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(islice(rows(on=on, **choices), after, after + letters))


def make(*, count: int, by: User | None, cycle: Cycle = LATEST) -> int:
    """Add letters to a demonstration audit, which is begun if there is none; returns how many.

    A second call goes on where the first ended. The rates are counted at once.
    """
    audit = Audit.objects.filter(slug=cycle.slug).first()
    begun = timezone.localdate(audit.created_at) if audit else timezone.localdate()
    there = Letter.objects.filter(audit__slug=cycle.slug).count()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demonstration.csv"
        write_csv(
            path,
            letters=count,
            on=begun - timedelta(days=cycle.days_ago),
            after=there,
            seed=cycle.seed,
            prefix=cycle.prefix,
            better=cycle.better,
        )
        report = services.import_letters(path=path, slug=cycle.slug, audit_name=cycle.name, by=by)
    audit = Audit.objects.get(slug=cycle.slug)
    services.label_as_demonstration(audit, by=by)
    services.aggregate(audit)
    return report.stored


def make_both(*, letters: int, by: User | None) -> int:
    """Bring two cycles up to so many letters together, a quarter in the one before.

    The one before is begun first, so that the latest is the newest. Returns how many were added.
    """
    added = 0
    wanted = {BEFORE: letters // 4, LATEST: letters - letters // 4}
    for cycle, number in wanted.items():
        missing = number - Letter.objects.filter(audit__slug=cycle.slug).count()
        if missing > 0:
            added += make(count=missing, by=by, cycle=cycle)
    return added
