from celery import shared_task

from interface.outbox import services


@shared_task
def deliver_due(channel):
    """Safe to run twice: each message is locked while it is sent.

    A run for each channel, so that a webhook that hangs keeps no mail waiting.
    """
    services.deliver_due(channel=channel)
