"""The funnel: groups of very different sizes compared without accusing the small ones."""

from dataclasses import dataclass
from typing import Any

from interface.charts import axes, svg
from interface.charts.chart import Chart, Column
from interface.charts.scales import Scale, value_scale
from interface.charts.series import Compared, Comparison, Limits
from interface.charts.units import PROPORTION, Unit
from interface.charts.words import clean, shortened, width, wrapped

PLOT_HEIGHT = 320
_SAMPLES = 80
_SIZES = Unit(low=0, whole=True)
_FAR = ("Low (0.001)", "High (0.001)")
_NEAR = ("Low (0.025)", "High (0.025)")
_CURVES = (("l998", "far"), ("l95", "limit"), ("u95", "limit"), ("u998", "far"))


@dataclass(frozen=True, slots=True)
class FunnelChart:
    """What a funnel needs.

    measure: what is counted in each group ("Letters with an inappropriate request"). counted:
    what it is counted out of ("letters"). group, groups: what one is, and several are. good: which
    way is better, "high", "low", or "" where that is not for a chart to say. highlight: the name
    of the reader's own group. not_shown: how many other groups the average and the limits come
    from though the reader may not see them, and what they were counted out of.
    """

    title: str
    funnel: Comparison
    measure: str
    counted: str = "letters"
    group: str = "Specialty"
    groups: str = "specialties"
    good: str = ""
    highlight: str = ""
    not_shown: tuple[int, int] = (0, 0)


def funnel_chart(chart: FunnelChart) -> Chart:
    """Draw a funnel: a marker for each group, limits for every size, names far outside."""
    marks, height = _draw(chart)
    said = _description(chart)
    columns, rows = _table(chart)
    return Chart(
        svg=svg.document("funnel", svg.WIDTH, height, chart.title, said, marks),
        title=clean(chart.title),
        description=said,
        columns=columns,
        rows=rows,
        width=svg.WIDTH,
        height=height,
        notes=tuple(_notes(chart)),
    )


def significance(group: Compared, funnel: Comparison) -> str:
    """The label to act on: allowing for over-dispersion where the funnel says so."""
    return group.od_significance if funnel.use_overdispersed else group.significance


def _limits(group: Compared, funnel: Comparison) -> Limits:
    return group.od_limits if funnel.use_overdispersed else group.limits


def _kind(group: Compared, chart: FunnelChart) -> tuple[str, str, str]:
    """Class, shape and words of a group's marker."""
    label = significance(group, chart.funnel)
    if label in _NEAR:
        return "near", "up" if label.startswith("High") else "down", "Outside 95%: look again"
    if label not in _FAR:
        return "common", "dot", "Within the limits"
    went = "high" if label.startswith("High") else "low"
    if not chart.good:
        return "neutral", "diamond", "Outside 99.8%: differs"
    if went == chart.good:
        return "improvement", "diamond", "Outside 99.8%: better"
    return "concern", "square", "Outside 99.8%: worse"


def _scales(chart: FunnelChart, left: float, right: float, top: float) -> tuple[Scale, Scale]:
    """Sizes across from nought; shown percentages upwards, wide enough for every group."""
    groups = chart.funnel.groups.values()
    sizes = value_scale(
        [g.denominator for g in groups] or [1], left, right, unit=_SIZES, from_zero=True
    )
    shares = [g.proportion for g in groups]
    for group in groups:
        limits = _limits(group, chart.funnel)
        shares += [limits.l998, limits.u998]
    shown = [share * 100 for share in shares]
    return sizes, value_scale(shown, top + PLOT_HEIGHT, top, unit=PROPORTION)


def _draw(chart: FunnelChart) -> tuple[list[str], float]:
    funnel = chart.funnel
    header, top = _header(chart)
    if funnel.average is None:
        notes, end = _told(chart, top + 30)
        return [*header, svg.text(0, top + 14, "No groups yet"), *notes], end
    _, values = _scales(chart, 0, 1, 0)
    left = axes.left_room(values, PROPORTION)
    right = svg.WIDTH - width("Average 100.0%", svg.SMALL) - 12
    sizes, values = _scales(chart, left, right, top)
    bottom = top + PLOT_HEIGHT
    groups = sorted(funnel.groups.values(), key=lambda group: group.group)
    marks = [
        *header,
        axes.value_axis(values, PROPORTION, left, right),
        axes.level_axis(sizes, _SIZES, top, bottom),
        svg.text((left + right) / 2, bottom + 36, f"Number of {clean(chart.counted)}", "s m"),
    ]
    y = values.at(funnel.average * 100)
    marks += _curves(funnel, sizes, values)
    marks.append(svg.line(left, y, right, y, "mean"))
    marks.append(_end_labels(funnel, funnel.average, sizes, values, right))
    marks += _markers(chart, groups, sizes, values)
    marks += _names(chart, groups, sizes, values)
    notes, end = _told(chart, bottom + 46)
    return [*marks, *notes], end


def _told(chart: FunnelChart, y: float) -> tuple[list[str], float]:
    """The notes, from y down, and where they end."""
    lines = [words for note in _notes(chart) for words in wrapped(note, svg.WIDTH, svg.SMALL)]
    marks = [svg.text(0, y + 13 + place * 17, words) for place, words in enumerate(lines)]
    return [svg.group("s told", marks)], y + 4 + 17 * len(lines)


def _header(chart: FunnelChart) -> tuple[list[str], float]:
    marks, y = svg.heading(f"{chart.measure}, by size of {chart.group.lower()}", svg.WIDTH)
    present = {_kind(group, chart) for group in chart.funnel.groups.values()}
    order = ("common", "near", "improvement", "concern", "neutral")
    entries = sorted(present, key=lambda kind: (order.index(kind[0]), kind[1] == "down"))
    seen: dict[str, tuple[str, str, str]] = {}
    for entry in entries:
        seen.setdefault(entry[2], entry)
    drawing, height = svg.key(list(seen.values()), 0, y + 4, svg.WIDTH)
    return [*marks, drawing], y + height + 18


def _curves(funnel: Comparison, sizes: Scale, values: Scale) -> list[str]:
    """Each limit from the least size at which it is inside the plot to the greatest."""
    samples = [sizes.high * (place / _SAMPLES) ** 2 for place in range(1, _SAMPLES + 1)]
    drawn = [(size, funnel.limits_at(size)) for size in samples]
    return [
        svg.stroke(
            [
                (sizes.at(size), values.at(getattr(limits, name) * 100))
                for size, limits in drawn
                if values.low <= getattr(limits, name) * 100 <= values.high
            ],
            classes,
        )
        for name, classes in _CURVES
    ]


def _end_labels(
    funnel: Comparison, average: float, sizes: Scale, values: Scale, right: float
) -> str:
    limits = funnel.limits_at(sizes.high)
    labels = [axes.LineLabel(f"Average {PROPORTION.show(average)}", values.at(average * 100), "")]
    for name, _ in _CURVES:
        level = getattr(limits, name) * 100
        words = "99.8% limit" if name.endswith("998") else "95% limit"
        if values.low <= level <= values.high:
            labels.append(axes.LineLabel(words, values.at(level), "quiet"))
    return axes.line_labels(labels, right, values.end, values.start, svg.WIDTH - right)


def _markers(chart: FunnelChart, groups: list[Compared], sizes: Scale, values: Scale) -> list[str]:
    """The markers by what they mean, the unremarkable first so that the others lie on top."""
    marks: dict[str, list[str]] = {
        kind: [] for kind in ("common", "near", "neutral", "improvement", "concern")
    }
    rings = []
    for group in groups:
        classes, shape, words = _kind(group, chart)
        x, y = sizes.at(group.denominator), values.at(group.proportion * 100)
        title = (
            f"{clean(group.group)}: {PROPORTION.show(group.proportion)} of {group.denominator:,}, "
            f"{words[0].lower()}{words[1:]}"
        )
        marks[classes].append(svg.marker(shape, x, y, 4, title))
        if group.group == chart.highlight:
            rings.append(svg.marker("ring", x, y, 9))
    drawn = [svg.group(f"p {classes} r4", found) for classes, found in marks.items()]
    return [*drawn, svg.group("own", rings)]


def _names(chart: FunnelChart, groups: list[Compared], sizes: Scale, values: Scale) -> list[str]:
    """Names beside the groups far outside and the reader's own, wherever there is room."""
    at = {
        group.group: (sizes.at(group.denominator), values.at(group.proportion * 100))
        for group in groups
    }
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in at.values()]
    marks = []
    wanted = [g for g in groups if g.group == chart.highlight]
    wanted += [g for g in groups if significance(g, chart.funnel) in _FAR and g not in wanted]
    for group in wanted:
        x, y = at[group.group]
        words = shortened(group.group, 190, svg.SMALL)
        wide = width(words, svg.SMALL)
        for start, level in _places_beside(x, y, wide):
            box = (start, level - 11, start + wide, level + 3)
            inside = start >= sizes.start and box[2] <= sizes.end and values.end <= level - 11
            if inside and level < values.start and not any(_touch(box, other) for other in taken):
                if abs(level - 4.5 - y) > 20:
                    marks.append(svg.line(x, y, start + wide / 2, level - 4, "lead quiet"))
                marks.append(svg.text(start, level, words, "s halo", title=group.group))
                taken.append(box)
                break
    return marks


def _places_beside(x: float, y: float, wide: float) -> list[tuple[float, float]]:
    """Where a name may begin, the nearest to its marker first."""
    near = [
        (x + 11, y + 4.5),
        (x - 11 - wide, y + 4.5),
        (x - wide / 2, y - 12),
        (x - wide / 2, y + 22),
    ]
    further = [
        (x + across, y + 4.5 + down)
        for down in (-30, 30, -46, 46, -62, 62, -80, 80)
        for across in (8, -8 - wide)
    ]
    return near + further


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _description(chart: FunnelChart) -> str:
    funnel = chart.funnel
    if funnel.average is None:
        return "There is nothing to compare yet."
    groups = sorted(funnel.groups.values(), key=lambda group: group.group)
    far = [clean(g.group) for g in groups if significance(g, funnel) in _FAR]
    near = sum(significance(g, funnel) in _NEAR for g in groups)
    others, others_counted = chart.not_shown
    total = sum(g.denominator for g in groups) + others_counted
    if far:
        said = f"Outside the 99.8% limits, so unlikely to be chance: {', '.join(far)}. "
    else:
        said = "None lies outside the 99.8% limits: the differences can be chance. "
    said += f"Between the 95% and 99.8% limits: {near or 'none'}"
    if not others:
        said += f", where chance alone would put about {len(groups) / 20:.0f}"
    return (
        f"{said}. The average of {len(groups) + others:,} {clean(chart.groups)} is "
        f"{PROPORTION.show(funnel.average)} of {total:,} {clean(chart.counted)}."
    )


def _notes(chart: FunnelChart) -> list[str]:
    funnel, notes = chart.funnel, []
    if funnel.use_overdispersed:
        notes.append(
            f"Limits allow for groups differing by more than chance (over-dispersion ratio "
            f"{funnel.phi:.1f})."
        )
    if funnel.left_out:
        notes.append(f"Left out, with a number missing: {', '.join(funnel.left_out)}.")
    return notes


def _table(chart: FunnelChart) -> tuple[tuple[Column, ...], tuple[tuple[Any, ...], ...]]:
    """Every group by name, with its own interval and the limits for its size."""
    columns = (
        Column(clean(chart.group)),
        Column(clean(chart.measure), True),
        Column(f"Out of ({clean(chart.counted)})", True),
        Column("Share", True, PROPORTION.show),
        Column("95% interval from", True, PROPORTION.show),
        Column("to", True, PROPORTION.show),
        Column("99.8% limits from", True, PROPORTION.show),
        Column("to", True, PROPORTION.show),
        Column("What it tells"),
    )
    rows = []
    for group in sorted(chart.funnel.groups.values(), key=lambda group: group.group):
        limits = _limits(group, chart.funnel)
        rows.append(
            (
                clean(group.group),
                group.numerator,
                group.denominator,
                group.proportion,
                *group.wilson95,
                limits.l998,
                limits.u998,
                _kind(group, chart)[2],
            )
        )
    return columns, tuple(rows)
