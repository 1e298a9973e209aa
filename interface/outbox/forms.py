"""How often somebody wants news."""

from django import forms

from interface.nhsuk.fields import Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field
from interface.outbox.models import Pace

HINTS: dict[str, str] = {
    Pace.AT_ONCE: "A message for each step, when it happens.",
    Pace.DAILY: "One message at half past seven on working days, if there is news.",
    Pace.WEEKLY: "One message on the first working day of the week, if there is news.",
    Pace.OFF: "You look on the pages yourself.",
}
WRONG = "Select how often you want news"


class PaceForm(forms.Form):
    pace = forms.ChoiceField(
        choices=Pace.choices,
        label="How often do you want news?",
        widget=Radios(hints=HINTS),
        error_messages={"required": WRONG, "invalid_choice": WRONG},
    )
    helper = form_helper(Field("pace", label_size="m"), submit="Save")
