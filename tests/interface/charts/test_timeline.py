"""The roadmap stands in order of time, each milestone in its lane, and the same as a list."""

from datetime import date

import pytest

from interface.charts import Milestone, Timeline, timeline
from tests.interface.charts.drawings import NS, place, texts, tree

LANES = ("Culture", "Digital")
ON = date(2026, 3, 10)
MILESTONES = (
    Milestone(date(2026, 7, 1), "Later", "planned", "Digital", window="quarter"),
    Milestone(date(2024, 2, 1), "First", "done", "Culture", "With the working group"),
    Milestone(date(2026, 4, 1), "Slipped", "late", "Digital", moved_from=date(2025, 11, 1)),
    Milestone(date(2024, 2, 1), "Also first", "dropped", "Digital"),
)


def drawn(**options):
    return timeline(Timeline("Roadmap", MILESTONES, ON, LANES, **options))


def test_the_table_is_in_order_of_time_and_says_when_no_more_precisely_than_known():
    rows = drawn().rows
    assert [row[:3] for row in rows] == [
        ("February 2024", "First", "Done"),
        ("February 2024", "Also first", "Dropped"),
        ("April 2026", "Slipped", "Late or moved"),
        ("July to September 2026", "Later", "Planned"),
    ]
    assert rows[2][4] == "November 2025"


def test_markers_go_down_with_time_and_across_with_lanes():
    root = tree(drawn())
    found = {}
    for mark in root.iter(NS + "path", NS + "circle"):
        title = mark.findtext(NS + "title")
        if title:
            found[title.split(": ")[1].rsplit(",", 1)[0]] = place(mark)
    assert found["First"][0] < found["Slipped"][0] == found["Also first"][0] or (
        found["First"][0] < found["Slipped"][0]
    )
    assert found["First"][1] < found["Slipped"][1] < found["Later"][1]


def test_today_stands_between_what_was_and_what_will_be():
    heights = {text.text: float(text.get("y")) for text in texts(tree(drawn()))}
    assert heights["First"] < heights["Today, 10 March 2026"] < heights["Slipped"]


def test_a_list_leaves_out_what_is_not_there():
    items = [[text for _, text in row] for row in drawn().items]
    assert items[0] == ["February 2024", "First", "Done", "Culture", "With the working group"]
    assert items[2] == ["April 2026", "Slipped", "Late or moved", "Digital", "November 2025"]


def test_the_next_milestone_is_said():
    assert "Next: Slipped, April 2026." in drawn().description


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (Milestone(ON, "Title", "soon", "Digital"), "'soon' is not one of"),
        (Milestone(ON, "Title", "done", "Other"), "'Other' is not one of the lanes"),
    ],
)
def test_unknown_statuses_and_lanes_are_refused(wrong, words):
    with pytest.raises(ValueError, match=words):
        timeline(Timeline("Roadmap", (wrong,), ON, LANES))
