"""What an empty directory is filled with, and what filling it again leaves alone."""

import pytest

from interface.directory import reference
from interface.directory.models import Organisation, Specialty

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    reference.load()


def test_the_bodies_of_the_interface_group_are_there(loaded):
    kinds = dict(Organisation.objects.exclude(kind="practice").values_list("ods_code", "kind"))
    assert kinds == {
        "RX1": "trust", "QT1": "icb", "PBP-CITY": "pbp", "PBP-SOUTH": "pbp", "PBP-MID": "pbp",
        "PBP-BASS": "pbp", "LMC-NOTTS": "lmc",
    }  # fmt: skip


def test_practices_and_specialties_are_there(loaded):
    assert Organisation.objects.practices().count() == 175
    assert Specialty.objects.filter(trust__ods_code="RX1").count() == 47


def test_a_practice_that_carried_on_under_a_new_code_names_it(loaded):
    closed = Organisation.objects.get(ods_code="C84124")
    assert closed.succeeded_by.ods_code == "Y06443"
    assert closed.name == closed.succeeded_by.name


def test_loading_again_adds_nothing(loaded):
    words = reference.load()
    assert words == "Directory: 0 bodies, 0 practices and 0 specialties added"


def test_loading_again_asks_the_database_little(loaded, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        reference.load()


def test_loading_again_keeps_what_people_changed(loaded):
    Organisation.objects.filter(ods_code="C84004").update(name="New name", closed_on="2026-01-31")
    Specialty.objects.filter(treatment_function_code="110").update(name="Bones")
    reference.load()
    assert Organisation.objects.get(ods_code="C84004").name == "New name"
    assert not Organisation.objects.get(ods_code="C84004").is_open
    assert Specialty.objects.get(treatment_function_code="110").name == "Bones"
