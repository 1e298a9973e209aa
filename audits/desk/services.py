"""What reviewers, adjudicators and the team do with reviews; every step can be taken twice.

A step that cannot be taken raises a `Refused`, whose text is for the person who asked for it.
`version` is the proforma that they had before them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from audits.desk.judging import CANNOT_JUDGE_ANY, judgements_of, result_of
from audits.models import (
    ASK_COLUMNS,
    Audit,
    Finding,
    LaterChange,
    Letter,
    Proforma,
    Rater,
    Result,
    Review,
    Stage,
)
from audits.models.reviews import MOST_REQUESTS, Clarity
from audits.services import judgements_changed
from interface import history
from interface.accounts.models import User

ANSWERS = [
    "document_type", "author_grade", "admission", "action_box", "actions_elsewhere_only",
    "clarity", "medication_changes", "follow_up_plan", "fit_note", "sent_within_24_hours",
    "comments", "is_flagged",
]  # fmt: skip
ABOUT_A_REQUEST = [
    "request_type", "ask", "where", "verdict", "reason", "time_asked", "needed_by", "minutes",
    "risk", "paraphrase", "is_learning_point",
]  # fmt: skip
LONGEST_SITTING = 3600  # seconds between two steps that still count as time spent on a letter


class Refused(Exception):
    """A step that cannot be taken, and why."""

    words = "This cannot be done now."

    def __init__(self):
        super().__init__(self.words)


class NotYours(Refused):
    words = "This letter is not yours to read."


class IsFinished(Refused):
    words = "You have finished this letter. Take it back first if you want to change it."


class ChangedMeanwhile(Refused):
    words = (
        "This letter was saved in another window meanwhile. What you wrote is below; look at both "
        "and save again."
    )


class TooManyRequests(Refused):
    words = f"A letter has at most {MOST_REQUESTS} requests here. Put the rest in the comments."


class ClarityIsMissing(Refused):
    words = "Say how clear the letter is before you finish it."


class BothAreIn(Refused):
    words = "The other rater has finished as well, so this reading stands."


class NothingToSettle(Refused):
    words = "The two readings of this letter agree, or are not both in."


class NotAllIn(Refused):
    words = "Some letters are still being read or wait for the adjudicator."


class IsLocked(Refused):
    words = "This audit is locked. The integration team can correct it, with a reason."


class NotLocked(Refused):
    words = "This audit is not locked."


class ReasonIsMissing(Refused):
    words = "Say why the locked audit is changed."


# Reading -------------------------------------------------------------------------------------


def list_of(user: User, audit: Audit) -> QuerySet[Review]:
    """What one reviewer has to read in an audit, in the order in which they meet it."""
    return Review.objects.filter(reviewer=user, letter__audit=audit).order_by("position", "pk")


def left_to_read(user: User) -> dict[int, int]:
    """How many letters somebody has left, by the key of each audit in which they have any."""
    counted = (
        Review.objects.filter(reviewer=user)
        .order_by()
        .values_list("letter__audit")
        .annotate(left=Count("pk", filter=Q(finished_at=None)))
    )
    return dict(counted)


def next_unread(user: User, audit: Audit, *, after: int = 0) -> Review | None:
    """The next letter of somebody's list that is not finished, then from the beginning again."""
    unread = list_of(user, audit).filter(finished_at=None)
    return unread.filter(position__gt=after).first() or unread.first()


@history.action("saved answers")
def save_answers(review: Review, *, answers: Mapping[str, Any], version: int, by: User) -> Proforma:
    """Keep what was answered so far; `answers` are fields of ANSWERS."""
    proforma = _open(review, by=by, version=version)
    return _write(proforma, **{name: answers[name] for name in ANSWERS if name in answers})


@history.action("saved a request")
def save_finding(
    review: Review, *, sequence: int | None, values: Mapping[str, Any], version: int, by: User
) -> Finding:
    """Keep one request of a letter, a new one where `sequence` is None; raises TooManyRequests."""
    proforma = _open(review, by=by, version=version)
    values = {name: values[name] for name in ABOUT_A_REQUEST if name in values}
    if sequence is None:
        last = review.findings.aggregate(last=Max("sequence"))["last"] or 0
        if review.findings.count() >= MOST_REQUESTS or last >= MOST_REQUESTS:
            raise TooManyRequests
        sequence = last + 1
    finding, _created = Finding.objects.update_or_create(
        review=review, sequence=sequence, defaults=values
    )
    _write(proforma)
    return finding


@history.action("removed a request")
def remove_finding(review: Review, *, sequence: int, version: int, by: User) -> None:
    """Take a request out again and close the gap."""
    proforma = _open(review, by=by, version=version)
    review.findings.filter(sequence=sequence).delete()
    for finding in review.findings.filter(sequence__gt=sequence).order_by("sequence"):
        finding.sequence -= 1
        finding.save(update_fields=["sequence"])
    _write(proforma)


@history.action("finished a letter")
def finish(review: Review, *, version: int, by: User, cannot_judge: bool = False) -> None:
    """Hand a reading in: what the letter comes to follows from its requests and its clarity.

    With cannot_judge=True the letter as a whole cannot be judged, whatever was written down.
    """
    proforma = _open(review, by=by, version=version)
    if not proforma.clarity and not cannot_judge:
        raise ClarityIsMissing
    _hand_in(review, proforma, cannot_judge=cannot_judge)


@history.action("finished a letter")
def nothing_to_report(review: Review, *, version: int, by: User) -> None:
    """Hand in a letter that is clear and asks nothing of the practice, in one step."""
    proforma = _open(review, by=by, version=version)
    review.findings.all().delete()
    proforma.clarity = Clarity.CLEAR
    _hand_in(review, proforma)


@history.action("took a letter back")
def take_back(review: Review, *, by: User) -> None:
    """Open a finished reading again; raises BothAreIn once the other rater's could be seen."""
    review = _held(review)
    _refuse_locked(review.letter.audit)
    if review.reviewer_id != by.pk:
        raise NotYours
    other = review.letter.reviews.exclude(pk=review.pk).filter(finished_at__isnull=False)
    if other.filter(rater__isnull=False).exists():
        raise BothAreIn
    review.finished_at, review.counts = None, False
    review.save(update_fields=["finished_at", "counts"])
    judgements_changed(review.letter.audit, [review.letter])


def _hand_in(review: Review, proforma: Proforma, *, cannot_judge: bool = False) -> None:
    """Write what follows from the requests, and let the letter's counting review be settled."""
    _conclude(review, proforma, cannot_judge=cannot_judge)
    review.finished_at = timezone.now()
    review.save()
    _settle(review.letter)


def _conclude(review: Review, proforma: Proforma, *, cannot_judge: bool = False) -> None:
    requests = list(review.findings.values_list("ask", "verdict"))
    judged = CANNOT_JUDGE_ANY if cannot_judge else judgements_of(requests, proforma.clarity)
    for ask, judgement in judged.items():
        setattr(review, f"ask_{ask}", judgement)
    verdicts = [verdict for _, verdict in requests]
    _write(proforma, result=Result.CANNOT_JUDGE if cannot_judge else result_of(verdicts))


def _open(review: Review, *, by: User, version: int) -> Proforma:
    """The proforma of somebody's own unfinished reading, held until this step is over."""
    held = _held(review)
    if held.reviewer_id != by.pk:
        raise NotYours
    _refuse_locked(held.letter.audit)
    if held.finished_at:
        raise IsFinished
    proforma, _created = Proforma.objects.get_or_create(review=held)
    if proforma.version != version:
        raise ChangedMeanwhile
    return proforma


def _write(proforma: Proforma, **answers: Any) -> Proforma:
    """Save a step, with the time since the step before."""
    now = timezone.now()
    since = int((now - proforma.saved_at).total_seconds())
    proforma.seconds += since if since <= LONGEST_SITTING else 0
    proforma.version += 1
    for name, value in answers.items():
        setattr(proforma, name, value)
    proforma.save()
    return proforma


def _held(review: Review) -> Review:
    """The review as it is now; its letter is held until this step is over."""
    Letter.objects.select_for_update().get(pk=review.letter_id)
    return Review.objects.select_related("letter__audit").get(pk=review.pk)


def _refuse_locked(audit: Audit) -> None:
    if audit.is_locked:
        raise IsLocked


# Two readings of one letter ------------------------------------------------------------------


def agree(first: Review, second: Review) -> bool:
    """Whether two readings come to the same: the letter's result and every ask."""
    return first.proforma.result == second.proforma.result and all(
        getattr(first, ask) == getattr(second, ask) for ask in ASK_COLUMNS
    )


def to_settle(audit: Audit) -> list[Letter]:
    """Letters whose two readings are in and do not agree, and that nobody has settled.

    One that an adjudicator has begun is among them. Their reviews come prefetched.
    """
    twice = Letter.objects.filter(
        pk__in=Review.objects.filter(letter__audit=audit, rater=Rater.SECOND).values("letter")
    ).exclude(reviews__counts=True)
    read = twice.select_related("specialty").prefetch_related(
        "reviews__proforma", "reviews__reviewer"
    )
    return [letter for letter in read.order_by("letter_id") if is_disputed(letter)]


def is_disputed(letter: Letter) -> bool:
    """Whether both readings of a letter are in and do not come to the same."""
    read = raters_of(letter)
    return len(read) == 2 and all(one.finished_at for one in read) and not agree(*read)


def raters_of(letter: Letter) -> list[Review]:
    """The readings by the first and the second rater, in this order."""
    by_rater = {review.rater: review for review in letter.reviews.all()}
    return [by_rater[rater] for rater in (Rater.FIRST, Rater.SECOND) if rater in by_rater]


def _settle(letter: Letter) -> None:
    """Decide which review of a letter counts, now that one more has come in."""
    reviews = list(letter.reviews.filter(rater__isnull=False).order_by("rater"))
    final = next((one for one in reviews if one.rater == Rater.ADJUDICATOR), None)
    counting: Review | None = None
    if final is not None:
        counting = final if final.finished_at else None
    elif all(one.finished_at for one in reviews):
        read = raters_of(letter)
        counting = read[0] if len(read) == 1 or agree(*read) else None
    chosen = counting.pk if counting else None
    for review in sorted(reviews, key=lambda one: one.pk == chosen):  # the old one lets go first
        if review.counts != (review.pk == chosen):
            review.counts = review.pk == chosen
            review.save(update_fields=["counts"])
    judgements_changed(letter.audit, [letter])


@history.action("began to adjudicate")
def begin_adjudication(letter: Letter, *, base: Review, by: User) -> Review:
    """Open a third reading that starts from one of the two; raises NothingToSettle, NotYours.

    The adjudicator may change it at the desk; handed in, it is the one that counts.
    """
    Letter.objects.select_for_update().get(pk=letter.pk)
    _refuse_locked(letter.audit)
    read = raters_of(letter)
    if base.letter_id != letter.pk or not is_disputed(letter):
        raise NothingToSettle
    if by.pk in {one.reviewer_id for one in read} or not (by.is_reviewer or by.is_integration_team):
        raise NotYours
    final = letter.reviews.filter(rater=Rater.ADJUDICATOR).first()
    if final is not None:
        if final.reviewer_id != by.pk:
            raise NotYours
        return final
    last = list_of(by, letter.audit).aggregate(last=Max("position"))["last"] or 0
    final = Review.objects.create(
        letter=letter, reviewer=by, rater=Rater.ADJUDICATOR, position=last + 1, counts=False
    )
    _copy(base, final)
    return final


def _copy(base: Review, onto: Review) -> None:
    answers = {name: getattr(base.proforma, name) for name in ANSWERS}
    Proforma.objects.create(review=onto, **answers)
    for finding in base.findings.all():
        values = {name: getattr(finding, name) for name in ABOUT_A_REQUEST}
        Finding.objects.create(review=onto, sequence=finding.sequence, **values)


# The end of a cycle --------------------------------------------------------------------------


def progress(audit: Audit) -> dict[str, int]:
    """How far the reading is: letters in the sample, those that count, those to settle."""
    sample = Letter.objects.filter(audit=audit, in_sample=True)
    return {
        "sample": sample.count(),
        "settled": sample.filter(reviews__counts=True).count(),
        "disputed": len(to_settle(audit)),
    }


@history.action("opened adjudication")
def open_adjudication(audit: Audit, *, by: User) -> None:
    """Say that reading is over and what is disputed is being settled; raises NotAllIn."""
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    _refuse_locked(audit)
    unread = Review.objects.filter(letter__audit=audit, finished_at=None)
    if unread.filter(rater__in=[Rater.FIRST, Rater.SECOND]).exists():
        raise NotAllIn
    audit.stage = Stage.ADJUDICATION
    audit.save(update_fields=["stage"])


@history.action("locked")
def lock(audit: Audit, *, by: User) -> None:
    """End a cycle: from now on every change needs a reason and is listed; raises NotAllIn."""
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    _refuse_locked(audit)
    counts = progress(audit)
    if not counts["sample"] or counts["settled"] < counts["sample"]:
        raise NotAllIn
    audit.stage, audit.locked_at = Stage.LOCKED, timezone.now()
    audit.save(update_fields=["stage", "locked_at"])


@history.action("corrected")
def correct(
    review: Review,
    *,
    answers: Mapping[str, Any],
    findings: Iterable[Mapping[str, Any]],
    reason: str,
    by: User,
) -> None:
    """Change the counting review of a locked audit: all of its answers and requests, and why."""
    review = _held(review)
    audit = review.letter.audit
    if not by.is_integration_team:
        raise NotYours
    if not audit.is_locked or not review.counts:
        raise NotLocked
    if not reason.strip():
        raise ReasonIsMissing
    proforma, _created = Proforma.objects.get_or_create(review=review)
    review.findings.all().delete()
    for sequence, values in enumerate(findings, start=1):
        Finding.objects.create(review=review, sequence=sequence, **values)
    _write(proforma, **answers)
    _conclude(review, proforma)
    review.save()
    LaterChange.objects.create(
        audit=audit, letter_id=review.letter.letter_id, reason=reason.strip(), changed_by=by
    )
    judgements_changed(audit, [review.letter])
