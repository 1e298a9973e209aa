"""The few marks our charts are made of, as text of SVG.

Marks carry classes only: colours, dashes and type come from static/charts.css, so that the
Content-Security-Policy can forbid styles in the page.
"""

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString, mark_safe

from interface.charts.words import clean, escaped, width, wrapped

#: Sizes of type in the units of the drawing; static/charts.css says the same.
TYPE = 15
SMALL = 13
LINE = 19
WIDTH = 640

Point = tuple[float, float]


def n(value: float) -> str:
    """A coordinate to a tenth of a unit, without needless characters."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def text(x: float, y: float, words: str, classes: str = "", *, title: str = "") -> str:
    """Words standing on y, beginning at x; class `e` ends them there, `m` puts their middle there.

    title: the whole words where these are shortened.
    """
    name = f' class="{classes}"' if classes else ""
    whole = f"<title>{escaped(clean(title))}</title>" if title and clean(title) != words else ""
    return f'<text{name} x="{n(x)}" y="{n(y)}">{escaped(words)}{whole}</text>'


def line(x1: float, y1: float, x2: float, y2: float, classes: str) -> str:
    """A straight stroke."""
    if y1 == y2:
        return f'<path class="{classes}" d="M{n(x1)} {n(y1)}H{n(x2)}"/>'
    if x1 == x2:
        return f'<path class="{classes}" d="M{n(x1)} {n(y1)}V{n(y2)}"/>'
    return f'<path class="{classes}" d="M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}"/>'


def stroke(points: Sequence[Point], classes: str) -> str:
    """A stroke through points in order; nothing for fewer than two."""
    if len(points) < 2:
        return ""
    return f'<path class="{classes}" d="{path(points)}"/>'


def path(points: Iterable[Point]) -> str:
    """Path data through points in order."""
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points)


def box(x: float, y: float, w: float, h: float, classes: str, title: str = "") -> str:
    """A rectangle, with its words for the pointer."""
    whole = f"<title>{escaped(clean(title))}</title>" if title else ""
    name = f'<rect class="{classes}" x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"'
    return f"{name}>{whole}</rect>" if whole else f"{name}/>"


def heading(measure: str, room: float) -> tuple[list[str], float]:
    """What a chart measures, in bold at its top, on two lines at most. Returns its height too."""
    lines = wrapped(measure, room, TYPE, lines=2, bold=True)
    marks = [text(0, 14 + place * LINE, words, "b") for place, words in enumerate(lines)]
    return marks, LINE * len(lines)


def group(classes: str, marks: Iterable[str]) -> str:
    """Marks that share a class; nothing when there are none."""
    body = "".join(marks)
    return f'<g class="{classes}">{body}</g>' if body else ""


#: A marker is known by its shape, so that it is by its colour only for those who see it.
def marker(shape: str, x: float, y: float, r: float, title: str = "") -> str:
    """One mark of about the same ink whatever its shape: dot, diamond, square, up, down, ring."""
    whole = f"<title>{escaped(title)}</title>" if title else ""
    if shape == "ring":
        start, tag = f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}"', "circle"
    else:
        start, tag = f'<path d="{_outline(shape, x, y, r)}"', "path"
    return f"{start}>{whole}</{tag}>" if whole else f"{start}/>"


def _outline(shape: str, x: float, y: float, r: float) -> str:
    if shape == "dot":  # a stroke without length; the group's class r3, r4 or r5 gives it width
        return f"M{n(x)} {n(y)}h0"
    wide = n(r + 1)
    if shape == "diamond":
        return f"M{n(x)} {n(y - r - 1)}l{wide} {wide}-{wide} {wide}-{wide}-{wide}z"
    if shape == "square":
        return f"M{n(x - r)} {n(y - r)}h{n(2 * r)}v{n(2 * r)}h-{n(2 * r)}z"
    if shape == "up":
        return f"M{n(x)} {n(y - r - 1)}l{wide} {n(2 * r)}h-{n(2 * r + 2)}z"
    if shape == "down":
        return f"M{n(x)} {n(y + r + 1)}l{wide}-{n(2 * r)}h-{n(2 * r + 2)}z"
    if shape == "cross":
        across = n(2 * r)
        return f"M{n(x - r)} {n(y - r)}l{across} {across}m-{across} 0l{across}-{across}"
    raise ValueError(f"there is no marker {shape!r}")


def key(
    entries: Sequence[tuple[str, str, str]], x: float, y: float, room: float
) -> tuple[str, float]:
    """What each marker means: (class, shape, words) in rows. Returns the drawing and its height."""
    marks, left, row = [], x, 0
    for classes, shape, words in entries:
        needed = 18 + width(words, SMALL) + 16
        if left > x and left + needed - 16 > x + room:
            left, row = x, row + 1
        middle = y + row * LINE + LINE / 2
        marks.append(group(f"p {classes} r4", [marker(shape, left + 6, middle, 4)]))
        marks.append(text(left + 18, middle + 4.5, words, "s"))
        left += needed
    return "".join(marks), (row + 1) * LINE if entries else 0


def document(
    kind: str, w: float, h: float, title: str, description: str, marks: Iterable[str]
) -> SafeString:
    """A whole drawing that a screen reader meets as one picture with a name and a description."""
    return mark_safe(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="app-chart__svg app-chart__svg--{kind}"'
        f' viewBox="0 0 {n(w)} {n(h)}" role="img">'
        f"<title>{escaped(clean(title))}</title><desc>{escaped(clean(description))}</desc>"
        f"{''.join(marks)}</svg>"
    )
