from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from issues.letters.models import RuleForCategory
from issues.letters.services import rule_for, rules_for
from tests.issues.factories import CategoryFactory
from tests.issues.letters.factories import RuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editions():
    """A rule that changed on 1 April 2020, and the category it governs."""
    category = CategoryFactory()
    old = RuleFactory(
        code="R6",
        duty="Within 14 days.",
        effective_from=date(2018, 4, 1),
        effective_to=date(2020, 3, 31),
        categories=[category],
    )
    new = RuleFactory(
        code="R6", duty="Within 7 days.", effective_from=date(2020, 4, 1), categories=[category]
    )
    return category, old, new


def test_the_rule_is_the_one_in_force_on_the_day(editions):
    category, old, new = editions
    assert rule_for(category, on=date(2018, 4, 1)) == old
    assert rule_for(category, on=date(2020, 3, 31)) == old
    assert rule_for(category, on=date(2020, 4, 1)) == new
    assert rule_for(category, on=date(2030, 1, 1)) == new


def test_before_the_first_edition_there_is_no_rule(editions):
    assert rule_for(editions[0], on=date(2018, 3, 31)) is None


def test_a_category_may_come_under_several_rules_in_the_order_of_their_numbers():
    category = CategoryFactory()
    tenth, second = (RuleFactory(code=code, categories=[category]) for code in ("R10", "R2"))
    assert rules_for(category, on=date(2026, 1, 1)) == [second, tenth]


def test_two_editions_never_hold_on_the_same_day(editions):
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleFactory(code="R6", effective_from=date(2019, 1, 1), effective_to=date(2019, 1, 1))


def test_whoever_edits_hears_of_the_overlap_in_words(editions):
    other = RuleFactory.build(code="R6", effective_from=date(2025, 1, 1))
    with pytest.raises(ValidationError, match="Another edition of this rule"):
        other.full_clean()


def test_a_rule_does_not_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleFactory(effective_from=date(2024, 1, 2), effective_to=date(2024, 1, 1))


def test_a_clause_is_quoted_once_it_is_sure():
    assert RuleFactory.build().citation == "NHS Standard Contract, Service Conditions SC99.9"
    unsure = RuleFactory.build(to_confirm="Sub-clause: to be confirmed by the LMC")
    assert unsure.citation == "NHS Standard Contract, Service Conditions"
    assert RuleFactory.build(contract_year="2018/19").citation.endswith("SC99.9 (2018/19)")


def test_which_categories_a_rule_governs_is_in_history():
    rule, category = RuleFactory(), CategoryFactory()
    rule.categories.add(category)
    rule.categories.remove(category)
    labels = RuleForCategory.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label")
    assert [label for (label,) in labels] == ["insert", "delete"]
