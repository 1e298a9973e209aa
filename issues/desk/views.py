"""The desk's pages: the queue, one issue, and each step."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from interface.worktime.days import working_days_between
from issues import services, timeline
from issues.clocks.panel import panel
from issues.desk.bulk.verbs import VERBS
from issues.desk.lists import DeskList
from issues.desk.queues import OPEN, QUEUES, counts
from issues.desk.steps import STEPS, Step, form_for, likely_steps
from issues.models import Issue
from issues.public_words import public_line
from issues.routing.proposals import in_full
from issues.themes import panel as theme_panel
from issues.themes.families import knowing_parts
from issues.wording import status_sentence

ROWS = 50  # on one page of a queue
PRESSES = ("harm", "overdue")  # queues in which nothing should stand


@require_safe
def queue(request):
    """The queues at the side, and the issues of one of them."""
    desk = DeskList(request.GET, user=request.user)
    rows = desk.rows.select_related("practice", "specialty", "category", "owner")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    for issue in page:
        raised = timezone.localdate(issue.raised_at)
        issue.working_days_old = working_days_between(raised, desk.now.today, desk.holidays)
    context = {
        "desk": desk,
        "form": desk.filter.form,
        "page": page,
        "queues": _queues(desk),
        "verbs": VERBS.values(),
        "today": desk.now.today,
    }
    return render(request, "admin/issues/issue/queue.html", context)


def _queues(desk: DeskList) -> list[dict]:
    """The lines at the side, with how many issues stand in each now."""
    number = counts(desk.now)
    return [
        {
            "title": one.title,
            "url": f"?{urlencode({'queue': one.name})}" if one.name else "?",
            "count": number.get(one.name),
            "current": one == desk.queue,
            "starts_group": one.starts_group,
            "presses": one.name in PRESSES and number[one.name] > 0,
        }
        for one in [OPEN, *QUEUES.values()]
    ]


# One issue -----------------------------------------------------------------------------------


def find(pk: int | str) -> Issue:
    """The issue with this key, or a page that says there is none."""
    if not str(pk).isdecimal():
        raise Http404
    rows = Issue.objects.select_related("practice", "specialty", "category", "raised_by", "owner")
    return get_object_or_404(knowing_parts(rows), pk=pk)


class Way:
    """How the person came to an issue, and where they go on: it travels along in the address.

    `from` is the address of the list; `then` is what came next before the issue left that list.
    """

    def __init__(self, request, issue: Issue):
        self.issue = issue
        self.address = request.GET.get("from", "")
        then = request.GET.get("then", "")
        self.desk = DeskList(QueryDict(self.address), user=request.user)
        self.beside = self.desk.neighbours(issue, then=int(then) if then.isdecimal() else None)

    def to(self, pk: int | None, **more) -> str:
        """The page of an issue of this list; without one, the list itself."""
        if pk is None:
            return self.desk.url
        return f"{reverse('admin:issues_issue_change', args=[pk])}{self.query(**more)}"

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

    @property
    def on(self) -> str:
        """What is added to the address of a step, so that it leads on from where one was."""
        return self.query(then=self.beside.next)


def issue_page(request, pk):
    """Everything about one issue, with the reply and the note side by side."""
    issue = find(pk)
    way = Way(request, issue)
    today, holidays = timezone.localdate(), way.desk.holidays
    raised = timezone.localdate(issue.raised_at)
    steps = likely_steps(issue)
    written = STEPS["answer"] if not issue.is_closed else STEPS["reopen"]
    return render(
        request,
        "admin/issues/issue/desk.html",
        {
            "way": way,
            "issue": issue,
            "sentence": status_sentence(issue, on=today, to_practice=False),
            "today": today,
            "age": working_days_between(raised, today, holidays),
            "timeline": timeline.for_team(issue),
            "public_line": public_line(issue),
            "proposals": issue.proposals.open().select_related("specialty"),
            "endorsements": issue.endorsements.standing().select_related("practice"),
            "proposed": in_full(issue),
            "clock": panel(issue, at=timezone.now(), holidays=holidays),
            "theme": theme_panel.theme_of(issue),
            "recurrence": theme_panel.recurrence_of(issue),
            "steps": [step for step in steps if step is not written],
            "written": form_for(written, issue, way.on),
            "written_title": written.title,
            "note": form_for(STEPS["note"], issue, way.on),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request, pk, name):
    """One step on a page of its own; what was typed survives every refusal."""
    step = STEPS.get(name)
    if step is None:
        raise Http404
    issue = find(pk)
    way = Way(request, issue)
    form = form_for(step, issue, way.on, request.POST if request.method == "POST" else None)
    if form.is_ready():
        try:
            step.service(issue, **form.cleaned_data, by=request.user)
        except services.Refused as refusal:
            form.refuse(refusal)
        else:
            issue = find(issue.pk)
            messages.success(request, f"{issue}: {step.done.format(issue=issue)}")
            _warn_of_silence(request, issue, step)
            if "secondary" in request.POST:
                return redirect(way.to(way.beside.next))
            return redirect(way.here)
    page = {"issue": issue, "way": way, "step": step, "form": form}
    page["timeline"] = timeline.for_team(issue)
    return render(request, "admin/issues/issue/step.html", page)


def _warn_of_silence(request, issue: Issue, step: Step) -> None:
    if step.name == "send" and issue.specialty and not issue.specialty.feedback_email:
        messages.warning(
            request,
            f"{issue.specialty} has no feedback address, so no e-mail went to them. "
            "Tell them yourself, or add an address in the directory.",
        )
