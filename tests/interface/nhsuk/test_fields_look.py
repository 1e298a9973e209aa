"""Each kind of field has the HTML that nhsuk-frontend's fixtures prescribe for the same options."""

from itertools import pairwise

import pytest
from django import forms
from django.template import engines
from django.utils.html import escape
from django.utils.safestring import SafeString

from interface.nhsuk.fields import Checkboxes, DateField, DateInput, Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field

from .prescribed import fixture, structure

PAGE = "{% load crispy_forms_tags %}{% crispy form %}"


def words(part) -> str:
    """The package takes words as a string or as {"text"} or {"html"}."""
    if not isinstance(part, dict):
        return part or ""
    return SafeString(part["html"]) if part.get("html") else part.get("text") or part["heading"]


def label_options(label) -> dict:
    label = label if isinstance(label, dict) else {"text": label}
    return {
        "heading": 1 if "heading" in label else None,
        "label_size": label.get("size", ""),
        "caption": label.get("caption"),
    }


def drawn(field: forms.Field, context: dict, **options) -> str:
    """Our HTML for a field with the label, hint, error, id and value of a fixture."""
    identity = context.get("id") or context.get("idPrefix") or context["name"]
    name = context.get("name", identity)
    label = context.get("label") or context["fieldset"]["legend"]
    field.label, field.help_text = words(label), words(context.get("hint"))
    field.required = False
    field.widget.attrs["id"] = identity
    form_class = type("Form", (forms.Form,), {name: field})
    form_class.helper = form_helper(
        Field(name, optional=False, **label_options(label), **options), submit="", tag=False
    )
    form = form_class({name: context["value"]} if "value" in context else {})
    if error := context.get("errorMessage"):
        form.full_clean()
        form.errors.clear()
        form.add_error(name, words(error))
    return engines["django"].from_string(PAGE).render({"form": form})


@pytest.mark.parametrize(
    "name",
    [
        "default",
        "without heading",
        "with hint",
        "with error message",
        "with error message and hint",
        "with error message and hint, without heading",
        "with prefix and suffix",
        "with prefix and suffix and error message",
        "width",
        "with autocomplete attribute",
    ],
)
def test_an_input_looks_as_prescribed(name):
    context, prescribed = fixture("input", name)
    given = {key: words(context[key]) for key in ("prefix", "suffix") if key in context}
    attributes = {key: context[key] for key in ("inputmode", "autocomplete") if key in context}
    if "spellcheck" in context:
        attributes["spellcheck"] = str(context["spellcheck"]).lower()
    ours = drawn(
        forms.CharField(),
        context,
        width=context.get("width", ""),
        code=context.get("code"),
        **given,
        **attributes,
    )
    assert structure(ours) == structure(prescribed)


def test_a_disabled_input_looks_as_prescribed():
    context, prescribed = fixture("input", "disabled")
    assert structure(drawn(forms.CharField(disabled=True), context)) == structure(prescribed)


@pytest.mark.parametrize(
    "name",
    ["default", "without heading", "with error message", "with error message and hint"],
)
def test_a_textarea_looks_as_prescribed(name):
    context, prescribed = fixture("textarea", name)
    ours = drawn(forms.CharField(widget=forms.Textarea), context)
    assert structure(ours) == structure(prescribed)


def test_a_textarea_with_a_limit_counts_as_prescribed():
    context, prescribed = fixture("character-count", "with count type 'length'")
    field = forms.CharField(widget=forms.Textarea, max_length=context["maxlength"])
    assert structure(drawn(field, context, threshold=None)) == structure(prescribed)


@pytest.mark.parametrize("name", ["with error message and hint, without heading", "with threshold"])
def test_a_counted_textarea_keeps_what_was_typed_as_prescribed(name):
    context, prescribed = fixture("character-count", name)
    field = forms.CharField(widget=forms.Textarea, max_length=context["maxlength"])
    ours = drawn(field, context, threshold=context.get("threshold"))
    assert structure(ours.replace(' data-count-type="length"', "")) == structure(prescribed)


@pytest.mark.parametrize("name", ["default", "with hint", "with error message and hint"])
def test_a_select_looks_as_prescribed(name):
    context, prescribed = fixture("select", name)
    choices = [(item["value"], item["text"]) for item in context["items"]]
    assert structure(drawn(forms.ChoiceField(choices=choices), context)) == structure(prescribed)


def options_of(context: dict) -> dict:
    """The choices of a fixture, and what our widgets say beside them."""
    items = context["items"]
    dividers = {
        after["value"]: before["divider"]
        for before, after in pairwise(items)
        if "divider" in before
    }
    choices = [item for item in items if "value" in item]
    return {
        "choices": [(item["value"], words(item)) for item in choices],
        "hints": {item["value"]: words(item["hint"]) for item in choices if "hint" in item},
        "dividers": dividers,
        "inline": context.get("inline", False),
    }


@pytest.mark.parametrize(
    "name",
    [
        "default",
        "inline",
        "with hint",
        "with hints on items",
        "with divider",
        "with error message",
        "with error message and hint",
        "without heading",
    ],
)
def test_radios_look_as_prescribed(name):
    context, prescribed = fixture("radios", name)
    options = options_of(context)
    choices = options.pop("choices")
    ours = drawn(forms.ChoiceField(choices=choices, widget=Radios(**options)), context)
    assert structure(ours) == structure(prescribed)


@pytest.mark.parametrize(
    "name",
    [
        "default",
        "inline",
        "with hints on items",
        "with error message and hint",
        "without heading",
        'with "none" option',
    ],
)
def test_checkboxes_look_as_prescribed(name):
    context, prescribed = fixture("checkboxes", name)
    options = options_of(context)
    choices = options.pop("choices")
    exclusive = [item["value"] for item in context["items"] if item.get("behaviour")]
    widget = Checkboxes(**options, exclusive="".join(exclusive))
    ours = drawn(forms.MultipleChoiceField(choices=choices, widget=widget), context)
    assert structure(ours) == structure(prescribed)


def test_a_conditional_question_stands_under_its_option_as_prescribed():
    context, prescribed = fixture("radios", "with conditional content")
    conditional = {"email": "contact-by-email", "phone": "contact-by-phone", "text": "by-text"}
    legend = context["fieldset"]["legend"]
    names = {"by-text": "contact-by-text"}
    fields = {
        "example": forms.ChoiceField(
            label=legend["heading"],
            help_text=context["hint"]["text"],
            choices=[(item["value"], item["text"]) for item in context["items"]],
            widget=Radios(
                {"id": "conditional"},
                conditional={key: names.get(name, name) for key, name in conditional.items()},
            ),
        )
    }
    for name, label, kind in (
        ("contact-by-email", "Email address", "text"),
        ("contact-by-phone", "Phone number", "tel"),
        ("contact-by-text", "Mobile phone number", "tel"),
    ):
        widget = forms.TextInput({"id": name, "class": "nhsuk-u-width-two-thirds"})
        widget.input_type = kind
        if kind == "text":
            widget.attrs["spellcheck"] = "false"
        fields[name] = forms.CharField(label=label, widget=widget)
    form_class = type("Form", (forms.Form,), fields)
    form_class.helper = form_helper(
        Field("example", label_size="l", heading=1), submit="", tag=False
    )
    ours = engines["django"].from_string(PAGE).render({"form": form_class()})
    assert structure(ours) == structure(prescribed)


def date_form(context: dict) -> str:
    error = context.get("errorMessage")
    wrong = [part for part in ("day", "month", "year") if context.get(part, {}).get("error")]

    class Dated(DateField):
        def clean(self, value):
            if error:
                raise forms.ValidationError(
                    words(error), params={"parts": wrong} if wrong else None
                )

    legend = context["fieldset"]["legend"]
    field = Dated(
        label=words(legend),
        help_text=words(context.get("hint")),
        widget=DateInput({"id": "example"}),
    )
    form_class = type("Form", (forms.Form,), {"date": field})
    form_class.helper = form_helper(Field("date", **label_options(legend)), submit="", tag=False)
    typed = context.get("values") or {
        part: context.get(part, {}).get("value", "") for part in ("day", "month", "year")
    }
    form = form_class({f"date-{part}": value for part, value in typed.items()})
    return (
        engines["django"].from_string(PAGE).render({"form": form}).replace('name="date-', 'name="')
    )


@pytest.mark.parametrize(
    "name",
    [
        "default",
        "without heading",
        "with values",
        "with error message and hint",
        "with error on day input",
        "with error on year input",
    ],
)
def test_a_date_looks_as_prescribed(name):
    context, prescribed = fixture("date-input", name)
    assert structure(date_form(context)) == structure(prescribed)


@pytest.mark.parametrize(
    "name", ["default", "without heading", "with hint", "with error message and hint"]
)
def test_a_file_upload_looks_as_prescribed(name):
    context, prescribed = fixture("file-upload", name)
    assert structure(drawn(forms.FileField(), context)) == structure(prescribed)


@pytest.mark.parametrize("name", ["default", "with error message and hint"])
def test_a_password_looks_as_prescribed(name):
    context, prescribed = fixture("password-input", name)
    ours = drawn(forms.CharField(widget=forms.PasswordInput), context)
    assert structure(ours) == structure(prescribed)


def test_a_single_tick_box_looks_as_prescribed_for_boxes_without_a_fieldset():
    _, prescribed = fixture("checkboxes", "without fieldset")
    context = {"label": "Red", "id": "without-fieldset", "name": "colours"}
    field = forms.BooleanField(widget=forms.CheckboxInput({"value": "red"}))
    group, attributes, [boxes] = structure(prescribed)[0]
    one_box = (boxes[0], boxes[1], boxes[2][:1])
    assert structure(drawn(field, context)) == [(group, attributes, [one_box])]


def test_words_of_people_are_never_markup():
    context = {"label": "<b>Label</b>", "hint": "<i>hint</i>", "name": "example"}
    ours = drawn(forms.CharField(), {**context, "errorMessage": "<u>error</u>", "value": "<s>"})
    for written in ("<b>Label</b>", "<i>hint</i>", "<u>error</u>", "<s>"):
        assert written not in ours
        assert escape(written) in ours
