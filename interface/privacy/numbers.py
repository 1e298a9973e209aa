"""NHS numbers and e-referral booking references (UBRN), by shape, check digit and label."""

import re
from collections.abc import Iterator

from interface.privacy.beside import near_patient
from interface.privacy.chains import Chains, Window
from interface.privacy.identifier import Identifier, Kind, Tier
from interface.privacy.labels import Label, Labels
from interface.privacy.reading import Reading

_USUAL = {(10,), (3, 3, 4), (3, 4, 3), (4, 3, 3), (5, 5), (2, 4, 4), (4, 6), (6, 4), (3, 7)}
_MISCOUNTED = re.compile(
    r"[\s:#.\-(=]{0,6}(?:is\s)?(\d(?:[\s.\-]?\d){7,10})(?![\s.\-]?\d|[A-Za-z])"
)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the check of the NHS number (Modulus 11, NHS Data Dictionary).

    The first nine are weighted 10 down to 2; eleven less the remainder by eleven is the tenth,
    where eleven is written 0 and ten is never issued. One in eleven other numbers passes too.
    """
    if len(digits) != 10 or not (digits.isascii() and digits.isdecimal()):
        return False
    total = sum(
        weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def labelled_numbers(reading: Reading, chains: Chains, labels: Labels) -> Iterator[Identifier]:
    """Ten or twelve digits whose label says what they are, check digit or not."""
    for window in chains.windows(10, 10 if labels.all else 0):
        if "nhs" in labels.around(window.start, window.end):
            if not reading.free(window.start, window.end):
                continue
            reason = "Ten digits labelled as an NHS number: it looks like a mistyped one."
            if is_nhs_number(window.digits):
                reason = "Ten digits labelled as an NHS number, and they pass its check."
            elif not window.alone and window.digits[0] == "0":
                continue  # most of a telephone number
            yield _found(reading, window, Kind.NHS_NUMBER, Tier.STOP, reason)
    for window in chains.windows(12, 12 if labels.all else 3):
        if reading.free(window.start, window.end):
            yield from _booking(reading, labels, window)
    for label in labels.all:
        if label.kind == "nhs" and label.end - label.start > 3:
            yield from _mistyped(reading, label)


def _booking(reading: Reading, labels: Labels, window: Window) -> Iterator[Identifier]:
    around = labels.around(window.start, window.end)
    if "ubrn" in around:
        reason = "Twelve digits labelled as an e-referral booking reference (UBRN)."
        yield _found(reading, window, Kind.UBRN, Tier.STOP, reason)
    elif (
        "other" not in around
        and window.sizes in {(12,), (4, 4, 4)}
        and window.apart
        and window.digits.startswith("000")
        and window.uniform
        and not window.attached
    ):
        reason = "Twelve digits shaped like an e-referral booking reference (UBRN)."
        yield _found(reading, window, Kind.UBRN, Tier.ASK, reason)


def _mistyped(reading: Reading, label: Label) -> Iterator[Identifier]:
    """A labelled number with a digit too few or too many."""
    found = _MISCOUNTED.match(reading.text, label.end)
    if found and reading.free(*found.span(1)) and found[1][0] != "0":
        reading.take(*found.span(1))
        reason = "It stands behind “NHS number” but has not ten digits: perhaps a mistyped one."
        yield Identifier(*found.span(1), Kind.NHS_NUMBER, Tier.ASK, reason)


def unlabelled_numbers(reading: Reading, chains: Chains, labels: Labels) -> Iterator[Identifier]:
    """Ten digits that only their check digit, or the patient before them, betrays."""
    for window in chains.windows(10, 3):
        usual = window.last - window.first < 3 and window.sizes in _USUAL
        if not (usual or window.alone) or not reading.free(window.start, window.end):
            continue
        if window.attached or not (window.uniform or window.printed):
            continue
        label = labels.before(window.start)
        named = label == "reference" and not window.printed
        if label == "other" or named or (label == "phone" and window.digits[0] in "127"):
            continue
        if is_nhs_number(window.digits):
            issued = usual and label != "reference" and window.digits[0] not in "58"
            tier = Tier.STOP if issued else Tier.ASK
            reason = "Ten digits that pass the check of an NHS number."
            yield _found(reading, window, Kind.NHS_NUMBER, tier, reason)
        elif window.sizes in {(10,), (3, 3, 4)} and near_patient(reading, window.start):
            reason = "Ten digits said of a patient: perhaps a mistyped NHS number."
            yield _found(reading, window, Kind.NHS_NUMBER, Tier.ASK, reason)


def _found(reading: Reading, window: Window, kind: Kind, tier: Tier, reason: str) -> Identifier:
    reading.take(window.start, window.end)
    return Identifier(window.start, window.end, kind, tier, reason)
