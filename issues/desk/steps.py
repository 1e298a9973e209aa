"""What the team can do with an issue; another subject adds its own steps to the list."""

from collections.abc import Callable
from dataclasses import dataclass

from issues import services
from issues.clocks import services as clocks
from issues.clocks.forms import PauseStep, ResumeStep
from issues.desk import addresses, forms
from issues.desk.ways import Way
from issues.models import Issue, Status
from issues.public_words import write_public_words
from issues.routing.forms import ApplyStep
from issues.services import by_rules
from issues.themes import forms as theme_forms
from issues.themes import recurrences
from issues.themes import services as themes
from issues.themes.families import leads


@dataclass(frozen=True)
class Step:
    """Something the team can do with an issue: its words, its form, its service."""

    name: str
    title: str
    form: type[forms.Step]
    service: Callable
    done: str
    key: str = ""  # on the keyboard
    closed: bool = False  # for issues that are closed, instead of those that are not
    always: bool = False
    listed: bool = True  # among the next steps; the others are found where they belong
    only_if: Callable[[Issue], bool] = lambda issue: True

    def is_open_to(self, issue: Issue) -> bool:
        return (self.always or issue.is_closed == self.closed) and self.only_if(issue)


STEPS = {
    step.name: step
    for step in [
        Step(
            "send", "Send to a specialty", forms.SendForm,
            services.send_to_specialty, "Sent to {issue.specialty}", key="s",
        ),
        Step("answer", "Answer", forms.AnswerStep, services.answer, "Answer sent"),
        Step(
            "ask", "Ask the practice", forms.QuestionStep,
            services.ask_practice, "Question sent",
        ),
        Step("triage", "Category and validity", forms.TriageForm, services.triage, "Saved"),
        Step("close", "Close", forms.CloseStep, services.close, "Closed", key="c"),
        Step(
            "reopen", "Reopen", forms.ReopenStep, services.reopen, "Reopened", closed=True,
        ),
        Step(
            "public", "Words for other practices", forms.PublicWordsStep,
            write_public_words, "Saved", always=True,
        ),
        Step(
            "assign", "Who looks after it", forms.AssignStep, services.assign,
            "Saved", always=True,
        ),
        Step(
            "merge", "Part of another issue", theme_forms.MergeForm, themes.merge,
            "Part of {issue.part_of} now", always=True, only_if=lambda issue: not issue.is_part,
        ),
        Step(
            "unmerge", "Take out of the theme", theme_forms.UnmergeForm, themes.unmerge,
            "On its own again", always=True, only_if=lambda issue: issue.is_part,
        ),
        Step(
            "title", "Name the theme", theme_forms.TitleForm, themes.name, "Saved",
            always=True, only_if=lambda issue: not issue.is_part and leads(issue),
        ),
        Step(
            "deny", "No recurrence", theme_forms.DenyForm, recurrences.deny, "Saved",
            always=True, only_if=lambda issue: issue.is_recurrence,
        ),
        Step(
            "note", "Write a note", forms.NoteStep, services.add_note, "Note saved",
            always=True, listed=False,
        ),
        Step(
            "rules", "What the rules propose", ApplyStep, by_rules.apply_proposal,
            "The rules were applied", listed=False,
        ),
        Step(
            "pause", "Stop the clock", PauseStep, clocks.pause, "The clock is stopped",
            listed=False,
        ),
        Step(
            "resume", "Start the clock again", ResumeStep, clocks.resume, "The clock runs",
            listed=False,
        ),
    ]
}  # fmt: skip


def form_for(step: Step, issue: Issue, way: Way, *, data=None, draft=None, typed=None):
    """The form of a step, on the person's way through a list.

    It begins with what was `typed` so far, or with a `draft`; `data` is what was sent.
    """
    begins = {name: typed.get(name) for name in typed} if typed else {}
    if draft:
        begins = {"text": draft.text}
    form = step.form(
        data,
        issue=issue,
        initial=begins,
        action=f"{addresses.of_step(issue.pk, step.name)}{way.on}",
        auto_id=f"{step.name}_%s",
    )
    form.draft = draft
    form.draft_url = addresses.of_draft(issue.pk, step.name)
    if way.next and not form.sent_as:
        form.helper.secondary_text = "Save and open the next"
    return form


def likely_steps(issue: Issue) -> list[Step]:
    """The steps shown as buttons, the likeliest first."""
    steps = [step for step in STEPS.values() if step.listed and step.is_open_to(issue)]
    first = {Status.WITH_SPECIALTY: "answer", Status.ANSWERED: "close"}.get(Status(issue.status))
    return sorted(steps, key=lambda step: step.name != first)
