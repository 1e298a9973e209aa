"""What people write about issues. Every free text passes the identifier guard."""

from functools import cached_property

from django import forms
from django.urls import reverse

from interface.accounts.fields import WorkEmailField
from interface.directory.models import Organisation
from interface.nhsuk.fields import Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field
from issues.models import LONGEST_ISSUE, LONGEST_REPLY, Kind, Status
from issues.offered import offered
from issues.report_fields import (
    AliasSelect,
    CategoryOfTheDay,
    Choice,
    DetailsForm,
    SpecialtyOrNotSure,
    Tick,
    names_of_practice,
)
from issues.writing import Findings, GuardedText, WritingForm

# To a specialty that raises an issue about general practice the same questions are put otherwise.
FROM_TRUST = {
    "practice": ("Which practice is it about?", ""),
    "specialty": ("Which specialty do you speak for?", ""),
    "what_happened": (
        "What happened?",
        "What the practice did or asked for, and what you would have expected. "
        "No names, dates of birth, numbers or anything else about a patient.",
    ),
    "may_be_shared": ("It may be told to others without our specialty’s name", ""),
}


READ_BY_BOTH = (
    "The integration team reads it, and so do the practice and the specialty lead who raised the "
    "issue. No patient details."
)


class ReportForm(DetailsForm, WritingForm):
    """Six answers, one of them written, and more below a fold for whoever has the time."""

    kind = Choice(
        choices=Kind.choices,
        label="What would you like to send?",
        initial=Kind.ISSUE,
        required=False,
        widget=Radios(inline=True, small=True),
        error_messages={"invalid_choice": "Select issue, praise or idea"},
    )
    practice = forms.ModelChoiceField(
        Organisation.objects.pickable(),
        label="Which practice is it for?",
        empty_label="Select a practice",
        widget=AliasSelect(aliases=names_of_practice),
        error_messages={
            "required": "Select a practice",
            "invalid_choice": "Select a practice from the list",
        },
    )
    specialty = SpecialtyOrNotSure(
        label="Which specialty is it about?",
        help_text="If you do not know, choose “Not sure”.",
        error_messages={
            "required": "Select a specialty, or “Not sure”",
            "invalid_choice": "Select a specialty from the list, or “Not sure”",
        },
    )
    category = CategoryOfTheDay(
        label="What is it about?",
        error_messages={
            "required": "Select what it is about",
            "invalid_choice": "Select what it is about from the list",
        },
    )
    what_happened = GuardedText(
        label="What happened?",
        help_text="What the hospital did or asked for, and what it should have done. "
        "No names, dates of birth, numbers or anything else about a patient.",
        max_length=LONGEST_ISSUE,
        error_messages={"required": "Say what happened"},
    )
    hear_back_email = WorkEmailField(
        label="Your work e-mail address",
        help_text="To hear what becomes of it. The hospital does not see it.",
        required=False,
    )
    removed_patient_details = Tick(
        label="I have removed patient details",
        error_messages={"required": "Confirm that you have removed patient details"},
    )

    field_order = [  # as on the page, so that the summary of errors follows it
        "kind", "practice", "specialty", "category", "what_happened", "removed_patient_details",
    ]  # fmt: skip

    def __init__(self, *args, reporter=None, draft=None, initial=None, **kwargs):
        super().__init__(*args, initial=draft.beginning if draft else initial, **kwargs)
        self.kept_ticks = draft.ticks if draft else []
        self.practice = reporter.practice if reporter else None
        self.is_draft, self.may_be_kept = draft is not None, reporter is not None
        self._fit(reporter)

    @cached_property
    def helper(self):
        """How it is laid out; a form that is sent and taken is never shown."""
        return form_helper(
            Field("kind", label_size="s", optional=False),
            *(Field(name, data_autocomplete="", label_size="m") for name in self._typed()),
            Field("category", label_size="m"),
            Findings(),
            Field("what_happened", label_size="m"),
            "removed_patient_details",
            self.details_layout(opened=self.is_draft),
            *(["hear_back_email"] if "hear_back_email" in self.fields else []),
            submit="Send",
            secondary="Save and finish later" if self.may_be_kept else "",
        )

    def _fit(self, reporter):
        """Ask each reporter no more than they can answer."""
        lead = reporter.by if reporter and reporter.from_trust else None
        now = offered()
        specialties = list(lead.specialties.active()) if lead else now.specialties
        self.fields["specialty"].offer(specialties, not_sure=lead is None)
        self.fields["category"].offer(now.categories)
        if reporter is None or reporter.practice:  # nobody picks a practice for themselves
            del self.fields["practice"]
        if reporter is None or reporter.link is None:  # an account has an address
            del self.fields["hear_back_email"]
        if lead is None:
            return
        for name, (label, hint) in FROM_TRUST.items():
            self.fields[name].label, self.fields[name].help_text = label, hint
        if len(specialties) == 1:
            self.fields["specialty"].initial = specialties[0].pk

    def _typed(self):
        return [name for name in ("practice", "specialty") if name in self.fields]

    def clean_kind(self):
        return self.cleaned_data["kind"] or Kind.ISSUE

    def clean(self):
        said = super().clean()
        said.pop("removed_patient_details", None)
        if self.practice:
            said["practice"] = self.practice
        return said

    def only_refusals(self) -> bool:
        """Leave of the errors those of the identifier guard, and say whether there are any."""
        for name in list(self.errors):
            if not self.has_error(name, "identifier"):
                del self.errors[name]
        return bool(self.errors)


class Message(WritingForm):
    """Something to write on an issue's page, sent to an address of its own."""

    submit = "Send"
    address = ""

    @classmethod
    def variant(cls, issue) -> tuple:
        """All by which the form of one issue differs from that of another, but for its address."""
        return ()

    def __init__(self, *args, issue, action="", **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            Findings(),
            Field("text", label_size="m", rows=6),
            submit=self.submit,
            action=action or reverse(self.address, args=[issue.reference]),
        )


class ReplyForm(Message):
    """The practice's next words: a reply where somebody wrote last, else more about the issue."""

    text = GuardedText(
        label="Reply",
        help_text="The integration team reads it, and the specialty that answers. "
        "No patient details.",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Write your reply"},
    )
    submit = "Send reply"
    address = "reply_to_issue"

    @classmethod
    def variant(cls, issue):
        adds = issue.status not in (Status.WAITING_FOR_PRACTICE, Status.ANSWERED)
        return adds, issue.is_from_trust

    def __init__(self, *args, issue, **kwargs):
        adds, is_from_trust = self.variant(issue)
        self.submit = "Send" if adds else self.submit
        super().__init__(*args, issue=issue, **kwargs)
        if adds:
            self.fields["text"].label = "Add information"
        if is_from_trust:
            self.fields["text"].help_text = READ_BY_BOTH


class ReopenForm(Message):
    text = GuardedText(
        label="Why should it be looked at again?",
        help_text="What is still not right, or what happened again. No patient details.",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Say why it should be looked at again"},
    )
    submit = "Reopen this issue"
    address = "reopen_issue"


class AnswerForm(Message):
    text = GuardedText(
        label="Answer the practice",
        help_text="What you found, and what changes. If it belongs to another team, say which. "
        "No patient details.",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Write your answer"},
    )
    submit = "Send answer"
    address = "answer_issue"
