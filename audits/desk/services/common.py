"""What the steps at the desk share: a review held, written to, and concluded."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from audits.desk.judging import CANNOT_JUDGE_ANY, judgements_of, result_of
from audits.desk.services.refusals import IsLocked
from audits.models import Audit, Letter, Proforma, Result, Review
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


def list_of(user: User, audit: Audit) -> QuerySet[Review]:
    """What one reviewer has to read in an audit, in the order in which they meet it."""
    return Review.objects.filter(reviewer=user, letter__audit=audit).order_by("position", "pk")


def hold(review: Review) -> Review:
    """The review as it is now; its letter is held until this step is over."""
    Letter.objects.select_for_update().get(pk=review.letter_id)
    return Review.objects.select_related("letter__audit").get(pk=review.pk)


def refuse_locked(audit: Audit) -> None:
    if audit.is_locked:
        raise IsLocked


def write(proforma: Proforma, **answers: Any) -> Proforma:
    """Save a step, with the time since the step before."""
    now = timezone.now()
    since = int((now - proforma.saved_at).total_seconds())
    proforma.seconds += since if since <= LONGEST_SITTING else 0
    proforma.version += 1
    for name, value in answers.items():
        setattr(proforma, name, value)
    proforma.save()
    return proforma


def conclude(review: Review, proforma: Proforma, *, cannot_judge: bool = False) -> None:
    """Write what follows from the requests; the caller saves the review."""
    requests = list(review.findings.values_list("ask", "verdict"))
    judged = CANNOT_JUDGE_ANY if cannot_judge else judgements_of(requests, proforma.clarity)
    for ask, judgement in judged.items():
        setattr(review, f"ask_{ask}", judgement)
    verdicts = [verdict for _, verdict in requests]
    write(proforma, result=Result.CANNOT_JUDGE if cannot_judge else result_of(verdicts))
