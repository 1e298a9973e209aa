"""Small multiples share one scale and hold the numbers of their table."""

from datetime import date, timedelta

import pytest

from interface.charts import Panel, SmallMultiples, small_multiples
from interface.stats import xmr
from tests.interface.charts.drawings import markers, number, place, titled_day, tree

WEEKS = [date(2024, 1, 1) + timedelta(weeks=week) for week in range(14)]


def test_the_same_value_and_day_stand_at_the_same_place_in_every_panel_of_a_row():
    panels = tuple(
        Panel(name, xmr(WEEKS, [level + (week % 3) for week in range(14)]))
        for name, level in (("A", 3), ("B", 20), ("C", 3))
    )
    chart = small_multiples(SmallMultiples("T", panels, "Issues", "Each point is one week"))
    found = [(titled_day(t), number(t.split(": ")[1]), *place(m)) for m, t in markers(tree(chart))]
    assert len(found) == len(chart.rows) == 42
    heights = {}
    for _, value, _, y in found:
        assert heights.setdefault(value, y) == pytest.approx(y, abs=0.11)
    values = sorted(heights)
    pace = (heights[values[-1]] - heights[values[0]]) / (values[-1] - values[0])
    for value in values:
        assert heights[value] == pytest.approx(
            heights[values[0]] + pace * (value - values[0]), abs=0.11
        )
    across = sorted(x for day, _, x, _ in found if day == WEEKS[5])
    assert across[1] - across[0] == pytest.approx(across[2] - across[1], abs=0.11)


def test_the_description_names_those_that_changed():
    steady, risen = [5.0, 6.0] * 7, [5.0] * 7 + [30.0] * 7
    panels = (
        Panel("Steady", xmr(WEEKS, steady, improvement_direction="decrease")),
        Panel("Risen", xmr(WEEKS, risen, improvement_direction="decrease")),
    )
    chart = small_multiples(SmallMultiples("T", panels, "Issues", "Each point is one week"))
    assert "Cause for concern: Risen." in chart.description
    alone = small_multiples(SmallMultiples("T", panels[:1], "Issues", "Each point is one week"))
    assert "None has changed more than chance explains." in alone.description
