"""Who raises an issue: somebody signed in, or a practice whose launch link was opened."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from interface.accounts import launch, limits
from interface.accounts.models import LaunchLink, User
from interface.directory.models import Organisation, Specialty
from issues import permissions
from issues.models import Category, Kind

SENT = "sent_issues"  # in the session: reference to status token, for those without an account
MOST_SENT = 20


@dataclass(frozen=True)
class Reporter:
    """Either `by` or, without an account, `link` says who it is."""

    by: User | None
    link: LaunchLink | None = None

    @property
    def practice(self) -> Organisation | None:
        """The practice they speak for; the integration team chooses one instead."""
        if self.link:
            return self.link.practice
        return self.by.organisation if self.by and self.by.is_practice else None

    def may_send(self, request: HttpRequest) -> bool:
        """Count one more issue of a launch link, and say whether there were not too many."""
        return self.link is None or limits.allows_post(request, self.link.practice_id)


def reporter_of(request: HttpRequest) -> Reporter | None:
    """Who may raise an issue here and now. An account counts before a launch link."""
    user = request.user
    if user.is_authenticated and permissions.may_raise(user):
        return Reporter(by=user)
    link = launch.launched(request)
    return Reporter(by=None, link=link) if link else None


def remember_sent(request: HttpRequest, reference: str, status_token: str) -> None:
    """Let whoever has no account see the receipt and the way to the status page."""
    sent = list(request.session.get(SENT, {}).items())[-MOST_SENT + 1 :]
    request.session[SENT] = dict(sent) | {reference: status_token}


def prefilled(given: QueryDict) -> dict[str, Any]:
    """What the address of the form says beforehand, where it names something that there is."""
    said: dict[str, Any] = {}
    if code := given.get("spec", ""):
        known = Specialty.objects.active().filter(treatment_function_code=code)
        said["specialty"] = known.values_list("pk", flat=True).first()
    categories = Category.objects.values_list("code", flat=True)
    if code := given.get("cat", ""):
        said["category"] = categories.filter(code=code).first()
    ask = given.get("ask", "")
    if ask in {"1", "2", "3", "4", "5"} and not said.get("category"):
        said["category"] = categories.filter(ask=int(ask)).first()
    if given.get("kind") in Kind.values:
        said["kind"] = given["kind"]
    return {name: value for name, value in said.items() if value}
