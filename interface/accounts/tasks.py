from celery import shared_task
from django.core.management import call_command

from interface.accounts import limits


@shared_task
def clear_expired_sessions():
    """Safe to run twice: removes only what has expired."""
    call_command("clearsessions")


@shared_task
def forget_tallies():
    """Safe to run twice: removes only tallies whose period is over."""
    limits.forget()
