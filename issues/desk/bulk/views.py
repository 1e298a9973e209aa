"""Choosing what to do with many issues, looking at it first, and the report."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from issues.desk import addresses
from issues.desk.bulk import services
from issues.desk.bulk.models import BulkJob, RowState
from issues.desk.bulk.verbs import VERBS
from issues.desk.lists import DeskList
from issues.models import Status

SHOWN = 50  # issues on one page of a plan or a report
FIRST = [RowState.CHANGED, RowState.FAILED, RowState.REFUSED]  # what a report shows of


@require_POST
def plan(request):
    """Take down what was chosen, so that it can be looked at; nothing is done yet."""
    desk = DeskList(request.GET, user=request.user)
    verb = request.POST.get("verb", "")
    whole = request.POST.get("whole") == "yes"
    issues = desk.rows if whole else services.chosen(request.POST.getlist("issue"))
    if verb not in VERBS:
        messages.warning(request, "Choose what to do with the issues.")
    elif not issues.exists():
        messages.warning(request, "Choose at least one issue, by the box at its left.")
    else:
        return redirect(services.plan(verb, issues, by=request.user, list_address=desk.address))
    return redirect(desk.url)


@require_http_methods(["GET", "HEAD", "POST"])
def job(request, key):
    """Before it starts what will happen, while it runs how far it is, then what came of it."""
    jobs = BulkJob.objects.select_related("made_by", "specialty", "category", "owner", "into")
    job = get_object_or_404(jobs, key=key)
    verb = VERBS[job.verb]
    if not job.is_planned:
        return _report(request, job)
    form = verb.form(request.POST if request.method == "POST" else None)
    if form.is_ready():
        services.start(job, form.cleaned_data, by=request.user)
        return redirect(job)
    rows = job.rows.select_related("issue__practice", "issue__specialty").order_by("pk")
    return render(
        request,
        "admin/issues/issue/bulk_plan.html",
        {
            **_context(job),
            "form": form,
            "own": job.made_by_id == request.user.pk,
            "page": Paginator(rows, SHOWN).get_page(request.GET.get("page")),
            "hearers": services.hearers(job) if verb.tells_reporters else None,
        },
    )


def _report(request, job):
    """What was done, and every issue with which it was not, with the reason."""
    left = job.rows.filter(state__in=FIRST).select_related("issue__specialty", "issue__owner")
    page = Paginator(left.order_by("state", "pk"), SHOWN).get_page(request.GET.get("page"))
    for row in page:
        row.was_words = Status(row.was).label
    counts = job.counts()
    context = {
        **_context(job),
        "counts": counts,
        "left": counts["all"] - counts["waiting"],
        "page": page,
    }
    return render(request, "admin/issues/issue/bulk_report.html", context)


def _context(job):
    back = f"{addresses.desk()}?{job.list_address}"
    return {
        "job": job,
        "verb": VERBS[job.verb],
        "back": back,
        "stop": reverse("admin:issues_issue_stop_bulk", args=[job.key]),
        "again": reverse("admin:issues_issue_bulk_again", args=[job.key]),
    }


@require_POST
def cancel(request, key):
    job = get_object_or_404(BulkJob, key=key)
    services.cancel(job)
    return redirect(job)


@require_POST
def again(request, key):
    """A new plan for those that somebody else had changed, to be looked at as they are now."""
    job = get_object_or_404(BulkJob, key=key)
    return redirect(services.plan_again(job, by=request.user))
