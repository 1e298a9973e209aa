"""Forms that nobody has filled in yet, made once for all who get the same one.

Printing fifty options and forty radio buttons is most of the work of a page with a form, and they
are the same for every practice until a specialty or a category changes.
"""

import uuid

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from interface.accounts.models import User
from issues.filters import IssueFilter, Tab
from issues.forms import Message
from issues.models import Issue
from issues.offered import offered
from issues.reporting import Reporter, form_of

TOKEN, SUBMISSION = "token-of-the-page", str(uuid.UUID(int=0))  # stand for each page's own
REFERENCE = "reference-of-the-page"

_messages: dict[object, str] = {}


def blank_report(request: HttpRequest, reporter: Reporter, said: dict) -> SafeString | None:
    """The report form of a practice with the specialty it had last; None for any other beginning.

    With a form token and a token against forgery of this page's own.
    """
    said = {name: value for name, value in said.items() if name != "practice"}
    if not reporter.practice or said.keys() - {"specialty"}:
        return None
    forms = offered().forms
    key = ("report", reporter.link is None, said.get("specialty"), timezone.localdate())
    if key not in forms:
        form = form_of(reporter, initial={**said, "submission": SUBMISSION})
        forms[key] = render_to_string(
            "issues/_blank_form.html", {"form": form, "csrf_token": TOKEN}
        )
    return _for_this_page(request, forms[key])


def blank_search(user: User, tab: str) -> SafeString | None:
    """The search above the list of issues; None for a specialty lead, who chooses among few."""
    if user.is_specialty_lead or tab not in ("", *Tab.values):
        return None
    forms, key = offered().forms, ("search", tab)
    if key not in forms:
        search = IssueFilter({"tab": tab} if tab else {}, Issue.objects.none(), user=user)
        forms[key] = render_to_string("issues/_blank_form.html", {"form": search.form})
    return SafeString(forms[key])


def blank_message(request: HttpRequest, form: type[Message], issue: Issue) -> SafeString:
    """The box for what somebody has to say about an issue: the same but for where it is sent."""
    key = (form, form.variant(issue))
    if key not in _messages:
        begins = {"submission": SUBMISSION}
        printed = render_to_string(
            "issues/_blank_form.html",
            {"form": form(issue=issue, initial=begins), "csrf_token": TOKEN},
        )
        _messages[key] = printed.replace(issue.reference, REFERENCE)
    return _for_this_page(request, _messages[key].replace(REFERENCE, issue.reference))


def _for_this_page(request: HttpRequest, printed: str) -> SafeString:
    """A form with the tokens of this page."""
    token, submission = get_token(request), str(uuid.uuid4())
    return SafeString(printed.replace(TOKEN, token).replace(SUBMISSION, submission))
