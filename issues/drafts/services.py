"""Keeping, finding and forgetting drafts.

Nothing that the identifier guard refuses is kept: a text with an unanswered finding is left out of
the draft altogether, and what an earlier draft held of it goes too.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from interface.accounts.models import User
from interface.directory.models import Organisation
from interface.privacy.forms import Guarded
from interface.reading import Reading
from issues.drafts.models import KEPT_FOR, TICKS, Draft
from issues.models import Issue
from issues.writing import WritingForm

MOST = 20  # drafts of one writer
LONGEST_KEPT = 4_000  # characters of a text that is still too long to send
NOT_KEPT = {"submission", "removed_patient_details", "read_safety_route"}  # said anew each time
BEGINS = {"what_happened", "category", "own_reference"}  # with one of these a draft is worth it


class TooManyDrafts(Exception):
    """There is no room for one more."""


@dataclass(frozen=True)
class Holder:
    """Whose drafts: an account's, or those of a browser that came by a practice's launch link."""

    owner: User | None = None
    practice: Organisation | None = None
    browser: str = ""

    @property
    def exists(self) -> bool:
        """A browser that never kept a draft has no cookie, so it holds nothing."""
        return self.owner is not None or bool(self.browser)


@dataclass(frozen=True)
class Answers:
    """What may be kept of a form, and the labels of the texts that may not."""

    kept: dict[str, Any] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def drafts_of(holder: Holder) -> QuerySet[Draft]:
    """What this writer has begun and not sent, the newest first."""
    if not holder.exists:
        return Draft.objects.none()
    sent = Issue.objects.filter(submission=OuterRef("submission"))
    own = Draft.objects.filter(owner=holder.owner, practice=holder.practice, browser=holder.browser)
    return own.fresh(at=timezone.now()).exclude(Exists(sent))


def drafts_of_account(user: User) -> QuerySet[Draft]:
    """What somebody who signed in has begun and not sent."""
    return drafts_of(Holder(owner=user))


_of_account = Reading(
    Draft,
    "WHERE this.owner_id = %s AND this.changed_at > %s AND NOT EXISTS"
    " (SELECT FROM issues_issue i WHERE i.submission = this.submission)"
    " ORDER BY this.changed_at DESC",
)


def listed(holder: Holder) -> list[Draft]:
    """The same as `drafts_of`, for the form that everybody opens: of an account read plainly."""
    if holder.owner is None:
        return list(drafts_of(holder))
    return _of_account(holder.owner.pk, timezone.now() - KEPT_FOR)


@transaction.atomic
def keep(form: WritingForm, *, holder: Holder) -> list[str]:
    """Save what was typed so far; returns the labels of the texts that were refused.

    A form of which nothing is worth keeping begins no draft. Raises TooManyDrafts.
    """
    answers = answers_of(form)
    submission = UUID(form.data[form.add_prefix("submission")])
    own = drafts_of(holder).filter(submission=submission)
    if own.exists():
        own.update(answers=answers.kept, changed_at=timezone.now())
    elif BEGINS & answers.kept.keys() and not _is_taken(submission):
        if drafts_of(holder).count() >= MOST:
            raise TooManyDrafts
        Draft.objects.create(
            submission=submission,
            owner=holder.owner,
            practice=holder.practice,
            browser=holder.browser,
            answers=answers.kept,
        )
    return answers.refused


def _is_taken(submission: UUID) -> bool:
    """Whether this form was sent meanwhile, or is somebody else's draft."""
    sent = Issue.objects.filter(submission=submission).exists()
    return sent or Draft.objects.filter(submission=submission).exists()


def answers_of(form: WritingForm) -> Answers:
    """What of a form that was posted may be stored: each answer by itself, right or not yet there.

    Anything but a text must be an answer that the form offers, so that no text hides in it.
    """
    kept: dict[str, Any] = {}
    refused: list[str] = []
    ticks: dict[str, list[str]] = {}
    for name, question in form.fields.items():
        if name in NOT_KEPT:
            continue
        typed = form[name].data
        if not isinstance(question, Guarded):
            if _is_an_answer(question, typed):
                kept[name] = typed
        elif isinstance(typed, str) and typed.strip():
            if not may_be_stored(question, typed):
                refused.append(str(form[name].label))
            else:
                kept[name] = typed
                ticks[name] = question.answered(typed)
    if ticks := {name: said for name, said in ticks.items() if said}:
        kept[TICKS] = ticks
    return Answers(kept, refused)


def _is_an_answer(question: Any, typed: Any) -> bool:
    """Whether it is one that the form takes; an empty one tells nothing, an unticked box does."""
    try:
        answer = question.clean(typed)
    except ValidationError:
        return False
    return answer not in question.empty_values


def may_be_stored(question: Guarded, typed: str) -> bool:
    """Whether a text is short enough for a draft and says nothing that the guard would refuse."""
    return len(typed) <= LONGEST_KEPT and "\x00" not in typed and not question.unanswered(typed)


def discard(holder: Holder, *, key: str) -> bool:
    """Throw one's own draft away; says whether there was one."""
    return bool(drafts_of(holder).filter(key=key).delete()[0])


def forget_old() -> int:
    """Remove drafts that nobody touched for 30 days; returns how many."""
    return Draft.objects.expired(at=timezone.now()).delete()[0]
