"""Changing letters, choosing them, and counting how often they are taken."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils import timezone

from interface import history
from interface.accounts.models import User
from interface.directory.models import Specialty
from issues.letters import filling, permissions
from issues.letters.models import (
    Item,
    LetterUse,
    LetterVersion,
    Rule,
    TemplateLetter,
    UseKind,
)
from issues.models import Category, Direction, Issue, Kind


class Refused(Exception):
    """A step that cannot be taken; its text is for the person who asked for it."""


# Changing ------------------------------------------------------------------------------------


@history.action("wrote a version of a letter")
def save_version(
    letter: TemplateLetter, *, subject: str, body: str, requests: str, reasons: str, by: User | None
) -> LetterVersion:
    """Keep new words as the next version. Practices get it once both sides have agreed on it.

    `ValidationError` where the words hold a placeholder that we do not know.
    """
    letter = TemplateLetter.objects.select_for_update().get(pk=letter.pk)
    newest = letter.newest
    version = LetterVersion(
        letter=letter,
        number=newest.number + 1 if newest else 1,
        subject=subject,
        body=body,
        requests=requests,
        reasons=reasons,
        made_by=by,
    )
    version.full_clean()
    version.save()
    return version


@history.action("recorded the agreement on a letter")
def agree(
    version: LetterVersion,
    *,
    agreed_by_practice_side: str,
    agreed_by_trust_side: str,
    agreed_on: date,
    review_on: date,
    by: User | None,
) -> None:
    """Record that both sides stand behind the newest version; from then on practices get it.

    Done again after a review, with the new dates.
    """
    letter = TemplateLetter.objects.select_for_update().get(pk=version.letter_id)
    version = letter.versions.get(pk=version.pk)
    if version != letter.newest:
        raise Refused(f"{version} is not the newest one, so it cannot be agreed on.")
    if version.is_withdrawn:
        raise Refused(f"{version} was withdrawn. Write a new version first.")
    version.agreed_by_practice_side = agreed_by_practice_side
    version.agreed_by_trust_side = agreed_by_trust_side
    version.agreed_on, version.review_on = agreed_on, review_on
    version.full_clean()
    version.save()
    if letter.replaced_by_id:
        letter.replaced_by = None
        letter.save(update_fields=["replaced_by"])


@history.action("withdrew a letter")
def withdraw(
    letter: TemplateLetter, *, reason: str, instead: TemplateLetter | None = None, by: User
) -> None:
    """Take a letter out of use, saying why and what to use instead."""
    letter = TemplateLetter.objects.select_for_update().get(pk=letter.pk)
    version = letter.in_use
    if version is None:
        raise Refused(f"{letter} is not in use, so there is nothing to withdraw.")
    if instead is not None and not instead.in_use:
        raise Refused(f"{instead} is not in use, so it cannot take the place of {letter.code}.")
    version.withdrawn_on, version.withdrawn_because = timezone.localdate(), reason
    version.full_clean()
    version.save()
    letter.replaced_by = instead
    letter.save(update_fields=["replaced_by"])


# Choosing ------------------------------------------------------------------------------------


def rules_for(category: Category, *, on: date) -> list[Rule]:
    """What both sides go by on a day for one kind of problem."""
    return list(Rule.objects.in_force(on=on).filter(categories=category))


def rule_for(category: Category, *, on: date) -> Rule | None:
    """The first of them."""
    return next(iter(rules_for(category, on=on)), None)


def letters_for(issue: Issue) -> list[TemplateLetter]:
    """The letters in use that a practice could send about an issue, the likeliest first."""
    if issue.kind != Kind.ISSUE or issue.direction != Direction.PRACTICE_TO_TRUST:
        return []
    letters = TemplateLetter.objects.with_versions().filter(categories=issue.category_id)
    successors = [letter.replaced_by if letter.is_withdrawn else letter for letter in letters]
    found = dict.fromkeys(letter for letter in successors if letter is not None)
    return [letter for letter in found if letter.in_use]


def letter_for(issue: Issue) -> TemplateLetter | None:
    """The letter that the receipt offers, or None where there is none for this."""
    return next(iter(letters_for(issue)), None)


@dataclass(frozen=True)
class Offer:
    """A letter ready to be taken for an issue, and the other letters that might do."""

    letter: TemplateLetter
    filled: filling.FilledLetter
    chosen: list[tuple[str, str]]
    others: list[TemplateLetter]
    may_open: bool  # the letter's own page, which needs an account


def likely(version: LetterVersion, *, issue: Issue | None, on: date) -> tuple[list[str], list[str]]:
    """The places of what to tick at first: the first request under the issue's rules, one reason.

    L8 is about discharge summaries and clinic letters: the category says which of the two.
    """
    codes = {rule.code for rule in rules_for(issue.category, on=on)} if issue else set()
    requests = version.request_items
    first = next((n for n, item in enumerate(requests) if item.rule_code in codes), 0)
    return [str(first)], ["0"]


def pick(items: list[Item], places: list[str]) -> list[Item]:
    """Those that were ticked; an item is known by its place."""
    return [item for place, item in enumerate(items) if str(place) in places]


def offer(issue: Issue, *, to: User | None, on: date) -> Offer | None:
    """What the receipt shows: the right letter, filled, with the likeliest ticks.

    `to` is None for the practice's reporter without an account, who has just sent the issue.
    """
    if to is not None and not permissions.may_read_letters(to):
        return None
    letters = letters_for(issue)
    version = letters[0].in_use if letters else None
    if version is None:
        return None
    letter, *others = letters
    raised_on = timezone.localdate(issue.raised_at)
    requests, reasons = likely(version, issue=issue, on=raised_on)
    filled = filling.fill(
        version,
        requests=pick(version.request_items, requests),
        reasons=pick(version.reason_items, reasons),
        on=on,
        issue=issue,
        practice=permissions.practice_named(to, issue) if to else issue.practice.name,
    )
    chosen = [("issue", issue.reference)]
    chosen += [("requests", place) for place in requests]
    chosen += [("reasons", place) for place in reasons]
    return Offer(letter, filled, chosen, others, may_open=to is not None)


# Counting ------------------------------------------------------------------------------------


def count_use(letter: TemplateLetter, *, kind: UseKind, specialty: Specialty | None, on: date):
    """One more, for this specialty and month; who took it, and about whom, is kept nowhere."""
    row, _ = LetterUse.objects.get_or_create(
        letter=letter, specialty=specialty, kind=kind, month=on.replace(day=1)
    )
    LetterUse.objects.filter(pk=row.pk).update(count=F("count") + 1)
