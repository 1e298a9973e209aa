from celery import shared_task

from interface.accounts import limits
from interface.accounts.sessions import SessionStore


@shared_task
def clear_expired_sessions():
    """Safe to run twice: removes only what has expired."""
    SessionStore.clear_expired()


@shared_task
def forget_tallies():
    """Safe to run twice: removes only tallies whose period is over."""
    limits.forget()
