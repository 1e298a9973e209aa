"""The figure in a page: words, picture and the same numbers as a table."""

import pytest
from django.template import Context, Template
from lxml import html

from interface.pages.chart_gallery import charts

EVERY = pytest.mark.parametrize("chart", [pytest.param(c, id=name) for name, c in charts()])


def figure(chart, tag="{% chart c %}"):
    page = Template("{% load charts %}" + tag).render(Context({"c": chart}))
    return html.fromstring(page)


@EVERY
def test_the_table_of_the_page_is_the_table_of_the_chart(chart):
    rows = figure(chart).xpath(".//table//tbody/tr")
    found = [[cell.text_content() for cell in row] for row in rows]
    assert found == [[" ".join(text.split()) for _, text in row] for row in chart.cells]


@EVERY
def test_nothing_in_the_figure_has_a_style_or_a_script(chart):
    for element in figure(chart).iter():
        assert element.tag != "script"
        assert not any(name == "style" or name.startswith("on") for name in element.attrib)


@EVERY
def test_the_picture_can_be_reached_and_scrolled_with_the_keyboard(chart):
    region = figure(chart).xpath(".//div[@role='region']")[0]
    assert region.get("tabindex") == "0"
    assert region.get("aria-label") == f"{chart.title}: chart"
    assert region.xpath("./*[@role='img']")


def test_the_heading_has_the_level_asked_for():
    chart = charts()[0][1]
    assert figure(chart).xpath(".//h3")[0].text == chart.title
    assert figure(chart, "{% chart c level=2 %}").xpath(".//h2")[0].text == chart.title


def test_notes_are_in_the_page_as_words():
    chart = dict(charts())["XmR: nine points, trial limits"]
    assert figure(chart).xpath(".//ul/li/text()") == list(chart.notes)


def test_a_roadmap_is_a_list_too():
    chart = dict(charts())["Timeline: six lanes, done, next, moved and dropped"]
    items = figure(chart).xpath(".//ul[contains(@class, 'app-chart__list')]/li")
    assert len(items) == len(chart.rows)


@pytest.mark.parametrize(
    "tag", ["{% variation_icon 'concern_high' %}", "{% assurance_icon 'pass' %}"]
)
def test_icons_alone_say_what_they_mean(tag):
    icon = figure(None, tag)
    assert icon.get("role") == "img"
    assert icon.xpath(".//*[local-name()='title']")[0].text
