"""What is kept for how long, and what becomes of it then: listed by beat, decided by a person.

The setting RETENTION gives days for each rule; a rule without days keeps everything. No rule takes
away what a published figure counts: people and addresses go, and words where the setting says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from interface import history
from interface.accounts.models import JoinCode, User
from interface.history import chain
from interface.outbox.models import Attempt, Message, Route
from issues.forgetting.everywhere import REMOVED
from issues.forgetting.models import Due
from issues.forgetting.redacting import writings_of
from issues.models import Direction, Draft, Endorsement, Issue, Reply, ReplyDraft, Side, Status
from issues.services.refusals import NotYours, Refused

AT_ONCE = 200  # rows in one transaction
KEPT_ANOTHER = timedelta(days=28)  # after somebody has said that it is kept for now


class DecidedAlready(Refused):
    words = "Somebody has decided about this list already."


@dataclass(frozen=True)
class Rule:
    """What is kept, from when its days count, and how some of its rows are forgotten."""

    name: str
    title: str
    becomes: str
    rows: Callable[[datetime], QuerySet]
    forget: Callable[[list[int]], None]

    @property
    def days(self) -> int | None:
        return settings.RETENTION[self.name]

    def due(self, *, at: datetime) -> QuerySet:
        """What may go at a moment; nothing if it is kept for good."""
        if self.days is None:
            return self.rows(at).none()
        return self.rows(at - timedelta(days=self.days))


# What each rule is about ---------------------------------------------------------------------


def _closed(before: datetime) -> QuerySet[Issue]:
    return Issue.objects.filter(status=Status.CLOSED, closed_at__lt=before)


def _with_reporter(before: datetime) -> QuerySet[Issue]:
    of_practices = _closed(before).filter(direction=Direction.PRACTICE_TO_TRUST)
    return of_practices.filter(Q(raised_by__isnull=False) | ~Q(hear_back_email=""))


def _forget_reporters(keys: list[int]) -> None:
    issues = Issue.objects.filter(pk__in=keys)
    _forget_people(Issue, keys, "raised_by")
    issues.update(raised_by=None, hear_back_email="")


def _by_practices(before: datetime) -> QuerySet[Reply]:
    written = Reply.objects.filter(side=Side.PRACTICE, written_by__isnull=False)
    return written.filter(issue__in=_closed(before))


def _forget_repliers(keys: list[int]) -> None:
    _forget_people(Reply, keys, "written_by")
    Reply.objects.filter(pk__in=keys).update(written_by=None)


def _endorsed(before: datetime) -> QuerySet[Endorsement]:
    named = Q(endorsed_by__isnull=False) | ~Q(hear_back_email="")
    return Endorsement.objects.filter(named, issue__in=_closed(before))


def _forget_endorsers(keys: list[int]) -> None:
    _forget_people(Endorsement, keys, "endorsed_by")
    Endorsement.objects.filter(pk__in=keys).update(endorsed_by=None, hear_back_email="")


def _forget_people(model, keys: list[int], field: str) -> None:
    """Take whoever a field names out of the past of these rows."""
    people = model.objects.filter(pk__in=keys).exclude(**{field: None})
    if names := set(people.values_list(field, flat=True)):
        chain.forget_people(model, keys, field=field, people=sorted(names))


def _with_words(before: datetime) -> QuerySet[Issue]:
    return _closed(before).exclude(what_happened=REMOVED)


def _forget_words(keys: list[int]) -> None:
    """Blank every text of these issues, now and in history."""
    for issue in Issue.objects.filter(pk__in=keys):
        for one in writings_of(issue):
            if one.text:
                rows = type(one.row)._base_manager.filter(pk=one.row.pk)
                rows.update(**{one.field: REMOVED})
            chain.redact(one.row, field=one.field)


FORGOTTEN = "forgotten "  # and the key, in place of a recipient: nobody is told twice


def _settled(before: datetime) -> QuerySet[Message]:
    waits = Q(route=Route.ALONE, sent_at=None, dead_at=None) | Q(route=Route.DIGEST, digest=None)
    old = Message.objects.filter(created_at__lt=before)
    return old.exclude(waits).exclude(recipient__startswith=FORGOTTEN)


def _forget_messages(keys: list[int]) -> None:
    for message in Message.objects.filter(pk__in=keys):
        message.recipient = f"{FORGOTTEN}{message.pk}"
        message.subject, message.text, message.html, message.error = REMOVED, "", "", ""
        message.save(update_fields=["recipient", "subject", "text", "html", "error"])
    failed = Attempt.objects.filter(message__in=keys).exclude(reason="")
    failed.update(reason=REMOVED)  # an empty reason says that it was sent


def _deleting(model) -> Callable[[list[int]], None]:
    def delete(keys: list[int]) -> None:
        model.objects.filter(pk__in=keys).delete()

    return delete


RULES = {
    rule.name: rule
    for rule in [
        Rule(
            "reporters", "Who raised a closed issue",
            "Name and e-mail go; the practice and the words stay",
            _with_reporter, _forget_reporters,
        ),
        Rule(
            "repliers", "Who wrote for a practice on a closed issue",
            "The name goes; the reply stays", _by_practices, _forget_repliers,
        ),
        Rule(
            "endorsers", "Who said that a closed issue happened to them too",
            "Name and e-mail go; the practice stays", _endorsed, _forget_endorsers,
        ),
        Rule(
            "words", "What was written on a closed issue",
            "Words go; category, specialty, dates and outcome stay", _with_words, _forget_words,
        ),
        Rule(
            "messages", "E-mails and calls that went out",
            "Recipient and text go; that something went out stays", _settled, _forget_messages,
        ),
        Rule(
            "drafts", "Forms begun and not sent",
            "Deleted",
            lambda before: Draft.objects.filter(changed_at__lt=before), _deleting(Draft),
        ),
        Rule(
            "reply_drafts", "Answers begun and not sent",
            "Deleted",
            lambda before: ReplyDraft.objects.filter(changed_at__lt=before), _deleting(ReplyDraft),
        ),
        Rule(
            "join_codes", "Codes sent to join a practice",
            "Deleted",
            lambda before: JoinCode.objects.filter(sent_at__lt=before), _deleting(JoinCode),
        ),
    ]
}  # fmt: skip


# What is done about it -----------------------------------------------------------------------


def make_due_lists(*, at: datetime) -> int:
    """Write down what each rule has found; nothing is forgotten. Returns how many lists are new.

    A list that waits for a decision is brought up to date; one that was declined comes again after
    four weeks.
    """
    new = 0
    for rule in RULES.values():
        declined = Due.objects.filter(rule=rule.name, approved=False)
        if Due.objects.approved().filter(rule=rule.name).exists():
            continue
        if declined.filter(decided_at__gt=at - KEPT_ANOTHER).exists():
            continue
        if rows := rule.due(at=at).count():
            before = at - timedelta(days=rule.days or 0)
            new += _list(rule, before=before, rows=rows, by=None)
    return new


@history.action("listed what is due to be forgotten")
def _list(rule: Rule, *, before: datetime, rows: int, by: None) -> int:
    waiting = Due.objects.waiting().filter(rule=rule.name).select_for_update().first()
    if waiting is None:
        Due.objects.create(rule=rule.name, before=before, rows=rows)
        return 1
    if rows != waiting.rows:
        waiting.before, waiting.rows, waiting.listed_at = before, rows, timezone.now()
        waiting.save(update_fields=["before", "rows", "listed_at"])
    return 0


@history.action("approved forgetting")
def approve(due: Due, *, by: User) -> None:
    """Let what a list names be forgotten; a worker does it within minutes.

    Raises NotYours outside the team, DecidedAlready if somebody was quicker.
    """
    _decide(due, approved=True, by=by)


@history.action("kept what was due to be forgotten")
def decline(due: Due, *, by: User) -> None:
    """Keep what a list names for another four weeks. Raises as `approve` does."""
    _decide(due, approved=False, by=by)


def _decide(due: Due, *, approved: bool, by: User) -> None:
    if not by.is_integration_team:
        raise NotYours
    due = Due.objects.select_for_update().get(pk=due.pk)
    if due.decided_at is not None:
        raise DecidedAlready
    due.approved, due.decided_by, due.decided_at = approved, by, timezone.now()
    due.save(update_fields=["approved", "decided_by", "decided_at"])


def forget_approved() -> int:
    """Forget what people have approved, some rows at a time; returns how many rows.

    Safe to run twice and at the same time: what another worker has in hand is left alone.
    """
    rows = 0
    for due in Due.objects.approved().select_related("decided_by"):
        while done := _forget_some(due, by=due.decided_by):
            rows += done
    return rows


@history.action("forgot what was due")
def _forget_some(due: Due, *, by: User | None) -> int:
    held = Due.objects.approved().filter(pk=due.pk).select_for_update(skip_locked=True).first()
    if held is None:
        return 0
    rule = RULES[held.rule]
    keys = list(rule.rows(held.before).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if keys:
        rule.forget(keys)
        held.forgotten += len(keys)
        held.save(update_fields=["forgotten"])
    else:
        held.done_at = timezone.now()
        held.save(update_fields=["done_at"])
    return len(keys)
