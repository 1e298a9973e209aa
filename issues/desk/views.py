"""The desk's pages: the queue, one issue, and each step."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interface.reading import Reading
from issues import services, timeline
from issues.clocks.panel import panel
from issues.counting import FURTHER, goes_beyond, said
from issues.desk import addresses, drafts, rows
from issues.desk.boxes import box
from issues.desk.bulk.verbs import VERBS
from issues.desk.facts import facts_html
from issues.desk.lists import DeskList, blank_search
from issues.desk.queues import counts
from issues.desk.readers import hearers, readers
from issues.desk.saved_views import views_of
from issues.desk.side import links_to_steps, queues_html
from issues.desk.steps import STEPS, Step, form_for, likely_steps
from issues.desk.ways import Way
from issues.endorsements.models import KNOWN as KNOWN_OF_ENDORSEMENTS
from issues.models import Issue, SpecialtyProposal
from issues.routing.proposals import in_full
from issues.services.common import refuse_stale
from issues.similar import similar
from issues.themes import panel as theme_panel
from issues.themes.families import KNOWN as KNOWN_OF_THEMES
from issues.wording import status_sentence
from issues.writing import with_answer

ROWS = 25  # on one page of a queue
LONGEST_KEY = 19  # figures; a longer number is no key


@require_safe
def queue(request):
    """The queues at the side, and the issues of one of them."""
    desk = DeskList(request.GET, user=request.user)
    standing = counts(desk.now)
    page = _page(desk, standing, request.GET.get("page", ""))
    search = blank_search(desk)
    today, holidays = desk.now.today, desk.holidays
    context = {
        "desk": desk,
        "search": search,
        "form": None if search else desk.filter.form,
        "page": page,
        "total": said(page.paginator.count),
        "rows": rows.html(page.object_list, address=desk.address, today=today, holidays=holidays),
        "queues": queues_html(desk.queue, standing),
        "verbs": VERBS.values(),
        "views": views_of(request.user.pk),
    }
    return render(request, "admin/issues/issue/queue.html", context)


def _page(desk: DeskList, standing: Mapping[str, int], number: str) -> Page:
    """One page of a list, with its rows. Who goes beyond what is counted has all of it counted."""
    counted = None if desk.is_narrowed else standing.get(desk.queue.name)
    if counted is None:
        counted = desk.count(FURTHER)
    if counted == FURTHER and goes_beyond(number, rows=ROWS):
        counted = desk.count()
    page: Page = Paginator(range(counted), ROWS).get_page(number)
    page.object_list = rows.read(desk.part((page.number - 1) * ROWS, ROWS))
    return page


# One issue -----------------------------------------------------------------------------------


_issue_with_key = Reading(
    Issue,
    "WHERE this.id = %s",
    joined=["practice", "specialty", "category", "raised_by", "owner"],
    also={**timeline.KNOWN, **KNOWN_OF_THEMES, **drafts.KNOWN, **KNOWN_OF_ENDORSEMENTS},
    without=["words"],
)


def find(pk: int | str) -> Issue:
    """The issue with this key, or a page that says there is none."""
    known = str(pk).isdecimal() and len(str(pk)) < LONGEST_KEY
    issue = _issue_with_key.first(int(pk)) if known else None
    if issue is None:
        raise Http404
    return issue


def issue_page(request, pk):
    """Everything about one issue, with the reply and the note side by side."""
    issue = find(pk)
    issue.theme = theme_panel.theme_of(issue)  # the box for a reply says who of it reads that
    way, token = Way(request, issue), get_token(request)
    written = STEPS["answer"] if not issue.is_closed else STEPS["reopen"]
    kept = drafts.drafts_of(issue, by=request.user)
    proposals, endorsements = [], []
    if timeline.may_have(issue, SpecialtyProposal):
        proposals = issue.proposals.open().select_related("specialty")
    if issue.is_endorsed:
        endorsements = issue.endorsements.standing().select_related("practice")
    today = timezone.localdate()
    return render(
        request,
        "admin/issues/issue/desk.html",
        {
            "way": way,
            "csrf_token": token,  # one for all that the page can send
            "issue": issue,
            "sentence": status_sentence(issue, on=today, to_practice=False),
            "today": today,
            "facts": facts_html(
                issue, today=today, holidays=way.holidays, endorsements=endorsements
            ),
            "timeline": timeline.for_team(issue, reader=request.user),
            "proposals": proposals,
            "proposed": in_full(issue, way.holidays),
            "clock": panel(issue, at=timezone.now(), holidays=way.holidays),
            "theme": issue.theme,
            "recurrence": theme_panel.recurrence_of(issue),
            "steps": links_to_steps(likely_steps(issue), way, but=written),
            "boxes": [
                _box(token, written, way, kept, "reply", "the practice reads it"),
                _box(token, STEPS["note"], way, kept, "note", "only the team reads it"),
            ],
        },
    )


def _box(token: str, step: Step, way: Way, kept: dict, kind: str, readers: str) -> dict:
    """A box to write in, under a title that says who reads it."""
    draft = kept.get(step.name)
    return {
        "kind": kind,
        "title": f"{step.title}: {readers}",
        "draft": draft,
        "draft_address": addresses.of_draft(way.issue.pk, step.name),
        "form": box(step, way, draft, token=token),
    }


@require_safe
def much_like_it(request, pk):
    """Other practices' issues that may be the same one; a page of its own, since it is dear."""
    issue = find(pk)
    found = similar(
        issue.what_happened,
        specialty=issue.specialty,
        category=issue.category,
        practice=issue.practice,
        limit=10,
    )
    context = {"issue": issue, "way": Way(request, issue), "matches": found}
    return render(request, "admin/issues/issue/similar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request, pk, name):
    """One step on a page of its own; what was typed survives every refusal."""
    step, issue = _step(name), find(pk)
    way = Way(request, issue)
    if request.method != "POST":
        kept = drafts.drafts_of(issue, by=request.user)
        return _step_page(request, step, form_for(step, issue, way, draft=kept.get(name)), way)
    form = form_for(step, issue, way, data=request.POST)
    if "insert" in request.POST:
        return _step_page(request, step, _with_canned_words(request, step, form, way), way)
    if step.form.sent_as and "secondary" in request.POST:
        return _keep(request, step, form, way)
    if "change" in request.POST or not form.is_ready():
        drafts.keep(name, form, by=request.user)
        return _step_page(request, step, form, way)
    try:
        if step.form.sent_as and "confirmed" not in request.POST:
            refuse_stale(issue, form.cleaned_data["seen"])
            return _ask_before_sending(request, step, form, way)
        step.service(issue, **form.answers, by=request.user)
    except services.Refused as refusal:
        form.refuse(refusal)
        drafts.keep(name, form, by=request.user)
        stale = isinstance(refusal, services.ChangedMeanwhile)
        return _step_page(request, step, form, way, stale=stale)
    return _taken(request, step, issue, way)


def _step(name: str) -> Step:
    if name not in STEPS:
        raise Http404
    return STEPS[name]


def _step_page(request, step, form, way, *, stale=False):
    """The form, and beside it what has happened, or only what happened while one wrote."""
    story = timeline.for_team(find(way.issue.pk) if stale else way.issue)
    page = {
        "issue": way.issue,
        "way": way,
        "step": step,
        "form": form,
        "stale": stale,
        "timeline": [entry for entry in story if entry.at >= way.since] or story[:1]
        if stale
        else story,
    }
    status = 409 if stale else 200
    return render(request, "admin/issues/issue/step.html", page, status=status)


def _with_canned_words(request, step, form, way):
    """The same form with agreed words in its box, after whatever stood there."""
    canned = form.chosen() if step.form.sent_as else None
    if canned is None:
        messages.warning(request, "Choose the agreed words that you want in the box.")
        return form_for(step, way.issue, way, draft=None, typed=form.data)
    if canned.is_past_review(on=timezone.localdate()):
        due = f"{canned.review_on:%-d %B %Y}"
        messages.warning(
            request, f"“{canned}” was to be looked at again by {due}: read it closely."
        )
    text = "\n\n".join(part for part in (form.data.get("text", "").strip(), canned.text) if part)
    return form_for(step, way.issue, way, typed=with_answer(form.data, "text", text))


def _keep(request, step, form, way):
    """Leave it for later."""
    if drafts.keep(step.name, form, by=request.user):
        messages.success(request, "Draft kept. Only you can read it.")
        return redirect(way.here)
    form.is_ready()  # the page shows what the guard found
    return _step_page(request, step, form, way)


def _ask_before_sending(request, step, form, way):
    """The words once more, with the names of those who will read them."""
    drafts.keep(step.name, form, by=request.user)
    parts = form.parts()
    page = {
        "issue": way.issue,
        "way": way,
        "step": step,
        "sent_as": step.form.sent_as,
        "action": form.helper.form_action,
        "text": form.cleaned_data["text"],
        "readers": readers(way.issue, parts),
        "hearers": hearers(way.issue, parts) if form.is_news else "",
        "posted": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in ("csrfmiddlewaretoken", "secondary")
        ],
    }
    return render(request, "admin/issues/issue/confirm.html", page)


def _taken(request, step, issue, way):
    """Say that it is done, and lead on."""
    drafts.discard(step.name, issue, by=request.user)
    issue = find(issue.pk)
    messages.success(request, f"{issue}: {step.done.format(issue=issue)}")
    _warn_of_silence(request, issue, step)
    on = "next" in request.POST or "secondary" in request.POST
    return redirect(way.to(way.beside.next) if on else way.here)


@require_POST
def keep_draft(request, pk, name):
    """What the page's script asks for after a pause; the answer is a sentence to show."""
    step, issue = _step(name), find(pk)
    form = form_for(step, issue, Way(request, issue), data=request.POST)
    if drafts.keep(name, form, by=request.user):
        return JsonResponse({"said": f"Draft kept at {timezone.localtime():%H:%M}."})
    return JsonResponse({"said": "Not kept: a patient could be recognised in it."})


def _warn_of_silence(request, issue: Issue, step: Step) -> None:
    if step.name == "send" and issue.specialty and not issue.specialty.feedback_email:
        messages.warning(
            request,
            f"{issue.specialty} has no feedback address, so no e-mail went to them. "
            "Tell them yourself, or add an address in the directory.",
        )
