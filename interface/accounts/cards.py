"""The square code of a launch link, for the card that a practice prints."""

from dataclasses import dataclass

import segno

QUIET = 4  # modules of white around it, so that a phone finds the corners


@dataclass(frozen=True)
class SquareCode:
    """A QR code as one SVG path; `side` is the length of its square view box."""

    path: str
    side: int


def square_code(address: str) -> SquareCode:
    """The code of an address, at a level that bears a stain on the card."""
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    runs = [
        f"M{QUIET + column} {QUIET + line}h1v1h-1z"
        for line, row in enumerate(rows)
        for column, dark in enumerate(row)
        if dark
    ]
    return SquareCode("".join(runs), len(rows) + 2 * QUIET)
