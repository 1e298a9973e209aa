"""What a specialty writes at its reply desk, and what the integration team says to it."""

from django import forms
from django.utils import timezone

from interface.accounts.fields import WorkEmailField
from interface.directory.models import Specialty
from interface.nhsuk.fields import DateField
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field
from interface.privacy.forms import GuardedCharField, GuardedForm
from issues.models import LONGEST_REPLY, Category, DeskLink
from issues.replydesk.models import LONGEST_PROPOSAL, LONGEST_SCOPE
from issues.writing import Findings, GuardedText, WritingForm, with_answer


class DeskForm(WritingForm):
    """Words about one issue, which must not have changed since they were begun."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    submit = "Send"

    def __init__(self, *args, issue, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = issue.version
        self.fit(issue)
        self.helper = form_helper(*self.layout(), submit=self.submit, action=action)

    def fit(self, issue):
        """Ask only what this issue can be told."""

    def layout(self):
        return [Findings(), Field("text", label_size="m", rows=6)]

    def refuse(self, refusal):
        """Say why it was not sent; the same words can be sent about what is there now."""
        super().refuse(refusal)
        if refusal.issue:
            self.data = with_answer(self.data, "seen", str(refusal.issue.version))


class AnswerForm(DeskForm):
    text = GuardedText(
        label="Your answer to the practice",
        help_text="What you found, and what changes. No patient details.",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Write your answer"},
    )
    submit = "Send answer"


class RightTeamForm(DeskForm):
    right_specialty = forms.ModelChoiceField(
        Specialty.objects.none(),
        label="Which team does it belong to?",
        empty_label="I do not know, or it is not in this list",
        required=False,
        error_messages={"invalid_choice": "Select a team from the list, or leave it empty"},
    )
    text = GuardedText(
        label="Why, or whom to ask",
        help_text="The integration team reads it and sends the issue on. No patient details.",
        max_length=LONGEST_PROPOSAL,
        error_messages={"required": "Say why it belongs to another team, or whom to ask"},
    )
    submit = "Hand it back"

    def fit(self, issue):
        others = Specialty.objects.active().exclude(pk=issue.specialty_id)
        self.fields["right_specialty"].queryset = others

    def layout(self):
        return [
            Field("right_specialty", label_size="m", data_autocomplete=""),
            Findings(),
            Field("text", label_size="m", rows=4),
        ]


class CategoryForm(DeskForm):
    category = forms.ModelChoiceField(
        Category.objects.none(),
        label="What is it about?",
        empty_label="Select a category",
        error_messages={
            "required": "Select what it is about",
            "invalid_choice": "Select what it is about from the list",
        },
    )
    text = GuardedText(
        label="Why?",
        help_text="The integration team reads it. The issue stays with you meanwhile.",
        max_length=LONGEST_PROPOSAL,
        error_messages={"required": "Say why it is about something else"},
    )
    submit = "Send to the integration team"

    def fit(self, issue):
        in_force = Category.objects.in_force(on=timezone.localdate())
        self.fields["category"].queryset = in_force.exclude(pk=issue.category_id)

    def layout(self):
        return [
            Field("category", label_size="m"),
            Findings(),
            Field("text", label_size="m", rows=4),
        ]


class FixForm(DeskForm):
    text = GuardedText(
        label="What have you changed?",
        help_text="So that it cannot happen again. No patient details.",
        max_length=LONGEST_PROPOSAL,
        error_messages={"required": "Say what you have changed"},
    )
    fixed_from = DateField(
        label="Since when?",
        name="The date of the change",
        max_value=timezone.localdate,
        error_messages={"required": "Enter the date since when it is fixed"},
    )
    scope = GuardedCharField(
        label="Where?",
        help_text="For example: all clinics, both sites",
        max_length=LONGEST_SCOPE,
        error_messages={"required": "Say where it is fixed"},
    )
    submit = "Tell the integration team"

    def layout(self):
        return [
            Findings(),
            Field("text", label_size="m", rows=5),
            Field("fixed_from", label_size="m"),
            Field("scope", label_size="m"),
        ]


# The integration team ------------------------------------------------------------------------


class ConfirmFixForm(GuardedForm):
    """The answer with which a fix is confirmed to the practice."""

    text = GuardedText(
        label="Closing answer",
        help_text="The practice reads it. The issue is closed as fixed for everyone.",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Write the answer to the practice"},
    )
    helper = form_helper(Findings(), "text", submit="Confirm the fix and close")


class DeclineForm(GuardedForm):
    text = GuardedText(
        label="Why not?",
        help_text="The specialty reads it.",
        max_length=LONGEST_PROPOSAL,
        error_messages={"required": "Say why not"},
    )
    helper = form_helper(Findings(), "text", submit="Decline", variant="secondary")


class NewLinkForm(forms.ModelForm):
    """Whose desk a link opens, and to whom it goes."""

    specialty = forms.ModelChoiceField(
        Specialty.objects.active(),
        help_text="The link opens this specialty’s issues, and no others.",
        error_messages={"required": "Select a specialty"},
    )
    sent_to = WorkEmailField(
        label="Send it to",
        help_text="Empty: the specialty’s own mailbox. Only whoever reads there sees the link.",
        required=False,
    )

    class Meta:
        model = DeskLink
        fields = ["specialty", "sent_to"]

    def clean(self):
        said = super().clean()
        specialty = said.get("specialty")
        if specialty and not said.get("sent_to"):
            said["sent_to"] = specialty.feedback_email
            if not specialty.feedback_email:
                self.add_error("sent_to", f"{specialty} has no mailbox: say where to send it")
        return said
