"""What somebody has written at the desk and not sent: it survives signing out and conflicts.

Nothing that the identifier guard refuses is kept, and what an earlier draft held of it goes too.
"""

from datetime import timedelta

from django.utils import timezone

from interface.accounts.models import User
from issues.desk import forms
from issues.desk.models import ReplyDraft
from issues.drafts.services import may_be_stored
from issues.models import Issue

KEPT_FOR = timedelta(days=30)


# For a statement that is written by hand.
KNOWN = {"has_drafts": "EXISTS (SELECT FROM issues_replydraft WHERE issue_id = this.id)"}


def drafts_of(issue: Issue, *, by: User) -> dict[str, ReplyDraft]:
    """One's own drafts about an issue, by the step that they are for; no query if it has none."""
    if not getattr(issue, "has_drafts", True):
        return {}
    return {draft.step: draft for draft in ReplyDraft.objects.filter(issue=issue, writer=by)}


def keep(step: str, form: forms.Step, *, by: User) -> bool:
    """Save what was typed so far; says whether it could be kept."""
    if not isinstance(form, forms.WrittenStep):
        return True
    text = str(form["text"].data or "")
    if not text.strip():
        return True
    if not may_be_stored(form.fields["text"], text):
        discard(step, form.issue, by=by)
        return False
    ReplyDraft.objects.update_or_create(
        issue=form.issue,
        writer=by,
        step=step,
        defaults={"text": text, "changed_at": timezone.now()},
    )
    return True


def discard(step: str, issue: Issue, *, by: User) -> None:
    """What was sent is no draft any more."""
    ReplyDraft.objects.filter(issue=issue, writer=by, step=step).delete()


def forget_old() -> int:
    """Remove what nobody has touched for 30 days; returns how many."""
    return ReplyDraft.objects.filter(changed_at__lte=timezone.now() - KEPT_FOR).delete()[0]
