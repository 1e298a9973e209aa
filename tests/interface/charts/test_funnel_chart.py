"""The funnel drawing holds exactly the numbers of its table."""

import re
from dataclasses import replace

import pytest

from interface.charts import FunnelChart, funnel_chart
from interface.pages.chart_gallery import charts
from interface.pages.chart_gallery.invented import SPECIALTIES
from interface.stats import funnel
from tests.interface.charts.drawings import NS, markers, place, ruler, texts, tree, upright_ruler

FUNNELS = [name for name, _ in charts() if name.startswith("Funnel") and "no groups" not in name]


@pytest.mark.parametrize("name", FUNNELS)
def test_markers_stand_at_the_sizes_and_shares_of_the_table(name):
    chart = dict(charts())[name]
    root = tree(chart)
    up, across = upright_ruler(root), ruler(texts(root, "x"), "x")
    found = {title.split(": ")[0]: place(m) for m, title in markers(root)}
    assert len(found) == len(chart.rows)
    for row in chart.rows:
        x, y = found[row[0]]
        assert across(x) == pytest.approx(row[2], abs=abs(across(0.11) - across(0)))
        assert up(y) == pytest.approx(row[3] * 100, abs=abs(up(0.11) - up(0)))
        assert row[3] == row[1] / row[2]


def test_limits_pass_where_the_formula_puts_them():
    result = funnel([(name, 20 + 3 * n, 100 + 40 * n) for n, name in enumerate(SPECIALTIES)])
    root = tree(funnel_chart(FunnelChart("Title", result, "Letters")))
    up, across = upright_ruler(root), ruler(texts(root, "x"), "x")
    curves = [c for c in root.iter(NS + "path") if c.get("d").count("L") > 20]
    assert len(curves) == 4
    for curve, name in zip(curves, ("l998", "l95", "u95", "u998"), strict=True):
        for x, y in re.findall(r"([\d.]+) ([\d.]+)", curve.get("d"))[10:]:
            wanted = getattr(result.limits_at(across(float(x))), name) * 100
            assert up(float(y)) == pytest.approx(wanted, abs=3 * abs(up(0.1) - up(0)))


def test_the_table_is_by_name_and_not_by_rank():
    chart = dict(charts())["Funnel: three differ by more than chance"]
    names = [row[0] for row in chart.rows]
    assert names == sorted(names)


def test_those_far_outside_and_the_readers_own_group_are_named():
    chart = dict(charts())["Funnel: three differ by more than chance"]
    said = {text.text for text in texts(tree(chart), "halo")}
    far = {row[0] for row in chart.rows if "99.8" in row[-1]}
    assert len(far) == 3
    assert far | {"Dermatology"} == said


def test_good_and_bad_are_told_only_where_a_direction_is():
    rows = [("Low", 10, 400), ("High", 200, 400), *[(f"M{n}", 100, 400) for n in range(9)]]
    for good, word in (("high", "worse"), ("low", "better"), ("", "differs")):
        chart = funnel_chart(FunnelChart("Title", funnel(rows), "Letters", good=good))
        told = {row[0]: row[-1] for row in chart.rows}
        if not funnel(rows).use_overdispersed:
            assert told["Low"].endswith(word)
        assert "Within the limits" in told.values()


def test_over_dispersion_and_groups_left_out_are_said():
    groups = dict(charts())
    assert "over-dispersion" in groups["Funnel: groups differ much (over-dispersion)"].notes[0]
    assert "Pain management" in groups["Funnel: no more than chance, one left out"].notes[0]


def test_where_others_are_not_shown_the_average_is_said_to_come_from_all():
    everybody = funnel([("Own", 20, 100), ("Second", 50, 150), ("Third", 60, 250)])
    shown = replace(everybody, groups={"Own": everybody.groups["Own"]})
    chart = funnel_chart(FunnelChart("Title", shown, "Letters", not_shown=(2, 400)))
    assert "The average of 3 specialties is 26% of 500 letters" in chart.description
    assert "chance alone would put" not in chart.description
    assert [row[0] for row in chart.rows] == ["Own"]
