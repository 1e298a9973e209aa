"""The words of a statement: fit to be printed anywhere, and not copied from a report."""

import re
import unicodedata
from collections.abc import Iterable

_NO_TEXT = {"Cc", "Cf", "Cs", "Cn", "Co"}  # control, format, halves, none, private
COPIED_WORDS = 8  # so many in a row are somebody else's sentence


def printable(text: str) -> str:
    """The text without what XML, Word or a reading direction would stumble over."""
    lines = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)
    kept = (c for c in lines if c == "\n" or unicodedata.category(c) not in _NO_TEXT)
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def copied(text: str, reports: Iterable[str]) -> str:
    """The first run of words that a text shares with a report, or nothing.

    What a practice wrote is never public; eight words in a row are its words and not ours.
    """
    theirs = {run for report in reports for run in _runs(report)}
    return next((run for run in _runs(text) if run in theirs), "")


def _runs(text: str) -> list[str]:
    words = re.findall(r"\w+", text.casefold())
    return [
        " ".join(words[start : start + COPIED_WORDS])
        for start in range(len(words) - COPIED_WORDS + 1)
    ]
