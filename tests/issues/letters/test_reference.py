from itertools import combinations

import pytest
from django.utils import timezone

import issues.reference
from issues.letters import filling, reference
from issues.letters.models import LetterVersion, Rule, TemplateLetter
from issues.models import Category
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import IssueFactory

pytestmark = pytest.mark.django_db

CODES = [f"L{number}" for number in range(1, 12)]


@pytest.fixture(scope="module")
def loaded(for_the_module):
    for_the_module(issues.reference.load)


def test_there_are_thirteen_rules_and_eleven_letters(loaded):
    assert set(Rule.objects.values_list("code", flat=True)) == {f"R{n}" for n in range(1, 14)}
    assert list(TemplateLetter.objects.values_list("code", flat=True)) == CODES


def test_loading_again_adds_nothing_and_keeps_what_was_changed(loaded):
    Rule.objects.filter(code="R1").update(duty="Changed by the team.")
    before = Rule.objects.count(), LetterVersion.objects.count()
    assert reference.load() == "Rules: 0 added. Template letters: 0 added"
    assert (Rule.objects.count(), LetterVersion.objects.count()) == before
    assert Rule.objects.get(code="R1").duty == "Changed by the team."


def test_every_category_but_the_last_has_a_rule_in_force_and_a_letter(loaded):
    today = timezone.localdate()
    for category in Category.objects.exclude(code="OTH"):
        assert category.rules.in_force(on=today).exists(), category.code
        assert category.letters.exists(), category.code


def test_every_rule_that_a_letter_names_is_there(loaded):
    known = set(Rule.objects.in_force(on=timezone.localdate()).values_list("code", flat=True))
    for version in LetterVersion.objects.select_related("letter"):
        items = [*version.request_items, *version.reason_items]
        named = {version.letter.rule_code} | {item.rule_code for item in items if item.rule_code}
        assert named <= known, version


def test_a_clause_that_the_lmc_has_to_confirm_is_in_no_letter(loaded):
    for rule in Rule.objects.exclude(to_confirm=""):
        assert "to be confirmed by the LMC" in rule.to_confirm
        assert not rule.clause or rule.clause not in rule.citation


def test_the_agreement_of_a_demonstration_is_plainly_invented(loaded):
    for version in LetterVersion.objects.all():
        assert "Demo" in version.agreed_by_practice_side and "Demo" in version.agreed_by_trust_side


def every_choice(items):
    """Each way of ticking at least one of them."""
    for size in range(1, len(items) + 1):
        yield from combinations(items, size)


@pytest.mark.parametrize("code", CODES)
def test_a_letter_can_be_filled_whatever_is_ticked(loaded, code):
    version = TemplateLetter.objects.get(code=code).current
    issue, today = IssueFactory(), timezone.localdate()
    requests, reasons = version.request_items, version.reason_items
    choices = [(ticked, reasons[:1]) for ticked in every_choice(requests)]
    choices += [(requests[:1], ticked) for ticked in every_choice(reasons)]
    assert len(choices) == 2 ** len(requests) + 2 ** len(reasons) - 2
    for ticked_requests, ticked_reasons in choices:
        letter = filling.fill(
            version,
            requests=ticked_requests,
            reasons=ticked_reasons,
            on=today,
            specialty=issue.specialty,
            issue=issue,
            practice="Demo Surgery",
        )
        assert "{" not in letter.text and "}" not in letter.text
        for item in [*requests, *reasons]:
            ticked = item in [*ticked_requests, *ticked_reasons]
            assert (f"- {item.words}\n" in letter.text) == ticked
        assert "(NHS " in letter.text
        for expected in (issue.reference, "Demo Surgery", issue.specialty.name, "[Patient name]"):
            assert expected in letter.text


@pytest.mark.parametrize("code", CODES)
def test_a_letter_is_courteous_and_says_who_acts(loaded, code):
    version = TemplateLetter.objects.get(code=code).current
    for expected in (
        "Thank you for",
        "Who does what now:",
        "The patient has a copy",
        "not a criticism of you",
        "[NHS number]",
    ):
        assert (
            expected
            in filling.fill(
                version,
                requests=version.request_items,
                reasons=version.reason_items,
                on=timezone.localdate(),
                specialty=SpecialtyFactory.build(),
            ).text
        )
