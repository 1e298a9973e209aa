"""Charts in templates: the whole figure, or an icon alone."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from interface.charts import icons
from interface.charts.chart import Chart

register = template.Library()


@register.inclusion_tag("components/chart.html")
def chart(drawn: Chart, level: int = 3) -> dict[str, Any]:
    """The figure: heading of this level, words, picture, notes, and the numbers folded below."""
    return {"chart": drawn, "level": level}


@register.simple_tag
def variation_icon(name: str) -> SafeString:
    """What a process is doing, as an icon for tables and cards."""
    return icons.variation_icon(name)


@register.simple_tag
def assurance_icon(name: str) -> SafeString:
    """Whether a target will be met, as an icon for tables and cards."""
    return icons.assurance_icon(name)
