"""Removing words for good: from where they were written, and from every copy of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db import models

from interface import history
from interface.accounts.models import User
from interface.history import chain
from interface.outbox.models import Message
from issues.forgetting import everywhere
from issues.forgetting.everywhere import REMOVED, Place, Words, words_may_change
from issues.forgetting.models import Redaction
from issues.models import Issue
from issues.services.refusals import NotYours, Refused

SHORT = 15  # letters: words as short as this stand by chance in many texts
SHORTEST = 4


class NothingToRemove(Refused):
    words = "Nothing is left to remove: it was removed already, or nobody wrote it."


class TooShort(Refused):
    words = f"Give at least {SHORTEST} letters or digits: fewer stand in too many texts."


@dataclass(frozen=True)
class Writing:
    """One text that somebody wrote: a field of a row."""

    row: models.Model
    field: str

    @property
    def text(self) -> str:
        return getattr(self.row, self.field)

    @property
    def title(self) -> str:
        """Such as "Reply, text"."""
        name = str(self.row._meta.verbose_name).capitalize()
        labels = {field.name: field.verbose_name for field in self.row._meta.local_fields}
        return f"{name}, {labels[self.field]}"

    @property
    def issue(self) -> Issue | None:
        """The issue it is of, if it is of one."""
        return self.row if isinstance(self.row, Issue) else getattr(self.row, "issue", None)

    @property
    def address(self) -> tuple[str, int, str]:
        """What names it in an address: model, key, field."""
        return self.row._meta.label_lower, self.row.pk, self.field

    def ever(self) -> list[str]:
        """What stands here and what stood here before, the longest first."""
        texts = {self.text}
        for events in chain.event_models():
            if getattr(events, "pgh_tracked_model", None) is type(self.row):
                rows = events._default_manager.filter(pgh_obj_id=self.row.pk)
                texts |= set(rows.values_list(self.field, flat=True))
        return sorted(texts - {"", REMOVED, None}, key=len, reverse=True)


def writing(label: str, pk: int, field: str) -> Writing | None:
    """The text of an address, or None if there is no such text."""
    for model, names in everywhere.writings().items():
        if model._meta.label_lower == label and field in names:
            row = model._base_manager.filter(pk=pk).first()
            return Writing(row, field) if row else None
    return None


def writings_of(issue: Issue) -> list[Writing]:
    """Every text of an issue that is not empty: its own, and of what hangs on it."""
    found = []
    for model, names in everywhere.writings().items():
        rows: Iterable[models.Model]
        if model is Issue:
            rows = [issue]
        elif "issue" in {field.name for field in model._meta.local_fields}:
            rows = model._base_manager.filter(issue=issue).order_by("pk")
        else:
            continue
        found += [Writing(row, name) for row in rows for name in names]
    return [one for one in found if one.ever()]


def places_of(one: Writing) -> list[Place]:
    """Where a text, or what it was before, stands besides its own row; for looking at first."""
    return [place for text in one.ever() for place in _copies(one, Words(text), text)]


def others_who_wrote(one: Writing, places: list[Place]) -> int:
    """In how many other texts the same words were written, so that they go from these as well."""
    own = (type(one.row), one.field, one.row.pk)
    written = {
        (place.model, place.field, key)
        for place in places
        if place.model in everywhere.writings() and place.is_emptied
        for key in place.keys
    }
    return len(written - {own})


def _copies(one: Writing, words: Words, text: str) -> list[Place]:
    if len(text) > SHORT:
        return everywhere.find(words)
    issue = one.issue
    if issue is None or not words:
        return []
    about = Message.objects.filter(about=issue.reference)
    table = Message._meta.db_table
    found = []
    for column in ("subject", "text", "html"):
        keys = [pk for pk, said in about.values_list("pk", column) if words.are_in(said)]
        if keys:
            found.append(Place(table, column, Message, keys))
    return found


@history.action("redacted")
def redact(one: Writing, *, reason: str, by: User) -> Redaction:
    """Remove a text from its row, its history, and wherever else it stands word for word.

    Raises NotYours for anybody outside the team, NothingToRemove if nothing is left.
    """
    _team_only(by)
    model = type(one.row)
    row = model._base_manager.select_for_update().filter(pk=one.row.pk).first()
    if row is None:
        raise NothingToRemove(one.issue)
    now = Writing(row, one.field)
    texts = now.ever()
    if not texts:
        raise NothingToRemove(one.issue)
    found: Counter[str] = Counter({now.title: 1})
    if now.text:
        with words_may_change(model):
            model._base_manager.filter(pk=row.pk).update(**{one.field: REMOVED})
    if past := chain.redact(row, field=one.field):
        found[f"{now.title} (history)"] = past
    for text in texts:
        words = Words(text)
        found += everywhere.remove(words, _copies(now, words, text))
    return _note(now.title, found, issue=now.issue, reason=reason, by=by)


@history.action("redacted")
def redact_words(text: str, *, reason: str, by: User) -> Redaction:
    """Remove words from every text in which they stand, and from its history; the rest stays.

    Raises NotYours, TooShort, or NothingToRemove.
    """
    _team_only(by)
    words = Words(text)
    if sum(map(str.isalnum, text)) < SHORTEST or not words:
        raise TooShort
    found = everywhere.remove(words, everywhere.find(words))
    if not found:
        raise NothingToRemove
    return _note("words", found, reason=reason, by=by)


def _team_only(by: User) -> None:
    if not by.is_integration_team:
        raise NotYours


def _note(
    what: str, found: Counter[str], *, issue: Issue | None = None, reason: str, by: User
) -> Redaction:
    """Write down that it was done; pages and documents kept ready are made anew."""
    cache.clear()
    return Redaction.objects.create(
        what=what, issue=issue, reason=reason, places=dict(found), redacted_by=by
    )
