"""From a bound Django field to what its NHS.UK template prints.

The widget is rendered without Django's own describedby, required and aria-invalid attributes: the
design system says errors and hints in its own way, and the browser's validation stays off.
"""

from django import forms
from django.forms.boundfield import BoundField

from . import markup
from .fields import PARTS, DateInput

PART_WIDTHS = {"day": 2, "month": 2, "year": 4}
CHARACTERS_WIDE = {"2", "3", "4", "5", "10", "20", "30"}
COUNTER_THRESHOLD = 75  # per cent of the limit used before the counter appears


def kind_of(widget: forms.Widget) -> str:
    """Which template of `templates/nhsuk/fields/` prints this widget."""
    kinds = [
        (DateInput, "date"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.Select, "select"),
        (forms.CheckboxInput, "checkbox"),
        (forms.FileInput, "file"),
        (forms.PasswordInput, "password"),
        (forms.Textarea, "textarea"),
        (forms.MultiWidget, "group"),
    ]
    return next((kind for widget_class, kind in kinds if isinstance(widget, widget_class)), "input")


def id_of(bound: BoundField) -> str:
    return bound.field.widget.attrs.get("id") or bound.auto_id or bound.html_name


def error_target(bound: BoundField) -> str:
    """The id that a link in the error summary jumps to: the first box that is wrong."""
    if isinstance(bound.field.widget, DateInput):
        return f"{id_of(bound)}-{wrong_parts(bound)[0]}"
    return id_of(bound)


def wrong_parts(bound: BoundField) -> list[str]:
    """Which boxes of a date are wrong; all of them when the error does not say."""
    for error in bound.form.errors.as_data().get(bound.name, []):
        if parts := (error.params or {}).get("parts"):
            return parts
    return list(PARTS)


def error_messages(bound: BoundField) -> list[str]:
    """What is wrong with a field; Django's own words are put as NHS.UK puts them."""
    errors = bound.form.errors.as_data().get(bound.name, [])
    return [_our_words(bound, error) or text for error in errors for text in error.messages]


def _our_words(bound: BoundField, error: forms.ValidationError) -> str:
    """Better words for an error that nobody worded, or "" to keep what it says."""
    label = str(bound.label or "")
    if error.code == "max_length" and "max_length" not in bound.field.error_messages:
        return f"“{label}” must be %(limit_value)s characters or fewer" % error.params
    if error.code != "required" or error.message != forms.Field.default_error_messages["required"]:
        return ""
    if label.endswith("?"):
        return f"Answer “{label}”"
    name = label if label[:2].isupper() else label[:1].lower() + label[1:]
    chosen = ("select", "radios", "checkboxes", "file")
    return f"{'Select' if kind_of(bound.field.widget) in chosen else 'Enter'} {name}"


def field_context(
    bound: BoundField, options: dict, *, label_size: str, mark_optional: bool
) -> dict:
    """Everything the template of this field prints."""
    field, widget = bound.field, bound.field.widget
    identity, kind = id_of(bound), kind_of(widget)
    label = options.get("label", bound.label)
    optional = options.get("optional", mark_optional and not field.required and kind != "checkbox")
    if optional and label and not str(label).endswith("(optional)"):
        label = f"{label} (optional)"
    hint = options.get("hint", bound.help_text)
    count = getattr(field, "max_length", None) if kind == "textarea" else None
    described = [
        f"{identity}-{part}"
        for part, present in (("info", count), ("hint", hint), ("error", bound.errors))
        if present
    ]
    context = {
        "bound": bound, "id": identity, "kind": kind, "label": label, "hint": hint,
        "errors": error_messages(bound), "described_by": " ".join(described), "max_count": count,
        "max_count_plain": str(count or ""),
        "threshold": options.get("threshold", COUNTER_THRESHOLD),
        "label_size": options.get("label_size", label_size), "heading": options.get("heading"),
        "label_hidden": options.get("label_hidden"), "caption": options.get("caption"),
        "prefix": options.get("prefix"), "suffix": options.get("suffix"),
    }  # fmt: skip
    if kind in ("radios", "checkboxes"):
        context["items"] = option_items(bound)
        context["inline"] = getattr(widget, "inline", False)
        context["small"] = getattr(widget, "small", False)
    elif kind == "date":
        context["parts"] = date_parts(bound)
    else:
        context["control"] = control(bound, kind, options, described)
    return context


def control(bound: BoundField, kind: str, options: dict, described: list[str]) -> str:
    """The `<input>`, `<select>` or `<textarea>` itself, with the design system's classes."""
    widget = bound.field.widget
    if isinstance(widget, forms.NumberInput):  # spinners change numbers by accident
        widget = forms.TextInput({"inputmode": "numeric"} | _without_bounds(widget.attrs))
    said = {**widget.attrs, **options.get("attrs", {})}
    attrs = {**said, **native_attributes(kind, widget, said, options), "id": id_of(bound)}
    attrs["class"] = " ".join(control_classes(bound, kind, options) + said.get("class", "").split())
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.field.disabled:
        attrs["disabled"] = True
    if kind == "select":
        return markup.select(widget, bound.html_name, bound.value(), attrs)
    return widget.render(bound.html_name, bound.value(), attrs, bound.form.renderer)


def control_classes(bound: BoundField, kind: str, options: dict) -> list[str]:
    first = {"file": "nhsuk-file-upload__input", "checkbox": "nhsuk-checkboxes__input"}
    classes = [first.get(kind, "nhsuk-input" if kind in ("password", "group") else f"nhsuk-{kind}")]
    if bound.errors and kind in ("input", "password", "textarea", "select"):
        classes.append(f"{classes[0]}--error")
    if kind == "password":
        classes += ["nhsuk-password-input__input", "nhsuk-js-password-input-input"]
    if kind == "textarea" and getattr(bound.field, "max_length", None):
        classes.append("nhsuk-js-character-count")
    if options.get("code"):
        classes.append("nhsuk-input--code")
    if width := str(options.get("width", "")):
        prefix = "nhsuk-input--width" if width in CHARACTERS_WIDE else "nhsuk-u-width"
        classes.append(f"{prefix}-{width}")
    return classes


def native_attributes(kind: str, widget: forms.Widget, said: dict, options: dict) -> dict:
    """What the browser is told about keyboard, spelling and size.

    A `maxlength` would cut off what is pasted without a word, so the form says it instead.
    """
    native: dict = {"maxlength": False}
    if kind == "textarea":
        plain = said.get("rows") == "10"  # Django's own default
        native |= {"rows": options.get("rows", 5 if plain else said.get("rows", 5)), "cols": False}
    elif kind == "password":
        native |= {"spellcheck": "false", "autocapitalize": "none"}
        native["autocomplete"] = said.get("autocomplete", "current-password")
    elif isinstance(widget, forms.EmailInput):
        native["spellcheck"] = "false"
    return native


def _without_bounds(attrs: dict) -> dict:
    return {key: value for key, value in attrs.items() if key not in ("min", "max", "step")}


def option_items(bound: BoundField) -> list[dict]:
    """The radios or checkboxes of a field in order, dividers included."""
    widget, identity = bound.field.widget, id_of(bound)
    value = widget.format_value(bound.value())
    hint_for = getattr(widget, "hint_for", lambda value: "")
    dividers = getattr(widget, "dividers", {})
    conditional = getattr(widget, "conditional", {})
    items: list[dict] = []
    for _, options, _ in widget.optgroups(bound.html_name, value, dict(widget.attrs)):
        for option in options:
            key = str(option["value"])
            if key in dividers:
                items.append({"divider": dividers[key]})
            item_id = identity if not items else f"{identity}-{len(items) + 1}"
            items.append(
                {
                    "id": item_id,
                    "value": key,
                    "label": option["label"],
                    "checked": option["selected"],
                    "disabled": bound.field.disabled or option["attrs"].get("disabled"),
                    "hint": hint_for(option["value"]),
                    "exclusive": bool(key) and key == getattr(widget, "exclusive", ""),
                    "conditional": conditional.get(key),
                }
            )
            items[-1]["html"] = markup.choice(kind_of(widget), bound.html_name, items[-1])
    return items


def date_parts(bound: BoundField) -> list[dict]:
    """The three boxes of a date, the wrong ones marked."""
    boxes = bound.field.widget.boxes(bound.value())
    wrong = wrong_parts(bound) if bound.errors else []
    return [
        {
            "name": f"{bound.html_name}-{part}",
            "id": f"{id_of(bound)}-{part}",
            "label": part.capitalize(),
            "width": PART_WIDTHS[part],
            "value": boxes[part],
            "wrong": part in wrong,
        }
        for part in PARTS
    ]


def conditional_names(form: forms.BaseForm) -> set[str]:
    """Fields that appear under an option of another field, so not in their own place."""
    return {
        name
        for field in form.fields.values()
        for name in getattr(field.widget, "conditional", {}).values()
    }


def error_list(form: forms.BaseForm) -> list[dict]:
    """Every error of a bound form in the order of its fields, with the id it belongs to."""
    if not form.is_bound:
        return []
    errors = [{"text": text, "target": ""} for text in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else error_target(bound) if bound.errors else ""
        errors += [{"text": text, "target": target} for text in error_messages(bound)]
    return errors
