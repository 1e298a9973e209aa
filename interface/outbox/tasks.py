from celery import shared_task

from interface.outbox import services


@shared_task
def deliver_due():
    """Safe to run twice: each message is locked while it is sent."""
    services.deliver_due()
