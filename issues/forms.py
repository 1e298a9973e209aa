"""What people write about issues. Every free text passes the identifier guard."""

from django import forms
from django.urls import reverse

from interface.accounts.fields import WorkEmailField
from interface.directory.models import Organisation, Specialty
from interface.nhsuk.fields import Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field
from issues.models import LONGEST_ISSUE, LONGEST_REPLY, Category
from issues.writing import Findings, GuardedText, WritingForm

NOT_SURE = "not-sure"


class SpecialtyOrNotSure(forms.ChoiceField):
    """A specialty by name; "Not sure" is an answer too (None), leaving it empty is not."""

    def __init__(self, **kwargs):
        super().__init__(choices=self._choices, **kwargs)

    @staticmethod
    def _choices():
        known = Specialty.objects.active().values_list("pk", "name")
        return [
            ("", "Select a specialty"),
            (NOT_SURE, "Not sure"),
            *((str(pk), name) for pk, name in known),
        ]

    def clean(self, value) -> Specialty | None:
        value = super().clean(value)
        return None if value == NOT_SURE else Specialty.objects.get(pk=value)


class ReportForm(WritingForm):
    practice = forms.ModelChoiceField(
        Organisation.objects.pickable(),
        label="Which practice is it for?",
        empty_label="Select a practice",
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
    category = forms.ModelChoiceField(
        Category.objects.all(),
        label="What kind of problem is it?",
        empty_label=None,
        to_field_name="code",
        widget=Radios(hints=lambda category: category.example),
        error_messages={
            "required": "Select what kind of problem it is",
            "invalid_choice": "Select what kind of problem it is from the list",
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
    removed_patient_details = forms.BooleanField(
        label="I have removed patient details",
        error_messages={"required": "Confirm that you have removed patient details"},
    )

    def __init__(self, *args, practice=None, may_choose=False, by_link=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.practice = practice
        if not may_choose:  # nobody picks a practice for themselves
            del self.fields["practice"]
        if not by_link:  # an account has an address
            del self.fields["hear_back_email"]
        typed = {"specialty", "practice"} & self.fields.keys()
        self.helper = form_helper(
            *(Field(name, data_autocomplete="", label_size="m") for name in sorted(typed)),
            Field("category", label_size="m"),
            Findings(),
            Field("what_happened", label_size="m"),
            *(["hear_back_email"] if by_link else []),
            "removed_patient_details",
            submit="Send",
        )

    def clean(self):
        said = super().clean()
        said.pop("removed_patient_details", None)
        if self.practice:
            said["practice"] = self.practice
        return said


class Message(WritingForm):
    """Something to write on an issue's page, sent to an address of its own."""

    submit = "Send"
    address = ""

    def __init__(self, *args, issue, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            Findings(),
            Field("text", label_size="m", rows=6),
            submit=self.submit,
            action=reverse(self.address, args=[issue.reference]),
        )


class ReplyForm(Message):
    text = GuardedText(
        label="Reply",
        help_text="The integration team reads it, and the specialty that answers. "
        "No patient details.",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Write your reply"},
    )
    submit = "Send reply"
    address = "reply_to_issue"


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
