"""What a desk in use has beside its issues: rules, agreed words, a stopped clock and so on."""

from datetime import timedelta

from django.utils import timezone

from interface import history
from interface.accounts.models import Role, User
from issues.clocks.services import pause
from issues.details import Priority
from issues.models import (
    CannedReply,
    Category,
    Direction,
    Issue,
    Kind,
    LiveProblem,
    RoutingRule,
    SavedView,
    Status,
)
from issues.replydesk.services import dispute_category

LABEL = "Invented"


def make(*, by: User) -> bool:
    """Give the desk something of everything, once; says whether there was nothing of it before.

    `by` plays the integration team. No mail comes of it.
    """
    if RoutingRule.objects.exists() or LiveProblem.objects.exists():
        return False
    _make_rules(by=by)
    _make_words_and_views(by=by)
    asked = _asked_of_somebody()
    if asked:
        _dispute(asked[0])
    if len(asked) > 1:
        pause(asked[1], text=f"{LABEL}: the clinic moves house, nobody there can look.", by=by)
    _make_live_problems(by=by)
    return True


@history.action("invented for the demonstration")
def _make_rules(*, by: User) -> None:
    """Rules that propose at the desk and do nothing by themselves."""
    RoutingRule.objects.create(
        position=10,
        name=f"{LABEL}: possible harm first",
        possible_harm=True,
        owner=by,
        priority=Priority.SAME_DAY,
        is_on=True,
    )
    fit_notes = Category.objects.filter(code="FIT").first()
    RoutingRule.objects.create(
        position=20,
        name=f"{LABEL}: fit notes in a week",
        category=fit_notes,
        answer_within=5,
        is_on=True,
    )


@history.action("invented for the demonstration")
def _make_words_and_views(*, by: User) -> None:
    """Agreed replies, one of them past its review, and a list that the whole team sees."""
    today = timezone.localdate()
    CannedReply.objects.create(
        title=f"{LABEL}: fit notes",
        text=f"{LABEL}: the ward should have issued the fit note, and has been told so. Please "
        "ask the clinic for the next one.",
        category=Category.objects.filter(code="FIT").first(),
        review_on=today + timedelta(days=180),
    )
    CannedReply.objects.create(
        title=f"{LABEL}: we have asked the specialty",
        text=f"{LABEL}: thank you for telling us. We have asked the specialty and write to you as "
        "soon as it has answered.",
        review_on=today - timedelta(days=10),
    )
    SavedView.objects.create(
        name=f"{LABEL}: fit notes still open",
        address="category=FIT",
        owner=by,
        is_shared=True,
    )


def _asked_of_somebody() -> list[Issue]:
    """Two invented issues that wait for a specialty whose lead is invented, the newest first."""
    rows = Issue.objects.filter(
        is_demonstration=True,
        status=Status.WITH_SPECIALTY,
        kind=Kind.ISSUE,
        direction=Direction.PRACTICE_TO_TRUST,
        specialty__leads__is_demonstration=True,
    )
    return list(rows.select_related("specialty", "category").order_by("-raised_at", "pk")[:2])


def _dispute(issue: Issue) -> None:
    lead = User.objects.filter(is_demonstration=True, specialties=issue.specialty_id).first()
    in_force = Category.objects.in_force(on=timezone.localdate())
    other = in_force.exclude(pk=issue.category_id).first()
    if other:
        text = f"{LABEL}: this is about how we were reached, not about what was done."
        dispute_category(issue, category=other, text=text, by=lead)


@history.action("invented for the demonstration")
def _make_live_problems(*, by: User) -> None:
    """One that nobody has taken yet, and one that the team has."""
    gp = User.objects.filter(is_demonstration=True, role=Role.PRACTICE).order_by("pk").first()
    now = timezone.now()
    LiveProblem.objects.create(
        where=f"{LABEL}: discharge lounge",
        what="Summaries have not been sent since this morning.",
        practice=gp.organisation if gp else None,
        raised_by=gp or by,
        raised_at=now - timedelta(minutes=25),
        is_demonstration=True,
    )
    LiveProblem.objects.create(
        where=f"{LABEL}: results line",
        what="The telephone rings and nobody answers.",
        raised_by=by,
        raised_at=now - timedelta(minutes=70),
        claimed_by=by,
        claimed_at=now - timedelta(minutes=58),
        is_demonstration=True,
    )
