from celery import shared_task
from django.core.management import call_command


@shared_task
def clear_expired_sessions():
    """Safe to run twice: removes only what has expired."""
    call_command("clearsessions")
