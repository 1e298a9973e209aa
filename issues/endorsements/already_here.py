"""Is it already here? What is asked between writing an issue and sending it."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from issues.endorsements import services
from issues.forms import ReportForm
from issues.models import Issue, Kind
from issues.public_words import public_line
from issues.references import clean_reference
from issues.reporting import Reporter
from issues.similar import similar
from issues.themes.arithmetic import Weight
from issues.themes.families import families, weights
from issues.wording import status_sentence

SAME, DIFFERENT = "same", "different"  # what the buttons post
FOLLOWED = "followed_issues"  # in the session: references, for those without an account
MOST_FOLLOWED = 20


@dataclass(frozen=True)
class Card:
    """What a practice may know of a match, or of the theme that it is part of."""

    reference: str
    theme: str  # the reference of the issue that leads it: its own, if it is part of none
    line: str
    practices: int
    done: str  # where it stands, in a sentence
    progress: str  # what was done, in the team's words


def ask(request: HttpRequest, form: ReportForm, reporter: Reporter) -> HttpResponse | None:
    """The page with likely matches; None when there are none, or they were answered already.

    The form is valid. What was typed travels in hidden fields and is read as strictly each time.
    """
    said = form.cleaned_data
    answered = SAME in request.POST or DIFFERENT in request.POST
    if answered or reporter.from_trust or said["kind"] != Kind.ISSUE:
        return None
    matches = similar(
        said["what_happened"],
        specialty=said["specialty"],
        category=said["category"],
        practice=said["practice"],
    )
    if not matches or Issue.objects.filter(submission=said["submission"]).exists():
        return None  # with matches: sent before, so on to its receipt
    context = {
        "cards": _one_a_theme(cards([match.issue for match in matches])),
        "kept": [(name, value) for name, values in _kept(form) for value in values],
        "practice": said["practice"],
    }
    return render(request, "issues/already_here.html", context)


def cards(issues: list[Issue]) -> list[Card]:
    """The issues in their order, in words for other practices: those of the theme each is in."""
    found = families([issue.pk for issue in issues])
    weighed = weights(found.values())
    leads = {issue.pk: issue for issue in issues}
    if missing := {family.lead for family in found.values()} - leads.keys():
        rows = Issue.objects.select_related("category", "specialty")
        leads |= rows.in_bulk(missing)
    today = timezone.localdate()
    return [_card(issue, leads[found[issue.pk].lead], weighed, on=today) for issue in issues]


def _card(issue: Issue, lead: Issue, weighed: dict[int, Weight], *, on: date) -> Card:
    return Card(
        reference=issue.reference,
        theme=lead.reference,
        line=public_line(lead),
        practices=weighed[lead.pk].practices,
        done=status_sentence(lead, on=on, to_practice=False),
        progress=lead.public_progress,
    )


def known_problem(issue: Issue) -> Card | None:
    """What whoever raised an issue may know of the theme it is part of; None if it is in none."""
    return cards([issue])[0] if issue.is_part else None


def _one_a_theme(found: list[Card]) -> list[Card]:
    """The likeliest of each theme: which of its parts a practice says the same to is all one."""
    first: dict[str, Card] = {}
    for card in found:
        first.setdefault(card.theme, card)
    return list(first.values())


def _kept(form: ReportForm) -> list[tuple[str, list[str]]]:
    answers = {SAME, DIFFERENT, "csrfmiddlewaretoken"}
    return [
        (name, values) for name, values in cast(QueryDict, form.data).lists() if name not in answers
    ]


def endorse(request: HttpRequest, form: ReportForm, reporter: Reporter) -> HttpResponse:
    """Count what was typed as the same; raises `Refused` like every service."""
    said = form.cleaned_data
    reference = clean_reference(request.POST[SAME]) or ""
    issue = Issue.objects.filter(reference=reference).first()
    if issue is None:
        raise services.Refused
    services.endorse(
        issue,
        practice=said["practice"],
        by=reporter.by,
        link=reporter.link,
        hear_back_email=said.get("hear_back_email", ""),
        minutes_lost=said.get("minutes_lost"),
        submission=said["submission"],
    )
    if reporter.link:
        followed = [*request.session.get(FOLLOWED, []), reference]
        request.session[FOLLOWED] = followed[-MOST_FOLLOWED:]
    return redirect("same_here", reference)
