from django import template

from interface.outbox import delivery

register = template.Library()


@register.inclusion_tag("outbox/_delivery.html")
def delivery_counts():
    """How delivery goes, for the team's first page."""
    return {"counts": delivery.counts()}
