"""Moments and ages in words, and whether an answer is late: `{% load issues %}`."""

from datetime import date, datetime

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def age(moment: datetime, today: date) -> str:
    """`{{ issue.raised_at|age:today }}`: "today", "1 day", "12 days"."""
    days = (today - timezone.localdate(moment)).days
    if days <= 0:
        return "today"
    return "1 day" if days == 1 else f"{days:,} days"


@register.filter
def moment(at: datetime) -> str:
    """`{{ reply.written_at|moment }}`: "12 November 2026, 3:38pm"."""
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y}, {local:%-I:%M}" + ("am" if local.hour < 12 else "pm")


@register.filter
def is_overdue(issue, today: date) -> bool:
    """`{% if issue|is_overdue:today %}`."""
    return issue.is_overdue(on=today)
