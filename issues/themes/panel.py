"""What the desk shows beside an issue: the theme it belongs to, and what it is a recurrence of."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from interface.prepared import Statement
from interface.reading import Reading
from issues.desk import addresses
from issues.models import Issue, PromisedFix, Status
from issues.themes.arithmetic import Report, Same, Weight, is_part_of, weigh
from issues.themes.families import THEME, leads
from issues.themes.following import passed_over
from issues.wording import beginning, counted

MOST_WORDS = 16


@dataclass(frozen=True)
class Member:
    """One issue of a theme, as the team reads it beside another."""

    pk: int
    reference: str
    part_of: int | None  # a key
    part_of_reference: str
    status: str
    what_happened: str
    practice: str
    specialty: str

    def role(self, lead: int) -> str:
        """What it is to the issue that leads the theme (a key), to stand after its reference."""
        if self.pk == lead:
            return " leads it"
        return f" as part of {self.part_of_reference}" if self.part_of != lead else ""

    @property
    def standing(self) -> str:
        """Whose it is, and where it stands."""
        status = str(Status(self.status).label).lower()
        return ", ".join(part for part in (self.practice, self.specialty, status) if part)


@dataclass(frozen=True)
class ThemePanel:
    """One theme as the team reads it on the page of one of its issues, whose key is `here`.

    Its lead comes first, then the parts in the order they came.
    """

    here: int
    members: list[Member]
    title: str
    weight: Weight

    @property
    def lead(self) -> Member:
        return self.members[0]

    @property
    def lines(self) -> SafeString:
        """A line of HTML for each, since a theme may have dozens; the page's own has no link."""
        return format_html_join("\n", "<li>{}{}: {}{}</li>", map(self._parts, self.members))

    def _parts(self, one: Member) -> tuple[SafeString, str, str, SafeString]:
        name = format_html('<a href="{}">{}</a>', addresses.of_issue(one.pk), one.reference)
        if one.pk == self.here:
            name = format_html("<strong>{}</strong>", one.reference)
        begins = beginning(one.what_happened, MOST_WORDS)
        aside = format_html('<span class="app-secondary">{}</span>', begins)
        return name, one.role(self.lead.pk), one.standing, aside

    def parts_of(self, issue: int) -> list[Member]:
        """What is part of one of them (a key), through however many links."""
        above = {one.pk: one.part_of for one in self.members if one.part_of}
        return [one for one in self.members if is_part_of(above, one.pk, issue)]

    @property
    def sentence(self) -> str:
        """For example "3 issues from 4 practices. At least 65 minutes lost, by 3 answers."."""
        return weight_sentence(self.weight)


def weight_sentence(weight: Weight) -> str:
    issues, practices = counted(weight.issues, "issue"), counted(weight.practices, "practice")
    if not weight.said:
        return f"{issues} from {practices}. Nobody said how many minutes it cost."
    minutes, answers = counted(weight.minutes, "minute"), counted(weight.said, "answer")
    return f"{issues} from {practices}. At least {minutes} lost, by {answers}."


_members_of = Statement(f"""
WITH RECURSIVE {THEME}
SELECT i.id, i.reference, i.part_of_id, coalesce(above.reference, ''), i.status, i.what_happened,
    p.name, coalesce(s.name, ''), i.practice_id, i.minutes_lost, i.times_seen,
    (SELECT json_agg(json_build_array(e.practice_id, e.minutes_lost))
        FROM issues_endorsement e WHERE e.issue_id = i.id AND e.withdrawn_at IS NULL),
    (SELECT title FROM issues_themetitle named WHERE named.issue_id = i.id)
FROM down JOIN issues_issue i USING (id)
JOIN directory_organisation p ON p.id = i.practice_id
LEFT JOIN directory_specialty s ON s.id = i.specialty_id
LEFT JOIN issues_issue above ON above.id = i.part_of_id
ORDER BY i.part_of_id IS NOT NULL, i.raised_at, i.id
""")  # noqa: S608 ours


def theme_of(issue: Issue) -> ThemePanel | None:
    """The theme that an issue leads or is part of, in one query; None if there is none."""
    if not (issue.is_part or leads(issue)):
        return None
    members, reports, same, titles = [], [], [], []
    for *shown, practice, minutes, times, endorsed, title in _members_of([issue.pk]):
        members.append(Member(*shown))
        reports.append(Report(practice, minutes, times))
        same += [Same(*one) for one in endorsed or []]
        titles.append(title or "")
    return ThemePanel(issue.pk, members, titles[0], weigh(reports, same))


def readers_of_theme(issue: Issue, *, closing: bool = False) -> str:
    """Who else reads an answer, to stand after the name of the practice; often nobody.

    No query if the page has read the theme already, as the `theme` of its issue.
    """
    theme = (getattr(issue, "theme", None) or theme_of(issue)) if leads(issue) else None
    silent = passed_over(closing=closing)
    parts = theme.parts_of(issue.pk) if theme else []
    others = sum(part.status not in silent for part in parts)
    return f", and whoever raised {counted(others, 'issue')} of the same theme" if others else ""


@dataclass(frozen=True)
class RecurrencePanel:
    """Why an issue is, or was once taken for, one that had been fixed."""

    promise: PromisedFix
    days: int  # from the closing to the new issue
    is_denied: bool


_promise_with_key = Reading(
    PromisedFix, "WHERE this.id = %s", joined=["issue", "specialty", "category", "rule"]
)


def recurrence_of(issue: Issue) -> RecurrencePanel | None:
    """What was promised before this was raised; no query if nothing was."""
    if issue.recurrence_of_id is None:
        return None
    [promise] = _promise_with_key(issue.recurrence_of_id)
    days = timezone.localdate(issue.raised_at) - timezone.localdate(promise.closed_at)
    return RecurrencePanel(promise, days.days, is_denied=not issue.is_recurrence)
