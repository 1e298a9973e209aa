"""Layout objects for `form_helper(...)`: how fields are grouped, sized and labelled.

helper = form_helper(
    Fieldset("Who you are", Field("practice", width=20), "role"),
    Details("Add more detail (optional)", "when", "ward"),
    Html('<p class="nhsuk-body">We answer within 10 working days.</p>'),
    submit="Send",
)
"""

from crispy_forms.layout import HTML as Html
from crispy_forms.layout import Div, Layout, LayoutObject
from crispy_forms.utils import render_field
from django.template.loader import render_to_string

__all__ = [
    "Button",
    "ButtonLink",
    "Buttons",
    "Details",
    "Div",
    "Field",
    "Fieldset",
    "Html",
    "Layout",
]


class Field(LayoutObject):
    """A field with its own size and words.

    - `label_size`: "s", "m", "l", "xl"; `heading`: 1 to 6 makes the label a heading of that level
    - `label`, `hint`: words instead of the form's; `label_hidden`: for screen readers only
    - `width`: characters (2, 3, 4, 5, 10, 20, 30) or "full", "two-thirds", "one-half" …
    - `prefix`, `suffix`: fixed words beside an input ("£", "days")
    - `rows`: height of a textarea; `threshold`: percentage used before the counter appears
    - `code`: digits evenly spaced, for references; `optional`: False hides "(optional)"
    - anything else becomes an attribute of the input: `inputmode="numeric"`, `data_autocomplete=""`
    """

    words = {"label", "hint", "caption", "label_hidden", "optional", "prefix", "suffix"}
    known = words | {"label_size", "heading", "width", "rows", "threshold", "code"}

    def __init__(self, name: str, **options):
        self.name = name
        self.fields = [name]  # so that the groups around it find its errors
        self.options = {key: value for key, value in options.items() if key in self.known}
        self.options["attrs"] = {
            key.rstrip("_").replace("_", "-"): value
            for key, value in options.items()
            if key not in self.known
        }

    def render(self, form, context, template_pack="nhsuk", **kwargs):
        extra = {"field_options": self.options}
        return render_field(
            self.name, form, context, template_pack=template_pack, extra_context=extra
        )


class _Group(LayoutObject):
    """A part of the form with a template of its own around its fields."""

    template = ""

    def __init__(self, title: str, *fields, **options):
        self.title = title
        self.fields = list(fields)
        self.options = options

    def render(self, form, context, template_pack="nhsuk", **kwargs):
        content = self.get_rendered_fields(form, context, template_pack)
        names = [pointer.name for pointer in self.get_field_names()]
        opened = any(name in form.errors for name in names) if form.is_bound else False
        return render_to_string(
            self.template,
            {"title": self.title, "content": content, "has_errors": opened, **self.options},
        )


class Fieldset(_Group):
    """Fields that answer one question; `size` "s" to "xl", `heading` 1 to 6 for the legend."""

    template = "nhsuk/layout/fieldset.html"


class Details(_Group):
    """Optional fields folded away, open when one of them is wrong; `expander=True` boxes it."""

    template = "nhsuk/layout/details.html"


class Button:
    """A button that submits the form; `name` and `value` tell which was pressed."""

    template = "components/button.html"

    def __init__(self, text: str, *, variant="", name="", value="", small=False, **attrs):
        self.context = {
            "text": text,
            "variant": variant,
            "name": name,
            "value": value,
            "small": small,
            "attrs": {key.rstrip("_").replace("_", "-"): val for key, val in attrs.items()},
        }

    def render(self, form, context, template_pack="nhsuk", **kwargs):
        return render_to_string(self.template, self.context)


class ButtonLink(Button):
    """A link that looks like a button."""

    def __init__(self, text: str, href: str, *, variant="secondary", small=False):
        super().__init__(text, variant=variant, small=small)
        self.context["href"] = href


class Buttons(LayoutObject):
    """Buttons and links in a row: `Buttons(Button("Save"), ButtonLink("Cancel", "/"))`.

    Put them last and say `form_helper(..., submit="")`.
    """

    def __init__(self, *fields):
        self.fields = list(fields)

    def render(self, form, context, template_pack="nhsuk", **kwargs):
        content = self.get_rendered_fields(form, context, template_pack)
        return render_to_string("nhsuk/layout/buttons.html", {"content": content})
