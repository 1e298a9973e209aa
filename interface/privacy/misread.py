"""Labelled numbers with letters for digits, as a scanner or a tired eye reads them: “K44O2981”."""

import re
from collections.abc import Iterator

from interface.privacy.cues import Owner, owner_of
from interface.privacy.identifier import Identifier, Kind, Tier
from interface.privacy.labels import Label, Labels
from interface.privacy.reading import Reading

_LIKE = r"[\dOoQDlIi|SsZzB]"
_LED = r"[\s:;#.\-(=|\"'º]{0,6}(?:(?:is|was)[\s:]{1,2})?"
_BREAK = r"[\s.\-/]{0,2}"
_END = r"(?![A-Za-z\d]|[\s\-]?\d)"
_LETTER = re.compile(r"[OoQDlIi|SsZzB]")


def _misread(kind: Kind, value: str) -> tuple[Kind, re.Pattern[str]]:
    return kind, re.compile(rf"{_LED}({value}){_END}")


_VALUES = {
    "nhs": _misread(Kind.NHS_NUMBER, rf"{_LIKE}(?:{_BREAK}{_LIKE}){{9}}"),
    "ubrn": _misread(Kind.UBRN, rf"{_LIKE}(?:{_BREAK}{_LIKE}){{11}}"),
    "hospital": _misread(
        Kind.HOSPITAL_NUMBER, rf"(?:[A-Za-z]{_BREAK})?{_LIKE}(?:{_BREAK}{_LIKE}){{5,8}}"
    ),
    "ni": _misread(
        Kind.NI_NUMBER,
        rf"[A-Za-z0]{_BREAK}[A-Za-z0]{_BREAK}{_LIKE}(?:{_BREAK}{_LIKE}){{5}}{_BREAK}[A-Da-d48]",
    ),
    "phone": _misread(Kind.PHONE, rf"[0OoQ](?:{_BREAK}{_LIKE}){{9,10}}"),
}


def misread_numbers(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """What stands straight behind a label and reads like its number, most of it in digits."""
    for label in labels.all:
        found = _value(reading, label)
        if not found:
            continue
        kind, span = found
        if kind is Kind.PHONE and owner_of(reading, *span) is Owner.ORGANISATION:
            continue
        reading.take(*span)
        tier = Tier.ASK if kind is Kind.PHONE else Tier.STOP
        reason = "It stands behind the label of a number and reads like one."
        yield Identifier(*span, kind, tier, reason)


def _value(reading: Reading, label: Label) -> tuple[Kind, tuple[int, int]] | None:
    if label.kind not in _VALUES or label.end - label.start < 2:
        return None
    kind, pattern = _VALUES[label.kind]
    found = pattern.match(reading.text, label.end)
    if not found or not reading.free(*found.span(1)):
        return None
    figures = sum(map(str.isdigit, found[1]))
    letters = len(_LETTER.findall(found[1][1:])) + (found[1][0] in "OoQ")
    return (kind, found.span(1)) if 0 < letters < figures and figures >= 4 else None
