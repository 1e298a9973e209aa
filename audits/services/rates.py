"""Rates are counted: what changed is marked, and counted anew by one worker at a time."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, models, transaction
from django.db.models import F, Func
from django.db.models.functions import Greatest
from django.utils import timezone

from audits.counting import count_cell, count_drift, count_letters
from audits.models import Audit, Letter, StaleCell
from audits.progress import Progress
from audits.services.locks import RATES_LOCK, lock

MICROSECOND = timedelta(microseconds=1)

log = logging.getLogger(__name__)


class _Clock(Func):
    """The database's clock now, not when the transaction began."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


def letters_changed(audit: Audit) -> None:
    """Mark an audit's rates as out of date: the last step of whatever changes letters or reviews.

    The lock is shared until the change is committed, so that nobody counts letters meanwhile.
    """
    nobody_counts_meanwhile(audit)
    Audit.objects.filter(pk=audit.pk).update(
        changed_at=Greatest(_Clock(), F("rates_computed_at") + MICROSECOND)
    )


def judgements_changed(audit: Audit, letters: Iterable[Letter]) -> None:
    """Have only the cells of these letters counted again: the last step of a review's change."""
    nobody_counts_meanwhile(audit)
    cells = {(letter.specialty_id, letter.discharged_on.replace(day=1)) for letter in letters}
    StaleCell.objects.bulk_create(
        StaleCell(audit=audit, specialty_id=specialty, month=month) for specialty, month in cells
    )


def nobody_counts_meanwhile(audit: Audit) -> None:
    """Share the lock of an audit's rates until this transaction is over.

    Whoever holds the audit's row and then changes letters takes this first, as counting does.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [RATES_LOCK, audit.pk])


def aggregate(audit: Audit, *, wait: bool = True, stale_only: bool = False) -> bool:
    """Count an audit's letters anew and swap the rates in; False if it is done elsewhere now.

    One transaction: whoever looks meanwhile, or after a kill, sees the old rates. Letters that are
    being stored are counted by the next run. With wait=False a busy audit is left for later. With
    stale_only=True, only cells judged anew are counted where all others are right.
    """
    with transaction.atomic():
        if not lock(RATES_LOCK, audit.pk, wait=wait):
            return False
        audit.refresh_from_db()
        stale = audit.stale_cells.all()
        cells = set(stale.values_list("specialty_id", "month"))
        stale.delete()
        if stale_only and audit.letters_are_counted:
            for specialty_id, month in cells:
                count_cell(audit, specialty_id, month)
            return True
        with Progress(audit) as progress:
            progress.tell_now(rates_progress=0)
            count_letters(audit, lambda percent: progress.tell(rates_progress=percent))
        Audit.objects.filter(pk=audit.pk).update(
            rates_computed_at=Greatest(_Clock(), F("changed_at")), rates_progress=None
        )
    return True


def recount(audit: Audit) -> int | None:
    """Compare an audit's rates with a recount and keep how many cells differ, which is to be 0.

    None, and nothing is kept, while the rates are being computed or are due to be.
    """
    with transaction.atomic():
        if not lock(RATES_LOCK, audit.pk, wait=False):
            return None
        audit.refresh_from_db()
        if not audit.rates_are_current:
            return None
        differing = count_drift(audit)
        Audit.objects.filter(pk=audit.pk).update(
            recounted_at=timezone.now(), cells_differing=differing
        )
    if differing:
        log.error("%s cells of audit %s differ from a recount", differing, audit.slug)
    return differing


def drift(audit: Audit) -> int:
    """How many rates differ from a recount: 0, unless letters changed since they were computed."""
    return count_drift(audit)
