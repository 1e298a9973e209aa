"""Raising an issue, finding it again, and the conversation about it."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interface.accounts import limits
from interface.accounts.permissions import require
from interface.reading import Reading
from issues import answer_times, listing, permissions, rows, services, timeline, visible
from issues.blank import blank_message, blank_report, blank_search
from issues.counting import goes_beyond, said
from issues.drafts.browsers import holder_of, holder_to_keep
from issues.drafts.browsers import remember as remember_browser
from issues.drafts.services import MOST, TooManyDrafts, drafts_of, keep, listed
from issues.endorsements import already_here
from issues.endorsements.models import Endorsement, count_of
from issues.filters import IssueFilter, Tab, is_narrowed, on_tab
from issues.filters import counts as counts_of
from issues.fixed import services as fixed
from issues.forms import AnswerForm, ReopenForm, ReplyForm
from issues.letters import services as letters
from issues.models import Direction, Issue, Reply, Side
from issues.reporting import (
    SENT,
    form_of,
    prefilled,
    remember,
    remember_sent,
    remembered,
    reporter_of,
)
from issues.wording import status_sentence

ISSUES_ON_A_PAGE = 25
TOO_MANY = (
    "Too many issues were sent in a short time. What you wrote is kept below: send it later, or "
    "sign in and send it now."
)
NO_ROOM = f"You have {MOST} drafts already. Send or delete one of them first."
NOBODY = (
    "We no longer know which practice you belong to. What you wrote is kept below: open your "
    "practice’s launch link in another tab, or sign in there, then send this again."
)


# Raising -------------------------------------------------------------------------------------


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    """Six answers, one of them written; sending the same form twice is one issue."""
    reporter = reporter_of(request)
    if reporter is None:
        return _report_of_nobody(request)
    if request.method != "POST":
        return _report_to_fill_in(request, reporter)
    form = form_of(reporter, data=request.POST)
    if "secondary" in request.POST:
        return _finish_later(request, form, reporter)
    if form.is_ready() and (page := already_here.ask(request, form, reporter)):
        return page
    if form.is_ready():
        if not reporter.may_send(request):
            return _report_page(request, form, reporter, refusal=TOO_MANY, status=429)
        try:
            if already_here.SAME in request.POST:
                return already_here.endorse(request, form, reporter)
            issue = services.raise_issue(**form.cleaned_data, by=reporter.by, link=reporter.link)
        except services.Refused as refusal:
            form.refuse(refusal)
        else:
            if reporter.link:
                remember(request, issue)
                remember_sent(request, issue.reference, issue.status_token)
            return redirect("issue_receipt", issue.reference)
    return _report_page(request, form, reporter)


def _report_to_fill_in(request, reporter):
    """A new form with what the last one, the address or a draft says."""
    if key := request.GET.get("draft"):
        drafts = drafts_of(holder_of(request, reporter))
        if draft := drafts.filter(key=key).first():
            return _report_page(request, form_of(reporter, draft=draft), reporter)
        messages.info(request, "That draft is gone: it was sent, deleted, or over 30 days old.")
    said = remembered(request, reporter) | prefilled(request.GET)
    blank = blank_report(request, reporter, said)
    form = None if blank else form_of(reporter, initial=said)
    return _report_page(request, form, reporter, blank=blank)


def _finish_later(request, form, reporter):
    """Keep a draft, unless the identifier guard has something to say about it."""
    if form.only_refusals() or form.removed:
        return _report_page(request, form, reporter)
    holder, secret = holder_to_keep(request, reporter)
    try:
        keep(form, holder=holder)
    except TooManyDrafts:
        return _report_page(request, form, reporter, refusal=NO_ROOM, status=409)
    messages.success(request, "Draft saved. It is kept for 30 days.")
    response = redirect("report")
    remember_browser(response, secret)
    return response


def _report_page(request, form, reporter=None, *, blank=None, refusal="", status=200):
    if refusal:
        form.add_error(None, refusal)
    drafts = listed(holder_of(request, reporter)) if reporter else []
    context = {"form": form, "blank": blank, "reporter": reporter, "drafts": drafts}
    return render(request, "issues/report.html", context, status=status)


def _report_of_nobody(request):
    """Neither an account that may raise nor a launch link: but what was typed is not lost."""
    if request.user.is_authenticated:
        raise PermissionDenied
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    allowed = limits.allows_post(request, practice_id=None)
    words, status = (NOBODY, 403) if allowed else (TOO_MANY, 429)
    return _report_page(request, form_of(None, data=request.POST), refusal=words, status=status)


# Reading -------------------------------------------------------------------------------------


@require(permissions.may_read_issues)
@require_safe
def issues(request):
    """The issues this person may see, by what they have to do about them."""
    user = request.user
    if user.is_leadership:  # counts, never rows
        return redirect("issue_counts")
    narrowed = is_narrowed(request.GET)
    search = None if narrowed else blank_search(user, request.GET.get("tab", ""))
    seen = Issue.objects.visible_to(user) if narrowed else Issue.objects.none()
    chosen = None if search else IssueFilter(request.GET, seen, user=user)
    found = chosen.qs if narrowed else None
    number = request.GET.get("page", "")
    beyond = goes_beyond(number, rows=ISSUES_ON_A_PAGE)
    counts = counts_of(found, user=user) if narrowed else listing.counts(user, whole=beyond)
    tab = _tab(request.GET.get("tab"), counts)
    page = Paginator(range(counts[tab]), ISSUES_ON_A_PAGE).get_page(number)
    page.object_list = shown = _rows(user, found, tab, page)
    practice = user.organisation_id if user.is_practice else None
    context = {
        "usual_time": answer_times.tell(shown, practice),
        "filter": chosen,
        "form": chosen and chosen.form,
        "search": search,
        "tab": tab,
        "tabs": _tabs(request, tab, counts),
        "page": page,
        "rows": rows.html(shown, reader=user, today=timezone.localdate()),
        "narrowed": narrowed,
        "any": narrowed or counts[Tab.ALL],
    }
    return render(request, "issues/issues.html", context)


def _rows(user, found, tab, page):
    """Those of one page: of the whole list, or of what was found."""
    if not page.object_list:
        return []
    first = page.object_list.start
    if found is None:
        return listing.rows(user, tab, first=first, most=ISSUES_ON_A_PAGE)
    keys = on_tab(found, tab, user=user).values_list("pk", flat=True)
    return rows.read(list(keys[first : first + ISSUES_ON_A_PAGE]))


def _tab(name, counts):
    """The tab asked for; else the first of waiting, open and answered that holds something."""
    if name in Tab.values:
        return Tab(name)
    return next((tab for tab in Tab if counts[tab]), Tab.OPEN)


def _tabs(request, current, counts):
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("tab", None)
    address = f"{reverse('issues')}?{query.urlencode()}{'&' if query else ''}tab="
    items = [
        {
            "label": tab.label,
            "url": f"{address}{tab.value}",
            "current": tab == current,
            "count": said(counts[tab]),
        }
        for tab in Tab
    ]
    if permissions.may_endorse(request.user):
        count = count_of(request.user.organisation_id)
        url = reverse("endorsed_issues")
        items.append({"label": "Same here", "url": url, "current": False, "count": count})
    return items


def _reading_issue(condition):
    return Reading(
        Issue,
        f"WHERE {condition}",
        joined=["practice", "specialty", "category", "raised_by"],
        also=timeline.KNOWN,
        without=["words"],
    )


_issue_with_reference = {
    role: _reading_issue(f"this.reference = %s AND {visible.is_visible(role)}")
    for role in visible.PARTS
}
_replies_to = Reading(Reply, "WHERE this.issue_id = %s ORDER BY this.written_at")


def with_issue(view):
    """Give a view the issue its address names; what the user may not see is not found.

    A reference typed by hand in its own way (lower case, O for 0) leads to the proper address.
    """

    @require(permissions.may_read_issues)
    @wraps(view)
    def wrapped(request, reference):
        issue = _visible_issue(request.user, reference)
        if issue is None:
            return redirect("same_here", _endorsed_or_404(request.user, reference))
        proper = reverse(request.resolver_match.view_name, args=[issue.reference])
        if request.path != proper and request.method in ("GET", "HEAD"):
            return redirect(proper)
        return view(request, issue)

    return wrapped


def _visible_issue(user, reference):
    """The issue of a reference, unless there is none that this person may see."""
    reading = _issue_with_reference.get(user.role)
    return reading and reading.first(reference, visible.reader(user))


def _endorsed_or_404(user, reference):
    """Another practice's issue that happened here too has a page of its own."""
    get_object_or_404(Endorsement.objects.of(user), issue__reference=reference)
    return reference


@with_issue
@require_safe
def issue(request, issue):
    """Where it stands, the latest answer, the story, and what this person can do next."""
    return _issue_page(request, issue)


@login_not_required
@require_safe
def issue_receipt(request, reference):
    """What was sent and what happens by when; without an account, to whoever has just sent it."""
    token = request.session.get(SENT, {}).get(reference)
    sent = Issue.objects.filter(reference=reference, status_token=token).first() if token else None
    if sent:
        return _receipt(request, sent, to=None)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return _own_receipt(request, reference)


@with_issue
def _own_receipt(request, issue):
    own = issue.raised_by_id == request.user.pk
    if not own and not permissions.may_see_practice(request.user):
        raise Http404
    return _receipt(request, issue, to=request.user)


def _receipt(request, issue, *, to):
    by_link = issue.direction == Direction.PRACTICE_TO_TRUST
    context = {
        "issue": issue,
        "status_address": request.build_absolute_uri(issue.get_status_url()) if by_link else "",
        "offer": letters.offer(issue, to=to, on=timezone.localdate()),
    }
    return render(request, "issues/issue_receipt.html", context)


def _issue_page(request, issue, *, form=None):
    user = request.user
    story = timeline.for_practice if permissions.may_see_practice(user) else timeline.for_specialty
    own = {issue.raised_by_id} if issue.is_from_trust else set()
    answers = [
        reply
        for reply in (_replies_to(issue.pk) if timeline.may_have(issue, Reply) else [])
        if reply.side != Side.PRACTICE and reply.written_by_id not in own
    ]
    ahead = _next_form(user, issue)
    context = {
        "issue": issue,
        "sentence": status_sentence(issue, on=timezone.localdate(), to_practice=user.is_practice),
        "latest": answers[-1] if answers else None,
        "timeline": story(issue),
        "known": already_here.known_problem(issue),
        "closing": fixed.latest(issue) if permissions.is_of_practice(user) else None,
        "may_see_practice": permissions.may_see_practice(user),
        "may_reopen": permissions.may_reopen(user, issue),
        "form": form,
        "blank": None if form or not ahead else blank_message(request, ahead, issue),
        "today": timezone.localdate(),
    }
    return render(request, "issues/issue.html", context)


# The conversation ----------------------------------------------------------------------------


def _next_form(user, issue):
    """The box under the story: an answer for the specialty, a reply for whoever raised it."""
    if permissions.may_answer(user, issue):
        return AnswerForm
    return ReplyForm if permissions.may_reply(user, issue) else None


def _say(request, issue, *, form, service, done):
    """Take one step with what was written; a refusal comes back with the words kept."""
    if request.method == "POST" and form.is_ready():
        try:
            service(issue, **form.cleaned_data, by=request.user)
        except services.NotYours:
            raise PermissionDenied from None
        except services.Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect(issue)
    return None


@with_issue
@require_POST
def reply_to_issue(request, issue):
    """Whoever raised it adds to it or questions an answer; the practice answers a question."""
    form = ReplyForm(request.POST, issue=issue)
    done = _say(request, issue, form=form, service=services.practice_reply, done="Reply sent")
    return done or _issue_page(request, issue, form=form)


@with_issue
@require_POST
def answer_issue(request, issue):
    """The specialty that has the issue tells the practice what it found."""
    form = AnswerForm(request.POST, issue=issue)
    done = _say(request, issue, form=form, service=services.answer, done="Answer sent")
    return done or _issue_page(request, issue, form=form)


@with_issue
@require_http_methods(["GET", "HEAD", "POST"])
def reopen_issue(request, issue):
    """The practice, or the lead who raised it, says why a closed issue is not settled."""
    form = ReopenForm(request.POST or None, issue=issue)
    if done := _say(request, issue, form=form, service=services.reopen, done="Issue reopened"):
        return done
    if request.method != "POST" and not permissions.may_reopen(request.user, issue):
        return redirect(issue)
    return render(request, "issues/reopen_issue.html", {"issue": issue, "form": form})
