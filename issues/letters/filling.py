"""A letter with everything in it that we know; the patient stays blank."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.text import slugify

from interface.directory.models import Specialty
from issues.letters import placeholders
from issues.letters.models import Item, LetterVersion, Rule
from issues.models import Issue
from issues.wording import day

BULLET = "- "
LETTERS_ACROSS = 80
NO_TEXT = {"Cc", "Cs", "Cn"}  # control characters, halves of characters, no characters


@dataclass(frozen=True)
class FilledLetter:
    """What the page shows and the document holds: the same lines."""

    version: LetterVersion
    subject: str
    body: str
    note: str
    reference: str
    rules: Sequence[Rule]

    @property
    def lines(self) -> list[str]:
        return [self.subject, "", *self.body.split("\n"), "", self.note]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def rows(self) -> int:
        """About how high a box must be to show all of it."""
        return sum(len(line) // LETTERS_ACROSS + 1 for line in self.lines)

    @property
    def file_name(self) -> str:
        """Made from our own codes alone: L4-fit-notes-IF-7K4QX2-M.docx."""
        letter = self.version.letter
        parts = [letter.code, slugify(letter.title), self.reference]
        return "-".join(part for part in parts if part) + ".docx"


def fill(
    version: LetterVersion,
    *,
    requests: Iterable[Item],
    reasons: Iterable[Item],
    on: date,
    specialty: Specialty | None = None,
    issue: Issue | None = None,
    practice: str = "",
) -> FilledLetter:
    """The letter as of a day. The rules are those in force when the issue was raised, or today.

    `practice` is the name of the practice that writes; what is not known stays a marked blank.
    """
    requests, reasons = list(requests), list(reasons)
    specialty = specialty or (issue.specialty if issue else None)
    raised_on = timezone.localdate(issue.raised_at) if issue else on
    rules = _rules(version, [*requests, *reasons], on=raised_on)
    values = {
        "date": day(on),
        "our_reference": issue.reference if issue else "",
        "practice": _plain(practice) or "[Practice]",
        "specialty": _plain(specialty.name) if specialty else "[Specialty]",
        "trust": _plain(specialty.trust.name) if specialty else "[Hospital]",
        "requests": _bullets(requests),
        "reasons": _bullets(reasons),
        "rule": "\n".join(f"{rule.duty} ({rule.citation})" for rule in rules),
    }
    return FilledLetter(
        version=version,
        subject=_plain(placeholders.fill(version.subject, values)),
        body=_plain_lines(placeholders.fill(version.body, values)),
        note=note(version, on=on),
        reference=issue.reference if issue else "",
        rules=rules,
    )


def note(version: LetterVersion, *, on: date) -> str:
    """The last line of every letter: whose words these are, and whether they may be out of date."""
    words = f"Template letter {version.letter.code}, version {version.number}"
    if version.agreed_on is None or version.review_on is None:
        return f"{words}, not yet agreed."
    sides = f"{version.agreed_by_practice_side} and {version.agreed_by_trust_side}"
    words = f"{_plain(words)}, agreed by {_plain(sides)} on {day(version.agreed_on)}."
    if version.is_past_review(on=on):
        words += f" It was to be reviewed by {day(version.review_on)} and may be out of date."
    return words


def _rules(version: LetterVersion, ticked: Sequence[Item], *, on: date) -> list[Rule]:
    """The rules that what was ticked comes under, or else the letter's own."""
    codes = {item.rule_code for item in ticked if item.rule_code} or {version.letter.rule_code}
    return list(Rule.objects.in_force(on=on).filter(code__in=codes))


def _bullets(ticked: Iterable[Item]) -> str:
    return "\n".join(f"{BULLET}{item.words}" for item in ticked)


def _plain(words: str) -> str:
    """One line that every kind of document can hold."""
    return "".join(c for c in words if unicodedata.category(c) not in NO_TEXT).strip()


def _plain_lines(text: str) -> str:
    return "\n".join(_plain(line) for line in text.split("\n"))
