"""How well “is it already here?” finds: labelled pairs hidden among invented issues."""

import csv
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from interface.directory.models import Organisation, Specialty
from issues.demonstration import free_references
from issues.models import Category, Issue
from issues.similar import Match, similar

PHRASES = Path(__file__).parent / "data" / "invented_phrases.csv"
SEED = 20261112


@dataclass(frozen=True)
class Recall:
    """Of `asked` pairs, how many were found first, and how many among the three shown."""

    asked: int
    first: int
    in_three: int

    def __str__(self):
        one, three = self.first / self.asked, self.in_three / self.asked
        return f"{self.asked} pairs: recall@1 {one:.2f}, recall@3 {three:.2f}"


@dataclass
class Measured:
    """The place of the right issue for each pair (None: not shown), and what else was offered."""

    places: list[tuple[dict, int | None]] = field(default_factory=list)
    offered: float = 0.0  # share of the texts that were offered a match where theirs cannot be

    def by_use(self) -> dict[str, Recall]:
        """Recall of the pairs for tuning, of those held out, and of all."""
        uses = sorted({pair["use"] for pair, _ in self.places})
        return {use: self._of([use]) for use in uses} | {"all": self._of(uses)}

    def missed(self, use: str) -> list[dict]:
        """The pairs whose issue was not among the three."""
        return [pair for pair, place in self.places if place is None and pair["use"] == use]

    def _of(self, uses: list[str]) -> Recall:
        places = [place for pair, place in self.places if pair["use"] in uses]
        found = [place for place in places if place is not None]
        return Recall(len(places), found.count(0), len(found))


def measure(pairs: list[dict], among: int) -> Measured:
    """Store the pairs' issues among invented ones, ask in the other wording, and look.

    Needs the reference data. Run it in a transaction that is rolled back.
    """
    world = _World(pairs, random.Random(SEED))  # noqa: S311 nothing secret is drawn
    hidden = world.store(pairs)
    world.invent(among)
    measured = Measured()
    strangers = 0
    for number, (pair, issue) in enumerate(zip(pairs, hidden, strict=True)):
        found = [match.issue.pk for match in world.ask(pair["query"], issue)]
        place = found.index(issue.pk) if issue.pk in found else None
        measured.places.append((pair, place))
        elsewhere = hidden[(number + len(hidden) // 2) % len(hidden)]  # half the categories on
        strangers += bool(world.ask(pair["query"], elsewhere))
    measured.offered = strangers / len(pairs)
    return measured


class _World:
    """Two practices, and invented issues: half of them where the pairs are, half anywhere."""

    def __init__(self, pairs: list[dict], dice: random.Random):
        self.dice = dice
        self.asking, *self.others = Organisation.objects.practices().open()[:20]
        self.categories = {category.code: category for category in Category.objects.all()}
        self.specialties = {s.treatment_function_code: s for s in Specialty.objects.active()}
        self.cells = [(pair["category"], pair["specialty"]) for pair in pairs]
        self.phrases: dict[str, list[str]] = {}
        with PHRASES.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                self.phrases.setdefault(row["use"], []).append(row["text"])

    def store(self, pairs: list[dict]) -> list[Issue]:
        """The issues that are to be found."""
        return self._save(
            self._issue(p["category"], p["specialty"], p["what_happened"], p["public_summary"])
            for p in pairs
        )

    def invent(self, count: int) -> list[Issue]:
        """Issues made of phrases: like the others in kind, length and words."""
        slots = {name: self.phrases[name] for name in ("team", "test", "event", "drug", "thing")}
        made = []
        for number in range(count):
            cell = self.dice.choice(self.cells)
            if number % 2:
                cell = (
                    self.dice.choice(self.cells)[0],
                    self.dice.choice(list(self.specialties)),
                )
            drawn = {name: self.dice.choice(words) for name, words in slots.items()}
            opening = self.dice.choice(self.phrases[cell[0]]).format(**drawn)
            ending = " ".join(self.dice.sample(self.phrases["ending"], 2))
            made.append(self._issue(*cell, f"{opening[0].upper()}{opening[1:]}. {ending}", ""))
        return self._save(made)

    def ask(self, text: str, where: Issue) -> list[Match]:
        """What a practice is shown that writes this in the place of that issue."""
        return similar(
            text,
            specialty=where.specialty,
            category=where.category,
            practice=self.asking,
        )

    def _issue(self, category: str, specialty: str, text: str, summary: str) -> Issue:
        return Issue(
            category=self.categories[category],
            specialty=self.specialties[specialty] if specialty else None,
            what_happened=text,
            public_summary=summary,
            practice=self.dice.choice(self.others),
            raised_at=timezone.now() - timedelta(days=self.dice.uniform(0, 365)),
            is_demonstration=True,
        )

    @staticmethod
    def _save(issues: Iterable[Issue]) -> list[Issue]:
        issues = list(issues)
        for issue, reference in zip(issues, free_references(len(issues)), strict=True):
            issue.reference = reference
        return Issue.objects.bulk_create(issues, batch_size=500)
