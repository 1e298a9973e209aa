"""Inviting, changing and disabling people, with who did it in history."""

import pytest
from django.urls import reverse

from interface.accounts import services
from interface.accounts.models import Lead, Role, User
from interface.directory.models import Organisation, Specialty

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana():
    return User.objects.create_user(
        email="dana@example.nhs.uk", name="Dana Demo", role=Role.INTEGRATION_TEAM
    )


@pytest.fixture
def practice():
    return Organisation.objects.create(ods_code="Z99001", name="Invented", kind="practice")


@pytest.fixture
def cardiology():
    trust = Organisation.objects.create(ods_code="RX1", name="The trust", kind="trust")
    return Specialty.objects.create(trust=trust, name="Cardiology")


def invited(by, **given):
    who = {
        "email": "pat@example.nhs.uk", "name": "Pat Demo", "role": Role.REVIEWER,
        "organisation": None,
    }  # fmt: skip
    return services.invite(**who | given, by=by)


def last_event(person):
    return person.events.latest("pgh_id")


def test_whoever_is_invited_may_sign_in_and_has_no_password(dana, practice):
    person = invited(dana, role=Role.PRACTICE, organisation=practice, email=" Pat@Example.NHS.uk ")
    assert person.email == "pat@example.nhs.uk"
    assert person.is_active
    assert not person.has_usable_password()
    event = last_event(person)
    assert (event.pgh_context["action"], event.pgh_context["by"]) == ("invited", dana.pk)


def test_nobody_is_invited_twice(dana):
    invited(dana)
    with pytest.raises(services.AlreadyInvited):
        invited(dana, email="PAT@example.nhs.uk")


@pytest.mark.parametrize("role", [Role.PRACTICE, Role.SPECIALTY])
def test_a_role_needs_what_it_is_about(dana, role):
    with pytest.raises(services.RoleIncomplete):
        invited(dana, role=role)
    assert not User.objects.filter(role=role).exists()


def test_a_trust_is_no_practice(dana, cardiology):
    with pytest.raises(services.RoleIncomplete):
        invited(dana, role=Role.PRACTICE, organisation=cardiology.trust)


def test_only_specialty_leads_have_specialties(dana, cardiology):
    with pytest.raises(services.RoleIncomplete):
        invited(dana, specialties=[cardiology])


def test_which_specialties_somebody_leads_is_in_history(dana, cardiology):
    person = invited(dana, role=Role.SPECIALTY, specialties=[cardiology])
    services.change_role(person, role=Role.REVIEWER, organisation=None, by=dana)
    events = Lead.pgh_event_model.objects.filter(user=person).order_by("pgh_id")
    assert [(e.pgh_label, e.pgh_context["action"]) for e in events] == [
        ("insert", "invited"),
        ("delete", "changed the role"),
    ]


def test_a_changed_role_counts_at_once(dana, client, practice):
    person = invited(dana, role=Role.LEADERSHIP)
    client.force_login(person)
    assert client.get(reverse("admin:index")).status_code == 403
    services.change_role(
        person, role=Role.INTEGRATION_TEAM, organisation=None, name="Pat Renamed", by=dana
    )
    person.refresh_from_db()
    assert (person.name, person.is_staff) == ("Pat Renamed", True)
    assert last_event(person).pgh_context["action"] == "changed the role"


def test_whoever_is_disabled_is_signed_out_with_the_next_request(dana, client):
    person = invited(dana, role=Role.LEADERSHIP)
    client.force_login(person)
    assert client.get(reverse("projects")).status_code == 200
    services.disable(person, by=dana)
    response = client.get(reverse("projects"))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]
    assert last_event(person).pgh_context["action"] == "disabled"


def test_whoever_is_let_in_again_may_sign_in(dana, client):
    person = invited(dana)
    services.disable(person, by=dana)
    services.enable(person, by=dana)
    client.force_login(person)
    assert client.get(reverse("projects")).status_code == 200


def test_nobody_disables_themselves(dana):
    invited(dana, role=Role.INTEGRATION_TEAM)
    with pytest.raises(services.Refused, match="yourself"):
        services.disable(dana, by=dana)


def test_the_last_of_the_team_stays(dana):
    with pytest.raises(services.NobodyLeft):
        services.disable(dana, by=None)
    with pytest.raises(services.NobodyLeft):
        services.change_role(dana, role=Role.REVIEWER, organisation=None, by=None)
    dana.refresh_from_db()
    assert dana.is_integration_team


def test_a_refusal_changes_nothing(dana, practice):
    person = invited(dana)
    with pytest.raises(services.RoleIncomplete):
        services.change_role(person, role=Role.PRACTICE, organisation=None, name="X", by=dana)
    person.refresh_from_db()
    assert (person.role, person.name) == (Role.REVIEWER, "Pat Demo")
