"""What counts as the same, and how well it is found."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

import issues.reference
from interface.directory import reference as directory
from issues import recall
from issues.models import HAS_ANSWER, Issue
from issues.search import keys
from issues.similar import similar
from tests.directory.factories import PracticeFactory
from tests.issues.factories import IssueFactory

pytestmark = pytest.mark.django_db
PAIRS = Path(__file__).with_name("paraphrases.jsonl")
SAYS = "No fit note was given after the hip operation."


def ask(text, issue, **changes):
    where = {
        "specialty": issue.specialty,
        "category": issue.category,
        "practice": PracticeFactory(),
    }
    return [match.issue for match in similar(text, **{**where, **changes})]


@pytest.mark.parametrize(
    "text",
    [
        "Discharged without a MED3 following arthroplasty",
        "had to write a sick note, patient had a new hip",
        "NO FIT NOTES AFTER HIP OP!!!",
        "no fit nte after hip operaton",
        "“fit note” – hip & operation | ! :* <-> \\ ' \0",
    ],
)
def test_another_wording_of_the_same_is_found(text):
    issues.reference.load()
    issue = IssueFactory(what_happened=SAYS)
    assert ask(text, issue) == [issue]


@pytest.mark.parametrize("text", ["the and of", "???", "'", "\0", "x", "été ☂", "!" * 500, ""])
def test_a_text_that_says_nothing_finds_nothing(text):
    assert ask(text, IssueFactory(what_happened=SAYS)) == []


def test_a_text_as_long_as_allowed_is_read():
    issue = IssueFactory(what_happened=SAYS)
    assert ask(("no fit note after the hip operation " * 20)[:500], issue) == [issue]


def test_the_team_s_summary_is_read_as_well():
    issue = IssueFactory(what_happened="Once more.", public_summary="No fit notes after operations")
    assert ask("sick note missing after an operation", issue) == [issue]


def test_at_most_three_are_found_and_the_likeliest_comes_first():
    first = IssueFactory(what_happened=SAYS)
    where = {"specialty": first.specialty, "category": first.category}
    for n in range(5):
        IssueFactory(what_happened=f"Fit note too short, case {n} of the clinic.", **where)
    found = ask(SAYS, first)
    assert len(found) == 3 and found[0] == first


def test_not_sure_which_specialty_looks_in_all_of_them():
    issue = IssueFactory(what_happened=SAYS)
    assert ask("no sick note after hip operation", issue, specialty=None) == [issue]


def test_what_was_closed_long_ago_is_another_story():
    issue = IssueFactory(what_happened=SAYS, closed=True)
    assert ask(SAYS, issue) == [issue]
    Issue.objects.filter(pk=issue.pk).update(closed_at=timezone.now() - timedelta(days=400))
    assert ask(SAYS, issue) == []


def test_an_older_issue_is_found_too():
    issue = IssueFactory(what_happened=SAYS, raised_at=timezone.now() - timedelta(days=1_500))
    assert ask(SAYS, issue) == [issue]


def test_keys_know_which_issues_have_an_answer():
    assert {str(status) for status in HAS_ANSWER} == set(keys.WITH_ANSWER)


@pytest.fixture
def reference_data():
    directory.load()
    issues.reference.load()


def test_four_of_five_paraphrases_are_found_among_two_thousand(reference_data):
    pairs = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    assert len(pairs) == 60 and len({pair["category"] for pair in pairs}) == 12
    found = recall.measure(pairs, 2_000).by_use()
    for use in ("tune", "hold", "all"):
        assert found[use].in_three >= 0.8 * found[use].asked, str(found[use])


def test_the_command_reports_and_leaves_nothing(reference_data, capsys):
    call_command("similar_recall", str(PAIRS), "--among", "50", "--missed", "tune")
    said = capsys.readouterr().out
    assert "all    60 pairs: recall@1" in said and "Offered a match" in said
    assert not Issue.objects.exists()
