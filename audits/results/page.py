"""What the page of a cycle shows beside its rates by ask."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from audits.importing.report import counted
from audits.models import Audit
from audits.permissions import may_open_letters
from audits.results.charts import months_chart, specialties_chart
from audits.results.figures import (
    LetterLine,
    ReadHere,
    RequestLine,
    Share,
    letters_of_every_specialty,
)
from interface.directory.models import Specialty


@dataclass(frozen=True)
class Tile:
    """One large figure; `href` lists the rows it counts, for those who may open them."""

    value: str
    label: str
    href: str
    note: str


def results_page(
    audit: Audit, *, user, specialty: Specialty | None, shown: Iterable[Specialty]
) -> dict[str, Any]:
    """The figures and pictures of a cycle that is read here; nothing of another, or before any.

    specialty: the one chosen. shown: those that the user may see.
    """
    if not audit.is_read_here:
        return {}
    found = ReadHere(audit, user=user, specialty=specialty)
    letters, requests = found.letters(), found.requests()
    if not letters.counts.letters:
        return {}
    by_month, by_specialty = found.letters_by_month(), found.letters_by_specialty()
    if specialty or user.is_specialty_lead:
        every = letters_of_every_specialty(audit)
    else:
        every = [(line.label, line.counts) for line in by_specialty]
    return {
        "read_letters": letters,
        "tiles": headline(letters, requests, may_open=may_open_letters(user)),
        "meaning": meaning(letters.counts.inappropriate),
        "requests_by_type": found.requests_by_type(),
        "requests_by_ask": found.requests_by_ask(),
        "letters_by_specialty": [] if specialty else by_specialty,
        "letters_by_month": by_month,
        "letters_by_month_chart": months_chart(by_month, until=timezone.localdate()),
        "letters_by_specialty_chart": specialties_chart(
            every,
            shown=[one.name for one in shown],
            own=specialty.name if specialty else "",
        ),
    }


def headline(letters: LetterLine, requests: RequestLine, *, may_open: bool) -> list[Tile]:
    """The four figures of a cycle, each with what it was counted out of."""
    counts, asked = letters.counts, requests.counts
    out_of = f"in {counted(counts.judged, 'judged letter', 'judged letters')}"
    tiles = [
        _share(
            counts.inappropriate,
            "letters with an inappropriate request",
            "judged letters",
            letters.some_inappropriate_url,
        ),
        _per_100(
            requests.requests_per_100,
            "inappropriate requests in 100 letters",
            f"{counted(asked.inappropriate, 'request', 'requests')} {out_of}",
            requests.inappropriate_url,
        ),
        _per_100(
            requests.gp_minutes_per_100,
            "GP minutes for them in 100 letters",
            f"{asked.gp_minutes:,} of {asked.minutes:,} minutes of all staff, {out_of}",
            requests.of_gps_url,
        ),
        _share(counts.box, "letters with a clear action box", "letters", letters.clear_box_url),
    ]
    return tiles if may_open else [replace(tile, href="") for tile in tiles]


def _share(share: Share, label: str, of: str, href: str) -> Tile:
    behind = f"{share.part:,} of {share.whole:,} {of}"
    if share.percentage is None or share.interval is None:
        return Tile(f"{share.part:,}", label, href, f"{behind}: too few for a rate")
    lower, upper = share.interval
    note = f"{behind}; 95% interval {lower:.1f}% to {upper:.1f}%"
    return Tile(f"{share.percentage:.1f}%", label, href, note)


def _per_100(number: float | None, label: str, behind: str, href: str) -> Tile:
    if number is None:
        return Tile("–", label, href, f"{behind}: too few for a rate")
    return Tile(f"{number:,.1f}", label, href, behind)


def meaning(share: Share) -> str:
    """What the first figure means, in one sentence; blank for too few letters."""
    if share.percentage is None or share.interval is None:
        return ""
    lower, upper = share.interval
    return (
        f"Of every 100 letters, about {share.percentage:.0f} ask the practice for at least one "
        f"thing that the hospital should have done itself; allowing for how many letters were "
        f"read, between {lower:.0f} and {upper:.0f}."
    )
