"""Form fields and widgets that plain Django lacks: dates in three boxes, options with hints.

Everything else (CharField, EmailField, ChoiceField, FileField …) is used as Django has it; the
template pack gives it its looks. A Textarea whose field has a `max_length` gets a character count.
"""

import datetime as dt
from collections.abc import Callable, Mapping

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateInput(forms.Widget):
    """Day, month and year boxes, posted as `name-day`, `name-month` and `name-year`.

    The value is a date, or while it is not yet one, the dict of what was typed in each box.
    """

    def value_from_datadict(self, data, files, name):
        return {part: (data.get(f"{name}-{part}") or "").strip() for part in PARTS}

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_):
        return f"{id_}-day" if id_ else id_

    def boxes(self, value) -> dict[str, str]:
        """What to show in each box for a date, for what was typed, or for nothing."""
        if isinstance(value, Mapping):
            return {part: value.get(part, "") for part in PARTS}
        if isinstance(value, str) and value:
            value = dt.date.fromisoformat(value)
        if value:
            return {part: str(getattr(value, part)) for part in PARTS}
        return dict.fromkeys(PARTS, "")


class DateField(forms.Field):
    """A date asked for in three boxes; every error names the boxes that are wrong.

    `name` is what the date is called in messages ("Answer date must be a real date").
    `min_value` and `max_value` are dates, or functions returning one, both allowed themselves.
    Months may be typed as words. Errors carry `params["parts"]`, the boxes to mark.
    """

    widget = DateInput
    default_error_messages = {
        "required": "Enter a date",
        "incomplete": "%(name)s must include a %(missing)s",
        "invalid": "%(name)s must be a real date",
        "year": "Year must include 4 numbers",
        "min_value": "%(name)s must be %(limit)s or later",
        "max_value": "%(name)s must be %(limit)s or earlier",
    }

    def __init__(self, *, name="Date", min_value=None, max_value=None, **kwargs):
        self.name = name
        self.min_value = min_value
        self.max_value = max_value
        super().__init__(**kwargs)

    def to_python(self, value):
        """A date, or None when all boxes are empty; ValidationError for anything between."""
        if isinstance(value, dt.date) or not value:
            return value or None
        typed = {part: value.get(part, "") for part in PARTS}
        if not any(typed.values()):
            return None
        if missing := [part for part in PARTS if not typed[part]]:
            raise self._error("incomplete", missing, missing=" and ".join(missing))
        numbers = {
            "day": _number(typed["day"], most=31),
            "month": _month(typed["month"]),
            "year": _number(typed["year"], most=9999),
        }
        if wrong := [part for part in PARTS if not numbers[part]]:
            raise self._error("invalid", wrong)
        if len(typed["year"]) != 4:
            raise self._error("year", ["year"])
        try:
            return dt.date(numbers["year"], numbers["month"], numbers["day"])
        except ValueError:
            raise self._error("invalid", list(PARTS)) from None

    def validate(self, value):
        super().validate(value)
        if value in self.empty_values:
            return
        lowest = self.min_value() if callable(self.min_value) else self.min_value
        highest = self.max_value() if callable(self.max_value) else self.max_value
        if lowest and value < lowest:
            raise self._error("min_value", list(PARTS), limit=_in_words(lowest))
        if highest and value > highest:
            raise self._error("max_value", list(PARTS), limit=_in_words(highest))

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True

    def _error(self, code, parts, **params):
        params = {"name": self.name, "parts": parts, **params}
        return ValidationError(self.error_messages[code], code=code, params=params)


def _number(text: str, *, most: int) -> int:
    """What is written in figures, from 1 to `most`; 0 for anything else."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
    return number if number <= most else 0


def _month(text: str) -> int:
    """3, "03", "Mar" or "March" are all March; 0 for anything else."""
    word = text.lower()
    if len(word) < 3 or word[:3] not in MONTHS:
        return _number(text, most=12)
    number = MONTHS.index(word[:3]) + 1
    whole = dt.date(2000, number, 1).strftime("%B").lower()
    return number if whole.startswith(word) or word == "sept" else 0


def _in_words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


class TextField(forms.CharField):
    """Several lines of writing; a line break counts as one character, as the counter shows it."""

    widget = forms.Textarea

    def to_python(self, value):
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class _Options(forms.widgets.ChoiceWidget):
    """What radios and checkboxes may say beyond Django's choices.

    - `hints`: {value: words under that option}, or a function of the option's value (a model
      instance in a ModelChoiceField) returning them
    - `dividers`: {value: word}, e.g. {"none": "or"}, shown before that option
    - `conditional`: {value: name of a field of the same form}, shown when the option is chosen
    - `inline`: side by side, for two short options
    - `small`: the smaller size, for dense pages
    """

    def __init__(
        self,
        attrs=None,
        choices=(),
        *,
        hints: Mapping[str, str] | Callable | None = None,
        dividers: Mapping[str, str] | None = None,
        conditional: Mapping[str, str] | None = None,
        inline: bool = False,
        small: bool = False,
    ):
        super().__init__(attrs, choices)
        self.hints = hints or {}
        self.dividers = dividers or {}
        self.conditional = conditional or {}
        self.inline = inline
        self.small = small

    def hint_for(self, value) -> str:
        """Words under the option of this value, or ""."""
        if callable(self.hints):
            return self.hints(getattr(value, "instance", value)) or ""
        return self.hints.get(str(value), "")


class Radios(_Options, forms.RadioSelect):
    """Radio buttons with hints, dividers and conditional fields (see `_Options`)."""


class Checkboxes(_Options, forms.CheckboxSelectMultiple):
    """Checkboxes with hints, dividers and conditional fields (see `_Options`).

    `exclusive` is the value of the "none of these" option, which unticks the others.
    """

    def __init__(self, *args, exclusive: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.exclusive = exclusive
