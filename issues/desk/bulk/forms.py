"""What is said once for many issues."""

from django import forms
from django.utils import timezone

from interface.directory.models import Specialty
from interface.nhsuk.fields import DateField, Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field
from interface.privacy.forms import GuardedForm
from issues.desk.lists import team
from issues.models import LONGEST_REPLY, Category, Issue, Outcome, Validity
from issues.references import clean_reference
from issues.writing import Findings, GuardedText


class ForMany(GuardedForm):
    """What a step for many issues needs to know; the fields are those of BulkJob."""

    submit = "Go ahead"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = [
            Field(name, data_autocomplete="") if name == "specialty" else name
            for name in self.fields
        ]
        self.helper = form_helper(Findings(), *names, submit=self.submit)

    def is_ready(self) -> bool:
        """Whether to go on; words that the guard has just taken out are read once more first."""
        return self.is_valid() and not self.removed


class AssignMany(ForMany):
    owner = forms.ModelChoiceField(
        team(), label="Who looks after them?", empty_label="Nobody", required=False,
        error_messages={"invalid_choice": "Select somebody in the integration team"},
    )  # fmt: skip


class SendMany(ForMany):
    specialty = forms.ModelChoiceField(
        Specialty.objects.active(), label="Which specialty should answer?",
        empty_label="Select a specialty",
        error_messages={
            "required": "Select the specialty that should answer",
            "invalid_choice": "Select a specialty from the list",
        },
    )  # fmt: skip
    respond_by = DateField(
        label="When should they answer by?", name="The date the answer is due",
        help_text="Leave it empty to keep the date of each", required=False,
        min_value=timezone.localdate,
    )  # fmt: skip


class TriageMany(ForMany):
    category = forms.ModelChoiceField(
        Category.objects.all(), label="Category", to_field_name="code",
        empty_label="As each has it", required=False,
        error_messages={"invalid_choice": "Select a category from the list"},
    )  # fmt: skip
    validity = forms.ChoiceField(
        choices=[("", "As each has it"), *Validity.choices], label="What we make of them",
        required=False, widget=Radios(small=True),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        if not self.errors and not any(said.values()):
            raise forms.ValidationError("Select a category, or what we make of them")
        return said


class AnswerMany(ForMany):
    text = GuardedText(
        label="Answer", max_length=LONGEST_REPLY,
        help_text="The same words go to everybody named above. No patient details.",
        error_messages={"required": "Write the answer"},
    )  # fmt: skip


class CloseMany(AnswerMany):
    outcome = forms.ChoiceField(
        choices=Outcome.choices, label="Outcome", widget=Radios(small=True),
        error_messages={"required": "Select an outcome"},
    )  # fmt: skip
    field_order = ["outcome", "text"]


class MergeMany(ForMany):
    into = forms.CharField(
        label="Into which issue?", max_length=20, help_text="Its reference",
        error_messages={"required": "Enter the reference of the issue they are part of"},
    )  # fmt: skip

    def clean_into(self):
        reference = clean_reference(self.cleaned_data["into"])
        issue = Issue.objects.filter(reference=reference).first() if reference else None
        if issue is None:
            raise forms.ValidationError("There is no issue of this reference")
        return issue
