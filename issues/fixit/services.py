"""Raising a live problem, taking it, talking about it, and having it fixed.

Each is announced to whatever webhook wants it: without names, and without the practice.
"""

from uuid import UUID

from django.conf import settings
from django.utils import timezone

from interface import history
from interface.accounts.models import User
from interface.directory.models import Specialty
from interface.outbox import services as outbox
from issues.fixit.models import LiveProblem, Post


class Refused(Exception):
    """A step that cannot be taken, and why, for the person who asked for it."""

    words = "This is not yours to change."

    def __init__(self, problem: LiveProblem):
        self.problem = problem
        super().__init__(self.words.format(problem=problem))


class NotOnDuty(Refused):
    words = "Only the integration team and specialty leads take live problems."


class AlreadyTaken(Refused):
    words = "{problem.claimed_by} has it already. Nothing was changed."


class AlreadyFixed(Refused):
    words = "{problem} is fixed already: {problem.fixed_words}"


class NotYours(Refused):
    words = "Somebody else has {problem}, so only they can give it back."


def is_on_duty(user: User) -> bool:
    """Whether somebody takes live problems and has them fixed."""
    return user.is_integration_team or user.is_specialty_lead


@history.action("raised a live problem")
def raise_problem(
    *, where: str, what: str, specialty: Specialty | None, by: User, submission: UUID
) -> LiveProblem:
    """Say what is wrong right now; one form sent twice is one problem."""
    problem, created = LiveProblem.objects.get_or_create(
        submission=submission,
        raised_by=by,
        defaults={
            "where": where,
            "what": what,
            "specialty": specialty,
            "practice": by.organisation if by.is_practice else None,
        },
    )
    if created:
        _announce("raised", problem, text=problem.what)
    return problem


@history.action("took a live problem")
def claim(problem: LiveProblem, *, by: User) -> None:
    """Take it. Of two at the same moment one gets it, and the other is told who did."""
    _refuse_unless_on_duty(problem, by)
    free = LiveProblem.objects.filter(pk=problem.pk, claimed_by=None, fixed_at=None)
    taken = free.update(claimed_by=by, claimed_at=timezone.now())
    problem.refresh_from_db()
    if taken:
        _announce("claimed", problem, text=problem.what)
    elif problem.is_fixed:
        raise AlreadyFixed(problem)
    elif problem.claimed_by_id != by.pk:
        raise AlreadyTaken(problem)


@history.action("gave a live problem back")
def give_back(problem: LiveProblem, *, by: User) -> None:
    """Let somebody else take it; the minutes that it waited go on from when it was raised."""
    held = LiveProblem.objects.filter(pk=problem.pk, fixed_at=None, claimed_by__isnull=False)
    if not by.is_integration_team:
        held = held.filter(claimed_by=by)
    if not held.update(claimed_by=None, claimed_at=None):
        problem.refresh_from_db()
        if problem.is_fixed:
            raise AlreadyFixed(problem)
        if problem.claimed_by_id is not None:
            raise NotYours(problem)


@history.action("wrote about a live problem")
def say(problem: LiveProblem, *, text: str, by: User, submission: UUID) -> None:
    """Add one remark; whoever sees the problem reads it."""
    if not LiveProblem.objects.visible_to(by).filter(pk=problem.pk).exists():
        raise Refused(problem)
    Post.objects.get_or_create(
        submission=submission, problem=problem, defaults={"text": text, "written_by": by}
    )


@history.action("fixed a live problem")
def fix(problem: LiveProblem, *, words: str, by: User) -> None:
    """Say in one sentence how it was fixed; what nobody had taken counts as taken now."""
    _refuse_unless_on_duty(problem, by)
    problem = LiveProblem.objects.select_for_update().get(pk=problem.pk)
    if problem.is_fixed:
        if (problem.fixed_by_id, problem.fixed_words) == (by.pk, words):
            return
        raise AlreadyFixed(problem)
    now = timezone.now()
    if problem.claimed_by_id is None:
        problem.claimed_by, problem.claimed_at = by, now
    problem.fixed_by, problem.fixed_at, problem.fixed_words = by, now, words
    problem.save()
    _announce("fixed", problem, text=words)


def _refuse_unless_on_duty(problem: LiveProblem, by: User) -> None:
    if not is_on_duty(by):
        raise NotOnDuty(problem)


def _announce(step: str, problem: LiveProblem, *, text: str) -> None:
    """Tell the webhooks. A problem that was given back can be taken again, and is told again."""
    at = problem.claimed_at if step == "claimed" else None
    minutes = int(problem.waited.total_seconds() // 60)
    facts = {"Area": str(problem.specialty or "Not said"), "From": problem.place}
    if step != "raised":
        facts["Minutes until taken"] = f"{minutes:,}"
    outbox.webhook(
        event=f"fix_it.{step}:{problem.reference}" + (f":{at:%Y%m%d%H%M%S%f}" if at else ""),
        kind=f"fix_it.{step}",
        payload={
            "title": f"Fix It, {step}: {problem.where}",
            "text": text,
            "facts": facts,
            "url": settings.BASE_URL.rstrip("/") + problem.get_absolute_url(),
        },
    )
