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
def is_overdue(issue, today: date) -> bool:
    """`{% if issue|is_overdue:today %}`."""
    return issue.is_overdue(on=today)
