"""Themes in numbers: a thousand stories of merging and taking apart, each checked another way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from issues.themes.arithmetic import (
    Report,
    Same,
    Weight,
    is_part_of,
    lead,
    weigh,
    would_close_a_circle,
)

ISSUES = range(6)
issues = st.sampled_from(ISSUES)
merges = st.tuples(st.just("merge"), issues, issues)
unmerges = st.tuples(st.just("unmerge"), issues, st.just(0))
stories = st.lists(st.one_of(merges, merges, unmerges), max_size=14)
minutes = st.sampled_from([None, 0, 5, 10, 15, 30])
practices = st.integers(0, 4)
reports = st.builds(Report, practices, minutes, st.sampled_from([None, 1, 3]))
sames = st.lists(st.tuples(issues, st.builds(Same, practices, minutes)), max_size=8)


def take(links, step):
    """The links after a step, unless the services would refuse it."""
    what, issue, into = step
    if what == "unmerge":
        return {below: above for below, above in links.items() if below != issue}
    if issue in links or would_close_a_circle(links, issue, into):
        return links
    return {**links, issue: into}


def connected(links, issue):
    """Everything that hangs together with an issue, in whichever direction the links go."""
    found, before = {issue}, set()
    while found != before:
        before = set(found)
        for link in links.items():
            if found & set(link):
                found |= set(link)
    return found


@settings(max_examples=1_000, deadline=None)
@given(stories)
def test_what_is_taken_apart_is_exactly_what_it_was(story):
    links, past = {}, []
    for step in story:
        past.append((links, step))
        links = take(links, step)
        assert len(past[-1][0].items() ^ links.items()) <= 1  # nothing else moved
    for before, (what, issue, _into) in reversed(past):
        if what == "merge" and issue not in before and issue in links:
            assert take(links, ("unmerge", issue, 0)) == before
        links = before


def test_a_part_of_a_part_is_part_of_both_and_of_nothing_else():
    links = {1: 2, 2: 3, 4: 3}
    assert [
        (one, other)
        for one in range(1, 6)
        for other in range(1, 6)
        if is_part_of(links, one, other)
    ] == [(1, 2), (1, 3), (2, 3), (4, 3)]


@settings(max_examples=1_000, deadline=None)
@given(stories)
def test_every_issue_leads_somewhere_and_no_links_go_round(story):
    links = {}
    for step in story:
        links = take(links, step)
    for issue in ISSUES:
        seen, above = {issue}, issue
        while above in links:
            above = links[above]
            assert above not in seen
            seen.add(above)
        assert lead(links, issue) == above
        assert {lead(links, other) for other in connected(links, issue)} == {above}


@settings(max_examples=1_000, deadline=None)
@given(stories, st.lists(reports, min_size=len(ISSUES), max_size=len(ISSUES)), sames)
def test_each_practice_counts_once_in_a_theme(story, told, said):
    links = {}
    for step in story:
        links = take(links, step)
    for issue in ISSUES:
        members = connected(links, issue)
        mine = [told[member] for member in members]
        same = [one for of, one in said if of in members]
        weight = weigh(mine, same)
        assert weight.issues == len(members)
        assert weight.practices == len({one.practice for one in [*mine, *same]})
        own = sum((one.minutes or 0) * (one.times or 1) for one in mine)
        raised = {one.practice for one in mine}
        answers = {(one.practice, one.minutes or 0) for one in same if one.practice not in raised}
        largest = dict(sorted(answers))
        assert weight.minutes == own + sum(largest.values())


def test_what_was_not_said_is_not_counted_as_nothing():
    reports = [Report(1, 10, 3), Report(1, None, 9), Report(2, 0, None)]
    assert weigh(reports, [Same(3, None), Same(2, 30)]) == Weight(3, 3, 30, said=2)
