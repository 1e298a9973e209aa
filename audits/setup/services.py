"""What the integration team does before anybody reads: begin a cycle, draw, assign."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from audits.models import (
    RESERVED_SLUGS,
    Audit,
    Criterion,
    Letter,
    Review,
    Sampling,
    Stage,
)
from audits.services import letters_changed, nobody_counts_meanwhile
from audits.setup import sampling
from interface import history
from interface.accounts.models import User
from interface.directory.models import Organisation, OrganisationKind
from interface.vocabulary import Ask

SETTINGS = [
    "name",
    "protocol_version",
    "window_from",
    "window_to",
    "inclusion_rules",
    "sampling",
    "expected_percent",
    "half_width_percent",
    "least_per_specialty",
    "second_rated_percent",
]


class Refused(Exception):
    """A step that cannot be taken, and why."""

    words = "This cannot be done now."

    def __init__(self):
        super().__init__(self.words)


class NameIsTaken(Refused):
    words = "There is an audit of this name. Give this one another, such as its season and year."


class IsFrozen(Refused):
    words = "The sample of this audit is drawn: its protocol, window and criteria are frozen."


class FrameIsEmpty(Refused):
    words = "The frame has no letters of the window yet. Import them first."


class NotDrawn(Refused):
    words = "Draw the sample before you say who reads it."


class AlreadyAssigned(Refused):
    words = "The letters are assigned already."


class NobodyToRead(Refused):
    words = "Choose at least one reviewer."


class OneSide(Refused):
    words = (
        "Some letters are to be read twice, once by general practice and once by the hospital. "
        "Choose at least one reviewer of each."
    )


@dataclass(frozen=True)
class Stratum:
    """One specialty of a frame: how many letters it has in the window, how many are drawn."""

    specialty: str
    frame: int
    drawn: int


# Protocol ------------------------------------------------------------------------------------


@history.action("began a cycle")
def begin(*, trust: Organisation, criteria: Mapping[Ask, str], by: User, **settings: Any) -> Audit:
    """Begin a cycle that is read here; `settings` are the fields of SETTINGS."""
    slug = slugify(settings["name"])[:60].strip("-")
    if not slug or slug in RESERVED_SLUGS or Audit.objects.filter(slug=slug).exists():
        raise NameIsTaken
    audit = Audit.objects.create(slug=slug, trust=trust, stage=Stage.FRAME, **settings)
    _write_criteria(audit, criteria)
    return audit


@history.action("changed the protocol")
def change(audit: Audit, *, criteria: Mapping[Ask, str], by: User, **settings: Any) -> None:
    """Change a cycle while its sample is not drawn; raises IsFrozen."""
    audit = _held(audit)
    if audit.stage != Stage.FRAME:
        raise IsFrozen
    for name, value in settings.items():
        setattr(audit, name, value)
    audit.save(update_fields=list(settings))
    _write_criteria(audit, criteria)


def _write_criteria(audit: Audit, criteria: Mapping[Ask, str]) -> None:
    for ask, text in criteria.items():
        Criterion.objects.update_or_create(audit=audit, ask=ask, defaults={"text": text})


# Sample --------------------------------------------------------------------------------------


def frame_of(audit: Audit) -> QuerySet[Letter]:
    """The letters that may be drawn: those of the audit, discharged in its window."""
    frame = Letter.objects.filter(audit=audit)
    if audit.window_from:
        frame = frame.filter(discharged_on__gte=audit.window_from)
    if audit.window_to:
        frame = frame.filter(discharged_on__lte=audit.window_to)
    return frame


def plan(audit: Audit) -> list[Stratum]:
    """What drawing now would give, specialty by specialty; after the draw, what it gave."""
    counted = (
        frame_of(audit)
        .order_by("specialty__name")
        .values_list("specialty__name")
        .annotate(frame=Count("pk"), drawn=Count("pk", filter=Q(in_sample=True)))
    )
    if audit.stage != Stage.FRAME:
        return [Stratum(*row) for row in counted]
    frame = {name: letters for name, letters, _ in counted}
    sizes = _sizes(audit, frame)
    return [Stratum(name, letters, sizes[name]) for name, letters in frame.items()]


def _sizes(audit: Audit, frame: Mapping[str, int]) -> dict[str, int]:
    if audit.sampling != Sampling.STRATIFIED:
        return dict(frame)
    size = sampling.size_wanted(
        expected=(audit.expected_percent or 50) / 100,
        half_width=(audit.half_width_percent or 5) / 100,
        frame=sum(frame.values()),
    )
    return sampling.allocate(frame, size=size, least=audit.least_per_specialty or 0)


@history.action("drew the sample")
def draw(audit: Audit, *, by: User, seed: int | None = None) -> None:
    """Draw the sample and freeze the protocol; the seed is kept, and drawn where none is given.

    Raises IsFrozen where it is drawn already, FrameIsEmpty where there is nothing to draw from.
    """
    nobody_counts_meanwhile(audit)
    audit = _held(audit)
    if audit.stage != Stage.FRAME:
        raise IsFrozen
    frame: dict[str, list[str]] = {}
    letters = frame_of(audit).values_list("specialty__name", "letter_id")
    for specialty, letter_id in letters.iterator():
        frame.setdefault(specialty, []).append(letter_id)
    if not frame:
        raise FrameIsEmpty
    seed = secrets.randbelow(sampling.LARGEST_SEED) if seed is None else seed
    sizes = _sizes(audit, {name: len(letters) for name, letters in frame.items()})
    drawn = sampling.draw(frame, sizes, seed=seed)
    Letter.objects.filter(audit=audit, letter_id__in=drawn).update(in_sample=True)
    audit.seed, audit.sampled_at, audit.stage = seed, timezone.now(), Stage.SAMPLED
    audit.save(update_fields=["seed", "sampled_at", "stage"])
    letters_changed(audit)


@history.action("discarded the sample")
def discard(audit: Audit, *, by: User) -> None:
    """Go back to the frame, while nobody has been given a letter; raises AlreadyAssigned."""
    nobody_counts_meanwhile(audit)
    audit = _held(audit)
    if audit.stage != Stage.SAMPLED:
        raise AlreadyAssigned if audit.stage != Stage.FRAME else NotDrawn
    Letter.objects.filter(audit=audit, in_sample=True).update(in_sample=False)
    audit.seed, audit.sampled_at, audit.stage = None, None, Stage.FRAME
    audit.save(update_fields=["seed", "sampled_at", "stage"])
    letters_changed(audit)


# Assignment ----------------------------------------------------------------------------------


def is_of_hospital(reviewer: User) -> bool:
    """Which side a reviewer reads for; everybody who works for no trust reads for practices."""
    organisation = reviewer.organisation
    return organisation is not None and organisation.kind == OrganisationKind.TRUST


@history.action("assigned letters")
def assign(audit: Audit, *, reviewers: Collection[User], by: User) -> int:
    """Give every letter of the sample that nobody has read to reviewers; returns how many lists.

    Raises NotDrawn, AlreadyAssigned, NobodyToRead and OneSide.
    """
    audit = _held(audit)
    if audit.stage != Stage.SAMPLED:
        raise NotDrawn if audit.stage == Stage.FRAME else AlreadyAssigned
    if not reviewers:
        raise NobodyToRead
    unread = Letter.objects.filter(audit=audit, in_sample=True).exclude(reviews__counts=True)
    hospital = [reviewer.pk for reviewer in reviewers if is_of_hospital(reviewer)]
    try:
        readings = sampling.assign(
            list(unread.values_list("pk", flat=True)),
            general_practice=[one.pk for one in reviewers if one.pk not in hospital],
            hospital=hospital,
            percent_twice=audit.second_rated_percent,
            seed=audit.seed or 0,
        )
    except sampling.OneSidedPanel as problem:
        raise OneSide from problem
    Review.objects.bulk_create(
        [
            Review(
                letter_id=reading.letter,
                reviewer_id=reading.reviewer,
                rater=reading.rater,
                position=reading.position,
                counts=False,
            )
            for reading in readings
        ],
        batch_size=2_000,
    )
    audit.stage = Stage.IN_REVIEW
    audit.save(update_fields=["stage"])
    return len({reading.reviewer for reading in readings})


def _held(audit: Audit) -> Audit:
    """The audit as it is now, held until this step is over."""
    return Audit.objects.select_for_update().get(pk=audit.pk)


def default_window(today: date) -> tuple[date, date]:
    """The last whole calendar month."""
    last = date.fromordinal(today.replace(day=1).toordinal() - 1)
    return last.replace(day=1), last
