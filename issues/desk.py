"""The issue at the desk: what was said, everything that happened, and the next steps."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from interface.worktime.days import working_days_between
from interface.worktime.services import bank_holidays
from issues import desk_forms, services, timeline
from issues.models import Issue, Status
from issues.public_words import public_line, write_public_words
from issues.wording import status_sentence


@dataclass(frozen=True)
class Step:
    """Something the team can do with an issue: its words, its form, its service."""

    name: str
    title: str
    form: type[desk_forms.Step]
    service: Callable
    done: str
    closed: bool = False  # for issues that are closed, instead of those that are not
    always: bool = False

    def is_open_to(self, issue: Issue) -> bool:
        return self.always or issue.is_closed == self.closed


STEPS = {
    step.name: step
    for step in [
        Step(
            "send", "Send to a specialty", desk_forms.SendForm,
            services.send_to_specialty, "Sent to {issue.specialty}",
        ),
        Step("answer", "Answer", desk_forms.AnswerStep, services.answer, "Answer sent"),
        Step(
            "ask", "Ask the practice", desk_forms.QuestionStep,
            services.ask_practice, "Question sent",
        ),
        Step("triage", "Category and validity", desk_forms.TriageForm, services.triage, "Saved"),
        Step("close", "Close", desk_forms.CloseStep, services.close, "Closed"),
        Step(
            "reopen", "Reopen", desk_forms.ReopenStep, services.reopen, "Reopened", closed=True,
        ),
        Step(
            "public", "Words for other practices", desk_forms.PublicWordsStep,
            write_public_words, "Saved", always=True,
        ),
        Step(
            "note", "Write a note", desk_forms.NoteStep, services.add_note, "Note saved",
            always=True,
        ),
    ]
}  # fmt: skip


def form_for(step: Step, issue: Issue, data=None):
    action = reverse("admin:issues_issue_step", args=[issue.pk, step.name])
    prefix_ids = {"auto_id": f"{step.name}_%s"}
    return step.form(data, issue=issue, action=action, **prefix_ids)


def likely_steps(issue: Issue) -> list[Step]:
    """The steps shown as buttons, the likeliest first; the note has a box of its own."""
    steps = [step for step in STEPS.values() if step.is_open_to(issue) and step.name != "note"]
    first = {Status.WITH_SPECIALTY: "answer", Status.ANSWERED: "close"}.get(Status(issue.status))
    return sorted(steps, key=lambda step: step.name != first)


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
