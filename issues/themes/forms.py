"""The steps at the desk that put issues together, take them apart, and judge what came back."""

from django import forms
from django.utils.text import Truncator

from interface.nhsuk.fields import Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field
from interface.privacy.forms import GuardedCharField, GuardedForm
from issues.desk.forms import NO_PATIENTS, Step, WrittenStep
from issues.models import LONGEST_REPLY, Issue
from issues.references import clean_reference
from issues.similar import similar
from issues.themes.models import LONGEST_TITLE
from issues.writing import Findings, GuardedText

MOST_OFFERED = 5
ANOTHER = "another"


class MergeForm(Step):
    """Which issue leads: one of those that read alike, or another by its reference."""

    chosen = forms.ChoiceField(
        label="Which issue is the same problem?",
        widget=Radios(small=True, conditional={ANOTHER: "reference"}),
        error_messages={
            "required": "Select the issue that this one is part of",
            "invalid_choice": "Select an issue from the list",
        },
    )
    reference = forms.CharField(
        label="Reference of the issue that answers for both",
        max_length=20,
        error_messages={"required": "Enter the reference of an issue"},
    )
    submit = "Make it part of that issue"

    def __init__(self, *args, issue, action, **kwargs):
        super().__init__(*args, issue=issue, action=action, **kwargs)
        offered = [(one.reference, _line(one)) for one in _alike(issue)]
        self.fields["chosen"].choices = [*offered, (ANOTHER, "Another one: enter its reference")]
        self.fields["reference"].required = self.data.get("chosen", ANOTHER) == ANOTHER
        if not offered:
            self.fields["chosen"].widget = forms.HiddenInput()
            self.fields["chosen"].initial = ANOTHER
            self.helper = form_helper(
                Field("reference", width="10"), submit=self.submit, action=action
            )

    def layout(self):
        return ["chosen"]

    def clean(self):
        """The service wants the issue itself."""
        said = super().clean()
        chosen, typed = said.pop("chosen", ""), said.pop("reference", "")
        if not self.errors:
            name = clean_reference(typed) if chosen == ANOTHER else chosen
            said["into"] = Issue.objects.filter(reference=name or "").first()
            if said["into"] is None:
                self.add_error("reference", "No issue has this reference")
        return said


def _alike(issue: Issue) -> list[Issue]:
    """Open issues of other practices that read like this one, the likeliest first."""
    matches = similar(
        issue.what_happened,
        specialty=issue.specialty,
        category=issue.category,
        practice=issue.practice,
        limit=2 * MOST_OFFERED,
    )
    return [match.issue for match in matches if not match.issue.is_closed][:MOST_OFFERED]


def _line(issue: Issue) -> str:
    words = Truncator(issue.public_summary or issue.what_happened).words(16)
    return f"{issue}, {issue.get_status_display().lower()}: {words}"


class UnmergeForm(Step):
    submit = "Take it out of the theme"


class TitleForm(GuardedForm, Step):
    title = GuardedCharField(
        label="What we call this theme",
        help_text=f"Only the integration team reads it. {NO_PATIENTS}",
        max_length=LONGEST_TITLE,
        required=False,
    )
    submit = "Save"

    def __init__(self, *args, issue, **kwargs):
        super().__init__(*args, issue=issue, **kwargs)
        named = getattr(issue, "theme_title", None)
        self.fields["title"].initial = named.title if named else ""

    def is_ready(self) -> bool:
        return self.is_valid() and not self.removed

    def layout(self):
        return [Findings(), "title"]


class DenyForm(WrittenStep):
    text = GuardedText(
        label="Why is it something else than what was fixed?",
        help_text=f"Kept as a note: only the integration team reads it. {NO_PATIENTS}",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Say why it is no recurrence"},
    )
    submit = "It is no recurrence"
