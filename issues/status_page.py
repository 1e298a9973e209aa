"""An issue's page for whoever has its status link: no account, no names, nothing done by looking.

Mail scanners and previews follow links, so GET and HEAD change nothing, whatever their query. An
unknown link is a page that does not exist. There are 2 to the 256 of them: counting wrong ones
would only make looking write something.
"""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interface.accounts import limits
from issues import services, timeline
from issues.endorsements.already_here import known_problem
from issues.fixed import services as fixed
from issues.fixed.forms import FixedForm
from issues.fixed.models import Fixed
from issues.forms import ReopenForm, ReplyForm
from issues.models import Direction, Issue, Side
from issues.services import writes_for_practice
from issues.wording import next_step, status_sentence

TOO_MANY = "Too much was sent in a short time. What you wrote is kept below: send it later."


def with_token(view):
    """Give a view the issue of its link, and keep the page out of caches and search engines."""

    @login_not_required
    @wraps(view)
    def wrapped(request, token):
        rows = Issue.objects.filter(direction=Direction.PRACTICE_TO_TRUST)  # others have accounts
        rows = rows.select_related("practice", "specialty", "category", "raised_by")
        response = view(request, get_object_or_404(rows, status_token=token))
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"  # a form's POST needs its origin
        return response

    return wrapped


def _may_write(request, issue) -> bool:
    """The practice's people, and anyone who is not signed in as somebody else."""
    return not request.user.is_authenticated or writes_for_practice(issue, by=request.user)


@with_token
@require_safe
def issue_status(request, issue):
    """Where it stands, the latest answer, what happens by when, the story, and a box to reply."""
    return _status_page(request, issue)


def _status_page(request, issue, *, form=None, status=200):
    replies = [reply for reply in issue.replies.all() if reply.side != Side.PRACTICE]
    today, may_write = timezone.localdate(), _may_write(request, issue)
    if form is None and may_write and not issue.is_closed:
        form = _reply_form(issue)
    context = {
        "issue": issue,
        "sentence": status_sentence(issue, on=today),
        "next_step": next_step(issue, on=today),
        "latest": replies[-1] if replies else None,
        "timeline": timeline.for_reporter(issue),
        "known": known_problem(issue),
        "closing": fixed.latest(issue),
        "may_write": may_write,
        "form": form,
        "today": today,
    }
    return render(request, "issues/issue_status.html", context, status=status)


def _reply_form(issue, data=None):
    action = reverse("issue_status_reply", args=[issue.status_token])
    return ReplyForm(data, issue=issue, action=action)


# Writing -------------------------------------------------------------------------------------


def _say(request, issue, form, service):
    """Take one step with what was written: 302 done, 200 look again, 429 later."""
    if not _may_write(request, issue):
        raise PermissionDenied
    if request.method != "POST" or not form.is_ready():
        return 200
    by = request.user if request.user.is_authenticated else None
    if by is None and not limits.allows_post(request, issue.practice_id):
        form.add_error(None, TOO_MANY)
        return 429
    try:
        service(issue, **form.cleaned_data, by=by, status_token=issue.status_token)
    except services.Refused as refusal:
        form.refuse(refusal)
        return 200
    return 302


@with_token
@require_POST
def issue_status_reply(request, issue):
    """Answer a question, question an answer, or add what was forgotten."""
    form = _reply_form(issue, request.POST)
    status = _say(request, issue, form, services.practice_reply)
    if status == 302:
        messages.success(request, "Sent")
        return redirect(issue.get_status_url())
    issue.refresh_from_db()  # it may have been closed meanwhile: what was written is kept
    return _status_page(request, issue, form=form, status=status)


@with_token
@require_http_methods(["GET", "HEAD", "POST"])
def issue_status_reopen(request, issue):
    """Say why a closed issue is not settled; what was said about the fix stands there already."""
    closing = fixed.latest(issue)
    form = ReopenForm(
        request.POST or None,
        issue=issue,
        action=reverse("issue_status_reopen", args=[issue.status_token]),
        initial={"text": closing.text if closing else ""},
    )
    if request.method != "POST" and not issue.is_closed:
        return redirect(issue.get_status_url())
    status = _say(request, issue, form, services.reopen)
    if status == 302:
        messages.success(request, "Issue reopened")
        return redirect(issue.get_status_url())
    context = {"issue": issue, "form": form, "back": issue.get_status_url()}
    return render(request, "issues/reopen_issue.html", context, status=status)


@with_token
@require_http_methods(["GET", "HEAD", "POST"])
def issue_fixed(request, issue):
    """ "Was it fixed?": a link chooses the answer, a button gives it; it can be given again."""
    if request.method != "POST" and not issue.is_closed:
        return redirect(issue.get_status_url())
    closing = fixed.latest(issue)
    chosen = request.GET.get("answer", "")
    said = {"answer": closing.answer, "text": closing.text} if closing else {}
    if chosen in Fixed.values:
        said["answer"] = chosen
    action = reverse("issue_fixed", args=[issue.status_token])
    form = FixedForm(request.POST or None, issue=issue, action=action, initial=said)
    status = _say(request, issue, form, fixed.say)
    if status == 302:
        messages.success(request, "Thank you. Your answer is counted")
        return redirect(f"{issue.get_status_url()}#fixed")
    context = {"issue": issue, "form": form, "closing": closing}
    return render(request, "issues/issue_fixed.html", context, status=status)
