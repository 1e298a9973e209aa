"""An invented audit to look at: its letters are drawn, stored through the importer and labelled."""

import csv
import random
import tempfile
from collections.abc import Iterator
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

SLUG = "demonstration-audit"
NAME = "Demonstration audit of discharge summaries"
DAYS = 425  # fourteen months
PREFIX = "DEMO"

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
    *, on: date, seed: int = 7000, prefix: str = PREFIX, trust_code: str = TRUST
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
    skill = {code: chance.gauss(0, 0.07) for code in specialties}
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


def make(*, count: int, by: User | None) -> int:
    """Add letters to the demonstration audit, which is begun if there is none; returns how many.

    A second call goes on where the first ended. The rates are counted at once.
    """
    audit = Audit.objects.filter(slug=SLUG).first()
    on = timezone.localdate(audit.created_at) if audit else timezone.localdate()
    there = Letter.objects.filter(audit__slug=SLUG).count()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demonstration.csv"
        write_csv(path, letters=count, on=on, after=there)
        report = services.import_letters(path=path, slug=SLUG, audit_name=NAME, by=by)
    audit = Audit.objects.get(slug=SLUG)
    services.label_as_demonstration(audit, by=by)
    services.aggregate(audit)
    return report.stored
