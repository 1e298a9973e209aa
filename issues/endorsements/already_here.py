"""Is it already here? What is asked between writing an issue and sending it."""

from dataclasses import dataclass
from typing import cast

from django.db.models import Count, Q
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
from issues.wording import status_sentence

SAME, DIFFERENT = "same", "different"  # what the buttons post
FOLLOWED = "followed_issues"  # in the session: references, for those without an account
MOST_FOLLOWED = 20


@dataclass(frozen=True)
class Card:
    """What a practice may know of a match."""

    reference: str
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
    if Issue.objects.filter(submission=said["submission"]).exists():
        return None  # sent before: on to its receipt
    matches = similar(
        said["what_happened"],
        specialty=said["specialty"],
        category=said["category"],
        practice=said["practice"],
    )
    if not matches:
        return None
    context = {
        "cards": cards([match.issue for match in matches]),
        "kept": [(name, value) for name, values in _kept(form) for value in values],
        "practice": said["practice"],
    }
    return render(request, "issues/already_here.html", context)


def cards(issues: list[Issue]) -> list[Card]:
    """The issues in their order, in words for other practices."""
    standing = Count("endorsements", filter=Q(endorsements__withdrawn_at=None))
    others = dict(
        Issue.objects.filter(pk__in=[issue.pk for issue in issues])
        .annotate(others=standing)
        .order_by()
        .values_list("pk", "others")
    )
    today = timezone.localdate()
    return [
        Card(
            reference=issue.reference,
            line=public_line(issue),
            practices=1 + others[issue.pk],
            done=status_sentence(issue, on=today, to_practice=False),
            progress=issue.public_progress,
        )
        for issue in issues
    ]


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
