"""Planning work on many issues, doing it issue by issue, stopping it.

A batch is one transaction that holds the job, so that one worker at a time has it; each issue in
it is a savepoint. A worker that is killed leaves its batch as it was, and the next one goes on.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from interface.accounts.models import User
from issues.desk.bulk.models import BulkJob, BulkRow, JobState, RowState
from issues.desk.bulk.verbs import VERBS
from issues.endorsements.models import Endorsement
from issues.models import Issue
from issues.services import ChangedMeanwhile, Refused
from issues.themes.following import readers_of_several

BATCH = 50  # issues held at once
BATCHES_IN_TURN = 20  # of one job, before the worker looks at other work
WRITTEN_AT_ONCE = 2_000  # rows
KEPT_FOR = timedelta(days=30)
FAILED = "Something went wrong here. It was not changed; the service’s log says more."

log = logging.getLogger(__name__)


@transaction.atomic
def plan(verb: str, issues: QuerySet[Issue], *, by: User, list_address: str = "") -> BulkJob:
    """Note down which issues, as they are now, something is to be done with; does nothing yet."""
    job = BulkJob.objects.create(verb=verb, made_by=by, list_address=list_address)
    rows = (
        BulkRow(job=job, issue_id=pk, seen=version, was=status)
        for pk, version, status in issues.values_list("pk", "version", "status").iterator()
    )
    BulkRow.objects.bulk_create(rows, batch_size=WRITTEN_AT_ONCE)
    return job


def plan_again(job: BulkJob, *, by: User) -> BulkJob:
    """The same for those that somebody else had changed, as they are now."""
    changed = job.rows.filter(state=RowState.CHANGED).values("issue")
    issues = Issue.objects.filter(pk__in=changed)
    return plan(job.verb, issues, by=by, list_address=job.list_address)


def start(job: BulkJob, said: dict[str, Any], *, by: User) -> None:
    """Begin what was planned, once however often it is asked; only whoever planned it may.

    A few issues are done before this returns; many are left to the worker.
    """
    with transaction.atomic():
        job = BulkJob.objects.select_for_update().get(pk=job.pk)
        if not job.is_planned or job.made_by_id != by.pk:
            return
        for name, answer in said.items():
            setattr(job, name, answer)
        job.state = JobState.RUNNING
        job.save()
    if job.rows.count() <= settings.BULK_AT_ONCE:
        run(job)


def cancel(job: BulkJob) -> None:
    """Stop before the next batch; what is done stays done."""
    open_jobs = BulkJob.objects.filter(pk=job.pk, state__in=[JobState.PLANNED, JobState.RUNNING])
    open_jobs.update(state=JobState.CANCELLED, ended_at=timezone.now())


def run(job: BulkJob, *, batches: int = 1_000) -> None:
    """Take the step for the issues that wait; another worker that has the job is left alone."""
    for _ in range(batches):
        if not _run_batch(job):
            return


def run_due() -> None:
    """A worker's turn: some of every job under way, so that none keeps the others waiting."""
    for job in BulkJob.objects.due():
        run(job, batches=BATCHES_IN_TURN)


@transaction.atomic
def _run_batch(job: BulkJob) -> bool:
    """Do some, and say whether there may be more."""
    own = BulkJob.objects.due().select_related("made_by", "owner", "specialty", "category", "into")
    held = own.select_for_update(skip_locked=True, of=("self",)).filter(pk=job.pk).first()
    if held is None:
        return False
    waiting = held.rows.filter(state=RowState.WAITING).select_related("issue__category")
    rows = list(waiting.order_by("pk")[:BATCH])
    for row in rows:
        row.state, row.reason = _take(held, row)
    BulkRow.objects.bulk_update(rows, ["state", "reason"])
    if not rows:
        held.state, held.ended_at = JobState.DONE, timezone.now()
        held.save(update_fields=["state", "ended_at"])
    return bool(rows)


def _take(job: BulkJob, row: BulkRow) -> tuple[RowState, str]:
    """One issue; whatever goes wrong with it leaves the others alone."""
    try:
        with transaction.atomic():
            VERBS[job.verb].take(row.issue, job, row)
    except ChangedMeanwhile:
        return RowState.CHANGED, ""
    except Refused as refusal:
        return RowState.REFUSED, str(refusal)
    except Exception:
        log.exception("bulk job %s, issue %s", job.pk, row.issue_id)
        return RowState.FAILED, FAILED
    return RowState.DONE, ""


def forget_old() -> int:
    """Remove jobs a month after they were made: each issue's own history says what was done."""
    old = BulkJob.objects.filter(made_at__lt=timezone.now() - KEPT_FOR)
    return old.exclude(state=JobState.RUNNING).delete()[0]


def hearers(job: BulkJob) -> dict[str, int]:
    """How many reporters, practices and practices that said the same would hear of a job.

    What is answered to a theme reaches its `parts` as well: those beside the job's own issues.
    """
    verb, own = VERBS[job.verb], job.rows.values("issue")
    parts: QuerySet[Issue] = Issue.objects.none()
    if verb.reads_words:
        keys = job.rows.values_list("issue", flat=True)
        parts = readers_of_several(keys, closing=verb.closes).exclude(pk__in=own)
    issues = Issue.objects.filter(pk__in=own) | parts
    wanting = Q(wants_reply=True)
    told = issues.aggregate(
        practices=Count("practice", distinct=True),
        people=Count("raised_by", filter=wanting & Q(raised_by__is_active=True), distinct=True),
        addresses=Count("hear_back_email", filter=wanting & ~Q(hear_back_email=""), distinct=True),
    )
    same = Endorsement.objects.standing().filter(issue__in=issues)
    return {
        "practices": told["practices"],
        "reporters": told["people"] + told["addresses"],
        "same": same.aggregate(n=Count("practice", distinct=True))["n"],
        "parts": parts.count(),
    }


def chosen(keys: Iterable[str]) -> QuerySet[Issue]:
    """The issues whose boxes were ticked; what is no key is left out."""
    numbers = [int(key) for key in keys if key.isdecimal() and len(key) < 19]
    return Issue.objects.filter(pk__in=numbers)
