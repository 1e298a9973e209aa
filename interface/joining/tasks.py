from celery import shared_task

from interface.joining import services


@shared_task
def forget_codes():
    """Safe to run twice: removes only codes that can no longer be used."""
    services.forget_codes()
