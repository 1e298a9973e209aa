"""Rules at work: on an issue as it is raised, at the desk, and on the last year."""

import uuid
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interface.worktime.hours import LONDON
from interface.worktime.services import bank_holidays
from issues import services
from issues.clocks.models import Handover
from issues.details import Priority, Risk
from issues.models import Issue, Status
from issues.routing import services as routing
from issues.routing.models import RoutingRule
from issues.routing.proposals import in_full
from issues.services import by_rules
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory
from tests.issues.test_services import actions, raising, recipients
from tests.issues.themes.factories import PromisedFixFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return UserFactory(integration_team=True, name="Dana Desk")


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(datetime(2026, 11, 9, 9, tzinfo=LONDON), tick=False)


def rule(name="Fit notes", position=1, **said):
    on = {"is_on": True, "at_once": True, "valid_from": date(2026, 1, 1)}
    return RoutingRule.objects.create(name=name, position=position, **{**on, **said})


class TestRaising:
    def test_a_rule_sets_owner_priority_and_dates_as_the_issue_is_raised(self, team):
        rule(owner=team, priority=Priority.PROMPT, triage_within=1, answer_within=3)
        issue = services.raise_issue(**raising(UserFactory()))
        issue.refresh_from_db()
        assert (issue.owner, issue.priority) == (team, Priority.PROMPT)
        assert (issue.triage_by, issue.respond_by) == (date(2026, 11, 10), date(2026, 11, 12))
        assert actions(issue) == ["raised"]
        assert issue.notes.get().text.startswith("Rule “Fit notes”: looked after by Dana Desk")

    def test_a_rule_sends_it_to_its_specialty(self):
        cardiology = SpecialtyFactory(name="Cardiology", feedback_email="cardio@example.nhs.uk")
        rule(sends_to=cardiology)
        issue = services.raise_issue(**raising(UserFactory()))
        assert (issue.status, issue.specialty) == (Status.WITH_SPECIALTY, cardiology)
        assert Handover.objects.get().specialty == cardiology
        assert recipients("issue_for_specialty") == ["cardio@example.nhs.uk"]
        assert actions(issue) == ["raised", "followed the rules"]

    def test_what_a_rule_sends_where_it_was_fixed_for_everyone_has_come_back(self):
        promise = PromisedFixFactory(closed_at=datetime(2026, 11, 2, 9, tzinfo=LONDON))
        rule(sends_to=promise.specialty)
        said = raising(UserFactory(), category=promise.category, specialty=None)
        issue = services.raise_issue(**said)
        issue.refresh_from_db()
        assert issue.recurrence_of == promise and issue.is_recurrence
        assert issue.priority == Priority.PROMPT

    def test_a_priority_that_a_rule_gave_stays_when_it_is_triaged(self, team):
        rule(priority=Priority.PROMPT)
        issue = services.raise_issue(**raising(UserFactory()))
        services.triage(issue, category=CategoryFactory(), by=team)
        issue.refresh_from_db()
        assert issue.priority == Priority.PROMPT

    def test_nobody_who_has_left_the_team_is_to_look_after_it(self, team):
        rule(owner=UserFactory())
        assert services.raise_issue(**raising(UserFactory())).owner is None

    def test_what_only_proposes_changes_nothing(self, team):
        rule(owner=team, at_once=False)
        issue = services.raise_issue(**raising(UserFactory()))
        assert issue.owner is None and not issue.notes.exists()

    @pytest.mark.parametrize(
        "off",
        [{"is_on": False}, {"valid_to": date(2026, 11, 8)}, {"valid_from": date(2026, 11, 10)}],
    )
    def test_a_rule_that_is_not_in_force_changes_nothing(self, team, off):
        rule(owner=team, **off)
        assert services.raise_issue(**raising(UserFactory())).owner is None

    def test_possible_harm_is_never_put_off(self):
        rule(answer_within=20, priority=Priority.PROMPT)
        harm = {"risk": Risk.HARMED, "safety_route_shown": True}
        issue = services.raise_issue(**raising(UserFactory(), **harm))
        assert issue.respond_by == date(2026, 11, 9) and issue.priority == Priority.SAME_DAY

    def test_a_specialty_that_takes_no_issues_gets_none(self):
        rule(sends_to=SpecialtyFactory(active=False))
        assert services.raise_issue(**raising(UserFactory())).status == Status.NEW

    def test_the_same_form_twice_follows_the_rules_once(self, team):
        rule(owner=team)
        said = raising(UserFactory())
        services.raise_issue(**said)
        assert services.raise_issue(**said).notes.count() == 1

    def test_a_rule_that_sends_it_on_makes_no_second_issue_of_the_same_form(self):
        rule(sends_to=SpecialtyFactory())
        said = raising(UserFactory())
        first = services.raise_issue(**said)
        assert services.raise_issue(**said) == first
        assert services.raise_issue(**{**said, "submission": uuid.uuid4()}) == first

    def test_the_bank_holidays_are_read_once_for_all_dates(self, settings):
        settings.PREPARED_STATEMENTS = False  # so that each is seen in whole
        rule(triage_within=1, answer_within=3)
        said = raising(UserFactory())
        with CaptureQueriesContext(connection) as captured:
            services.raise_issue(**said)
        assert sum("FROM worktime_bankholiday " in query["sql"] for query in captured) == 1

    def test_rules_are_read_when_they_change_and_not_for_each_issue(
        self, django_assert_num_queries
    ):
        said = raising(UserFactory())
        assert by_rules.decided_at_once({}) == {}
        with django_assert_num_queries(1):  # whether history has news of them
            assert by_rules.decided_at_once({}) == {}
        assert not services.raise_issue(**said).notes.exists()


class TestAtTheDesk:
    def test_the_team_applies_what_is_proposed(self, client, team):
        cardiology = SpecialtyFactory(name="Cardiology")
        rule(sends_to=cardiology, owner=team, answer_within=3, at_once=False)
        issue = services.raise_issue(**raising(UserFactory()))
        client.force_login(team)
        page = client.get(reverse("admin:issues_issue_change", args=[issue.pk])).text
        assert "goes to Cardiology" in page and "answer within 3 working days" in page
        step = reverse("admin:issues_issue_step", args=[issue.pk, "rules"])
        assert client.post(step, {"seen": issue.version}).status_code == 302
        issue.refresh_from_db()
        assert (issue.specialty, issue.owner) == (cardiology, team)
        assert issue.respond_by == date(2026, 11, 12)
        assert actions(issue) == ["raised", "applied the rules"]

    def test_what_was_done_already_is_proposed_no_more(self, client, team):
        rule(owner=team, answer_within=3)
        rule("To cardiology", 2, sends_to=SpecialtyFactory(name="Cardiology"), at_once=False)
        issue = services.raise_issue(**raising(UserFactory()))
        client.force_login(team)
        page = client.get(reverse("admin:issues_issue_change", args=[issue.pk])).text
        assert "goes to Cardiology" in page
        proposed = [said for said, _rule in in_full(issue, bank_holidays())]
        assert proposed == ["goes to Cardiology"]

    def test_somebody_who_looks_after_it_goes_on(self, team):
        issue = IssueFactory(owner=team)
        rule(owner=UserFactory(integration_team=True))
        by_rules.apply_proposal(issue, by=team)
        issue.refresh_from_db()
        assert issue.owner == team

    def test_an_issue_that_is_with_a_specialty_stays_there(self, team):
        issue = IssueFactory(with_specialty=True)
        rule(sends_to=SpecialtyFactory(), priority=Priority.PROMPT)
        by_rules.apply_proposal(issue, by=team)
        before, issue = issue.specialty, Issue.objects.get(pk=issue.pk)
        assert issue.specialty == before and issue.priority == Priority.PROMPT

    def test_nothing_proposed_is_told(self, team):
        with pytest.raises(by_rules.NothingProposed):
            by_rules.apply_proposal(IssueFactory(), by=team)

    def test_a_practice_cannot(self, team):
        rule(owner=team)
        issue = IssueFactory()
        with pytest.raises(services.NotYours):
            by_rules.apply_proposal(issue, by=issue.raised_by)

    def test_a_stale_page_is_told(self, team):
        rule(owner=team)
        with pytest.raises(services.ChangedMeanwhile):
            by_rules.apply_proposal(IssueFactory(), by=team, seen=99)


class TestTheDryRun:
    def test_it_counts_what_fits_and_what_would_be_decided(self, django_assert_num_queries):
        fit, other = CategoryFactory(ask=4), CategoryFactory()
        IssueFactory.create_batch(3, category=fit)
        IssueFactory.create_batch(
            2, category=other, risk="harmed", safety_route_shown_at=datetime.now(LONDON)
        )
        IssueFactory(category=fit, raised_at=datetime(2025, 1, 1, tzinfo=LONDON))
        first = rule("First", 1, ask=4, answer_within=3)
        everything = rule("All", 2, answer_within=5, is_on=False)
        harm = rule("Harm", 3, possible_harm=True, priority=Priority.SAME_DAY)
        with django_assert_num_queries(2):
            caught = {one.rule: (one.fits, one.decides) for one in routing.dry_run()}
        assert caught == {first: (3, 3), everything: (5, 2), harm: (2, 2)}
        assert {issue.category for issue in routing.caught_by(everything)} == {other}

    def test_it_changes_nothing_and_lists_the_issues(self, client, team):
        issue = IssueFactory()
        one = rule(priority=Priority.SAME_DAY, is_on=False)
        client.force_login(team)
        page = client.get(reverse("admin:routing_dry_run"), {"rule": one.pk}).text
        assert issue.reference in page
        issue.refresh_from_db()
        assert issue.priority == Priority.NORMAL and issue.version == 1

    def test_without_a_rule_it_says_how_to_begin(self, client, team):
        client.force_login(team)
        assert "There is no rule yet" in client.get(reverse("admin:routing_dry_run")).text

    def test_an_unknown_rule_is_not_found(self, client, team):
        client.force_login(team)
        assert client.get(reverse("admin:routing_dry_run"), {"rule": "99"}).status_code == 404


class TestTheAdmin:
    def posted(self, **said):
        return {"name": "Narrow", "position": 2, "is_on": "on", "valid_from": "01/01/2026", **said}

    def test_a_rule_that_can_never_be_reached_is_named_on_saving(self, client, team):
        rule("Wide", 1, answer_within=5)
        client.force_login(team)
        add = reverse("admin:issues_routingrule_add")
        page = client.post(add, self.posted(answer_within=3), follow=True).text
        assert "“2. Narrow” can never be reached because of “1. Wide”." in page
        assert RoutingRule.objects.count() == 2

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({}, "__all__"),
            ({"answer_within": 3, "valid_to": "01/01/2025"}, "valid_to"),
            ({"answer_within": 0}, "answer_within"),
            ({"answer_within": 3, "name": "Call 943 476 5919"}, "name"),
        ],
    )
    def test_what_is_wrong_is_told_and_nothing_is_kept(self, client, team, wrong, field):
        client.force_login(team)
        response = client.post(reverse("admin:issues_routingrule_add"), self.posted(**wrong))
        assert field in response.context["adminform"].errors
        assert not RoutingRule.objects.exists()

    def test_a_practice_is_kept_out(self, client):
        client.force_login(UserFactory())
        assert client.get(reverse("admin:routing_dry_run")).status_code == 403
