import random

import pytest

from issues import services
from issues.models import Direction, Issue, Kind, ThemeTitle
from issues.themes import arithmetic, families
from issues.themes.arithmetic import Report, Same, weigh
from issues.themes.services import (
    AlreadyPart,
    AlreadyPartOfIt,
    LeadsNothing,
    NotAlike,
    NotPart,
    PartOfItself,
    ThemeIsClosed,
    WouldCloseACircle,
    merge,
    name,
    unmerge,
)
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory
from tests.issues.factories import IssueFactory
from tests.issues.themes.factories import EndorsementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


def everything():
    """All that is stored of every issue, but for the counter of its steps."""
    rows = Issue.objects.order_by("pk").values()
    return [{key: value for key, value in row.items() if key != "version"} for row in rows]


class TestMerging:
    def test_it_is_a_link_and_nothing_else(self, team):
        part, theme = IssueFactory(with_specialty=True), IssueFactory(triaged=True)
        before = everything()
        merge(part, into=theme, by=team)
        part.refresh_from_db()
        assert part.part_of == theme
        unmerge(part, by=team)
        assert everything() == before

    def test_parts_of_a_part_belong_to_the_same_theme_and_leave_with_it(self, team):
        first, second, third = IssueFactory.create_batch(3)
        merge(first, into=second, by=team)
        merge(second, into=third, by=team)
        found = families.families([first.pk, third.pk])
        assert found[first.pk] == found[third.pk]
        assert found[first.pk].lead == third.pk
        assert set(found[first.pk].members) == {first.pk, second.pk, third.pk}
        unmerge(second, by=team)
        assert families.families([first.pk])[first.pk].lead == second.pk
        assert not families.families([third.pk])[third.pk].is_theme

    def test_it_is_no_part_of_itself(self, team):
        issue = IssueFactory()
        with pytest.raises(PartOfItself):
            merge(issue, into=issue, by=team)

    def test_it_is_part_of_one_other_at_a_time(self, team):
        part, theme, other = IssueFactory.create_batch(3)
        merge(part, into=theme, by=team)
        with pytest.raises(AlreadyPartOfIt):
            merge(part, into=theme, by=team)
        with pytest.raises(AlreadyPart, match=str(theme)):
            merge(part, into=other, by=team)

    def test_links_do_not_go_round(self, team):
        first, second, third = IssueFactory.create_batch(3)
        merge(first, into=second, by=team)
        merge(second, into=third, by=team)
        with pytest.raises(WouldCloseACircle):
            merge(third, into=first, by=team)

    @pytest.mark.parametrize(
        "other", [{"kind": Kind.PRAISE}, {"direction": Direction.TRUST_TO_PRACTICE}]
    )
    def test_what_is_not_alike_stays_apart(self, team, other):
        for part, theme in [({}, other), (other, {})]:
            with pytest.raises(NotAlike):
                merge(IssueFactory(**part), into=IssueFactory(**theme), by=team)

    def test_an_open_issue_waits_for_no_answer_from_a_closed_theme(self, team):
        closed = IssueFactory(closed=True)
        with pytest.raises(ThemeIsClosed):
            merge(IssueFactory(), into=closed, by=team)
        between = IssueFactory(closed=True)
        merge(between, into=closed, by=team)
        with pytest.raises(ThemeIsClosed):
            merge(IssueFactory(), into=between, by=team)

    def test_what_is_closed_may_be_counted_with_a_theme(self, team):
        part = IssueFactory(closed=True)
        merge(part, into=IssueFactory(), by=team)
        part.refresh_from_db()
        assert part.is_closed
        assert part.is_part

    def test_only_the_team_puts_together_and_takes_apart(self):
        part, theme = IssueFactory.create_batch(2)
        for by in (part.raised_by, UserFactory(leadership=True)):
            with pytest.raises(services.NotYours):
                merge(part, into=theme, by=by)
            with pytest.raises(services.NotYours):
                unmerge(part, by=by)
            with pytest.raises(services.NotYours):
                name(part, title="Scans", by=by)

    def test_a_page_seen_before_somebody_elses_step_is_stale(self, team):
        part, theme = IssueFactory.create_batch(2)
        with pytest.raises(services.ChangedMeanwhile):
            merge(part, into=theme, by=team, seen=part.version + 1)
        merge(part, into=theme, by=team, seen=part.version)
        with pytest.raises(services.ChangedMeanwhile):
            unmerge(part, by=team, seen=part.version)

    def test_whoever_was_answering_the_theme_learns_that_more_will_read_it(self, team):
        part, theme = IssueFactory.create_batch(2)
        merge(part, into=theme, by=team)
        with pytest.raises(services.ChangedMeanwhile):
            services.answer(theme, text="We changed it.", by=team, seen=theme.version)

    def test_what_is_part_of_nothing_cannot_be_taken_out(self, team):
        with pytest.raises(NotPart):
            unmerge(IssueFactory(), by=team)


class TestNaming:
    def test_a_theme_has_a_title_until_it_is_taken_off(self, team):
        part, theme = IssueFactory.create_batch(2)
        merge(part, into=theme, by=team)
        name(theme, title=" Scans nobody chases ", by=team)
        assert ThemeTitle.objects.get().title == "Scans nobody chases"
        name(theme, title="", by=team)
        assert not ThemeTitle.objects.exists()

    def test_what_leads_nothing_has_no_title(self, team):
        part, theme = IssueFactory.create_batch(2)
        merge(part, into=theme, by=team)
        for issue in (part, IssueFactory()):
            with pytest.raises(LeadsNothing):
                name(issue, title="Scans", by=team)


@pytest.mark.parametrize("seed", range(12))
def test_random_stories_agree_with_the_arithmetic(team, seed):
    """Merging and taking apart at random: links, families and weights, worked out both ways."""
    dice = random.Random(seed)
    practices = PracticeFactory.create_batch(4)
    issues = [
        IssueFactory(
            practice=dice.choice(practices), raised_by=None,
            minutes_lost=dice.choice([None, 5, 30]), times_seen=dice.choice([None, 2]),
        )
        for _ in range(5)
    ]  # fmt: skip
    for issue, practice in {(dice.choice(issues), dice.choice(practices)) for _ in range(6)}:
        EndorsementFactory(issue=issue, practice=practice, minutes_lost=dice.choice([None, 10]))
    links, before = {}, everything()
    for _ in range(12):
        issue, into = dice.choice(issues), dice.choice(issues)
        part = issue.pk in links
        if dice.random() < 0.35:
            if take(not part, unmerge, issue, by=team):
                del links[issue.pk]
        else:
            circle = arithmetic.would_close_a_circle(links, issue.pk, into.pk)
            if take(part or circle, merge, issue, into=into, by=team):
                links[issue.pk] = into.pk
        check(issues, links)
    for issue in issues:
        if issue.pk in links:
            unmerge(issue, by=team)
    assert everything() == before


def take(refused, service, *args, **kwargs):
    """Take a step that must be refused, or must not; whether it was taken."""
    if not refused:
        service(*args, **kwargs)
        return True
    with pytest.raises(services.Refused):
        service(*args, **kwargs)
    return False


def check(issues, links):
    stored = Issue.objects.exclude(part_of=None).values_list("pk", "part_of")
    assert dict(stored) == links
    found = families.families([issue.pk for issue in issues])
    weighed = families.weights(found.values())
    for issue in issues:
        lead = arithmetic.lead(links, issue.pk)
        members = [one for one in issues if arithmetic.lead(links, one.pk) == lead]
        assert found[issue.pk].lead == lead
        assert set(found[issue.pk].members) == {one.pk for one in members}
        same = [
            Same(said.practice_id, said.minutes_lost)
            for one in members
            for said in one.endorsements.standing()
        ]
        told = [Report(one.practice_id, one.minutes_lost, one.times_seen) for one in members]
        assert weighed[lead] == weigh(told, same)
