"""Words on a chart: how wide they are, and how they are made to fit."""

import html
from datetime import date

#: Widths of Arial in thousandths of its size; the stylesheet's other fonts are no wider.
_WIDTHS = {
    **dict.fromkeys("ijl'|", 222),
    **dict.fromkeys(" ft.,:;!/I[]\\", 278),
    **dict.fromkeys('r()-`"{}', 350),
    **dict.fromkeys("cksvxyzJ^", 500),
    **dict.fromkeys("abdeghnopquL0123456789_?$#*\N{EN DASH}", 556),
    **dict.fromkeys("FTZ+=<>~\N{MINUS SIGN}", 611),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("wCDHNRU", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("mM%", 889),
}
_UNKNOWN = 1000
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
#: Characters that XML does not allow, and those that would break a line or turn its direction.
_CONTROLS = (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_NO_CHARACTERS = (*range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_UNPRINTABLE = {
    **dict.fromkeys(_CONTROLS, " "),
    **dict.fromkeys(_NO_CHARACTERS, "\N{REPLACEMENT CHARACTER}"),
}


def clean(text: str) -> str:
    """One line of printable text."""
    return " ".join(str(text).translate(_UNPRINTABLE).split())


def escaped(text: str) -> str:
    """Text that can stand in XML, in an element or an attribute."""
    return html.escape(text.translate(_UNPRINTABLE))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is, in the units of its size; never too little for Arial."""
    thousandths = sum(_WIDTHS.get(character, _UNKNOWN) for character in text)
    return thousandths * size / 1000 * (1.08 if bold else 1)


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits with an ellipsis to say so."""
    text = clean(text)
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(text + _ELLIPSIS, size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip() + _ELLIPSIS


def wrapped(
    text: str, room: float, size: float, *, lines: int = 9, bold: bool = False
) -> list[str]:
    """The text on so many lines at most; what does not fit is shortened, a long word too."""
    words = clean(text).split(" ")
    found: list[str] = []
    while words:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, bold=bold) <= room:
            line = f"{line} {words.pop(0)}"
        if len(found) == lines - 1:
            line = " ".join([line, *words])
            words = []
        found.append(shortened(line, room, size, bold=bold))
    return found


def day(when: date) -> str:
    """1 Apr 2022"""
    return f"{when.day} {when:%b %Y}"


def full_day(when: date) -> str:
    """1 April 2022"""
    return f"{when.day} {when:%B %Y}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """1 point, 2 points, 1,200 points."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
