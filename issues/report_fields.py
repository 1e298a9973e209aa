"""What the report form asks with: selects found by other names, and what is below the fold."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django import forms
from django.utils import timezone

from interface.directory.models import Specialty
from interface.nhsuk.fields import DateField, Radios
from interface.nhsuk.layout import Details, Div, Field, Html
from interface.privacy.forms import GuardedCharField
from issues.details import HARM, LONGEST_OWN_REFERENCE, MOST_TIMES_SEEN, Colleague, Risk, Source
from issues.endorsements.models import Minutes
from issues.models import Category

NOT_SURE = "not-sure"
FIRST_YEAR = 2000


class Shared:
    """Mixed in before a field that no form changes: all forms have it, and none a copy of it."""

    def __deepcopy__(self, memo):
        return self


class Choice(Shared, forms.TypedChoiceField):
    """One of a few, the same for everybody."""


class Tick(Shared, forms.BooleanField):
    """A box to tick, the same for everybody."""


class AliasSelect(forms.Select):
    """A select whose options carry other names, for whoever types to find (static/interface.js)."""

    def __init__(self, *args, aliases: Callable[[object], Iterable[str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.aliases = aliases

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if others := "; ".join(self.aliases(value)):
            option["attrs"]["data-aliases"] = others
        return option


def names_of_practice(value) -> list[str]:
    """What else a practice is found by: its ODS code and postcode."""
    practice = getattr(value, "instance", None)
    return [practice.ods_code, practice.postcode] if practice else []


class SpecialtyOrNotSure(forms.ChoiceField):
    """A specialty by name; "Not sure" is an answer too (None), leaving it empty is not.

    `offer` says which there are. They are put into words only when the field is shown.
    """

    def __init__(self, **kwargs):
        super().__init__(widget=AliasSelect(aliases=self._aliases), **kwargs)
        self.known: dict[str, Specialty | None] = {}

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.known = {}
        copied.widget.aliases = copied._aliases
        return copied

    def offer(self, specialties: Iterable[Specialty], *, not_sure: bool = True) -> None:
        """Let one of these be chosen."""
        self.known = {NOT_SURE: None} if not_sure else {}
        self.known |= {str(specialty.pk): specialty for specialty in specialties}
        self.choices = self._in_words

    def _in_words(self) -> list[tuple[str, str]]:
        named = [(key, one.name if one else "Not sure") for key, one in self.known.items()]
        return [("", "Select a specialty"), *named]

    def valid_value(self, value) -> bool:
        return value in self.known

    def _aliases(self, value) -> list[str]:
        specialty = self.known.get(str(value))
        return specialty.aliases if specialty else []

    def clean(self, value) -> Specialty | None:
        return self.known.get(super().clean(value))


class CategoryOfTheDay(forms.ChoiceField):
    """One of the categories in force today, by its code, with its example as a hint.

    `offer` says which there are. They are put into words only when the field is shown.
    """

    widget = Radios
    known: Mapping[str, Category] = {}

    def offer(self, categories: Iterable[Category]) -> None:
        """Let one of these be chosen, if it is in force."""
        today = timezone.localdate()
        self.known = {one.code: one for one in categories if one.is_in_force(on=today)}
        self.choices = self._in_words
        self.widget.hints = self._hint

    def _in_words(self) -> list[tuple[str, str]]:
        return [(code, category.label) for code, category in self.known.items()]

    def _hint(self, code: str) -> str:
        return self.known[code].example

    def valid_value(self, value) -> bool:
        return value in self.known

    def clean(self, value) -> Category | None:
        return self.known.get(super().clean(value))


def first_day() -> date:
    return date(FIRST_YEAR, 1, 1)


class DetailsForm(forms.Form):
    """The questions below the fold, all of them optional, and the route that harm must take."""

    source = Choice(
        choices=Source.choices,
        label="Where did it come up?",
        required=False,
        widget=Radios(small=True),
        error_messages={"invalid_choice": "Select where it came up from the list"},
    )
    letter_date = DateField(
        label="What date is the letter or summary?",
        name="The date of the letter",
        required=False,
        min_value=first_day,
        max_value=timezone.localdate,
    )
    minutes_lost = Choice(
        choices=Minutes.choices,
        coerce=int,
        empty_value=None,
        label="How many minutes did it cost you?",
        required=False,
        widget=Radios(small=True, inline=True),
        error_messages={"invalid_choice": "Select how many minutes it cost you from the list"},
    )
    dealt_with_by = Choice(
        choices=Colleague.choices,
        label="Who dealt with it?",
        required=False,
        widget=Radios(small=True),
        error_messages={"invalid_choice": "Select who dealt with it from the list"},
    )
    risk = Choice(
        choices=Risk.choices,
        label="Was there a risk of harm to the patient?",
        required=False,
        widget=Radios(small=True),
        error_messages={"invalid_choice": "Select whether there was a risk of harm"},
    )
    read_safety_route = Tick(
        label="I have read where to report harm",
        required=False,
    )
    times_seen = forms.IntegerField(
        label="How many times have you seen this in the past month?",
        required=False,
        min_value=1,
        max_value=MOST_TIMES_SEEN,
        error_messages={
            "invalid": "The number of times must be a whole number",
            "min_value": "The number of times must be 1 or more",
            "max_value": f"The number of times must be {MOST_TIMES_SEEN} or fewer",
        },
    )
    own_reference = GuardedCharField(
        label="Your own reference",
        help_text="A line of your own log, so that you find it again. Not a patient’s number.",
        required=False,
        max_length=LONGEST_OWN_REFERENCE,
    )
    wants_reply = Tick(label="Write to me at each step", required=False, initial=True)
    may_be_shared = forms.BooleanField(
        label="It may be told to others without our practice’s name", required=False, initial=True
    )

    def details_layout(self, *, opened: bool) -> Details:
        """The fold; open when something in it was answered before or is wrong."""
        return Details(
            "Add more detail (optional)",
            Field("source", optional=False),
            Field("letter_date", optional=False),
            Field("minutes_lost", optional=False),
            Field("dealt_with_by", optional=False),
            Field("risk", optional=False),
            Div(
                Html('{% include "issues/_safety_route.html" %}'),
                Field("read_safety_route", optional=False),
                css_class="app-safety-route",
                data_shown_for=f"risk {' '.join(HARM)}",
            ),
            Field("times_seen", width=2, inputmode="numeric", optional=False),
            Field("own_reference", width=20, spellcheck="false", autocomplete="off",
                  optional=False),
            Field("wants_reply", optional=False),
            Field("may_be_shared", optional=False),
            open=opened,
        )  # fmt: skip

    def clean(self):
        super().clean()
        said = self.cleaned_data
        said["safety_route_shown"] = said.pop("read_safety_route", False)
        if said.get("risk") in HARM and not said["safety_route_shown"]:
            self.add_error("read_safety_route", "Read where to report harm, then tick the box")
        return said
