"""The reference data of issues: the categories that the form offers."""

import csv
from pathlib import Path

from issues.letters import reference as letters
from issues.models import Category

CATEGORIES = Path(__file__).parent / "data" / "categories.csv"


def load() -> str:
    """Add the categories that are not there yet; returns what was done, in words.

    Words that the integration team has changed since stay as they are.
    """
    with CATEGORIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = set(Category.objects.values_list("code", flat=True))
    new = [
        Category(
            code=row["code"],
            label=row["label"],
            example=row["example"],
            ask=int(row["ask"]) if row["ask"] else None,
            position=position,
        )
        for position, row in enumerate(rows, start=1)
        if row["code"] not in known
    ]
    Category.objects.bulk_create(new)
    return f"Categories: {len(new)} added. {letters.load()}"
