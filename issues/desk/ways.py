"""How somebody came to an issue, and where they go on."""

from datetime import UTC, datetime
from functools import cached_property

from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from issues.desk import addresses
from issues.desk.lists import DeskList
from issues.models import Issue

# In figures one moment in eleven could be an NHS number, and no address may hold one.
_IN_LETTERS = str.maketrans("0123456789", "abcdefghij")
_IN_FIGURES = str.maketrans("abcdefghij", "0123456789")


class Way:
    """All of it travels along in the address.

    `from` is the list; `then` is the issue that came next before this one left the list; `at` is
    when the page was shown, in seconds since 1970, with letters for figures.
    """

    def __init__(self, request, issue: Issue):
        self.issue = issue
        self.address = request.GET.get("from", "")
        then = request.GET.get("then", "")
        self.at = request.GET.get("at", "").translate(_IN_FIGURES)
        self.desk = DeskList(QueryDict(self.address), user=request.user)
        self.holidays = self.desk.holidays
        known = then.isdecimal() and len(then) < 19
        self.beside = self.desk.neighbours(issue, then=int(then) if known else None)

    def to(self, pk: int | None, **more) -> str:
        """The page of an issue of this list; without one, the list itself."""
        if pk is None:
            return self.desk.url
        return f"{addresses.of_issue(pk)}{self.query(**more)}"

    def query(self, **more) -> str:
        said = {"from": self.address, **more}
        return f"?{urlencode({name: value for name, value in said.items() if value})}"

    @property
    def back(self) -> str:
        """The list as it was, at this issue."""
        return f"{self.desk.url}#{self.issue.reference}"

    @property
    def here(self) -> str:
        """This issue, on the same way."""
        return self.to(self.issue.pk, then=self.beside.next)

    @property
    def previous(self) -> str:
        return self.to(self.beside.previous) if self.beside.previous else ""

    @property
    def next(self) -> str:
        return self.to(self.beside.next) if self.beside.next else ""

    @cached_property
    def on(self) -> str:
        """What is added to the address of a step, so that it leads on from where one was."""
        now = str(int(timezone.now().timestamp()))
        return self.query(then=self.beside.next, at=now.translate(_IN_LETTERS))

    @property
    def since(self) -> datetime:
        """When the page that was just sent was shown."""
        seconds = int(self.at) if self.at.isdecimal() and len(self.at) < 12 else 0
        return datetime.fromtimestamp(seconds, UTC)
