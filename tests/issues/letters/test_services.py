from datetime import date
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from issues.letters import services
from issues.letters.models import LetterUse, UseKind
from issues.models import Direction, Kind
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory
from tests.issues.letters.factories import BODY, LetterFactory, RuleFactory, VersionFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 12)
WORDS = {"subject": "New", "body": BODY, "requests": "Do it", "reasons": "It is yours"}
AGREEMENT = {
    "agreed_by_practice_side": "the Demo Committee",
    "agreed_by_trust_side": "the Demo Trust",
    "agreed_on": date(2026, 11, 1),
    "review_on": date(2027, 11, 1),
}


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


def actions(row):
    return [(event.pgh_context or {}).get("action") for event in row.events.order_by("pgh_id")]


class TestWriting:
    def test_new_words_are_the_next_version_and_not_yet_in_use(self, team):
        letter = VersionFactory().letter
        version = services.save_version(letter, **WORDS, by=team)
        assert version.number == 2 and version.made_by == team and not version.is_agreed
        assert letter.in_use.number == 1
        assert actions(version) == ["wrote a version of a letter"]

    def test_an_unknown_placeholder_is_refused(self, team):
        letter = LetterFactory()
        with pytest.raises(ValidationError):
            services.save_version(letter, **{**WORDS, "body": BODY + "{surname}"}, by=team)
        assert not letter.versions.exists()


class TestAgreeing:
    def test_agreed_words_come_into_use(self, team):
        version = VersionFactory(draft=True)
        services.agree(version, **AGREEMENT, by=team)
        assert version.letter.in_use == version
        assert actions(version)[-1] == "recorded the agreement on a letter"

    def test_an_agreement_is_renewed_after_a_review(self, team):
        version = VersionFactory(past_review=True)
        services.agree(version, **AGREEMENT, by=team)
        assert version.letter.in_use.review_on == date(2027, 11, 1)

    def test_one_side_is_not_enough(self, team):
        version = VersionFactory(draft=True)
        with pytest.raises(ValidationError, match="both sides"):
            services.agree(version, **{**AGREEMENT, "agreed_by_trust_side": ""}, by=team)

    def test_older_words_cannot_be_agreed_on(self, team):
        old = VersionFactory()
        VersionFactory(letter=old.letter, number=2, draft=True)
        with pytest.raises(services.Refused, match="not the newest"):
            services.agree(old, **AGREEMENT, by=team)

    def test_withdrawn_words_cannot_be_agreed_on(self, team):
        with pytest.raises(services.Refused, match="was withdrawn"):
            services.agree(VersionFactory(withdrawn=True), **AGREEMENT, by=team)

    def test_new_words_bring_a_withdrawn_letter_back(self, team):
        letter = VersionFactory(withdrawn=True, letter__replaced_by=LetterFactory()).letter
        version = services.save_version(letter, **WORDS, by=team)
        services.agree(version, **AGREEMENT, by=team)
        letter.refresh_from_db()
        assert letter.in_use == version and letter.replaced_by is None


class TestWithdrawing:
    def test_a_letter_goes_out_of_use_with_its_reason_and_what_to_use_instead(self, team):
        letter, other = VersionFactory().letter, VersionFactory().letter
        services.withdraw(letter, reason="The rule has changed.", instead=other, by=team)
        letter.refresh_from_db()
        assert letter.is_withdrawn and letter.replaced_by == other
        assert letter.current.withdrawn_because == "The rule has changed."
        assert actions(letter.current)[-1] == "withdrew a letter"

    @pytest.mark.parametrize("state", ["draft", "withdrawn"])
    def test_a_letter_that_is_not_in_use_cannot_be_withdrawn(self, team, state):
        letter = VersionFactory(**{state: True}).letter
        with pytest.raises(services.Refused, match="not in use"):
            services.withdraw(letter, reason="Again.", by=team)

    def test_a_letter_that_is_not_in_use_cannot_take_its_place(self, team):
        letter, other = VersionFactory().letter, VersionFactory(withdrawn=True).letter
        with pytest.raises(services.Refused, match="cannot take the place"):
            services.withdraw(letter, reason="Because.", instead=other, by=team)


class TestChoosing:
    def test_an_issue_gets_the_letters_of_its_category(self):
        category = CategoryFactory()
        letter = VersionFactory(letter__categories=[category]).letter
        VersionFactory(letter__categories=[CategoryFactory()])
        assert services.letters_for(IssueFactory(category=category)) == [letter]

    def test_the_likeliest_is_the_first(self):
        category = CategoryFactory()
        VersionFactory(letter__code="L12", letter__categories=[category])
        VersionFactory(letter__code="L9", letter__categories=[category])
        assert services.letter_for(IssueFactory(category=category)).code == "L9"

    @pytest.mark.parametrize(
        "other", [{"kind": Kind.PRAISE}, {"direction": Direction.TRUST_TO_PRACTICE}]
    )
    def test_praise_and_what_the_trust_raises_get_none(self, other):
        category = CategoryFactory()
        VersionFactory(letter__categories=[category])
        assert services.letter_for(IssueFactory(category=category, **other)) is None

    def test_a_draft_is_not_offered(self):
        category = CategoryFactory()
        VersionFactory(draft=True, letter__categories=[category])
        assert services.letter_for(IssueFactory(category=category)) is None

    def test_a_withdrawn_letter_gives_way_to_what_replaces_it(self):
        category, other = CategoryFactory(), VersionFactory().letter
        VersionFactory(withdrawn=True, letter__categories=[category], letter__replaced_by=other)
        assert services.letter_for(IssueFactory(category=category)) == other

    def test_a_withdrawn_letter_with_nothing_instead_is_not_offered(self):
        category = CategoryFactory()
        VersionFactory(withdrawn=True, letter__categories=[category])
        assert services.letters_for(IssueFactory(category=category)) == []


class TestOffering:
    def test_a_practice_is_offered_the_letter_filled_and_ready(self):
        category = CategoryFactory()
        version = VersionFactory(letter__categories=[category])
        issue = IssueFactory(category=category)
        offer = services.offer(issue, to=issue.raised_by, on=TODAY)
        assert offer.letter == version.letter and offer.others == []
        assert issue.reference in offer.filled.text and issue.practice.name in offer.filled.text
        assert offer.chosen == [("issue", issue.reference), ("requests", "0"), ("reasons", "0")]

    def test_what_is_ticked_comes_under_the_rule_of_the_issues_category(self):
        category = CategoryFactory()
        RuleFactory(code="R2", categories=[category])
        VersionFactory(letter__categories=[category])
        issue = IssueFactory(category=category)
        offer = services.offer(issue, to=issue.raised_by, on=TODAY)
        assert "- Do the third thing" in offer.filled.text

    def test_a_specialty_does_not_learn_the_practice(self):
        category = CategoryFactory()
        VersionFactory(letter__categories=[category])
        issue = IssueFactory(category=category)
        offer = services.offer(issue, to=UserFactory(specialty=True), on=TODAY)
        assert issue.practice.name not in offer.filled.text and "[Practice]" in offer.filled.text

    def test_a_reviewer_is_offered_nothing(self):
        category = CategoryFactory()
        VersionFactory(letter__categories=[category])
        assert (
            services.offer(IssueFactory(category=category), to=UserFactory(reviewer=True), on=TODAY)
            is None
        )

    def test_without_a_letter_nothing_is_offered(self):
        issue = IssueFactory()
        assert services.offer(issue, to=issue.raised_by, on=TODAY) is None

    def test_a_practice_that_shares_an_issue_writes_in_its_own_name(self):
        category = CategoryFactory()
        VersionFactory(letter__categories=[category])
        issue, other = IssueFactory(category=category), PracticeFactory(name="Demo Other Surgery")
        offer = services.offer(issue, to=UserFactory(organisation=other), on=TODAY)
        assert "From: Demo Other Surgery" in offer.filled.text
        assert issue.practice.name not in offer.filled.text


class TestCounting:
    def test_uses_are_counted_by_letter_specialty_kind_and_month(self):
        letter, specialty = LetterFactory(), SpecialtyFactory()
        for kind, whom, on in [
            (UseKind.COPIED, specialty, TODAY),
            (UseKind.COPIED, specialty, TODAY.replace(day=30)),
            (UseKind.DOWNLOADED, specialty, TODAY),
            (UseKind.COPIED, None, TODAY),
            (UseKind.COPIED, None, TODAY),
            (UseKind.COPIED, specialty, TODAY.replace(month=12)),
        ]:
            services.count_use(letter, kind=kind, specialty=whom, on=on)
        counted = LetterUse.objects.order_by("month", "kind", "specialty")
        assert [(use.month.month, use.kind, use.specialty, use.count) for use in counted] == [
            (11, "copied", specialty, 2),
            (11, "copied", None, 2),
            (11, "downloaded", specialty, 1),
            (12, "copied", specialty, 1),
        ]

    @pytest.mark.django_db(transaction=True)
    def test_uses_at_the_same_moment_are_all_counted(self):
        letter = LetterFactory()

        def take():
            try:
                services.count_use(letter, kind=UseKind.COPIED, specialty=None, on=TODAY)
            finally:
                connection.close()

        threads = [Thread(target=take) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert LetterUse.objects.get().count == 8
