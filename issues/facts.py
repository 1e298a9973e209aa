"""What an issue's pages tell of it in pairs, written in Python: each has a dozen of them."""

from collections.abc import Iterator

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

from interface.nhsuk.markup import summary_row
from interface.nhsuk.templatetags.nhsuk import moment
from issues.models import Issue
from issues.wording import counted, day


def rows(facts: Iterator[tuple[str, object]]) -> SafeString:
    """The rows of a summary list: the name of each fact, and what it is."""
    return SafeString("\n".join(summary_row(said, name) for name, said in facts))


def aside(text: str) -> SafeString:
    """A second line of a fact, smaller."""
    return SafeString(f'<span class="app-secondary">{conditional_escape(text)}</span>')


def details(issue: Issue) -> Iterator[tuple[str, object]]:
    """What its reporter said below the fold; nothing that was left empty."""
    written = day(issue.letter_date) if issue.letter_date else ""
    if issue.source:
        yield "Came up in", f"{issue.get_source_display()}{written and f' of {written}'}"
    elif written:
        yield "Letter of", written
    colleague = issue.get_dealt_with_by_display()
    if issue.minutes_lost is not None:
        by = f" ({colleague})" if colleague else ""
        yield "Minutes it cost", f"{issue.get_minutes_lost_display()}{by}"
    elif colleague:
        yield "Dealt with by", colleague
    if issue.risk:
        yield "Risk of harm", _risk(issue)
    if issue.times_seen:
        yield "Seen in the past month", counted(issue.times_seen, "time")
    if issue.own_reference:
        yield "Own reference", issue.own_reference


def _risk(issue: Issue) -> SafeString:
    said = escape(issue.get_risk_display())
    if not issue.safety_route_shown_at:
        return said
    shown = f"Read where to report harm on {moment(issue.safety_route_shown_at)}"
    return SafeString(f"{said}{aside(shown)}")
