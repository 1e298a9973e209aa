"""Whether a patient, or what identifies one, stands beside a number or a date."""

from interface.privacy.cues import PATIENTS, RELATIVES
from interface.privacy.identifier import Kind
from interface.privacy.reading import Reading

# What a bare date or number beside them belongs to.
COMPANIONS = frozenset({Kind.PATIENT_NAME, Kind.NHS_NUMBER, Kind.HOSPITAL_NUMBER})
_LIGHT = frozenset(" ,;:(-)/|\n\t[")


def near_patient(reading: Reading, start: int) -> bool:
    """The word “patient” or a relative within the five words before, in the same sentence."""
    limit = reading.sentence_start(start)
    last = reading.word_at(start) - 1
    for index in range(last, max(last - 5, -1), -1):
        if reading.starts[index] < limit:
            return False
        base = reading.bases[index]
        if base.removesuffix("s") in PATIENTS or base in RELATIVES:
            return True
    return False


def touches(text: str, place: int, edges: set[int], step: int) -> bool:
    """Whether only spaces and light punctuation lie between a place and an identifier's edge."""
    for _ in range(5):
        if place in edges:
            return True
        index = place - 1 if step < 0 else place
        if not 0 <= index < len(text) or text[index] not in _LIGHT:
            return False
        place += step
    return False
