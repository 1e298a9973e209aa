"""The question "was it fixed?"."""

from django import forms

from interface.nhsuk.fields import Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field
from issues.fixed.models import LONGEST_WORDS, Fixed
from issues.writing import Findings, GuardedText, WritingForm, with_answer


class FixedForm(WritingForm):
    answer = forms.ChoiceField(
        choices=Fixed.choices,
        label="Was it fixed?",
        widget=Radios(),
        error_messages={
            "required": "Select whether it was fixed",
            "invalid_choice": "Select whether it was fixed",
        },
    )
    text = GuardedText(
        label="Anything you want to add",
        help_text="The integration team reads it. No patient details.",
        max_length=LONGEST_WORDS,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, issue, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = issue.version
        self.helper = form_helper(
            Field("answer", label_size="m"),
            Findings(),
            Field("text", rows=3),
            submit="Confirm my answer",
            action=action,
        )

    def clean(self):
        said = super().clean()
        said.pop("submission", None)  # said twice is said once anyway
        return said

    def refuse(self, refusal):
        """Say why it was not kept, and let the same answer be sent about what is there now."""
        super().refuse(refusal)
        self.data = with_answer(self.data, "seen", str(refusal.issue.version))
