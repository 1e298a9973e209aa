"""What an issue can be, where it can stand and whose turn it then is, and how it can end."""

from datetime import date

from django.db import models


class Kind(models.TextChoices):
    ISSUE = "issue", "Issue"
    PRAISE = "praise", "Praise"
    IDEA = "idea", "Idea"


class Direction(models.TextChoices):
    PRACTICE_TO_TRUST = "practice_to_trust", "Practice to trust"
    TRUST_TO_PRACTICE = "trust_to_practice", "Trust to practice"


class Status(models.TextChoices):
    NEW = "new", "New"
    REOPENED = "reopened", "Reopened"
    TRIAGED = "triaged", "Triaged"
    WITH_SPECIALTY = "with_specialty", "With specialty"
    WAITING_FOR_PRACTICE = "waiting_for_practice", "Waiting for practice"
    ANSWERED = "answered", "Answered"
    IN_PROJECT = "in_project", "In project"
    CLOSED = "closed", "Closed"


WITH_TEAM = [Status.NEW, Status.REOPENED, Status.TRIAGED]
CLOCK_RUNS = [*WITH_TEAM, Status.WITH_SPECIALTY]
HAS_ANSWER = [Status.ANSWERED, Status.CLOSED]
ELSEWHERE = "another area"  # for a practice whose place nobody knows


def is_overdue(status: str, respond_by: date | None, *, on: date) -> bool:
    """Whether the promised day has passed and the clock still runs."""
    return respond_by is not None and respond_by < on and status in CLOCK_RUNS


class Side(models.TextChoices):
    """Who says something, and who has to do the next thing."""

    PRACTICE = "practice", "Practice"
    INTEGRATION_TEAM = "integration_team", "Integration team"
    SPECIALTY = "specialty", "Specialty"


HOLDERS = {
    Status.NEW: Side.INTEGRATION_TEAM,
    Status.REOPENED: Side.INTEGRATION_TEAM,
    Status.TRIAGED: Side.INTEGRATION_TEAM,
    Status.WITH_SPECIALTY: Side.SPECIALTY,
    Status.WAITING_FOR_PRACTICE: Side.PRACTICE,
}
WAITS_FOR = {
    side: [status for status, holder in HOLDERS.items() if holder == side] for side in Side
}


class Validity(models.TextChoices):
    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Partly upheld"
    APPROPRIATE_REQUEST = "appropriate_request", "Appropriate request, the rule was followed"
    GENERAL_PRACTICE_SIDE = "general_practice_side", "On the general practice side"
    NOT_ENOUGH_INFORMATION = "not_enough_information", "Not enough information"
    OUT_OF_SCOPE = "out_of_scope", "Out of scope"


class Outcome(models.TextChoices):
    FIXED_FOR_ALL = "fixed_for_all", "Fixed for everyone"
    FIXED_THIS_CASE = "fixed_this_case", "Fixed in this case"
    RULE_EXPLAINED = "rule_explained", "Rule explained to the team"
    IN_PROJECT = "in_project", "Taken into a project"
    APPROPRIATE_REQUEST = "appropriate_request", "Appropriate request"
    DUPLICATE_OF_THEME = "duplicate_of_theme", "Part of a known theme"
    NOT_ENOUGH_DETAIL = "not_enough_detail", "Not enough detail"
    NO_CHANGE = "no_change", "No change, and why"
