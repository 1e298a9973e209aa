"""The steps that the integration team takes at the desk, one form each."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from interface.directory.models import Specialty
from interface.nhsuk.fields import DateField, Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Button, Details, Field
from interface.privacy.forms import GuardedForm
from issues.desk.lists import team
from issues.desk.models import CannedReply, ReplyDraft
from issues.models import (
    LONGEST_PROGRESS,
    LONGEST_REPLY,
    LONGEST_SUMMARY,
    Category,
    Issue,
    Outcome,
    Validity,
)
from issues.services import ChangedMeanwhile
from issues.themes import following
from issues.themes.panel import readers_of_theme
from issues.writing import Findings, GuardedText, WritingForm, with_answer

NO_PATIENTS = "No patient details."


class Step(forms.Form):
    """A step at the desk; it carries the version of the issue that was before the person's eyes."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    submit = ""
    draft: ReplyDraft | None = None  # what it began with
    draft_url = ""  # where the page's script keeps it
    sent_as = ""  # what the button says once the person has read who will read it

    def __init__(self, *args, issue, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.issue = issue
        self.fields["seen"].initial = issue.version
        self.helper = form_helper(*self.layout(), submit=self.submit, action=action)

    def is_ready(self) -> bool:
        """Whether to go on."""
        return self.is_valid()

    @property
    def answers(self) -> dict:
        """What the service is given."""
        return self.cleaned_data

    def layout(self):
        """What is shown, in order."""
        return [name for name in self.fields if not self.fields[name].widget.is_hidden]

    def refuse(self, refusal: Exception) -> None:
        """Say why the step was not taken, and keep what was typed."""
        if isinstance(refusal, ChangedMeanwhile) and refusal.issue:
            self.data = with_answer(self.data, "seen", str(refusal.issue.version))
        self.add_error(None, str(refusal))


class WrittenStep(WritingForm, Step):
    """A step with something to write, which must not happen twice."""

    def refuse(self, refusal: Exception) -> None:
        self.renew()
        Step.refuse(self, refusal)

    def layout(self):
        others = [name for name in super().layout() if name != "text"]
        return [*others, Findings(), Field("text", rows=6)]

    @classmethod
    def reader(cls, issue: Issue) -> str:
        """Who will read what is written, so that a reply is not taken for a note."""
        who = f"{issue.raised_by}, " if issue.raised_by else ""
        return f"{who}{issue.practice}"


class TriageForm(Step):
    category = forms.ModelChoiceField(
        Category.objects.none(),  # those of the day, and the one it has
        label="Category",
        to_field_name="code",
        empty_label=None,
        error_messages={"invalid_choice": "Select a category from the list"},
    )
    validity = forms.ChoiceField(
        choices=[("", "Not decided yet"), *Validity.choices],
        label="What we make of it",
        required=False,
        widget=Radios(small=True),
    )
    respond_by = DateField(
        label="Answer due",
        name="The date the answer is due",
        min_value=timezone.localdate,
        error_messages={"required": "Enter the date the answer is due"},
    )
    submit = "Save"

    def __init__(self, *args, issue, **kwargs):
        super().__init__(*args, issue=issue, **kwargs)
        in_force = Category.objects.in_force(on=timezone.localdate())
        its_own = Category.objects.filter(pk=issue.category_id)
        self.fields["category"].queryset = in_force | its_own
        self.fields["category"].initial = issue.category.code
        self.fields["validity"].initial = issue.validity
        self.fields["respond_by"].initial = issue.respond_by


class SendForm(Step):
    specialty = forms.ModelChoiceField(
        Specialty.objects.active(),
        label="Which specialty should answer?",
        empty_label="Select a specialty",
        error_messages={
            "required": "Select the specialty that should answer",
            "invalid_choice": "Select a specialty from the list",
        },
    )
    respond_by = DateField(
        label="When should they answer by?",
        name="The date the answer is due",
        min_value=timezone.localdate,
        error_messages={"required": "Enter the date the answer is due"},
    )
    submit = "Send to specialty"

    def __init__(self, *args, issue, **kwargs):
        super().__init__(*args, issue=issue, **kwargs)
        self.fields["specialty"].initial = issue.specialty
        self.fields["respond_by"].initial = issue.respond_by

    def layout(self):
        return [Field("specialty", data_autocomplete=""), "respond_by"]


class AssignStep(Step):
    owner = forms.ModelChoiceField(
        team(),
        label="Who looks after it?",
        empty_label="Nobody",
        required=False,
        error_messages={"invalid_choice": "Select somebody in the integration team"},
    )
    submit = "Save"

    def __init__(self, *args, issue, **kwargs):
        super().__init__(*args, issue=issue, **kwargs)
        self.fields["owner"].initial = issue.owner_id


class ReplyStep(WrittenStep):
    """What the practice reads: the hint says who that is, and it is read through before it goes.

    Canned words may be put into the box first.
    """

    canned = forms.ChoiceField(label="Agreed words", required=False)

    text = GuardedText(
        label="Answer",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Write the answer"},
    )
    submit = "Check and send"
    sent_as = "Send to the practice"
    is_news = True  # whether those to whom the same happened hear where it stands

    def __init__(self, *args, issue, **kwargs):
        self.offered = list(CannedReply.objects.fitting(issue.category))
        super().__init__(*args, issue=issue, **kwargs)
        self.fields["text"].help_text = self.said_to(self.reader(issue))
        today = timezone.localdate()
        self.fields["canned"].choices = [("", "Choose")] + [
            (str(reply.pk), reply.title_with_warning(on=today)) for reply in self.offered
        ]
        self.helper.secondary_text = "Keep as draft"

    @staticmethod
    def said_to(reader: str) -> str:
        """The hint under the label."""
        return f"{reader}, will read this. {NO_PATIENTS}"

    @property
    def answers(self) -> dict:
        return {name: said for name, said in self.cleaned_data.items() if name != "canned"}

    def parts(self) -> QuerySet[Issue]:
        """The parts of the issue whose reporters read this too."""
        return Issue.objects.none()

    def layout(self):
        fields = [name for name in super().layout() if name != "canned"]
        if not self.offered:
            return fields
        insert = Button(
            "Put into the box", variant="secondary", name="insert", value="yes", small=True
        )
        return [Details("Agreed words", "canned", insert), *fields]

    def chosen(self) -> CannedReply | None:
        """The canned reply that is to be put into the box."""
        key = self.data.get("canned")
        return next((reply for reply in self.offered if str(reply.pk) == key), None)


class AnswerStep(ReplyStep):
    def parts(self):
        return following.readers(self.issue)

    @classmethod
    def reader(cls, issue):
        return f"{super().reader(issue)}{readers_of_theme(issue)}"


class QuestionStep(ReplyStep):
    text = GuardedText(
        label="Question to the practice",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Write the question"},
    )
    is_news = False


class CloseStep(ReplyStep):
    outcome = forms.ChoiceField(
        choices=Outcome.choices,
        label="Outcome",
        widget=Radios(small=True),
        error_messages={"required": "Select an outcome"},
    )
    text = GuardedText(
        label="Closing answer",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Write the answer that goes with the outcome"},
    )
    sent_as = "Close and tell the practice"
    field_order = ["outcome", "text"]

    def parts(self):
        return following.readers(self.issue, closing=True)

    @classmethod
    def reader(cls, issue):
        return f"{super().reader(issue)}{readers_of_theme(issue, closing=True)}"


class ReopenStep(ReplyStep):
    text = GuardedText(
        label="Why is it reopened?",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Say why it is reopened"},
    )
    sent_as = "Reopen and tell the practice"


class NoteStep(WrittenStep):
    text = GuardedText(
        label="Internal note",
        help_text=f"Only the integration team reads this. {NO_PATIENTS}",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Write the note"},
    )
    submit = "Save note"

    def __init__(self, *args, issue, **kwargs):
        super().__init__(*args, issue=issue, **kwargs)
        del self.fields["seen"]  # a note contradicts nothing
        self.helper.submit_variant = "secondary"


class PublicWordsStep(GuardedForm, Step):
    """What other practices read when they are about to raise the same."""

    summary = GuardedText(
        label="What it is about",
        help_text="One sentence in our words. Practices that write something like it are shown "
        f"this instead of what was written here. No practice. {NO_PATIENTS}",
        max_length=LONGEST_SUMMARY,
        required=False,
    )
    progress = GuardedText(
        label="What has been done",
        help_text=f"Practices that it happened to as well are told. No practice. {NO_PATIENTS}",
        max_length=LONGEST_PROGRESS,
        required=False,
    )
    submit = "Save"

    def __init__(self, *args, issue, **kwargs):
        super().__init__(*args, issue=issue, **kwargs)
        self.fields["summary"].initial = issue.public_summary
        self.fields["progress"].initial = issue.public_progress

    def is_ready(self) -> bool:
        return self.is_valid() and not self.removed

    def layout(self):
        return [Findings(), Field("summary", rows=2), Field("progress", rows=4)]
