"""The issue at the desk: what was said, everything that happened, and the next steps."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from interface.worktime.days import working_days_between
from interface.worktime.services import bank_holidays
from issues import services, timeline
from issues.desk.steps import STEPS, Step, form_for, likely_steps
from issues.models import Issue
from issues.public_words import public_line
from issues.wording import status_sentence


def find(pk: int | str) -> Issue:
    """The issue with this key, or a page that says there is none."""
    if not str(pk).isdecimal():
        raise Http404
    rows = Issue.objects.select_related("practice", "specialty", "category", "raised_by")
    return get_object_or_404(rows, pk=pk)


def issue_page(request, issue: Issue, context: dict):
    """Everything about one issue, with the reply and the note side by side."""
    today = timezone.localdate()
    raised = timezone.localdate(issue.raised_at)
    steps = likely_steps(issue)
    written = STEPS["answer"] if not issue.is_closed else STEPS["reopen"]
    return render(
        request,
        "admin/issues/issue/desk.html",
        {
            **context,
            "issue": issue,
            "sentence": status_sentence(issue, on=today, to_practice=False),
            "today": today,
            "age": working_days_between(raised, today, bank_holidays()),
            "timeline": timeline.for_team(issue),
            "public_line": public_line(issue),
            "endorsements": issue.endorsements.standing().select_related("practice"),
            "steps": [step for step in steps if step is not written],
            "written": form_for(written, issue),
            "written_title": written.title,
            "note": form_for(STEPS["note"], issue),
        },
    )


def take_step(request, issue: Issue, name: str, context: dict):
    """One step on a page of its own; what was typed survives every refusal."""
    step = STEPS.get(name)
    if step is None:
        raise Http404
    form = form_for(step, issue, request.POST if request.method == "POST" else None)
    if form.is_ready():
        try:
            step.service(issue, **form.cleaned_data, by=request.user)
        except services.Refused as refusal:
            form.refuse(refusal)
        else:
            issue = find(issue.pk)
            messages.success(request, f"{issue}: {step.done.format(issue=issue)}")
            _warn_of_silence(request, issue, step)
            return redirect("admin:issues_issue_change", issue.pk)
    page = {"issue": issue, "step": step, "form": form, "timeline": timeline.for_team(issue)}
    return render(request, "admin/issues/issue/step.html", {**context, **page})


def _warn_of_silence(request, issue: Issue, step: Step) -> None:
    if step.name == "send" and issue.specialty and not issue.specialty.feedback_email:
        messages.warning(
            request,
            f"{issue.specialty} has no feedback address, so no e-mail went to them. "
            "Tell them yourself, or add an address in the directory.",
        )
