"""What beat starts. Every task looks for its work in the database and may run twice."""

from celery import shared_task

from audits import services
from audits.models import Audit, Import
from audits.packs import services as packs

LONGEST_IMPORT = 3600  # seconds


@shared_task
def aggregate_due():
    """Count the letters of each audit that changed; one that is being counted is left alone."""
    for audit in Audit.objects.due():
        services.aggregate(audit, wait=False, stale_only=True)


@shared_task
def recount_audits():
    """Compare every audit's rates with a recount; what differs is logged and shown in the admin."""
    for audit in Audit.objects.exclude(rates_computed_at=None):
        services.recount(audit)


@shared_task(time_limit=LONGEST_IMPORT + 60, soft_time_limit=LONGEST_IMPORT)
def run_imports_due():
    """Check or store uploaded files; one that another worker has in hand is left alone."""
    for upload in Import.objects.due():
        services.run(upload)


@shared_task
def make_packs_due():
    """Make the feedback packs that were asked for; a run another worker has is left alone."""
    packs.make_due()


@shared_task
def forget_old_files():
    """Delete uploaded files that nobody confirmed."""
    services.forget_old_files()
