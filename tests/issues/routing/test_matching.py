"""Which rule decides, and which is never reached: on rules that are not stored."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from interface.directory.models import Organisation
from issues.models import Category
from issues.routing.matching import decide, facts, hidden_by
from issues.routing.models import RoutingRule

FIT = Category(pk=4, code="FIT", label="Fit notes", ask=4)
TSK = Category(pk=6, code="TSK", label="Tasks", ask=None)


def rule(position=1, *, category=None, **said):
    days = {"valid_from": date(2026, 1, 1), "is_on": True, "at_once": True}
    return RoutingRule(
        name=f"Rule {position}", position=position, category=category, **{**days, **said}
    )


def known(**changes):
    said = {
        "specialty_id": 7, "category": FIT, "practice": Organisation(place="Mid Notts"),
        "risk": "", "kind": "issue", "direction": "practice_to_trust",
    }  # fmt: skip
    return facts(**{**said, **changes})


def test_the_first_rule_that_fits_decides_each_effect():
    first = rule(1, category=FIT, priority="prompt")
    second = rule(2, priority="same_day", answer_within=3)
    decided = decide([first, second], known())
    assert (decided["priority"].rule, decided["priority"].value) == (first, "prompt")
    assert (decided["answer_within"].rule, decided["answer_within"].value) == (second, 3)


def test_every_condition_must_fit():
    one = rule(
        specialty_id=7, category=FIT, ask=4, place="Mid Notts", kind="issue", answer_within=3
    )
    assert decide([one], known())
    for other in ({"specialty_id": 8}, {"category": TSK}, {"kind": "idea"}):
        assert not decide([one], known(**other))


def test_possible_harm_is_either_answer():
    one = rule(possible_harm=True, answer_within=1)
    assert decide([one], known(risk="harmed")) and decide([one], known(risk="could_have_harmed"))
    assert not decide([one], known(risk="none"))


def test_a_reporter_who_was_not_sure_can_be_looked_for():
    one = rule(specialty_unknown=True, answer_within=1)
    assert decide([one], known(specialty_id=None)) and not decide([one], known())


class TestNeverReached:
    def test_a_wider_rule_before_it_hides_it(self):
        wide, narrow = rule(1, answer_within=5), rule(2, category=FIT, answer_within=3)
        assert hidden_by(narrow, [wide]) == [wide]
        assert hidden_by(wide, [narrow]) == []

    def test_a_categorys_ask_hides_it_too(self):
        assert hidden_by(rule(2, category=FIT, answer_within=3), [rule(1, ask=4, answer_within=5)])

    def test_one_effect_that_is_free_keeps_it_reached(self):
        wide = rule(1, answer_within=5)
        assert hidden_by(rule(2, answer_within=3, priority="prompt"), [wide]) == []

    def test_several_together_hide_it(self):
        above = [rule(1, answer_within=5), rule(2, priority="prompt")]
        assert hidden_by(rule(3, answer_within=3, priority="same_day"), above) == above

    def test_what_is_off_or_over_hides_nothing(self):
        narrow = rule(2, category=FIT, answer_within=3)
        assert hidden_by(narrow, [rule(1, answer_within=5, is_on=False)]) == []
        assert hidden_by(narrow, [rule(1, answer_within=5, valid_to=date(2026, 6, 30))]) == []

    def test_what_only_proposes_hides_nothing_that_applies_by_itself(self):
        assert hidden_by(rule(2, answer_within=3), [rule(1, answer_within=5, at_once=False)]) == []


rules = st.builds(
    rule,
    position=st.integers(1, 9),
    category=st.sampled_from([None, FIT, TSK]),
    specialty_id=st.sampled_from([None, 7, 8]),
    ask=st.sampled_from([None, 3, 4]),
    possible_harm=st.booleans(),
    priority=st.sampled_from(["", "prompt", "same_day"]),
    answer_within=st.sampled_from([None, 3]),
    triage_within=st.sampled_from([None, 1]),
)
issues = st.builds(
    known,
    category=st.sampled_from([FIT, TSK]),
    specialty_id=st.sampled_from([None, 7, 8]),
    risk=st.sampled_from(["", "harmed"]),
)


@settings(max_examples=1_000)
@given(st.lists(rules, max_size=5), issues)
def test_what_is_never_reached_never_decides(above, issue):
    for number, one in enumerate(above):
        if hidden_by(one, above[:number]):
            decided = decide(above, issue)
            assert all(decision.rule is not one for decision in decided.values())
