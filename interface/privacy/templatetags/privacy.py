"""`{% identifiers form %}`: what the guard found in a form, with the ways out."""

from django import template

from interface.privacy.forms import FieldFindings, GuardedForm

register = template.Library()


@register.inclusion_tag("components/identifiers.html")
def identifiers(form: GuardedForm) -> dict[str, list[FieldFindings]]:
    """Goes inside the form element; prints nothing while there is nothing to say."""
    return {"fields": form.identifiers()}
