"""Lines with their identifiers marked, and how much of them the guard finds.

`pii_dev.jsonl` is the shared development set; `hard_cases.jsonl` are our own lines, in parts
by the first letter of their id: each part was written before the rules had seen a line of it. What
they measured then is in docs/decisions/0011.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from interface.privacy import Tier, find_identifiers

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Line:
    id: str
    text: str
    spans: list[tuple[int, int, str]]
    tempting: list[str]


@cache
def lines(name: str) -> list[Line]:
    """The lines of one set."""
    records = map(json.loads, (HERE / name).read_text(encoding="utf-8").splitlines())
    return [
        Line(
            record["id"],
            record["text"],
            [tuple(span) for span in record["spans"]],
            record["tempting"],
        )
        for record in records
    ]


@dataclass
class Measured:
    """Shares between 0 and 1; a hit is any overlap of a finding with a marked span."""

    marked: Counter = field(default_factory=Counter)
    hit: Counter = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    flagged: list[str] = field(default_factory=list)
    lines: Counter = field(default_factory=Counter)

    def recall(self, kind: str) -> float:
        return self.hit[kind] / self.marked[kind]

    def share(self, what: str, of: str) -> float:
        return self.lines[what] / self.lines[of]


@cache
def measured(name: str) -> Measured:
    """What the guard makes of one set."""
    result = Measured()
    for line in lines(name):
        found = find_identifiers(line.text)
        if line.spans:
            hits = [
                (kind, any(one.start < end and start < one.end for one in found))
                for start, end, kind in line.spans
            ]
            result.marked.update(kind for kind, _ in hits)
            result.hit.update(kind for kind, hit in hits if hit)
            result.missed += [f"{line.id} {kind}: {line.text}" for kind, hit in hits if not hit]
            result.lines.update(["dirty"] + ["caught"] * any(hit for _, hit in hits))
        else:
            result.lines.update(["clean"] + ["flagged"] * bool(found))
            result.lines.update(["stopped"] * any(one.tier is Tier.STOP for one in found))
            result.flagged += [line.text] * bool(found)
    return result


def titled_recall(name: str) -> float:
    """The share of names with a title (Mr, Mrs, Ms, Miss, Master, Mx) that are found."""
    hits = []
    for line in lines(name):
        found = find_identifiers(line.text)
        for start, end, kind in line.spans:
            title = line.text[start:end].split()[0].rstrip(".").lower()
            if kind == "patient_name" and title in {"mr", "mrs", "ms", "miss", "master", "mx"}:
                hits.append(any(one.start < end and start < one.end for one in found))
    return sum(hits) / len(hits)
