"""Who raises an issue: somebody signed in, or a practice whose launch link was opened."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from interface.accounts import launch, limits
from interface.accounts.models import LaunchLink, User
from interface.directory.models import Organisation, Specialty
from interface.prepared import Statement
from issues import permissions
from issues.forms import ReportForm
from issues.models import Category, Draft, Issue, Kind
from issues.report_fields import NOT_SURE

SENT = "sent_issues"  # in the session: reference to status token, for those without an account
MOST_SENT = 20
LAST = "last_report"  # in the session of a launch link: what the next form begins with
DRAFTS_OF_PRACTICE = limits.Limit("drafts of practice", 3_000, timedelta(days=1))


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

    @property
    def from_trust(self) -> bool:
        """Whether they speak for a specialty, about a practice."""
        return self.by is not None and self.by.is_specialty_lead

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


def form_of(
    reporter: Reporter | None,
    *,
    data: QueryDict | None = None,
    initial: dict[str, Any] | None = None,
    draft: Draft | None = None,
) -> ReportForm:
    """The form as this reporter meets it: empty, as it was posted, or as a draft was left."""
    return ReportForm(data, reporter=reporter, initial=initial, draft=draft)


def remember_sent(request: HttpRequest, reference: str, status_token: str) -> None:
    """Let whoever has no account see the receipt and the way to the status page."""
    sent = list(request.session.get(SENT, {}).items())[-MOST_SENT + 1 :]
    request.session[SENT] = dict(sent) | {reference: status_token}


_last_of = Statement("""
SELECT practice_id, specialty_id FROM issues_issue WHERE raised_by_id = %s
ORDER BY raised_at DESC LIMIT 1
""")


def remembered(request: HttpRequest, reporter: Reporter) -> dict[str, Any]:
    """The practice and specialty of this person's last issue, or of this launch's."""
    if reporter.by is None:
        return dict(request.session.get(LAST, {}))
    for practice, specialty in _last_of(reporter.by.pk):
        return {"practice": practice, "specialty": specialty or NOT_SURE}
    return {}


def remember(request: HttpRequest, issue: Issue) -> None:
    """Keep for the rest of this launch what the next form begins with."""
    request.session[LAST] = {"specialty": issue.specialty_id or NOT_SURE}


def another_like(issue: Issue) -> str:
    """The address of a form that begins with what this issue was about."""
    said = {"kind": issue.kind, "cat": issue.category.code}
    if issue.specialty and issue.specialty.treatment_function_code:
        said["spec"] = issue.specialty.treatment_function_code
    return f"{reverse('report')}?{urlencode(said)}"


def prefilled(given: QueryDict) -> dict[str, Any]:
    """What the address of the form says beforehand, where it names something that there is."""
    if not given:
        return {}
    said: dict[str, Any] = {}
    if code := given.get("spec", ""):
        known = Specialty.objects.active().filter(treatment_function_code=code)
        said["specialty"] = known.values_list("pk", flat=True).first()
    in_force = Category.objects.in_force(on=timezone.localdate())
    categories = in_force.values_list("code", flat=True)
    if code := given.get("cat", ""):
        said["category"] = categories.filter(code=code).first()
    ask = given.get("ask", "")
    if ask in {"1", "2", "3", "4", "5"} and not said.get("category"):
        said["category"] = categories.filter(ask=int(ask)).first()
    if given.get("kind") in Kind.values:
        said["kind"] = given["kind"]
    return {name: value for name, value in said.items() if value}
