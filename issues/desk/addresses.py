"""Where the desk's pages are, asked of Django once: the page of an issue names two dozen."""

from functools import cache

from django.urls import reverse


@cache
def desk() -> str:
    """The queues; what follows a ? says which."""
    return reverse("admin:issues_issue_changelist")


def of_issue(pk: int) -> str:
    """The page of an issue (its key)."""
    return f"{desk()}{pk}/change/"


def of_step(pk: int, step: str) -> str:
    """Where a step with an issue is taken (by its name)."""
    return f"{desk()}{pk}/step/{step}/"


def of_draft(pk: int, step: str) -> str:
    """Where a page's script keeps what is typed for a step."""
    return f"{desk()}{pk}/draft/{step}/"
