"""What holds for every chart in every state."""

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from interface.charts import svg
from interface.pages.chart_gallery import charts
from tests.interface.charts.drawings import NS, classes, extent, overlap, texts, tree

STYLESHEET = (Path(__file__).resolve().parents[3] / "static" / "charts.css").read_text()
EVERY = pytest.mark.parametrize("chart", [pytest.param(c, id=name) for name, c in charts()])
DRAWN = {"svg", "title", "desc", "g", "path", "rect", "circle", "text"}
PLACES = {"d", "x", "y", "width", "height", "cx", "cy", "r", "transform", "viewBox"}


@EVERY
def test_a_drawing_is_well_formed_and_carries_no_style(chart):
    for element in tree(chart).iter():
        assert element.tag.removeprefix(NS) in DRAWN
        assert set(element.attrib) <= {"class", "role", *PLACES}


@EVERY
def test_a_screen_reader_meets_one_picture_with_a_name_and_a_description(chart):
    root = tree(chart)
    assert root.get("role") == "img"
    assert [child.tag for child in root[:2]] == [NS + "title", NS + "desc"]
    assert root[0].text == chart.title
    assert root[1].text == chart.description


@EVERY
def test_every_class_is_in_the_stylesheet(chart):
    known = set(re.findall(r"\.([\w-]+)", STYLESHEET)) | {"plate"}
    for element in tree(chart).iterdescendants():
        assert set((element.get("class") or "").split()) <= known


@EVERY
def test_words_stay_inside_the_drawing(chart):
    for label in texts(tree(chart)):
        if "icon" in classes(label):
            continue
        left, top, right, bottom = extent(label)
        assert left >= -0.5
        assert top >= -0.5
        assert right <= chart.width + 0.5
        assert bottom <= chart.height


@EVERY
def test_no_two_words_of_axes_and_lines_overlap(chart):
    root = tree(chart)
    labels = [label for label in texts(root) if not {"icon", "segment", "halo"} & classes(label)]
    for one, other in combinations(labels, 2):
        assert not overlap(extent(one), extent(other)), (one.text, other.text)


@EVERY
def test_the_table_has_a_cell_for_each_column(chart):
    for row, cells in zip(chart.rows, chart.cells, strict=True):
        assert len(row) == len(chart.columns) == len(cells)
        assert all(isinstance(text, str) and text for _, text in cells)


@EVERY
def test_a_chart_says_what_it_shows(chart):
    assert chart.title
    assert chart.description.endswith(".")
    assert "  " not in chart.description


def test_the_stylesheet_has_the_sizes_the_drawings_reckon_with():
    assert f"font-size: {svg.TYPE}px; fill: none" in STYLESHEET
    assert f".s {{ font-size: {svg.SMALL}px; }}" in STYLESHEET


def test_each_state_has_a_name_of_its_own():
    assert max(Counter(name for name, _ in charts()).values()) == 1


def test_a_visit_later_shows_the_same():
    assert [chart.svg for _, chart in charts()] == [chart.svg for _, chart in charts()]
