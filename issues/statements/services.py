"""A statement's way into public: one person writes, another approves, anybody withdraws."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from interface import history
from interface.accounts.models import User
from interface.directory.models import Specialty
from interface.documents import printable
from issues.models import Issue, PublicStatement, StatementVersion
from issues.statements.models import PENDING, State
from issues.statements.words import copied


class Refused(Exception):
    """A step that cannot be taken; its text is for the person who asked for it."""


class WrittenMeanwhile(Refused):
    """Somebody else has written a version since the form was opened."""


@dataclass(frozen=True)
class Words:
    """What one version says. `month` is its first day; praise has no result."""

    said: str
    did: str
    kind: str
    result: str
    month: date
    specialty: Specialty | None = None
    ask: int | None = None


@history.action("wrote “you said, we did”")
def write(
    statement: PublicStatement | None,
    words: Words,
    *,
    by: User,
    after: int = 0,
    issues: Iterable[Issue] = (),
    finished: bool = False,
    is_demonstration: bool = False,
) -> StatementVersion:
    """Keep new words as the next version; the public goes on reading the approved one.

    `after` is the number of the version that the writer had before them; `finished` asks for
    approval at once. `Refused` where the words are a practice's own, `WrittenMeanwhile` where
    there is a newer version, `ValidationError` where the guard finds somebody.
    """
    _team_only(by)
    linked = list(issues)
    if taken := copied(f"{words.said}\n{words.did}", [one.what_happened for one in linked]):
        raise Refused(f"These are a practice’s own words: “{taken}”. Say it in ours.")
    if statement is None:
        statement = PublicStatement.objects.create(is_demonstration=is_demonstration)
    statement = _locked(statement)
    number = statement.newest.number if statement.newest else 0
    if number != after:
        raise WrittenMeanwhile(
            f"Version {number} was written meanwhile. Yours is kept below: look at both, and save "
            "again if it should take the place of the other."
        )
    for pending in statement.versions.filter(state__in=PENDING):
        _move(pending, State.REPLACED)
    version = StatementVersion(
        statement=statement, number=number + 1, written_by=by,
        said=printable(words.said), did=printable(words.did),
        kind=words.kind, result=words.result, month=words.month,
        specialty=words.specialty, ask=words.ask,
        state=State.WAITING if finished else State.DRAFT,
    )  # fmt: skip
    version.full_clean()
    version.save()
    statement.issues.set(linked)
    return version


@history.action("asked for approval of “you said, we did”")
def ask_for_approval(version: StatementVersion, *, by: User) -> None:
    """A draft is finished and waits for a second person."""
    _team_only(by)
    _locked(version.statement)
    version = StatementVersion.objects.get(pk=version.pk)
    if version.state != State.DRAFT:
        raise Refused(f"{version} is no draft any more.")
    _move(version, State.WAITING)


@history.action("approved “you said, we did”")
def approve(version: StatementVersion, *, by: User) -> None:
    """Make a version public, in the place of the one before it; never by who wrote it."""
    _team_only(by)
    statement = _locked(version.statement)
    version = StatementVersion.objects.get(pk=version.pk)
    if version.state != State.WAITING:
        raise Refused(f"{version} does not wait for approval any more.")
    if version.written_by_id == by.pk:
        raise Refused("You wrote this version. Somebody else of the team has to approve it.")
    if (before := statement.public) is not None:
        _move(before, State.REPLACED)
    version.approved_by, version.approved_at = by, timezone.now()
    _move(version, State.PUBLIC)


@history.action("withdrew “you said, we did”")
def withdraw(statement: PublicStatement, *, reason: str, by: User) -> None:
    """Take a statement out of public at once; the reason is for the team."""
    _team_only(by)
    version = _locked(statement).public
    if version is None:
        raise Refused("This is not public, so there is nothing to withdraw.")
    version.withdrawn_at, version.withdrawn_because = timezone.now(), reason
    _move(version, State.WITHDRAWN)


def _team_only(by: User) -> None:
    if not by.is_integration_team:
        raise Refused("Only the integration team writes and approves what is public.")


def _locked(statement: PublicStatement) -> PublicStatement:
    """The row as it is now, until the end of the transaction."""
    return PublicStatement.objects.select_for_update().get(pk=statement.pk)


def _move(version: StatementVersion, state: State) -> None:
    version.state = state
    version.full_clean()
    version.save()
