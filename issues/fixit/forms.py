"""What people say about a live problem: short, and never about a patient."""

from django import forms

from interface.directory.models import Specialty
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field
from interface.privacy.forms import GuardedCharField
from issues.fixit.models import LONGEST_WHERE, LONGEST_WORDS
from issues.writing import Findings, GuardedText, WritingForm


class RaiseForm(WritingForm):
    where = GuardedCharField(
        label="Where is it?",
        help_text="A ward, clinic or service, for example: blood tests, main site",
        max_length=LONGEST_WHERE,
        error_messages={"required": "Say where it is"},
    )
    what = GuardedText(
        label="What is wrong right now?",
        help_text="Something that somebody can fix today. No patient details.",
        max_length=LONGEST_WORDS,
        error_messages={"required": "Say what is wrong"},
    )
    specialty = forms.ModelChoiceField(
        Specialty.objects.active(),
        label="Which specialty?",
        empty_label="Not sure",
        required=False,
        error_messages={"invalid_choice": "Select a specialty from the list"},
    )
    helper = form_helper(
        Findings(),
        Field("where", label_size="m"),
        Field("what", label_size="m", rows=3),
        Field("specialty", label_size="m", data_autocomplete=""),
        submit="Tell the people on duty",
    )


class PostForm(WritingForm):
    text = GuardedText(
        label="Add to the thread",
        max_length=LONGEST_WORDS,
        error_messages={"required": "Write something"},
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        layout = [Findings(), Field("text", rows=2)]
        self.helper = form_helper(*layout, submit="Send", variant="secondary", action=action)


class FixedForm(WritingForm):
    words = GuardedText(
        label="Fixed: how, in one sentence?",
        max_length=LONGEST_WORDS,
        error_messages={"required": "Say in one sentence how it was fixed"},
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(Findings(), Field("words", rows=2), submit="Fixed", action=action)

    def clean(self):
        said = super().clean()
        said.pop("submission", None)  # fixed twice in the same words is fixed once anyway
        return said
