"""What the integration team decides about a cycle before anybody reads."""

from django import forms

from audits.models import Sampling
from audits.setup.sampling import LARGEST_SEED
from audits.setup.services import SETTINGS
from interface.accounts.models import Role, User
from interface.nhsuk.fields import Checkboxes, DateField, Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Fieldset
from interface.privacy.forms import GuardedCharField
from interface.vocabulary import Ask

NAME, RULES, CRITERION = 120, 2_000, 500  # characters


def _whole_number(label, *, lowest, highest, **kwargs):
    words = f"{label.rstrip('?')}: enter a whole number from {lowest} to {highest}"
    messages = dict.fromkeys(["invalid", "min_value", "max_value", "required"], words)
    return forms.IntegerField(
        label=label, min_value=lowest, max_value=highest, error_messages=messages,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "nhsuk-input--width-4"}),
        **kwargs,
    )  # fmt: skip


class CycleForm(forms.Form):
    """The protocol of a cycle: what is read, how much of it, and against which criteria."""

    name = GuardedCharField(
        label="What is this audit called?",
        help_text="For example, Discharge summaries, spring 2026",
        max_length=NAME,
        ask=False,
        error_messages={"required": "Enter a name"},
    )
    protocol_version = GuardedCharField(
        label="Version of the protocol",
        max_length=20,
        ask=False,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-5"}),
        error_messages={"required": "Enter the version, such as 1.0"},
    )
    window_from = DateField(
        label="First day of discharge", name="First day",
        error_messages={"required": "Enter the first day of discharge"},
    )  # fmt: skip
    window_to = DateField(
        label="Last day of discharge", name="Last day",
        error_messages={"required": "Enter the last day of discharge"},
    )  # fmt: skip
    inclusion_rules = GuardedCharField(
        label="Which letters are included, and which are not?",
        max_length=RULES,
        required=False,
        ask=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    sampling = forms.ChoiceField(
        label="Which letters are read?",
        choices=Sampling.choices,
        widget=Radios,
        error_messages={"required": "Select which letters are read"},
    )
    expected_percent = _whole_number(
        "Per cent of letters you expect to have something inappropriate",
        lowest=1, highest=99, required=False, initial=20,
    )  # fmt: skip
    half_width_percent = _whole_number(
        "How exact the trust’s rate must be, in percentage points either side",
        lowest=1, highest=20, required=False, initial=5,
    )  # fmt: skip
    least_per_specialty = _whole_number(
        "Letters of each specialty at least, or all it has",
        lowest=0, highest=1000, required=False, initial=30,
    )  # fmt: skip
    second_rated_percent = _whole_number(
        "Per cent of letters that a second person reads, without seeing the first’s answers",
        lowest=0, highest=100, initial=10,
    )  # fmt: skip

    def __init__(self, *args, frozen_name=False, **kwargs):
        super().__init__(*args, **kwargs)
        if frozen_name:
            del self.fields["name"]
        for ask in Ask:
            self.fields[_criterion(ask)] = GuardedCharField(
                label=f"{ask.value}. {ask.label}",
                initial=ask.explanation,
                max_length=CRITERION,
                ask=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": f"Enter what a letter has to do to meet ask {ask}"},
            )
        first = [] if frozen_name else ["name"]
        self.helper = form_helper(
            *first,
            "protocol_version",
            Fieldset("Letters", "window_from", "window_to", "inclusion_rules", size="m"),
            Fieldset("Sample", "sampling", size="m"),
            Fieldset(
                "For random letters: how many?",
                "expected_percent",
                "half_width_percent",
                "least_per_specialty",
                size="s",
            ),
            "second_rated_percent",
            Fieldset(
                "Criteria: when is each of the Five Asks met?",
                *(_criterion(ask) for ask in Ask),
                size="m",
            ),
            submit="Save and go on",
        )

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("window_from"), cleaned.get("window_to")
        if first and last and last < first:
            self.add_error("window_to", "The last day must not be before the first day")
        if cleaned.get("sampling") == Sampling.STRATIFIED:
            for name in ("expected_percent", "half_width_percent"):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    @property
    def settings(self):
        """What `setup.services.begin` and `change` take, apart from the criteria."""
        return {name: self.cleaned_data[name] for name in SETTINGS if name in self.fields}

    @property
    def criteria(self):
        return {ask: self.cleaned_data[_criterion(ask)] for ask in Ask}


def _criterion(ask):
    return f"criterion_{ask.value}"


class DrawForm(forms.Form):
    """Draw the sample; a seed is typed only to repeat a draw."""

    seed = _whole_number("Seed", lowest=0, highest=LARGEST_SEED, required=False)
    seed.help_text = "Leave it blank for a new one. The same frame and seed give the same sample."
    seed.widget.attrs = {"inputmode": "numeric", "class": "nhsuk-input--width-20"}
    helper = form_helper(submit="Draw the sample")


class AssignForm(forms.Form):
    """Who reads the letters."""

    reviewers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Who reads the letters?",
        help_text="They get equal shares. Of a letter read twice, one reader is of each side.",
        widget=Checkboxes,
        error_messages={"required": "Select at least one reviewer"},
    )
    helper = form_helper(submit="Assign the letters")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(role=Role.REVIEWER, is_active=True)
        self.fields["reviewers"].queryset = people.select_related("organisation")
        self.fields["reviewers"].label_from_instance = _with_organisation


def _with_organisation(person):
    return f"{person}, {person.organisation or 'no organisation'}"
