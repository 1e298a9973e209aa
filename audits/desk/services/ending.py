"""The end of a cycle: adjudication is opened, the audit is locked, and corrected with a reason."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from audits.desk.services.common import conclude, hold, refuse_locked, write
from audits.desk.services.refusals import NotAllIn, NotLocked, NotYours, ReasonIsMissing
from audits.desk.services.settling import to_settle
from audits.models import (
    ASK_COLUMNS,
    Audit,
    Finding,
    Judgement,
    LaterChange,
    Letter,
    Proforma,
    Rater,
    Review,
    Stage,
)
from audits.services import judgements_changed
from interface import history
from interface.accounts.models import User


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
    refuse_locked(audit)
    unread = Review.objects.filter(letter__audit=audit, finished_at=None)
    if unread.filter(rater__in=[Rater.FIRST, Rater.SECOND]).exists():
        raise NotAllIn
    audit.stage = Stage.ADJUDICATION
    audit.save(update_fields=["stage"])


@history.action("locked")
def lock(audit: Audit, *, by: User) -> None:
    """End a cycle: from now on every change needs a reason and is listed; raises NotAllIn."""
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    refuse_locked(audit)
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
    """Change the counting review of a locked audit: all of its answers and requests, and why.

    A letter that cannot be judged stays so unless what it would be judged by is changed.
    """
    review = hold(review)
    audit = review.letter.audit
    if not by.is_integration_team:
        raise NotYours
    if not audit.is_locked or not review.counts:
        raise NotLocked
    if not reason.strip():
        raise ReasonIsMissing
    proforma, _created = Proforma.objects.get_or_create(review=review)
    grounds = _grounds(review, proforma)
    review.findings.all().delete()
    for sequence, values in enumerate(findings, start=1):
        Finding.objects.create(review=review, sequence=sequence, **values)
    write(proforma, **answers)
    beyond = all(getattr(review, ask) == Judgement.CANNOT_JUDGE for ask in ASK_COLUMNS)
    conclude(review, proforma, cannot_judge=beyond and _grounds(review, proforma) == grounds)
    review.save()
    LaterChange.objects.create(
        audit=audit, letter_id=review.letter.letter_id, reason=reason.strip(), changed_by=by
    )
    judgements_changed(audit, [review.letter])


def _grounds(review: Review, proforma: Proforma) -> tuple[list[tuple[int | None, str]], str]:
    """What a letter is judged by: the ask and verdict of each request, and its clarity."""
    return list(review.findings.values_list("ask", "verdict")), proforma.clarity
