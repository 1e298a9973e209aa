"""Where the page of an issue is, asked of Django once: lists and mails name many."""

from functools import cache

from django.urls import reverse


@cache
def _all() -> str:
    """The list; the address of an issue goes on with its reference."""
    return reverse("issues")


def of_issue(reference: str) -> str:
    return f"{_all()}{reference}/"
