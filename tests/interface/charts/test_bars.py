"""Bars and stacked bars are as long as the numbers of their tables."""

import re

import pytest

from interface.charts import (
    COUNT,
    NUMBER,
    PROPORTION,
    Bar,
    BarChart,
    StackedBar,
    StackedChart,
    bar_chart,
    stacked_chart,
)
from tests.interface.charts.drawings import NS, ruler, texts, tree

BARS = (Bar("A", 0.42, 0.3, 0.55), Bar("B", -0.1, -0.2, 0.05), Bar("C", None), Bar("D", 0.0))


def boxes(root, kind):
    return [
        (float(box.get("x")), float(box.get("width")), box.findtext(NS + "title"))
        for box in root.iter(NS + "rect")
        if kind in (box.get("class") or "").split()
    ]


def test_bars_run_from_nought_to_their_values_and_whiskers_along_their_intervals():
    chart = bar_chart(BarChart("Title", "Change", BARS, NUMBER))
    root = tree(chart)
    read = ruler(texts(root, "x"), "x")
    near = abs(read(0.2) - read(0))
    for (x, wide, title), bar in zip(boxes(root, "bar"), [BARS[0], BARS[1], BARS[3]], strict=True):
        assert sorted((read(x), read(x + wide))) == pytest.approx(sorted((0, bar.value)), abs=near)
        assert title.startswith(bar.name)
    whiskers = [w for w in root.iter(NS + "path") if w.get("class") == "whisker"]
    for whisker, bar in zip(whiskers, BARS[:2], strict=True):
        start, end = re.match(r"M([\d.]+) [\d.]+H([\d.]+)", whisker.get("d")).groups()
        assert (read(float(start)), read(float(end))) == pytest.approx(
            (bar.lower, bar.upper), abs=near
        )
    assert [row[1] for row in chart.rows] == [bar.value for bar in BARS]


def test_a_value_not_known_is_a_dash_and_no_bar():
    chart = bar_chart(BarChart("Title", "Change", BARS, NUMBER))
    assert chart.cells[2][1][1] == "–"
    assert len(boxes(tree(chart), "bar")) == 3


def test_the_value_to_compare_with_stands_where_it_should():
    chart = bar_chart(BarChart("T", "Share", BARS[:1], PROPORTION, reference=("Average", 0.25)))
    root = tree(chart)
    read = ruler(texts(root, "x"), "x")
    stroke = next(p for p in root.iter(NS + "path") if p.get("class") == "target")
    x = float(re.match(r"M([\d.]+)", stroke.get("d")).group(1))
    assert read(x) == pytest.approx(25, abs=0.05)
    assert texts(root, "target")[0].text == "Average 25%"


@pytest.mark.parametrize("shares", [False, True])
def test_segments_are_as_wide_as_their_counts_and_end_to_end(shares):
    counts = (5, 0, 12, 3)
    chart = stacked_chart(
        StackedChart(
            "T", "Issues", ("A", "B", "C", "D"), (StackedBar("One", counts),), shares=shares
        )
    )
    root = tree(chart)
    read = ruler(texts(root, "x"), "x")
    drawn = [box for box in boxes(root, "segment") if box[2]]
    each = 100 / 20 if shares else 1
    before = 0
    for (x, wide, _), count in zip(drawn, [5, 12, 3], strict=True):
        assert read(x) == pytest.approx(before * each, abs=abs(read(0.2) - read(0)))
        before += count
        assert read(x + wide) == pytest.approx(before * each, abs=abs(read(0.2) - read(0)))
    assert chart.rows == (("One", *counts, 20),)


def test_a_row_of_nought_has_no_segments():
    chart = stacked_chart(
        StackedChart("T", "M", ("A", "B"), (StackedBar("None", (0, 0)),), shares=True)
    )
    assert [box for box in boxes(tree(chart), "segment") if box[2]] == []
    assert chart.description == "There is nothing to show yet."


@pytest.mark.parametrize(
    ("statuses", "counts", "words"),
    [(("A", "B"), (1,), "1 counts for 2"), (("A",), (-1,), "negative"), (("A",) * 8, (), "most 7")],
)
def test_rows_that_do_not_fit_their_statuses_are_refused(statuses, counts, words):
    with pytest.raises(ValueError, match=words):
        stacked_chart(StackedChart("T", "M", statuses, (StackedBar("One", counts),)))


def test_names_of_any_length_keep_to_their_room_with_the_whole_name_for_the_pointer():
    name = "Interface between community paediatric continence and surgical outpatients"
    root = tree(bar_chart(BarChart("T", "M", (Bar(name, 3),), COUNT)))
    whole = [text.findtext(NS + "title") for text in texts(root, "e")]
    assert name in whole
