"""Two invented cycles that were read here: drawn, read, some of it twice, settled, locked.

Their texts and readings are invented and say nothing about any hospital, specialty or practice.
Rows are written by the thousand; what follows from them is worked out by the desk's own rules.
"""

import random
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from audits import services
from audits.desk import services as desk
from audits.desk.judging import judgements_of, result_of
from audits.models import (
    ASK_COLUMNS,
    Audit,
    Finding,
    Letter,
    Proforma,
    Rater,
    Review,
    Sampling,
    Verdict,
)
from audits.models.reviews import ActionBox, Clarity, NeededBy, Reason
from audits.setup import services as setup
from interface import history
from interface.accounts.models import User
from interface.directory.models import Organisation, Specialty
from interface.directory.reference import TRUST
from interface.vocabulary import Ask
from issues.models import Category

DAYS = 182  # half a year
TWICE = 30  # per cent
_SPECIALTIES = ["100", "110", "300", "320", "340", "430"]
_SHARES = [24, 26, 20, 26, 3, 1]
_CRITERIA = {
    Ask.COMMUNICATE: "What the practice should do is stated, once, in a place of its own.",
    Ask.REFER: "Referrals within the hospital are made by the hospital.",
    Ask.FOLLOW_UP: "The hospital chases and explains the results of its own tests.",
    Ask.FIT_NOTE: "A fit note covers the whole time off work that is expected.",
    Ask.PRESCRIBE: "Medicines started are supplied, with a plan for afterwards.",
}


@dataclass(frozen=True)
class Cycle:
    """One invented cycle. inappropriate: the share of requests that should not be made."""

    name: str
    prefix: str
    letters: int
    days_ago: int
    inappropriate: float
    seed: int


BEFORE = Cycle("Demonstration cycle, the one before", "CYCLE-A", 150, DAYS, 0.55, 11)
LATEST = Cycle("Demonstration cycle, read here", "CYCLE-B", 240, 0, 0.40, 12)
CYCLES = [BEFORE, LATEST]


@dataclass(frozen=True)
class _Request:
    """An invented request. code: of its type; typical: how often it is made; gp: needs a GP."""

    code: str
    ask: Ask | None
    text: str
    reason: Reason
    minutes: int
    typical: float
    gp: bool = True


_REQUESTS = [
    _Request("RES", Ask.FOLLOW_UP, "GP to chase the blood results.", Reason.OWN_TEST, 10, 0.30),
    _Request("REF", Ask.REFER, "GP to refer to another team.", Reason.RELATED, 15, 0.16),
    _Request("FIT", Ask.FIT_NOTE, "GP to give a fit note.", Reason.NOT_CERTIFIED, 10, 0.14),
    _Request("MED", Ask.PRESCRIBE, "GP to start the new medicine.", Reason.NOT_PRESCRIBED, 5, 0.20),
    _Request("TSK", None, "Practice nurse to remove clips.", Reason.NO_AGREEMENT, 15, 0.12, False),
]
_VERDICTS = [Verdict.APPROPRIATE, Verdict.BORDERLINE, Verdict.CANNOT_JUDGE]


@dataclass(frozen=True)
class _Seen:
    """What a careful reader would find in one letter."""

    requests: tuple[tuple[_Request, Verdict], ...]
    clarity: Clarity
    box: ActionBox

    def by(self, chance: random.Random) -> "_Seen":
        """What one reader finds: seldom, a request is overlooked or judged otherwise."""
        found = []
        for request, verdict in self.requests:
            drawn = chance.random()
            if drawn > 0.05:
                other = Verdict.APPROPRIATE if verdict == Verdict.INAPPROPRIATE else verdict
                found.append((request, other if drawn > 0.93 else verdict))
        clarity = Clarity.WITH_EFFORT if chance.random() > 0.95 else self.clarity
        return _Seen(tuple(found), clarity, self.box)


def make(*, by: User, readers: Collection[User], cycles: Iterable[Cycle] = CYCLES) -> int:
    """Add the cycles that are missing; returns how many letters were added."""
    there = set(Audit.objects.values_list("name", flat=True))
    return sum(_make(cycle, by=by, readers=readers) for cycle in cycles if cycle.name not in there)


@history.action("invented a cycle")
def _make(cycle: Cycle, *, by: User, readers: Collection[User]) -> int:
    last = timezone.localdate().replace(day=1) - timedelta(days=1 + cycle.days_ago)
    audit = setup.begin(
        trust=Organisation.objects.get(ods_code=TRUST),
        criteria=_CRITERIA,
        by=by,
        name=cycle.name,
        protocol_version="1 (invented)",
        window_from=last - timedelta(days=DAYS),
        window_to=last,
        sampling=Sampling.CENSUS,
        second_rated_percent=TWICE,
    )
    services.label_as_demonstration(audit, by=by)
    chance = random.Random(cycle.seed)  # noqa: S311 invented data, not a secret
    seen = _write_letters(audit, cycle, chance, last)
    setup.draw(audit, by=by, seed=cycle.seed)
    setup.assign(audit, reviewers=readers, by=by)
    _read(audit, seen, chance)
    _settle(audit, adjudicator=by)
    desk.lock(audit, by=by)
    services.aggregate(audit)
    return len(seen)


def _write_letters(
    audit: Audit, cycle: Cycle, chance: random.Random, last: date
) -> dict[int, _Seen]:
    """The frame, and by each letter's key what is in it."""
    known = Specialty.objects.filter(
        trust=audit.trust, treatment_function_code__in=_SPECIALTIES
    ).order_by("treatment_function_code")
    shares = dict(zip(_SPECIALTIES, _SHARES, strict=True))
    specialties = chance.choices(
        list(known), [shares[one.treatment_function_code] for one in known], k=cycle.letters
    )
    practices = list(Organisation.objects.pickable().order_by("ods_code"))
    contents = list(_contents(cycle, chance))
    letters = Letter.objects.bulk_create(
        Letter(
            audit=audit,
            letter_id=f"{cycle.prefix}-{number:04}",
            discharged_on=last - timedelta(days=chance.randrange(DAYS)),
            specialty=specialty,
            practice=chance.choice(practices),
            document_text=_text(specialty, content),
            in_sample=False,
        )
        for number, (specialty, content) in enumerate(
            zip(specialties, contents, strict=True), start=1
        )
    )
    return {letter.pk: content for letter, content in zip(letters, contents, strict=True)}


def _contents(cycle: Cycle, chance: random.Random) -> Iterator[_Seen]:
    for _ in range(cycle.letters):
        requests = tuple(
            (request, _verdict(cycle, chance))
            for request in _REQUESTS
            if chance.random() < request.typical
        )
        clarity = chance.choices([Clarity.CLEAR, Clarity.WITH_EFFORT, Clarity.BURIED], [7, 2, 1])
        box = chance.choices([ActionBox.YES, ActionBox.EMPTY, ActionBox.NO], [6, 1, 3])
        yield _Seen(requests, clarity[0], box[0])


def _verdict(cycle: Cycle, chance: random.Random) -> Verdict:
    if chance.random() < cycle.inappropriate:
        return Verdict.INAPPROPRIATE
    return chance.choices(_VERDICTS, [85, 8, 7])[0]


def _text(specialty: Specialty, content: _Seen) -> str:
    asked = " ".join(request.text for request, _ in content.requests)
    return (
        f"Invented letter for demonstration.\n\nAdmitted under {specialty.name}, treated and "
        f"discharged home.\n\nActions for the practice: {asked or 'None.'}"
    )


def _read(audit: Audit, seen: dict[int, _Seen], chance: random.Random) -> None:
    """Have every reader of the cycle read their letters."""
    types = {one.code: one for one in Category.objects.all()}
    reviews = list(Review.objects.filter(letter__audit=audit).order_by("reviewer", "position"))
    proformas, findings = [], []
    for review in reviews:
        found = seen[review.letter_id].by(chance)
        asked = [(request.ask, verdict) for request, verdict in found.requests]
        for ask, judgement in judgements_of(asked, found.clarity).items():
            setattr(review, f"ask_{ask}", judgement)
        review.finished_at = timezone.now()
        proformas.append(
            Proforma(
                review=review,
                clarity=found.clarity,
                action_box=found.box,
                result=result_of(verdict for _, verdict in asked),
                seconds=chance.randrange(60, 400),
            )
        )
        findings += [
            _finding(review, number, request, verdict, types)
            for number, (request, verdict) in enumerate(found.requests, start=1)
        ]
    Review.objects.bulk_update(reviews, [*ASK_COLUMNS, "finished_at"])
    Proforma.objects.bulk_create(proformas)
    Finding.objects.bulk_create(findings)
    with connection.cursor() as cursor:  # so many rows at once mislead the planner
        cursor.execute("ANALYZE audits_letter, audits_review, audits_proforma")


def _finding(
    review: Review, number: int, request: _Request, verdict: Verdict, types: dict[str, Category]
) -> Finding:
    return Finding(
        review=review,
        sequence=number,
        request_type=types[request.code],
        ask=request.ask,
        verdict=verdict,
        reason=request.reason if verdict == Verdict.INAPPROPRIATE else "",
        needed_by=NeededBy.GP if request.gp else NeededBy.NURSE,
        minutes=request.minutes,
        paraphrase=request.text,
    )


def _settle(audit: Audit, *, adjudicator: User) -> None:
    """Let the first reading count where two agree, and a third where they do not."""
    for letter in desk.to_settle(audit):
        second = desk.raters_of(letter)[1]
        final = desk.begin_adjudication(letter, base=second, by=adjudicator)
        desk.finish(final, version=1, by=adjudicator)
    first = Review.objects.filter(letter__audit=audit, rater=Rater.FIRST)
    first.exclude(letter__reviews__counts=True).update(counts=True)
