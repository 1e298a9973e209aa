"""Every form component in every state and what the style guide shows of the others.

The view of `/styleguide/` gives `components()` to `templates/pages/styleguide.html`.
"""

import datetime as dt
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator

from .fields import Checkboxes, DateField, Radios, TextField
from .forms import form_helper
from .layout import Details, Field, Fieldset, Html

CHOICES = [("letters", "Letters"), ("tests", "Tests"), ("fit-notes", "Fit notes")]
LONG = "Ophthalmology, orthoptics and the eye casualty clinic at the weekend and on bank holidays"
LONG_WORDS = (
    "The discharge summary asks the practice to chase a scan that the ward ordered, and gives no "
    "date, no indication and nobody to ring. "
) * 3


class InputsForm(forms.Form):
    """One of each field; the states differ by what it is bound to."""

    words = forms.CharField(label="Text", help_text="One line of words")
    reference = forms.CharField(label="Reference", help_text="For example, INT-4F7K-2")
    email = forms.EmailField(label="Work e-mail address")
    number = forms.IntegerField(label="How many letters?", min_value=1)
    duration = forms.IntegerField(label="Within how many days?", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    story = TextField(
        label="What happened?",
        help_text="Do not name the patient",
        max_length=500,
        error_messages={"required": "Say what happened"},
    )
    specialty = forms.ChoiceField(
        label="Which specialty?",
        choices=[("", "Choose a specialty"), ("eye", LONG), ("heart", "Cardiology")],
        error_messages={"required": "Select a specialty"},
    )
    typed = forms.ChoiceField(
        label="Which practice?",
        help_text="Begin to type its name",
        required=False,
        choices=[("", ""), ("a", "Demonstration Medical Centre"), ("b", "Invented Surgery")],
    )
    category = forms.ChoiceField(
        label="What is it about?",
        choices=[*CHOICES, ("other", "Something else")],
        widget=Radios(
            hints={"tests": "A result nobody told the patient", "letters": LONG_WORDS[:140]},
            dividers={"other": "or"},
            conditional={"other": "other"},
        ),
        error_messages={"required": "Select what it is about"},
    )
    other = forms.CharField(label="What is it?", required=False)
    again = forms.ChoiceField(
        label="Has it happened before?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios(inline=True),
        error_messages={"required": "Select yes if it has happened before"},
    )
    asks = forms.MultipleChoiceField(
        label="Which asks does it concern?",
        help_text="Select all that apply",
        choices=[*CHOICES, ("none", "None of these")],
        widget=Checkboxes(dividers={"none": "or"}, exclusive="none"),
        error_messages={"required": "Select an ask, or none of these"},
    )
    respond_by = DateField(label="When should they answer?", name="Answer date")
    letters = forms.FileField(
        label="Letters",
        help_text="A CSV or Excel file of at most 10 MB",
        error_messages={"required": "Choose a file"},
    )
    agreed = forms.BooleanField(
        label="I have removed patient details",
        help_text="Names, dates of birth, NHS numbers, addresses",
        error_messages={"required": "Tick to confirm that you removed patient details"},
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    helper = form_helper(
        Fieldset(
            "Words and numbers",
            "words",
            Field("reference", code=True, width=10, label_size="s"),
            Field("email", width="two-thirds", autocomplete="email"),
            Field("number", width=3),
            Field("duration", width=2, suffix="days"),
            "password",
            "story",
        ),
        Fieldset(
            "Choices",
            "specialty",
            Field("typed", data_autocomplete=""),
            Field("category", label_size="m"),
            Field("again", label_size="m"),
            Field("asks", label_size="m"),
            size="l",
        ),
        Details("Add more detail", Field("respond_by", label_size="s"), "letters", expander=True),
        Html('<p class="nhsuk-body">We answer within 10 working days.</p>'),
        "agreed",
        submit="Send to specialty",
        secondary="Save for later",
        cancel="#contents",
    )


class FilterForm(forms.Form):
    """A search: sent by GET, without a token."""

    q = forms.CharField(label="Search", required=False)
    status = forms.ChoiceField(label="Status", choices=[("", "Any"), *CHOICES], required=False)
    helper = form_helper(Field("q", width=20), "status", method="get", submit="Search")


FILLED = {
    "words": LONG_WORDS,
    "reference": "INT-4F7K-2",
    "email": "demo.person@example.nhs.uk",
    "number": "12",
    "duration": "10",
    "password": "not-a-secret",
    "story": LONG_WORDS,
    "specialty": "eye",
    "typed": "a",
    "category": "other",
    "other": "A parking permit",
    "again": "no",
    "asks": ["letters", "tests"],
    "respond_by-day": "12",
    "respond_by-month": "November",
    "respond_by-year": "2026",
    "agreed": "on",
}
WRONG = {
    "email": "demo.person",
    "number": "many",
    "story": LONG_WORDS * 2,
    "respond_by-day": "31",
    "respond_by-month": "2",
    "respond_by-year": "2026",
}


def _form(state: str, data: dict | None) -> InputsForm:
    form = InputsForm(data, auto_id=f"{state}_%s")
    if state == "filled":  # a file cannot be filled in by a server
        form.fields["letters"].required = False
    if state == "disabled":
        form = InputsForm(initial={"respond_by": dt.date(2026, 11, 12)}, auto_id=f"{state}_%s")
        for field in form.fields.values():
            field.disabled = True
    return form


def components() -> dict:
    """What the style guide's template prints, by name."""
    page = SimpleNamespace(paginator=Paginator(range(400), 10))
    return {
        "forms": [
            ("Empty", _form("empty", None)),
            ("With errors", _form("errors", WRONG)),
            ("Filled, long", _form("filled", FILLED)),
            ("Disabled", _form("disabled", None)),
        ],
        "filter": FilterForm(auto_id="filter_%s"),
        "page": page.paginator.page(10),
        "statuses": [
            "New", "Triaged", "With specialty", "Waiting for practice", "Answered", "In project",
            "Reopened", "Closed", "Overdue", "Something else",
        ],
        "tabs": [
            {"label": "Waiting for you", "url": "#tabs", "current": True, "count": 2},
            {"label": "Open", "url": "#tabs", "current": False, "count": 14},
            {"label": "Answered", "url": "#tabs", "current": False, "count": 1234},
            {"label": "All", "url": "#tabs", "current": False},
        ],
        "tasks": [
            {"text": "Choose the letters", "href": "#tasks", "status": "Completed", "done": True},
            {
                "text": "Review them",
                "href": "#tasks",
                "hint": "37 letters left",
                "status": "In progress",
            },
            {"text": "Settle disagreements", "status": "Cannot start yet"},
        ],
        "headings": ["Specialty", "Open issues", "Median days to an answer"],
        "rows": [
            [{"text": "Cardiology", "href": "#tables"}, 12, "4"],
            [LONG, {"text": 1234, "href": "#tables"}, "11.5"],
        ],
        "wide_headings": ["Specialty", *[f"Ask {number}" for number in range(1, 13)]],
        "wide_rows": [
            [name, *[str((number * 7) % 100) for number in range(1, 13)]]
            for name in ("Cardiology", "Ear, nose and throat", LONG)
        ],
        "do": ["say which letter it was", "say what you were asked to do"],
        "do_not": ["do not name the patient", "do not attach the letter"],
        "messages": [
            _message("success", "INT-4F7K-2 sent to Cardiology"),
            _message("info", "The audit is being counted. This page shows the last count."),
            _message("warning", "This issue has been answered since you opened it."),
            _message("error", "The letter could not be read."),
        ],
        "long": LONG,
        "long_words": LONG_WORDS,
    }  # fmt: skip


class _message(str):
    """Words with a level, as Django's messages have them."""

    def __new__(cls, level, words):
        message = super().__new__(cls, words)
        message.level_tag = level
        return message
