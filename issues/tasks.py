"""What beat starts. Every task looks for its work in the database and may run twice."""

from celery import shared_task
from django.utils import timezone

from issues.chasers import services as chasers
from issues.clocks import holidays
from issues.desk import drafts as reply_drafts
from issues.desk.bulk import services as bulk
from issues.drafts import services as drafts
from issues.fixed import services as fixed
from issues.forgetting import retention


@shared_task
def forget_old_drafts():
    """Safe to run twice: removes what nobody has touched for 30 days."""
    drafts.forget_old()
    reply_drafts.forget_old()


@shared_task
def ask_whether_fixed():
    """Write to those whose issue was closed four weeks ago; each closing is asked about once."""
    fixed.ask_due(on=timezone.localdate())


@shared_task
def run_bulk_jobs():
    """Go on with work on many issues; a job that another worker has in hand is left alone."""
    bulk.run_due()


@shared_task
def forget_old_bulk_jobs():
    """Safe to run twice: removes what was done a month ago."""
    bulk.forget_old()


@shared_task
def load_bank_holidays():
    """Safe to run twice: adds the days that are missing, and moves what is due across them."""
    holidays.load(holidays.years_ahead(timezone.localdate()), by=None)


@shared_task
def chase():
    """Safe to run twice: each reminder about one due date goes out once."""
    chasers.run(at=timezone.now())


@shared_task
def list_what_is_due():
    """Safe to run twice: writes down what has been kept for long enough, and forgets nothing."""
    retention.make_due_lists(at=timezone.now())


@shared_task
def forget_what_was_approved():
    """Safe to run twice: goes on with what a person has approved."""
    retention.forget_approved()
