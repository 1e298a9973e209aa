"""Reading a letter at the desk: answers, requests, handing in and taking back."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from audits.desk.services.common import (
    ABOUT_A_REQUEST,
    ANSWERS,
    conclude,
    hold,
    list_of,
    refuse_locked,
    write,
)
from audits.desk.services.refusals import (
    BothAreIn,
    ChangedMeanwhile,
    ClarityIsMissing,
    IsFinished,
    NotYours,
    TooManyRequests,
)
from audits.desk.services.settling import settle
from audits.models import Audit, Finding, Proforma, Review
from audits.models.reviews import MOST_REQUESTS, Clarity
from audits.services import judgements_changed
from interface import history
from interface.accounts.models import User


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
    return write(proforma, **{name: answers[name] for name in ANSWERS if name in answers})


@history.action("saved a request")
def save_finding(
    review: Review, *, sequence: int | None, values: Mapping[str, Any], version: int, by: User
) -> Finding:
    """Keep one request of a letter, a new one where `sequence` is None; raises TooManyRequests.

    Raises ChangedMeanwhile where the letter has no request of this number.
    """
    proforma = _open(review, by=by, version=version)
    values = {name: values[name] for name in ABOUT_A_REQUEST if name in values}
    if sequence is None:
        last = review.findings.aggregate(last=Max("sequence"))["last"] or 0
        if review.findings.count() >= MOST_REQUESTS or last >= MOST_REQUESTS:
            raise TooManyRequests
        sequence = last + 1
    elif not review.findings.filter(sequence=sequence).exists():
        raise ChangedMeanwhile
    finding, _created = Finding.objects.update_or_create(
        review=review, sequence=sequence, defaults=values
    )
    write(proforma)
    return finding


@history.action("removed a request")
def remove_finding(review: Review, *, sequence: int, version: int, by: User) -> None:
    """Take a request out again and close the gap."""
    proforma = _open(review, by=by, version=version)
    review.findings.filter(sequence=sequence).delete()
    for finding in review.findings.filter(sequence__gt=sequence).order_by("sequence"):
        finding.sequence -= 1
        finding.save(update_fields=["sequence"])
    write(proforma)


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
    review = hold(review)
    refuse_locked(review.letter.audit)
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
    conclude(review, proforma, cannot_judge=cannot_judge)
    review.finished_at = timezone.now()
    review.save()
    settle(review.letter)


def _open(review: Review, *, by: User, version: int) -> Proforma:
    """The proforma of somebody's own unfinished reading, held until this step is over."""
    held = hold(review)
    if held.reviewer_id != by.pk:
        raise NotYours
    refuse_locked(held.letter.audit)
    if held.finished_at:
        raise IsFinished
    proforma, _created = Proforma.objects.get_or_create(review=held)
    if proforma.version != version:
        raise ChangedMeanwhile
    return proforma
