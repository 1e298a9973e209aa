"""The reply desk, by an e-mailed link or by an account: the same pages.

Mail scanners and previews follow links, so GET and HEAD change nothing; only a form that was sent
does. A link that is unknown, over or revoked shows one and the same page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interface.accounts import limits
from interface.accounts.permissions import require
from issues import services, timeline
from issues.models import Issue, Side, Status
from issues.replydesk import forms, links
from issues.replydesk import services as proposing
from issues.replydesk.desk import Desk
from issues.wording import status_sentence

ON_A_PAGE = 20
TOO_MANY = "Too much was sent in a short time. What you wrote is kept below: send it later."


def may_answer(user) -> bool:
    """Leads have a desk of their own; everybody else comes by a link or not at all."""
    return user.is_specialty_lead


def by_account(view):
    """Give a view the desk of whoever is signed in."""

    @require(may_answer)
    @wraps(view)
    def wrapped(request, **names):
        return view(request, Desk.of_lead(request.user), **names)

    return wrapped


def by_link(view):
    """Give a view the desk of its link, and keep the page out of caches and search engines."""

    @login_not_required
    @wraps(view)
    def wrapped(request, token, **names):
        link = links.find(token)
        if link is None:
            response = render(request, "reply_desk/no_link.html", {"token": token}, status=404)
        else:
            response = view(request, Desk.of_link(link, token), **names)
        return _unseen(response)

    return wrapped


def _unseen(response):
    """The address is a key: no other site learns it, no search engine keeps it."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"  # a form's POST needs its origin
    return response


@login_not_required
@require_POST
def ask_for_new_link(request, token):
    """Ask the team for a link that works; the answer is the same whether there ever was one."""
    whose = limits.secret(limits.client_address(request))
    if limits.POSTS_OF_ADDRESS.allows(whose):
        links.ask_for_new(token, by=None)
    return _unseen(render(request, "reply_desk/asked_for_link.html"))


# The list ------------------------------------------------------------------------------------


def what_waits(request, desk: Desk) -> dict:
    """What every front page of a desk shows; issues.pages has more for those with an account."""
    page = Paginator(desk.to_answer(), ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "desk": desk,
        "page": page,
        "issues": [(issue, desk.address_of(issue)) for issue in page],
        "proposals": desk.proposals(),
        "today": timezone.localdate(),
    }


@by_link
@require_safe
def desk_link(request, desk):
    """What needs this specialty, for whoever was sent the link."""
    return render(request, "reply_desk/desk.html", what_waits(request, desk))


# One issue -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """Something a specialty can do with an issue it was asked about."""

    name: str
    title: str
    form: type[forms.DeskForm]
    service: Callable
    done: str


STEPS = {
    step.name: step
    for step in [
        Step("answer", "Answer", forms.AnswerForm, services.answer, "Answer sent to the practice"),
        Step(
            "not-ours", "Not ours: it belongs to another team", forms.RightTeamForm,
            proposing.name_right_team, "Handed back to the integration team",
        ),
        Step(
            "fixed", "We have fixed it for good", forms.FixForm,
            proposing.propose_fix, "Thank you. The integration team confirms it to the practice",
        ),
        Step(
            "category", "It is filed under the wrong heading", forms.CategoryForm,
            proposing.dispute_category, "The integration team looks at the heading",
        ),
    ]
}  # fmt: skip


def _form(desk, issue, step, data=None):
    action = desk.address_of_step(issue, step.name)
    return step.form(data, issue=issue, action=action)


@require_safe
def _issue(request, desk, reference):
    """What happened, in the practice's words and without its name; the box to answer."""
    issue = get_object_or_404(desk.issues(), reference=reference)
    replies = [reply for reply in issue.replies.all() if reply.side != Side.PRACTICE]
    waits = issue.status == Status.WITH_SPECIALTY
    others = [step for step in STEPS.values() if step.name != "answer"] if waits else []
    context = {
        "desk": desk,
        "issue": issue,
        "sentence": status_sentence(issue, on=timezone.localdate(), to_practice=False),
        "latest": replies[-1] if replies else None,
        "form": _form(desk, issue, STEPS["answer"]) if waits else None,
        "others": [(step.title, desk.address_of_step(issue, step.name)) for step in others],
        "proposals": issue.proposals.filter(specialty=issue.specialty_id),
        "timeline": timeline.for_specialty(issue),
        "today": timezone.localdate(),
    }
    return render(request, "reply_desk/issue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def _step(request, desk, reference, name):
    """One step, on a page of its own; whatever was typed survives a refusal."""
    issue = get_object_or_404(desk.issues(), reference=reference)
    step = STEPS.get(name)
    if step is None:
        raise Http404
    form = _form(desk, issue, step, request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_ready():
        if desk.link and not links.POSTS_OF_LINK.allows(desk.link.pk):
            form.add_error(None, TOO_MANY)
            status = 429
        elif _done(request, desk, issue, step, form):
            return redirect(desk.address)
    page = {"desk": desk, "issue": issue, "step": step, "form": form}
    back = desk.address_of(issue)
    return render(request, "reply_desk/step.html", {**page, "back": back}, status=status)


def _done(request, desk: Desk, issue: Issue, step: Step, form: forms.DeskForm) -> bool:
    """Take the step, or say in the form why it was not taken."""
    try:
        step.service(issue, **form.cleaned_data, **desk.who)
    except services.Refused as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, f"{issue}: {step.done}")
    return True


reply_desk_issue, desk_link_issue = by_account(_issue), by_link(_issue)
reply_desk_step, desk_link_step = by_account(_step), by_link(_step)
