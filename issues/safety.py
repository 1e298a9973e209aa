"""Possible harm: answered on the same working day, and told to the integration team at once."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils import timezone

from interface.accounts.models import Role, User
from interface.outbox import services as outbox
from interface.worktime.days import add_working_days
from interface.worktime.hours import CLOSES
from issues.models import Issue


def same_day_promise(now: datetime, holidays: Collection[date]) -> dict[str, date]:
    """By when possible harm is dealt with: today; after hours, on the next working day."""
    here = timezone.localtime(now)
    begins = here.date() + timedelta(days=here.time() >= CLOSES)
    due = add_working_days(begins, 0, holidays)
    return {"triage_by": due, "respond_by": due}


def tell_team(issue: Issue) -> None:
    """Write to everybody of the integration team, without what the reporter wrote."""
    for person in User.objects.filter(role=Role.INTEGRATION_TEAM, is_active=True):
        outbox.email(
            "issue_possible_harm",
            to=person.email,
            event=f"issue_possible_harm:{issue.reference}",
            issue=issue,
            reader=person,
        )
