"""The words of a statement, which are not copied from a report."""

import re
from collections.abc import Iterable

COPIED_WORDS = 8  # so many in a row are somebody else's sentence


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
