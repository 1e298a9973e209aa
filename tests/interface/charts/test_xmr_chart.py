"""The XmR drawing holds exactly the numbers of its table, and says what they mean."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interface.charts import COUNT, MINUTES, NUMBER, PROPORTION, Note, XmrChart, xmr_chart
from interface.pages.chart_gallery import charts
from interface.stats import xmr
from tests.interface.charts.drawings import (
    NS,
    classes,
    markers,
    place,
    texts,
    titled_day,
    tree,
    upright_ruler,
)

WEEKS = [date(2024, 1, 1) + timedelta(weeks=week) for week in range(104)]
HOSTILE = "<script>alert('1')</script> & \"quotes\" ]]> \x00\u202e"


def drawn(values, *, unit=NUMBER, rebases=(), annotations=(), title="Title", **options):
    series = xmr(WEEKS[: len(values)], values, **options)
    return xmr_chart(
        XmrChart(title, series, "Issues", "Each point is one week", unit, rebases, annotations)
    )


def column(chart, name):
    place = [column.text for column in chart.columns].index(name)
    return [row[place] for row in chart.rows]


def levels(root, kind, read):
    """The values at which level strokes of a class stand."""
    found = set()
    for stroke in root.iter(NS + "path"):
        level = re.fullmatch(r"M[\d.]+ ([\d.]+)H[\d.]+", stroke.get("d"))
        if level and kind in (stroke.get("class") or "").split() and "icon" not in classes(stroke):
            found.add(round(read(float(level.group(1))), 6))
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(-50, 200)), min_size=2, max_size=60),
    st.sampled_from([1, 0.01, 1000]),
)
def test_markers_stand_at_the_values_and_days_of_the_table(values, size):
    values = [None if value is None else value * size for value in values]
    chart = drawn(values, ghosts=WEEKS[3:4], rebase=WEEKS[20:21])
    found = {titled_day(title): place(mark) for mark, title in markers(tree(chart))}
    table = {row[0]: row[1] for row in chart.rows if row[1] is not None}
    assert set(found) == set(table)
    if not table:
        assert "No values yet" in chart.svg
        return
    read = upright_ruler(tree(chart))
    tolerance = abs(read(0) - read(0.11))
    for day, (_, y) in found.items():
        assert read(y) == pytest.approx(table[day], abs=tolerance)
    spots = [(day.toordinal(), x) for day, (x, _) in sorted(found.items())]
    for (day, x), (later, next_x) in pairwise(spots):
        pace = (spots[-1][1] - spots[0][1]) / (spots[-1][0] - spots[0][0])
        assert next_x - x == pytest.approx((later - day) * pace, abs=0.11)


DRAWN = [
    name for name, chart in charts() if name.startswith("XmR") and "No values" not in chart.svg
]


@pytest.mark.parametrize("name", DRAWN)
def test_lines_stand_at_the_levels_of_the_table_and_nowhere_else(name):
    chart = dict(charts())[name]
    read = upright_ruler(tree(chart))
    near = abs(read(0) - read(0.11))
    percent = "%" in chart.cells[-1][1][1]
    for kind, names in (("mean", ["Mean"]), ("limit", ["Lower limit", "Upper limit"])):
        table = {value for each in names for value in column(chart, each) if value is not None}
        shown = {value * 100 for value in table if 0 <= value <= 1} if percent else table
        found = levels(tree(chart), kind, read)
        assert all(any(abs(value - level) <= near for level in found) for value in shown)
        assert all(any(abs(value - level) <= near for value in shown) for level in found)


def test_a_hundred_and_four_points_stay_under_fifteen_thousand_bytes():
    notes = (Note(WEEKS[20], "Launch in Nottingham City"), Note(WEEKS[22], "Launch in South Notts"))
    climbing = [150 + 10.3 * week for week in range(104)]
    chart = drawn(
        climbing,
        unit=MINUTES,
        improvement_direction="decrease",
        target=30,
        rebase=[WEEKS[70]],
        rebases=(Note(WEEKS[70], "a new letter template was agreed"),),
        annotations=notes,
    )
    assert len(chart.svg.encode()) <= 15_000
    assert not any("common" in classes(mark) for mark, _ in markers(tree(chart)))


def test_the_trace_breaks_at_a_missing_value_and_at_a_rebase_but_not_at_a_ghost():
    values = [5, 6, None, 7, 8, 50, 8, 9, 10, 11]
    chart = drawn(values, ghosts=[WEEKS[5]], rebase=[WEEKS[8]])
    trace = next(
        path
        for path in tree(chart).iter(NS + "path")
        if path.get("class") == "trace" and "icon" not in classes(path)
    )
    pieces = [piece.count("L") + 1 for piece in trace.get("d").split("M")[1:]]
    assert pieces == [2, 4, 2]


def test_a_point_not_counted_is_hollow_and_says_so():
    chart = drawn([5, 6, 50, 7], ghosts=[WEEKS[2]])
    mark, title = next(found for found in markers(tree(chart)) if "15 Jan" in found[1])
    assert "ghost" in classes(mark)
    assert title == "15 Jan 2024: 50, not counted"
    assert chart.rows[2][-1] == "Not counted"


def test_each_meaning_has_a_shape_of_its_own():
    shapes = {}
    for _, chart in charts():
        if "app-chart__svg--xmr" in chart.svg:
            for mark, _ in markers(tree(chart)):
                kind = next(iter(classes(mark) & {"common", "improvement", "concern", "ghost"}), "")
                shape = mark.tag + re.sub(r"[\d. ]+", "", mark.get("d") or "")
                shapes.setdefault(kind, set()).add(shape)
    for kind in ("common", "improvement", "concern", "ghost"):
        assert len(shapes[kind]) == 1
    assert len(set.union(*(shapes[kind] for kind in shapes if kind))) == 4


def test_a_rebase_is_flagged_with_its_reason_or_the_lack_of_one():
    values = [5, 6] * 15
    reason = Note(WEEKS[14], "new template agreed (Demo Person)")
    chart = drawn(values, rebase=[WEEKS[14], WEEKS[22]], rebases=(reason,))
    assert "A, 8 Apr 2024: New limits: new template agreed (Demo Person)" in chart.notes
    assert "B, 3 Jun 2024: New limits: no reason recorded" in chart.notes
    assert len(list(tree(chart).iterfind(f".//{NS}path[@class='rebase']"))) == 2


def test_events_near_each_other_are_flagged_one_above_the_other():
    notes = tuple(Note(day, f"Event {place}") for place, day in enumerate(WEEKS[40:46]))
    chart = drawn([5, 6] * 40, annotations=notes)
    boxes = [
        tuple(float(box.get(name)) for name in ("x", "y", "width", "height"))
        for box in tree(chart).iterfind(f".//{NS}rect[@class='flag']")
    ]
    assert len(boxes) == 6
    for place_, (x, y, wide, tall) in enumerate(boxes):
        for ox, oy, _, _ in boxes[place_ + 1 :]:
            assert abs(x - ox) >= wide or abs(y - oy) >= tall


def test_events_outside_the_series_are_left_out():
    chart = drawn([5, 6, 7], annotations=(Note(date(2020, 1, 1), "Before"),))
    assert not any("Before" in note for note in chart.notes)


def test_a_limit_below_nought_is_in_the_table_and_not_in_the_drawing_of_a_count():
    chart = drawn([0, 9, 1, 8, 0, 9, 2], unit=COUNT)
    assert column(chart, "Lower limit")[0] < 0
    assert not any("Lower" in text.text for text in texts(tree(chart)))
    assert min(levels(tree(chart), "limit", upright_ruler(tree(chart)))) > 0


def test_trial_limits_are_told_in_the_drawing_and_in_words():
    chart = drawn([5, 6, 7, 6, 5, 7, 6, 5, 7])
    assert "Trial limits: 9 points, fewer than the 13 that firm limits need." in chart.notes
    assert any(text.text == "Trial limits" for text in texts(tree(chart)))
    assert list(tree(chart).iterfind(f".//{NS}path[@class='limit trial']"))
    assert not drawn([5, 6, 7, 6, 5, 7, 6, 5, 7, 6, 5, 6, 7]).notes


def test_one_point_is_not_said_to_show_anything():
    chart = drawn([4])
    assert chart.description.startswith("One point cannot show a change.")
    assert "icon" not in chart.svg


def test_the_description_gives_the_meaning_the_latest_value_and_the_span():
    chart = drawn([0.5, 0.6] * 8, unit=PROPORTION, improvement_direction="increase", target=0.9)
    assert chart.description == (
        "No significant change: the values vary as chance would have them. The target will be "
        "missed every time unless something changes. The latest value is 60% (15 April 2024), the "
        "mean 55% with limits from 28.4% to 81.6%. 16 points, 1 January 2024 to 15 April 2024. "
        "Each point is one week."
    )


def test_hostile_words_stay_words():
    note = Note(WEEKS[1], HOSTILE)
    series = xmr(WEEKS[:3], [1, 2, 3])
    chart = xmr_chart(XmrChart(HOSTILE, series, HOSTILE, HOSTILE, annotations=(note,)))
    assert "<script" not in chart.svg
    assert not list(tree(chart).iter(NS + "script"))
    assert "\u202e" not in chart.svg
