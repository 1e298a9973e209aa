from celery import shared_task
from django.utils import timezone

from interface.outbox import delivery, digests


@shared_task
def deliver_due(channel):
    """Safe to run twice. A run for each channel, so that a webhook that hangs keeps no mail."""
    delivery.deliver_due(channel=channel)


@shared_task
def make_digests():
    """Safe to run twice: nobody gets two digests on one day."""
    digests.make_due(at=timezone.now())
