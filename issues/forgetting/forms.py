"""What the team fills in before something is forgotten."""

from django import forms

from interface.nhsuk.fields import Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field
from interface.privacy.forms import GuardedForm
from issues.forgetting.models import LONGEST_REASON
from issues.forgetting.redacting import SHORTEST
from issues.writing import Findings, GuardedText

LONGEST_WORDS = 200


def why(*, asked: str = "Why?") -> GuardedText:
    return GuardedText(
        label=asked,
        help_text="Kept with who did it and when. Do not write here what is to be forgotten.",
        max_length=LONGEST_REASON,
        error_messages={"required": "Say why"},
    )


class ForgettingForm(GuardedForm):
    """A reason, and a button that cannot be undone."""

    reason = why()
    submit = "Remove it for good"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(Findings(), *self.layout(), submit=self.submit, variant="warning")

    def layout(self) -> list:
        return [Field("reason", rows=2)]

    def is_ready(self) -> bool:
        return self.is_valid() and not self.removed


class FindWordsForm(forms.Form):
    """Words to look for; they may be somebody's name, and are not stored."""

    words = forms.CharField(
        label="Which words?",
        help_text="As they were written; capitals and line breaks do not matter.",
        min_length=SHORTEST,
        max_length=LONGEST_WORDS,
        error_messages={
            "required": "Enter the words to look for",
            "min_length": f"Enter at least {SHORTEST} letters",
        },
    )
    helper = form_helper(submit="Find them")


class RemoveWordsForm(ForgettingForm):
    """The words that were found, and why they go."""

    submit = "Remove them for good"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.form_tag = False
        self.helper.submit_text = ""


SHOW, SAVE, ANONYMISE = "show", "save", "anonymise"


class PersonForm(ForgettingForm):
    """Whose data, and what is to be done with them."""

    email = forms.EmailField(
        label="Work e-mail of the person",
        help_text="With an account or without one.",
        error_messages={
            "required": "Enter the e-mail of the person",
            "invalid": "Enter an e-mail, like name@example.nhs.uk",
        },
    )
    wish = forms.ChoiceField(
        label="What do they ask for?",
        choices=[
            (SHOW, "Everything we keep about them, to read or print"),
            (SAVE, "Everything we keep about them, as a file (JSON)"),
            (ANONYMISE, "To be made anonymous"),
        ],
        widget=Radios(),
        error_messages={"required": "Select what they ask for"},
    )
    reason = why(asked="Why, and how do you know that it is them?")
    submit = "Continue"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.submit_variant = ""

    def layout(self) -> list:
        return ["email", "wish", *super().layout()]
