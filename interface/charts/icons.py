"""Variation and assurance icons in the Making Data Count manner, drawn by us.

Each can be told in black and white: what is good stands on white, what is a concern on a filled
ground, and a letter says which way the values went (H, L) or what will happen to the target
(P, F, ?).
"""

from django.utils.safestring import SafeString, mark_safe

from interface.charts.svg import n
from interface.charts.words import escaped

#: The icon's class, dots (x, y), letter and where it stands, and what it means.
_RISING = ((9, 32), (16, 29), (23, 24), (30, 18), (35, 12))
_FALLING = ((9, 12), (16, 15), (23, 20), (30, 26), (35, 32))
_ORDINARY = ((8, 24), (15, 18), (22, 25), (29, 18), (36, 22))
_HIGH = (14, 20)
_LOW = (31, 20)

VARIATION = {
    "common_cause": "No significant change: the values vary as chance would have them",
    "improvement_high": "Significant improvement: values are higher than chance explains",
    "improvement_low": "Significant improvement: values are lower than chance explains",
    "concern_high": "Cause for concern: values are higher than chance explains",
    "concern_low": "Cause for concern: values are lower than chance explains",
    "neutral_high": "Significant change: values are higher than chance explains",
    "neutral_low": "Significant change: values are lower than chance explains",
}
ASSURANCE = {
    "pass": "The target will be met every time unless something changes",
    "fail": "The target will be missed every time unless something changes",
    "inconsistent": "The target will be met at some times and missed at others, by chance",
}
_ABOVE_TARGET = ((8, 14), (15, 17), (22, 12), (29, 16), (36, 13))
_ACROSS_TARGET = ((8, 29), (15, 20), (22, 31), (29, 21), (36, 29))
_BELOW_TARGET = ((8, 33), (15, 36), (22, 31), (29, 35), (36, 32))


def variation_icon(name: str) -> SafeString:
    """A standing icon, for tables and cards, that a screen reader reads out as its meaning."""
    return _alone(variation_mark(name), VARIATION[name])


def assurance_icon(name: str) -> SafeString:
    """A standing icon, for tables and cards, that a screen reader reads out as its meaning."""
    return _alone(assurance_mark(name), ASSURANCE[name])


def _alone(mark: str, meaning: str) -> SafeString:
    return mark_safe(
        '<svg xmlns="http://www.w3.org/2000/svg" class="app-chart__svg app-chart__svg--icon"'
        f' viewBox="0 0 44 44" role="img"><title>{escaped(meaning)}</title>{mark}</svg>'
    )


def variation_mark(name: str, x: float = 0, y: float = 0, size: float = 44) -> str:
    """The icon of a variation, as part of a larger drawing."""
    if name == "common_cause":
        inside = '<path class="limit" d="M6 13.5H38M6 30.5H38"/>' + _dots(_ORDINARY)
        return _ring("common", inside, VARIATION[name], x, y, size)
    kind, went = name.split("_")
    dots, (letter_x, letter_y) = (_RISING, _HIGH) if went == "high" else (_FALLING, _LOW)
    letter = f'<text class="m" x="{letter_x}" y="{letter_y}">{went[0].upper()}</text>'
    return _ring(kind, _dots(dots) + letter, VARIATION[name], x, y, size)


def assurance_mark(name: str, x: float = 0, y: float = 0, size: float = 44) -> str:
    """The icon of an assurance, as part of a larger drawing; the dashed line is the target."""
    dots, letter, letter_y, target_y = {
        "pass": (_ABOVE_TARGET, "P", 38, 22),
        "fail": (_BELOW_TARGET, "F", 20, 26),
        "inconsistent": (_ACROSS_TARGET, "?", 18, 25),
    }[name]
    inside = (
        f'<path class="limit" d="M5 {target_y}H39"/>{_dots(dots)}'
        f'<text class="m" x="22" y="{letter_y}">{letter}</text>'
    )
    return _ring(name, inside, ASSURANCE[name], x, y, size)


def _dots(places: tuple[tuple[int, int], ...]) -> str:
    through = "L".join(f"{x} {y}" for x, y in places)
    dots = "".join(f"M{x} {y}h0" for x, y in places)
    return f'<path class="trace" d="M{through}"/><path class="dots" d="{dots}"/>'


def _ring(kind: str, inside: str, meaning: str, x: float, y: float, size: float) -> str:
    scale = f" scale({size / 44:.4g})" if size != 44 else ""
    place = f' transform="translate({n(x)} {n(y)}){scale}"' if (x or y or scale) else ""
    return (
        f'<g class="icon {kind}"{place}><title>{escaped(meaning)}</title>'
        f'<circle class="ring" cx="22" cy="22" r="20"/>{inside}</g>'
    )
