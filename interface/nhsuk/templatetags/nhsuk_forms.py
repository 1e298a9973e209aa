"""The tags that the template pack itself uses; pages need only `{% crispy form %}`.

A page may place the error summary above its heading with `{% error_summary form %}`; the form then
leaves out its own.
"""

from crispy_forms.utils import render_field
from django import template
from django.template.loader import render_to_string

from interface.nhsuk import rendering

register = template.Library()


@register.simple_tag(takes_context=True)
def nhsuk_field(context, field, **options):
    """The whole form group of one field: label, hint, error, control.

    A page that lays out a form by hand gives the options of `layout.Field`:
    `{% nhsuk_field form.code width=10 %}`.
    """
    if field.is_hidden:
        return field.as_hidden()
    view = rendering.field_context(
        field,
        options or context.get("field_options") or {},
        label_size=context.get("label_size") or "",
        mark_optional=context.get("form_method", "post") == "post",
    )
    for item in view.get("items", []):
        if item.get("conditional"):
            item["content"] = conditional_field(context, field.form, item["conditional"])
    return render_to_string(f"nhsuk/fields/{view['kind']}.html", view)


def conditional_field(context, form, name):
    if not hasattr(form, "rendered_fields"):
        form.rendered_fields = set()
    form.crispy_field_template = None
    with context.push(field_options={}):
        return render_field(name, form, context, template_pack="nhsuk")


@register.filter
def top_level(form):
    """The visible fields that stand in their own place, not under an option of another."""
    inside = rendering.conditional_names(form)
    return [bound for bound in form.visible_fields() if bound.name not in inside]


@register.inclusion_tag("components/error_summary.html")
def error_summary(form):
    """The summary of everything wrong in a form, once; nothing when all is well."""
    shown = getattr(form, "error_summary_shown", False)
    form.error_summary_shown = True
    return {"errors": [] if shown else rendering.error_list(form)}
