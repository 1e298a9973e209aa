"""Putting issues together that are one problem, and taking them apart again."""

from django.db import connection

from interface import history
from interface.accounts.models import User
from issues.models import Issue, ThemeTitle
from issues.services import Refused
from issues.services.common import lock, move, refuse_stale, refuse_unless_team
from issues.themes.arithmetic import lead, would_close_a_circle
from issues.themes.families import leads

MERGE_LOCK = 7_201_311  # advisory lock: one merge at a time, or four could close a circle


class PartOfItself(Refused):
    words = "{issue} cannot be part of itself. Enter the reference of another issue."


class AlreadyPartOfIt(Refused):
    words = "{issue} is already part of what you chose."


class AlreadyPart(Refused):
    words = "{issue} is already part of {issue.part_of}. Take it out of there first."


class WouldCloseACircle(Refused):
    words = "The issue that you chose is itself part of {issue}. Take it out of there first."


class NotAlike(Refused):
    words = (
        "{issue} and the issue that you chose are not of one kind. Only what practices told the "
        "hospital is put together: issues with issues, praise with praise, ideas with ideas."
    )


class ThemeIsClosed(Refused):
    words = (
        "The theme that you chose is closed, so nobody would answer {issue}. Reopen the theme "
        "first, or answer {issue} itself."
    )


class NotPart(Refused):
    words = "{issue} is not part of another issue."


class LeadsNothing(Refused):
    words = "{issue} is part of another issue, or nothing is part of it: it leads no theme."


@history.action("made part of a theme")
def merge(issue: Issue, *, into: Issue, by: User, seen: int | None = None) -> None:
    """Say that an issue is the same problem as another one, which from then on answers for both.

    A link, never a move: both keep everything they have. While it stands, the two count as one
    theme, and whoever raised an open part hears what is answered to the theme. An issue that is
    closed keeps the answer it had and is only counted. Nobody is told of the link itself.
    """
    if issue.pk == into.pk:
        raise PartOfItself(issue)
    _one_at_a_time()
    links = _links_above(into)
    theme = lock(Issue(pk=lead(links, into.pk)))  # before its part, as answering does
    issue = lock(issue) if issue.pk != theme.pk else theme
    refuse_unless_team(issue, by)
    refuse_stale(issue, seen)
    if issue.part_of_id == into.pk:
        raise AlreadyPartOfIt(issue)
    if issue.is_part:
        raise AlreadyPart(issue)
    if would_close_a_circle(links, issue.pk, into.pk):
        raise WouldCloseACircle(issue)
    if issue.kind != theme.kind or issue.is_from_trust or theme.is_from_trust:
        raise NotAlike(issue)
    if theme.is_closed and not issue.is_closed:
        raise ThemeIsClosed(issue)
    issue.part_of = into
    move(issue, issue.status)
    move(theme, theme.status)  # who answers it meanwhile sees first that more will read the answer


@history.action("taken out of a theme")
def unmerge(issue: Issue, *, by: User, seen: int | None = None) -> None:
    """Take an issue, with its own parts, out of a theme: both are what they were before."""
    _one_at_a_time()
    issue = lock(issue)
    refuse_unless_team(issue, by)
    refuse_stale(issue, seen)
    if not issue.is_part:
        raise NotPart(issue)
    issue.part_of = None
    move(issue, issue.status)


@history.action("named a theme")
def name(issue: Issue, *, title: str, by: User, seen: int | None = None) -> None:
    """Give the theme that an issue leads a title in the team's words; an empty one takes it off."""
    issue = lock(issue)
    refuse_unless_team(issue, by)
    refuse_stale(issue, seen)
    if issue.is_part or not leads(issue):
        raise LeadsNothing(issue)
    title = title.strip()
    if title:
        ThemeTitle.objects.update_or_create(issue=issue, defaults={"title": title})
    else:
        ThemeTitle.objects.filter(issue=issue).delete()
    move(issue, issue.status)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MERGE_LOCK])


def _links_above(issue: Issue) -> dict[int, int]:
    """What an issue is part of, what that is part of, and so on."""
    links: dict[int, int] = {}
    below = issue.pk
    while above := Issue.objects.values_list("part_of", flat=True).get(pk=below):
        links[below], below = above, above
    return links
