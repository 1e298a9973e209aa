"""The directory in the admin: changes are stamped, nothing is deleted."""

import pytest
from django.urls import reverse

from interface.accounts.models import Role, User
from interface.directory import reference
from interface.directory.models import Organisation, PcnMembership, Specialty

pytestmark = pytest.mark.django_db

INLINE = {
    "pcn_memberships-TOTAL_FORMS": "0",
    "pcn_memberships-INITIAL_FORMS": "0",
}
PRACTICE = {"name": "Invented Surgery", "kind": "practice", "pickable": "on"}


@pytest.fixture
def dana(client):
    person = User.objects.create_user(
        email="dana@example.nhs.uk", name="Dana Demo", role=Role.INTEGRATION_TEAM
    )
    client.force_login(person)
    return person


@pytest.fixture
def practice():
    return Organisation.objects.create(ods_code="Z99001", name="Invented", kind="practice")


def change(row):
    return reverse(f"admin:directory_{row._meta.model_name}_change", args=[row.pk])


def test_a_change_says_who_made_it_and_keeps_the_code(dana, client, practice):
    response = client.post(change(practice), PRACTICE | INLINE | {"ods_code": "Z99999"})
    assert response.status_code == 302
    practice.refresh_from_db()
    assert (practice.name, practice.ods_code) == ("Invented Surgery", "Z99001")
    context = practice.events.latest("pgh_id").pgh_context
    assert context == {"action": "changed the directory", "by": dana.pk}


def test_a_practice_gets_a_network_with_its_dates(dana, client, practice):
    network = {
        "pcn_memberships-TOTAL_FORMS": "1",
        "pcn_memberships-INITIAL_FORMS": "0",
        "pcn_memberships-0-pcn_code": "U1",
        "pcn_memberships-0-pcn_name": "First PCN",
        "pcn_memberships-0-valid_from": "01/07/2022",
    }
    assert client.post(change(practice), PRACTICE | network).status_code == 302
    membership = PcnMembership.objects.get()
    assert membership.pcn_name == "First PCN"
    assert membership.events.get().pgh_context["by"] == dana.pk


def test_dates_that_contradict_are_refused(dana, client, practice):
    given = PRACTICE | INLINE | {"opened_on": "01/02/2024", "closed_on": "01/01/2024"}
    response = client.post(change(practice), given)
    assert response.status_code == 200
    assert "It closes before it opens." in str(response.context["adminform"].form.errors)


def test_a_specialty_has_its_other_names_in_one_line(dana, client):
    reference.load()
    specialty = Specialty.objects.get(treatment_function_code="110")
    assert "T&amp;O; orthopaedics" in client.get(change(specialty)).content.decode()
    given = {
        "trust": specialty.trust_id, "name": "Bones", "aliases": "T&O ; ; ortho",
        "treatment_function_code": "110", "active": "on",
    }  # fmt: skip
    assert client.post(change(specialty), given).status_code == 302
    specialty.refresh_from_db()
    assert (specialty.name, specialty.aliases) == ("Bones", ["T&O", "ortho"])


@pytest.mark.parametrize("model", ["organisation", "specialty"])
def test_nothing_is_deleted(dana, client, model):
    reference.load()
    row = {"organisation": Organisation, "specialty": Specialty}[model].objects.first()
    address = reverse(f"admin:directory_{model}_delete", args=[row.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(("chosen", "count"), [("yes", 159), ("no", 23), ("", 182)])
def test_organisations_are_filtered_by_open_or_closed(dana, client, chosen, count):
    reference.load()
    response = client.get(reverse("admin:directory_organisation_changelist"), {"open": chosen})
    assert response.context["cl"].result_count == count


@pytest.mark.parametrize("model", ["organisation", "specialty"])
def test_lists_ask_the_database_little(dana, client, model, django_assert_max_num_queries):
    reference.load()
    address = reverse(f"admin:directory_{model}_changelist")
    client.get(address)
    with django_assert_max_num_queries(12):
        assert client.get(address, {"q": "a"}).status_code == 200
