from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from issues.letters.models import LetterVersion, Rule
from tests.accounts.factories import UserFactory
from tests.issues.factories import CategoryFactory
from tests.issues.letters.factories import BODY, LetterFactory, RuleFactory, VersionFactory

pytestmark = pytest.mark.django_db

LIST = reverse("admin:issues_templateletter_changelist")
WORDS = {"subject": "New words", "body": BODY, "requests": "Do it", "reasons": "It is yours"}
AGREEMENT = {
    "agreed_by_practice_side": "the Demo Committee",
    "agreed_by_trust_side": "the Demo Trust",
    "agreed_on-day": "1",
    "agreed_on-month": "11",
    "agreed_on-year": "2025",
    "review_on-day": "1",
    "review_on-month": "11",
    "review_on-year": "2099",
}
PAGES = ["issues_templateletter_change", "letter_words", "letter_agreement", "letter_withdrawal"]


@pytest.fixture
def team(client):
    user = UserFactory(integration_team=True)
    client.force_login(user)
    return user


def address(name, letter):
    return reverse(f"admin:{name}", args=[letter.pk])


@pytest.mark.parametrize("name", [*PAGES, "letter_details"])
@pytest.mark.parametrize("role", ["practice", "specialty", "leadership", "reviewer"])
def test_only_the_team_enters(client, role, name):
    client.force_login(UserFactory(**{role: True}))
    letter = VersionFactory().letter
    assert client.get(address(name, letter)).status_code == 403
    assert client.post(address(name, letter), WORDS).status_code == 403


class TestWords:
    def test_a_preview_shows_the_letter_and_keeps_nothing(self, client, team):
        letter = VersionFactory().letter
        answers = {**WORDS, "preview": "yes", "requests": "Do the new thing"}
        page = client.post(address("letter_words", letter), answers).content.decode()
        assert "Preview" in page and "- Do the new thing" in page and "[Patient name]" in page
        assert letter.versions.count() == 1

    def test_saving_makes_a_version_that_waits(self, client, team):
        letter = VersionFactory().letter
        assert client.post(address("letter_words", letter), WORDS).status_code == 302
        version = LetterVersion.objects.get(number=2)
        assert version.subject == "New words" and version.made_by == team
        assert not version.is_agreed and letter.in_use.number == 1
        assert version.body == BODY  # as typed: line breaks are one character

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"body": f"{BODY} {{surname}}"}, "{surname} is no placeholder of ours"),
            ({"body": "Dear colleagues"}, "The letter must say"),
            ({"reasons": "See {rule}"}, "is no placeholder of ours"),
            ({"subject": ""}, "Enter a subject"),
            ({"body": f"{BODY} 943 476 5919"}, "Remove what looks like"),
        ],
    )
    def test_wrong_words_come_back_with_what_is_wrong(self, client, team, wrong, said):
        letter = VersionFactory().letter
        page = client.post(address("letter_words", letter), {**WORDS, **wrong}).content.decode()
        assert said in unescape(page)
        assert letter.versions.count() == 1

    def test_the_same_words_are_not_kept_twice(self, client, team):
        version = VersionFactory()
        same = {name: getattr(version, name) for name in WORDS}
        page = client.post(address("letter_words", version.letter), same)
        assert b"the words of the newest version already" in page.content
        assert version.letter.versions.count() == 1

    def test_hostile_words_are_shown_and_never_run(self, client, team):
        letter = VersionFactory().letter
        answers = {**WORDS, "preview": "yes", "reasons": "<script>alert(1)</script>"}
        page = client.post(address("letter_words", letter), answers).content.decode()
        assert "&lt;script&gt;alert(1)" in page and "<script>alert(1)" not in page


class TestAgreement:
    def test_both_sides_bring_new_words_into_use(self, client, team):
        version = VersionFactory(draft=True)
        client.post(address("letter_agreement", version.letter), AGREEMENT)
        assert version.letter.in_use == version

    @pytest.mark.parametrize("side", ["agreed_by_practice_side", "agreed_by_trust_side"])
    def test_one_side_is_not_enough(self, client, team, side):
        version = VersionFactory(draft=True)
        answers = {**AGREEMENT, side: ""}
        page = client.post(address("letter_agreement", version.letter), answers)
        assert b"Enter who agreed for" in page.content and version.letter.in_use is None

    def test_a_review_comes_after_the_agreement(self, client, team):
        version = VersionFactory(draft=True)
        today = timezone.localdate()
        names = {"day": today.day, "month": today.month, "year": today.year}
        dates = {
            f"{field}-{k}": v for field in ("agreed_on", "review_on") for k, v in names.items()
        }
        page = client.post(address("letter_agreement", version.letter), {**AGREEMENT, **dates})
        assert b"a later day of review" in page.content and version.letter.in_use is None

    def test_withdrawn_words_are_refused_in_words(self, client, team):
        letter = VersionFactory(withdrawn=True).letter
        page = client.post(address("letter_agreement", letter), AGREEMENT)
        assert b"Write a new version first" in page.content

    def test_a_letter_without_words_has_nothing_to_agree_on(self, client, team):
        assert client.get(address("letter_agreement", LetterFactory())).status_code == 404


class TestWithdrawal:
    def test_it_asks_for_a_reason_before_it_withdraws(self, client, team):
        letter, other = VersionFactory().letter, VersionFactory().letter
        page = client.get(address("letter_withdrawal", letter)).content.decode()
        assert "Withdraw this letter?" in page
        client.post(address("letter_withdrawal", letter), {"reason": "", "instead": other.pk})
        assert not letter.is_withdrawn
        answers = {"reason": "It has changed.", "instead": other.pk}
        client.post(address("letter_withdrawal", letter), answers)
        letter.refresh_from_db()
        assert letter.is_withdrawn and letter.replaced_by == other

    def test_a_letter_cannot_replace_itself(self, client, team):
        letter = VersionFactory().letter
        answers = {"reason": "It has changed.", "instead": letter.pk}
        client.post(address("letter_withdrawal", letter), answers)
        assert not letter.is_withdrawn

    def test_twice_is_refused_in_words(self, client, team):
        letter = VersionFactory(withdrawn=True).letter
        page = client.post(address("letter_withdrawal", letter), {"reason": "Again."})
        assert b"not in use" in page.content

    def test_the_lists_action_leads_to_the_question(self, client, team):
        letters = [VersionFactory().letter, VersionFactory().letter]
        action = {"action": "withdraw_letters", "_selected_action": [letters[0].pk]}
        assert client.post(LIST, action).url == address("letter_withdrawal", letters[0])
        action["_selected_action"] = [letter.pk for letter in letters]
        assert b"Choose one letter" in client.post(LIST, action, follow=True).content
        assert letters[0].in_use and letters[1].in_use


class TestList:
    def test_it_can_be_narrowed_to_what_needs_doing(self, client, team):
        today = timezone.localdate()
        letters = {
            "due": VersionFactory(review_on=today + timedelta(days=60)).letter,
            "past": VersionFactory(review_on=today - timedelta(days=1)).letter,
            "waiting": VersionFactory(draft=True).letter,
            "withdrawn": VersionFactory(withdrawn=True).letter,
            "": VersionFactory(review_on=today + timedelta(days=61)).letter,
        }
        for state in ("due", "past", "waiting", "withdrawn"):
            page = client.get(LIST, {"state": state})
            assert list(page.context["cl"].result_list) == [letters[state]], state
        assert client.get(LIST).context["cl"].result_count == 5

    def test_it_shows_how_often_each_letter_was_taken(self, client, team):
        letter = VersionFactory().letter
        for _ in range(2):
            client.post(reverse("copied_letter", args=[letter.code]), {"requests": 0, "reasons": 0})
        (row,) = client.get(LIST).context["cl"].result_list
        assert row.used == 2
        uses = client.get(reverse("admin:issues_letteruse_changelist")).content.decode()
        assert letter.title in uses and "Copied" in uses

    def test_counts_and_letters_cannot_be_typed_or_deleted(self, client, team):
        letter = VersionFactory().letter
        assert client.get(reverse("admin:issues_letteruse_add")).status_code == 403
        assert client.get(address("issues_templateletter_delete", letter)).status_code == 403

    def test_a_letters_page_shows_its_words_and_its_versions(self, client, team):
        letter = VersionFactory(past_review=True).letter
        VersionFactory(letter=letter, number=2, draft=True)
        page = client.get(address("issues_templateletter_change", letter)).content.decode()
        for expected in (
            "Past its review",
            "New words wait",
            "version 2, not yet agreed",
            "Version 1",
        ):
            assert expected in page

    def test_what_stands_around_the_words_is_edited_with_its_author_in_history(self, client, team):
        letter = LetterFactory()
        answers = {"title": "Other title", "use_when": "Then.", "rule_code": "R2"}
        client.post(address("letter_details", letter), {**answers, "categories": []})
        letter.refresh_from_db()
        assert letter.title == "Other title"
        assert letter.events.order_by("pgh_id").last().pgh_context["by"] == team.pk


class TestRules:
    def test_a_new_edition_begins_when_the_old_one_ends(self, client, team):
        rule = RuleFactory(code="R6", effective_to="2026-03-31")
        answers = {
            "code": "R6",
            "title": "Demo rule",
            "duty": "Other words.",
            "source": "NHS Standard Contract, Service Conditions",
            "effective_from": "01/04/2026",
            "categories": [CategoryFactory().pk],
            "_saveasnew": "Save as new",
        }
        client.post(reverse("admin:issues_rule_change", args=[rule.pk]), answers)
        assert [edition.duty for edition in Rule.objects.filter(code="R6")] == [
            rule.duty,
            "Other words.",
        ]

    def test_an_edition_that_overlaps_is_refused_in_words(self, client, team):
        RuleFactory(code="R6")
        answers = {
            "code": "R6",
            "title": "Demo rule",
            "duty": "Other words.",
            "source": "NHS Standard Contract, Service Conditions",
            "effective_from": "01/04/2026",
        }
        page = client.post(reverse("admin:issues_rule_add"), answers)
        assert b"Another edition of this rule holds" in page.content
        assert Rule.objects.count() == 1

    def test_rules_in_force_can_be_told_from_past_ones(self, client, team):
        past = RuleFactory(effective_to="2024-01-01")
        present = RuleFactory()
        address = reverse("admin:issues_rule_changelist")
        for answer, rule in (("yes", present), ("no", past)):
            page = client.get(address, {"in_force": answer})
            assert list(page.context["cl"].result_list) == [rule]
