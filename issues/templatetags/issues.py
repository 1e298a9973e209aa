"""Moments and ages in words, and what else pages about issues print: `{% load issues %}`."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from issues import facts, reporting
from issues.wording import day

register = template.Library()
register.filter("day", day)  # {{ issue.triage_by|day }}: "12 November 2026"


@register.filter
def age(moment: date | datetime, today: date) -> str:
    """`{{ issue.raised_at|age:today }}`: "today", "1 day", "12 days"."""
    begun = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    days = (today - begun).days
    if days <= 0:
        return "today"
    return "1 day" if days == 1 else f"{days:,} days"


@register.filter
def is_overdue(issue, today: date) -> bool:
    """`{% if issue|is_overdue:today %}`."""
    return issue.is_overdue(on=today)


@register.filter
def another_like(issue) -> str:
    """`{{ issue|another_like }}`: the address of a form that begins with what this was about."""
    return reporting.another_like(issue)


@register.simple_tag
def details_of(issue):
    """`{% details_of issue %}`: what its reporter said below the fold, in pairs."""
    return facts.rows(facts.details(issue))
