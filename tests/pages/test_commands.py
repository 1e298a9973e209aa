"""The commands that fill an empty service."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from audits.models import Audit, Letter
from interface.accounts.models import Role, User
from interface.directory.models import Organisation, Specialty
from interface.outbox.models import Message
from interface.pages import invented_people
from interface.worktime.models import BankHoliday
from issues.models import (
    Category,
    Handover,
    Issue,
    LiveProblem,
    RoutingRule,
    SpecialtyProposal,
)
from projects.models import Milestone, Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    call_command("load_reference_data")


def test_reference_data_fills_every_part(capsys):
    call_command("load_reference_data")
    assert len(capsys.readouterr().out.splitlines()) == 4
    assert Organisation.objects.count() == 182
    assert Specialty.objects.count() == 47
    assert Category.objects.count() == 12
    assert (Project.objects.count(), Milestone.objects.count()) == (24, 22)
    assert BankHoliday.objects.filter(date=date(2026, 12, 25)).exists()


def test_reference_data_is_loaded_once(loaded, capsys):
    events = Organisation.pgh_event_model.objects.count()
    capsys.readouterr()
    call_command("load_reference_data")
    assert Organisation.pgh_event_model.objects.count() == events
    told = capsys.readouterr().out
    assert "Directory: 0 bodies, 0 practices and 0 specialties added" in told
    assert "Bank holidays: 0 added" in told


def test_invented_people_are_labelled_and_cover_every_role(loaded):
    assert invented_people.make() == len(invented_people.PEOPLE)
    people = User.objects.filter(is_demonstration=True)
    assert set(people.values_list("role", flat=True)) == set(Role.values)
    assert all(person.email.endswith("@example.nhs.uk") for person in people)
    assert all("(" in person.name for person in people)
    assert people.get(name__contains="cardiology").specialties.get().name == "Cardiology"


def test_invented_people_are_made_once(loaded):
    invented_people.make()
    assert invented_people.make() == 0


def test_demonstration_data_is_labelled_and_as_much_as_asked(loaded, settings):
    settings.DEMONSTRATION = True
    call_command("demo_data", issues=5, letters=30)
    assert Issue.objects.filter(is_demonstration=True).count() == Issue.objects.count() == 5
    assert Letter.objects.filter(audit__is_demonstration=True).count() == 30
    assert not Audit.objects.filter(is_demonstration=False).exists()


def test_demonstration_data_is_made_once_and_topped_up(loaded, settings, capsys):
    settings.DEMONSTRATION = True
    call_command("demo_data", issues=5, letters=30)
    capsys.readouterr()
    call_command("demo_data", issues=5, letters=30)
    assert capsys.readouterr().out.splitlines() == [
        "Invented people: 0 added",
        "Invented issues: 0 added",
        "Invented parts of themes: 0 added",
        "Invented statements: 0 added",
        "Invented letters: 0 added",
    ]
    call_command("demo_data", issues=7, letters=30)
    assert Issue.objects.count() == 7
    assert Letter.objects.count() == 30


def test_a_demonstration_has_something_of_everything_at_the_desk(loaded, settings):
    settings.DEMONSTRATION = True
    call_command("demo_data", issues=40, letters=30)
    assert all(rule.name.startswith("Invented") for rule in RoutingRule.objects.all())
    assert all(LiveProblem.objects.values_list("is_demonstration", flat=True))
    assert (RoutingRule.objects.count(), LiveProblem.objects.count()) == (2, 2)
    assert SpecialtyProposal.objects.open().get().issue.is_demonstration
    assert Handover.objects.get(is_pause=True).issue.is_demonstration
    assert Specialty.objects.get(name="Cardiology").feedback_email.endswith("@example.nhs.uk")
    assert not Message.objects.exists()


def test_demonstration_data_is_refused_outside_a_demonstration(loaded, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="belongs in a demonstration only"):
        call_command("demo_data")
    assert not User.objects.exists()


def test_demonstration_data_needs_reference_data(settings):
    settings.DEMONSTRATION = True
    with pytest.raises(CommandError, match="load_reference_data"):
        call_command("demo_data")


@pytest.mark.parametrize("option", ["issues", "letters"])
def test_less_than_nothing_is_refused(loaded, settings, option):
    settings.DEMONSTRATION = True
    with pytest.raises(CommandError, match="give 0 or more"):
        call_command("demo_data", **{option: -1})


def test_the_people_to_sign_in_as_are_printed(loaded, settings, capsys):
    settings.DEMONSTRATION = True
    invented_people.make()
    capsys.readouterr()
    call_command("demo_people")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(invented_people.PEOPLE)
    assert lines[0].startswith("GP or practice staff")
    assert lines[-1].endswith("@example.nhs.uk")


def test_without_invented_people_that_is_said(settings, capsys):
    settings.DEMONSTRATION = True
    call_command("demo_people")
    assert capsys.readouterr().out == "There are no invented people here.\n"
