"""The themes that issues belong to, found by their links however many there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Func, IntegerField

from issues.endorsements.models import Endorsement
from issues.models import Issue
from issues.themes.arithmetic import Report, Same, Weight, weigh


@dataclass(frozen=True)
class Family:
    """One theme: the key of the issue that leads it, and of everything in it, the lead included.

    An issue that is part of nothing and has no parts is a theme of its own.
    """

    lead: int
    members: tuple[int, ...]

    @property
    def is_theme(self) -> bool:
        return len(self.members) > 1


# To follow WITH RECURSIVE: `down` is all of the themes to which these issues (keys) belong. UNION
# drops what was found before, so that even a circle, which services refuse, would end.
THEME = """
up (asked, id, part_of_id) AS (
    SELECT id, id, part_of_id FROM issues_issue WHERE id = ANY(%s)
  UNION
    SELECT up.asked, i.id, i.part_of_id FROM up JOIN issues_issue i ON i.id = up.part_of_id
), down (lead, id) AS (
    SELECT id, id FROM up WHERE part_of_id IS NULL
  UNION
    SELECT down.lead, i.id FROM down JOIN issues_issue i ON i.part_of_id = down.id
)
"""
_FAMILIES = f"""
WITH RECURSIVE {THEME}
SELECT lead, array_agg(id ORDER BY id), (SELECT array_agg(asked) FROM up WHERE up.id = lead)
FROM down GROUP BY lead
"""  # noqa: S608 ours


def families(issues: Collection[int]) -> dict[int, Family]:
    """The theme of each of these issues (keys), in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_FAMILIES, [list(issues)])
        rows = cursor.fetchall()
    return {
        issue: family
        for lead, members, asked in rows
        for family in [Family(lead, tuple(members))]
        for issue in asked
    }


# For a statement that is written by hand: of its rows `leads` then asks nothing more.
KNOWN = {"has_parts": "EXISTS (SELECT FROM issues_issue part WHERE part.part_of_id = this.id)"}


def leads(issue: Issue) -> bool:
    """Whether others are part of an issue."""
    known = getattr(issue, "has_parts", None)
    return issue.parts.exists() if known is None else known


_PARTS = """
WITH RECURSIVE down (id) AS (
    SELECT id FROM issues_issue WHERE part_of_id = ANY(%s)
  UNION
    SELECT i.id FROM down JOIN issues_issue i ON i.part_of_id = down.id
)
SELECT id FROM down
"""


def parts_of(issues: Collection[int]) -> list[int]:
    """The keys of everything that is part of one of these, through however many links."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTS, [list(issues)])
        return [pk for (pk,) in cursor.fetchall()]


# From an issue and its practice; as `arithmetic.weigh` counts practices. Few issues have parts.
PRACTICES = """
(SELECT CASE WHEN EXISTS (SELECT FROM issues_issue part WHERE part.part_of_id = asked.id) THEN (
    WITH RECURSIVE theme (id, practice_id) AS (
        SELECT asked.id, asked.practice_id
      UNION
        SELECT i.id, i.practice_id FROM theme JOIN issues_issue i ON i.part_of_id = theme.id
    )
    SELECT count(*) FROM (
        SELECT practice_id FROM theme
      UNION
        SELECT e.practice_id FROM theme JOIN issues_endorsement e ON e.issue_id = theme.id
        WHERE e.withdrawn_at IS NULL
    ) AS practice
) ELSE 1 + (
    SELECT count(*) FROM issues_endorsement e WHERE e.issue_id = asked.id AND e.withdrawn_at IS NULL
) END FROM (SELECT %(expressions)s) AS asked (id, practice_id))
"""


def practices() -> Func:
    """How many practices each issue of a query stands for, with all that is part of it."""
    return Func("pk", "practice_id", template=PRACTICES, output_field=IntegerField())


def weights(found: Iterable[Family]) -> dict[int, Weight]:
    """How much each theme weighs, by the key of its lead; two queries for all of them."""
    lead_of = {member: family.lead for family in found for member in family.members}
    reports, same = defaultdict(list), defaultdict(list)
    raised = Issue.objects.filter(pk__in=lead_of).order_by()
    told = raised.values_list("pk", "practice", "minutes_lost", "times_seen")
    for pk, practice, minutes, times in told:
        reports[lead_of[pk]].append(Report(practice, minutes, times))
    said = Endorsement.objects.standing().filter(issue__in=lead_of).order_by()
    for pk, practice, minutes in said.values_list("issue", "practice", "minutes_lost"):
        same[lead_of[pk]].append(Same(practice, minutes))
    return {lead: weigh(reports[lead], same[lead]) for lead in reports}
