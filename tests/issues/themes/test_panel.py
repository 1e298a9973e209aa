"""What the desk shows of a theme is what the theme is, in as few questions as it takes."""

import pytest
from django.utils import timezone
from lxml import html

from issues.models import Issue, ThemeTitle
from issues.themes.families import families, weights
from issues.themes.following import readers
from issues.themes.panel import readers_of_theme, theme_of
from tests.directory.factories import PracticeFactory
from tests.issues.factories import IssueFactory
from tests.issues.themes.factories import EndorsementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    """A lead with an open part, an answered one, and a part of that: oldest last, one not sure."""
    lead = IssueFactory(minutes_lost=10, times_seen=3)
    part = IssueFactory(part_of=lead, minutes_lost=5, with_specialty=True)
    answered = IssueFactory(part_of=lead, answered=True, practice=part.practice)
    deeper = IssueFactory(part_of=answered, specialty=None)
    ThemeTitle.objects.create(issue=lead, title="Fit notes of one week")
    elsewhere = PracticeFactory()
    EndorsementFactory(issue=part, practice=elsewhere, minutes_lost=15)
    EndorsementFactory(issue=deeper, practice=elsewhere, minutes_lost=30)
    EndorsementFactory(issue=lead, withdrawn_at=timezone.now(), minutes_lost=60)
    IssueFactory()
    return [lead, part, answered, deeper]


def test_each_of_a_theme_shows_all_of_it_the_lead_first(theme, django_assert_num_queries):
    lead, _, answered, deeper = theme
    for issue in theme:
        with django_assert_num_queries(2 if issue.part_of_id is None else 1):  # has it parts?
            panel = theme_of(issue)
        assert [one.pk for one in panel.members] == [one.pk for one in theme]
        assert (panel.lead.pk, panel.title) == (lead.pk, "Fit notes of one week")
    shown = panel.members[-1]
    assert (shown.reference, shown.part_of_reference) == (deeper.reference, answered.reference)
    assert (shown.practice, shown.specialty) == (deeper.practice.name, "")
    assert (shown.what_happened, shown.standing) == (
        deeper.what_happened, f"{deeper.practice.name}, new",
    )  # fmt: skip


def test_each_has_a_line_and_all_but_the_one_whose_page_it_is_a_link(theme):
    lead, part, answered, deeper = theme
    Issue.objects.filter(pk=part.pk).update(what_happened="<b>Fit</b> note " + "of one week " * 9)
    lines = html.fragments_fromstring(theme_of(answered).lines)
    assert [line.xpath("string(.//a|.//strong)") for line in lines] == [
        issue.reference for issue in theme
    ]
    assert [bool(line.xpath(".//a")) for line in lines] == [True, True, False, True]
    said = [line.text_content() for line in lines]
    assert said[0].startswith(f"{lead.reference} leads it: {lead.practice}, {lead.specialty}, new")
    assert said[3].startswith(f"{deeper.reference} as part of {answered.reference}: ")
    assert "<b>Fit</b> note" in said[1] and said[1].endswith(" …")


def test_it_weighs_what_the_list_of_themes_says(theme):
    lead, _, _, deeper = theme
    [weight] = weights({families([deeper.pk])[deeper.pk]}).values()
    assert theme_of(lead).weight == theme_of(deeper).weight == weight
    assert (weight.issues, weight.practices) == (4, 4)
    assert weight.minutes == 10 * 3 + 5 + 30


def test_an_issue_of_its_own_shows_no_theme():
    assert theme_of(IssueFactory()) is None


@pytest.mark.parametrize("closing", [False, True])
def test_those_who_read_an_answer_are_those_it_goes_to(theme, closing, django_assert_num_queries):
    for issue in theme:
        expected = readers(issue, closing=closing).count()
        said = readers_of_theme(issue, closing=closing)
        issue.has_parts, issue.theme = bool(expected), theme_of(issue)
        with django_assert_num_queries(0):  # the page has read it already
            assert readers_of_theme(issue, closing=closing) == said
        assert said.startswith(f", and whoever raised {expected} issue") if expected else not said
    assert readers(theme[0], closing=closing).count() == (3 if closing else 2)
