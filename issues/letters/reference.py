"""The rules and letters to begin with, from data/: what is there already stays as it is."""

import csv
import tomllib
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from interface import history
from issues.letters import services
from issues.letters.models import Rule, TemplateLetter
from issues.models import Category

DATA = Path(__file__).parent / "data"
DATES = ("effective_from", "effective_to")
INVENTED_SIDES = ("the Demo Local Medical Committee", "the Demo Trust")  # of a demonstration


def load() -> str:
    """Add the rules and letters that are missing, after the categories; says what was done."""
    categories = Category.objects.in_bulk(field_name="code")
    rules = _load_rules(categories, by=None)
    letters = _load_letters(categories, by=None)
    return f"Rules: {rules} added. Template letters: {letters} added"


@history.action("loaded the rules to begin with")
def _load_rules(categories: dict[str, Category], *, by: None) -> int:
    known = set(Rule.objects.values_list("code", flat=True))
    with (DATA / "rules.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] not in known]
    for row in rows:
        codes = row.pop("categories").split()
        for name in DATES:
            row[name] = date.fromisoformat(row[name]) if row[name] else None
        rule = Rule(**row)
        rule.full_clean()
        rule.save()
        rule.categories.set(categories[code] for code in codes)
    return len(rows)


@history.action("loaded the letters to begin with")
def _load_letters(categories: dict[str, Category], *, by: None) -> int:
    known = set(TemplateLetter.objects.values_list("code", flat=True))
    files = [path for path in sorted(DATA.glob("letters/L*.toml")) if path.stem not in known]
    for path in files:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        letter = TemplateLetter(
            code=path.stem,
            title=content["title"],
            use_when=content["use_when"],
            rule_code=content["rule"],
        )
        letter.full_clean()
        letter.save()
        letter.categories.set(categories[code] for code in content["categories"])
        version = services.save_version(
            letter,
            subject=content["subject"],
            body=content["body"].strip(),
            requests="\n".join(content["requests"]),
            reasons="\n".join(content["reasons"]),
            by=None,
        )
        if settings.DEMONSTRATION:
            _agree_for_demonstration(version)
    return len(files)


def _agree_for_demonstration(version) -> None:
    """Where everybody is invented, so is the agreement, and it says so."""
    today = timezone.localdate()
    practice_side, trust_side = INVENTED_SIDES
    services.agree(
        version,
        agreed_by_practice_side=practice_side,
        agreed_by_trust_side=trust_side,
        agreed_on=today,
        review_on=today.replace(day=1, year=today.year + 1),
        by=None,
    )
