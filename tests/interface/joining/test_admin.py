"""People in the admin: what the team can do, and what it is kept from doing."""

import pytest
from django.urls import reverse

from interface.accounts.models import Role, User
from interface.directory.models import Organisation, Specialty

pytestmark = pytest.mark.django_db

LIST, ADD = "admin:accounts_user_changelist", "admin:accounts_user_add"
PERSON = {"email": "pat@example.nhs.uk", "name": "Pat Demo", "role": "reviewer"}


@pytest.fixture
def dana(client):
    person = User.objects.create_user(
        email="dana@example.nhs.uk", name="Dana Demo", role=Role.INTEGRATION_TEAM
    )
    client.force_login(person)
    return person


@pytest.fixture
def pat():
    return User.objects.create_user(**PERSON)


@pytest.fixture
def practice():
    return Organisation.objects.create(ods_code="Z99001", name="Invented", kind="practice")


@pytest.fixture
def cardiology():
    trust = Organisation.objects.create(ods_code="RX1", name="The trust", kind="trust")
    return Specialty.objects.create(trust=trust, name="Cardiology")


def change(person):
    return reverse("admin:accounts_user_change", args=[person.pk])


def kept(person, **changes):
    """What the form of a person sends when only these things change."""
    return {"name": person.name, "role": person.role, "is_active": "on"} | changes


def errors(response):
    return response.context["adminform"].form.errors


def test_the_team_invites_a_practice(dana, client, practice):
    given = PERSON | {"role": "practice", "organisation": practice.pk}
    assert client.post(reverse(ADD), given).status_code == 302
    person = User.objects.get(email="pat@example.nhs.uk")
    assert (person.role, person.organisation, person.is_active) == ("practice", practice, True)
    assert person.events.get().pgh_context == {"action": "invited", "by": dana.pk}


def test_the_team_invites_a_specialty_lead(dana, client, cardiology):
    given = PERSON | {"role": "specialty", "specialties": [cardiology.pk]}
    client.post(reverse(ADD), given)
    assert list(User.objects.get(email="pat@example.nhs.uk").specialties.all()) == [cardiology]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"email": "pat@example.com"}, "email", "Enter a work e-mail address"),
        ({"email": "DANA@example.nhs.uk"}, "email", "known by this address already"),
        ({"email": "nobody"}, "email", "valid email address"),
        ({"role": "emperor"}, "role", "not one of the available choices"),
        ({"role": "practice"}, "role", "needs that practice"),
        ({"role": "specialty"}, "role", "at least one specialty"),
        ({"name": ""}, "name", "required"),
        ({"organisation": "9999999"}, "organisation", "not one of the available choices"),
    ],
)
def test_a_wrong_invitation_is_refused_where_it_is_wrong(dana, client, wrong, field, words):
    response = client.post(reverse(ADD), PERSON | wrong)
    assert words in str(errors(response)[field])
    assert User.objects.count() == 1


def test_changing_a_role_is_in_history(dana, client, pat):
    client.post(change(pat), kept(pat, role="leadership"))
    pat.refresh_from_db()
    assert pat.role == Role.LEADERSHIP
    assert pat.events.latest("pgh_id").pgh_context["action"] == "changed the role"


def test_saving_without_a_change_leaves_no_history(dana, client, pat):
    assert client.post(change(pat), kept(pat)).status_code == 302
    assert pat.events.count() == 1


def test_disabling_and_letting_in_again(dana, client, pat):
    client.post(change(pat), kept(pat, is_active=""))
    pat.refresh_from_db()
    assert not pat.is_active
    client.post(change(pat), kept(pat))
    pat.refresh_from_db()
    assert pat.is_active
    actions = pat.events.order_by("pgh_id").values_list("pgh_context__action", flat=True)
    assert list(actions)[1:] == ["disabled", "let sign in again"]


def test_an_e_mail_address_is_not_changed(dana, client, pat):
    client.post(change(pat), kept(pat, email="other@example.nhs.uk"))
    pat.refresh_from_db()
    assert pat.email == "pat@example.nhs.uk"


def test_the_last_of_the_team_cannot_lock_everybody_out(dana, client):
    response = client.post(change(dana), kept(dana, role="reviewer"))
    assert "the only one of the integration team" in str(errors(response)["role"])
    response = client.post(change(dana), kept(dana, is_active=""))
    assert "You cannot disable yourself" in str(errors(response)["is_active"])
    dana.refresh_from_db()
    assert dana.is_integration_team


def test_a_closed_practice_stays_with_those_who_worked_there(dana, client, practice):
    person = User.objects.create_user(
        email="sam@example.nhs.uk", name="Sam Demo", role="practice", organisation=practice
    )
    Organisation.objects.update(closed_on="2026-01-31")
    response = client.post(change(person), kept(person, name="New", organisation=practice.pk))
    assert response.status_code == 302
    response = client.post(reverse(ADD), PERSON | {"organisation": practice.pk})
    assert "organisation" in errors(response)


def test_several_people_are_disabled_at_once_but_never_oneself(dana, client, pat):
    given = {"action": "disable_people", "_selected_action": [dana.pk, pat.pk]}
    response = client.post(reverse(LIST), given, follow=True)
    told = [str(message) for message in response.context["messages"]]
    assert told == [
        "You cannot disable yourself. Ask a colleague to.",
        "1 person can no longer sign in.",
    ]
    assert list(User.objects.filter(is_active=True)) == [dana]


def test_nobody_is_deleted(dana, client, pat):
    address = reverse("admin:accounts_user_delete", args=[pat.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403


def test_the_list_asks_the_database_no_more_for_more_people(
    dana, client, practice, django_assert_max_num_queries
):
    for number in range(20):
        User.objects.create_user(
            email=f"p{number}@example.nhs.uk", name="P", role="practice", organisation=practice
        )
    client.get(reverse(LIST))
    with django_assert_max_num_queries(12):
        assert client.get(reverse(LIST), {"q": "example", "role": "practice"}).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role != Role.INTEGRATION_TEAM])
def test_only_the_team_enters(client, role, practice):
    person = User.objects.create_user(
        email="x@example.nhs.uk", name="X", role=role, organisation=practice
    )
    client.force_login(person)
    assert client.get(reverse(LIST)).status_code == 403
