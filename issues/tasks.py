from celery import shared_task

from issues.drafts import services as drafts


@shared_task
def forget_old_drafts():
    """Safe to run twice: removes what nobody has touched for 30 days."""
    drafts.forget_old()
