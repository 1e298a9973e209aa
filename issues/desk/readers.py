"""Who will read what the team is about to send: named before it goes."""

from django.db.models import QuerySet

from interface.accounts.models import Role, User
from issues.endorsements.models import Endorsement
from issues.models import Issue


def readers(issue: Issue, parts: QuerySet[Issue]) -> list[str]:
    """One line for each kind of reader; `parts` are those of the issue that are told as well."""
    lines = [f"{_people(_of_practice(issue))} at {issue.practice}"]
    if issue.hear_back_email:
        lines.append("whoever raised it, by its own link")
    if issue.sent_to_specialty_at and issue.specialty:
        leads = User.objects.filter(specialties=issue.specialty, is_active=True).count()
        lines.append(f"{_people(leads)} of {issue.specialty}, without the practice’s name")
    others = parts.exclude(practice=issue.practice).values("practice").distinct().count()
    if others:
        lines.append(f"{_practices(others)} whose issues are part of this one")
    return lines


def hearers(issue: Issue, parts: QuerySet[Issue]) -> str:
    """Who is told where it stands, but does not read the words; nothing if nobody."""
    told = Issue.objects.filter(pk=issue.pk) | parts
    said = Endorsement.objects.standing().filter(issue__in=told).order_by()
    same = said.values("practice").distinct().count()
    return f"{_practices(same)} that said the same" if same else ""


def _of_practice(issue: Issue) -> int:
    people = User.objects.filter(role=Role.PRACTICE, is_active=True)
    return people.filter(organisation=issue.practice_id).count()


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _practices(count: int) -> str:
    return "1 practice" if count == 1 else f"{count:,} practices"
