"""What a charted value is measured in, and how it is written for a reader."""

import math
from dataclasses import dataclass

MINUS = "\N{MINUS SIGN}"
NOTHING = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Unit:
    """How stored values are shown: times factor, with a suffix, never beyond low and high.

    low and high are in shown values; a limit beyond them is worked out but not drawn. whole: the
    axis has no ticks between whole numbers.
    """

    suffix: str = ""
    factor: float = 1
    low: float | None = None
    high: float | None = None
    whole: bool = False

    def show(self, value: float | None, decimals: int = 1) -> str:
        """A number as a reader writes it: 1,552 or −0.3 or 81.3%. None is a dash.

        Whole numbers lose their decimals, and so does a nought left by rounding.
        """
        if value is None:
            return NOTHING
        shown = round(value * self.factor, decimals)
        if not math.isfinite(shown):
            raise ValueError(f"a chart cannot show {value!r}")
        text = f"{abs(shown):,.{max(decimals, 0)}f}"
        if shown == int(shown):
            text = f"{abs(shown):,.0f}"
        return f"{MINUS if shown < 0 else ''}{text}{self.suffix}"

    def drawable(self, value: float) -> bool:
        """Whether a shown value is one that can happen."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


NUMBER = Unit()
COUNT = Unit(low=0, whole=True)
#: Values from 0 to 100.
PERCENT = Unit("%", low=0, high=100)
#: Values from 0 to 1, shown as percentages.
PROPORTION = Unit("%", factor=100, low=0, high=100)
#: Differences between proportions, from -1 to 1, shown in percentage points.
POINTS = Unit(" points", factor=100, low=-100, high=100)
DAYS = Unit(" days", low=0)
MINUTES = Unit(" min", low=0)
