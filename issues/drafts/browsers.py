"""How a browser without an account finds its drafts again: a cookie of its own.

A session ends after some hours; this lasts as long as drafts do. It opens nothing by itself: the
practice's launch link must have been opened as well. Only a digest is stored.
"""

import secrets
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from interface.accounts.models import User
from issues.drafts.models import KEPT_FOR
from issues.drafts.services import Holder
from issues.reporting import Reporter

COOKIE = "__Host-drafts" if settings.HTTPS else "drafts"
LETTERS_IN_COOKIE = 43


def holder_of(request: HttpRequest, reporter: Reporter) -> Holder:
    """Whose drafts somebody who raises an issue may see."""
    if isinstance(reporter.by, User):
        return Holder(owner=reporter.by)
    secret = request.COOKIES.get(COOKIE, "")
    return Holder(practice=reporter.practice, browser=_digest(secret))


def _digest(secret: str) -> str:
    if len(secret) != LETTERS_IN_COOKIE:
        return ""
    return sha256(secret.encode()).hexdigest()


def holder_to_keep(request: HttpRequest, reporter: Reporter) -> tuple[Holder, str]:
    """The same, and for a browser the secret to be kept in its cookie, new if it has none."""
    holder = holder_of(request, reporter)
    if holder.owner:
        return holder, ""
    secret = request.COOKIES[COOKIE] if holder.browser else secrets.token_urlsafe(32)
    return Holder(practice=reporter.practice, browser=_digest(secret)), secret


def remember(response: HttpResponse, secret: str) -> None:
    """Give a browser its cookie for another 30 days."""
    if secret:
        response.set_cookie(
            COOKIE,
            secret,
            max_age=KEPT_FOR,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
