"""The XmR rules once more, by another method: exact fractions, texts of signs and patterns.

Nothing here is shared with interface.stats, so that a slip in one shows up in the other.
"""

import re
from fractions import Fraction
from itertools import pairwise

WORDS = {"+": ("Above", "Increasing"), "-": ("Below", "Decreasing")}


def chart(series, *, direction, target, rebase, fix, ghosts, screen):
    """Points as dicts with the names of the golden files, plus the nearest miss of any line."""
    kept = sorted(day for day, value in series.items() if value is not None and day not in ghosts)
    group = dict.fromkeys(series, 0)
    for start in sorted(rebase):
        later = [day for day in kept if day >= start]
        if not later or later[0] == kept[0]:
            continue
        # New group for everything from this rebase on, unless it began at the same point.
        before = [day for day in kept if day < later[0]]
        for day in series:
            if day >= start:
                group[day] = group[before[-1]] + 1
    points, nearest = {}, None
    for number in sorted(set(group.values())):
        days = [day for day in kept if group[day] == number]
        lines = _lines([Fraction(series[day]) for day in days][:fix], screen) if days else {}
        types, misses = _types([Fraction(series[day]) for day in days], lines)
        nearest = min([miss for miss in [nearest, *misses] if miss is not None], default=None)
        for day in series:
            if group[day] == number:
                points[day] = _point(number, lines, None, direction)
        for day, kind in zip(days, types, strict=True):
            points[day] = _point(number, lines, kind, direction)
    last = points[kept[-1]] if kept else None
    summary = {
        "variation_icon": last["variation_icon"] if last else None,
        "assurance": _assurance(last, target, direction),
    }
    return [points[day] for day in sorted(series)], summary, nearest


def _lines(values, screen):
    mean = sum(values) / len(values)
    lines = {"mean": mean, "lpl": None, "upl": None, "near": None}
    steps = [abs(b - a) for a, b in pairwise(values)]
    if not steps:
        return lines
    everything = sum(steps) / len(steps)
    small = [step for step in steps if step * len(steps) * 1000 < 3267 * sum(steps)]
    step = sum(small) / len(small) if screen and any(small) else everything
    lines.update(
        lpl=mean - step * Fraction(266, 100),
        upl=mean + step * Fraction(266, 100),
        near=step * Fraction(532, 300),
    )
    return lines


def _types(values, lines):
    """Special-cause types by matching patterns in the text of signs; and distances to lines."""
    if not values:
        return [], []
    mean = lines["mean"]
    sides = "".join("+" if v > mean else "-" if v < mean else "0" for v in values)
    steps = "".join("+" if b > a else "-" if b < a else "0" for a, b in pairwise(values))
    bounded = lines["lpl"] is not None
    out = [bounded and abs(v - mean) > lines["upl"] - mean for v in values]
    close = [
        bounded and not o and abs(v - mean) > lines["near"]
        for v, o in zip(values, out, strict=True)
    ]
    shift, trend, two = set(), set(), set()
    for run in re.finditer(r"\+{7,}|-{7,}", sides):
        shift.update(range(*run.span()))
    for run in re.finditer(r"\+{6,}|-{6,}", steps):
        trend.update(range(run.start(), run.end() + 1))
    for i in range(len(values) - 2):
        near = [j for j in (i, i + 1, i + 2) if close[j]]
        if sides[i : i + 3] in ("+++", "---") and len(near) > 1:
            two.update(near)
    types = []
    for i, side in enumerate(sides):
        if out[i]:
            types.append("Above UCL" if side == "+" else "Below LCL")
        elif i in trend:
            step = steps[i] if i + 1 in trend else steps[i - 1]
            types.append(f"7 Point Trend ({'Increasing' if step == '+' else 'Decreasing'})")
        elif i in two:
            types.append(f"2 in 3 {WORDS[side][0]} CL")
        elif i in shift:
            types.append(f"7 Points {WORDS[side][0]} CL")
        else:
            types.append("Common Cause")
    spread = lines["upl"] - mean if bounded else 0
    misses = [
        abs(abs(v - mean) - line) for v in values for line in (spread, lines["near"]) if spread
    ]
    return types, misses


def _point(number, lines, kind, direction):
    icon = point_type = None
    if kind == "Common Cause":
        icon = point_type = "common_cause"
    elif kind:
        high = bool(re.search("Above|Increasing", kind))
        good = {"increase": high, "decrease": not high, "neutral": None}[direction]
        word = {True: "improvement", False: "concern", None: "neutral"}[good]
        icon = f"{word}_{'high' if high else 'low'}"
        point_type = f"special_cause_{icon if good is None else word}"
    return {
        "rebase_group": number,
        "mean": lines.get("mean"),
        "lpl": lines.get("lpl"),
        "upl": lines.get("upl"),
        "special_cause_type": kind,
        "point_type": point_type,
        "variation_icon": icon,
    }


def _assurance(last, target, direction):
    if last is None or target is None or last["upl"] is None or direction == "neutral":
        return None
    beyond = (target > last["upl"]) - (target < last["lpl"])
    word = {0: "inconsistent", 1: "consistent_fail", -1: "consistent_pass"}
    return word[beyond if direction == "increase" else -beyond]
