import pytest

from interface.directory import known
from interface.privacy import find_identifiers
from interface.privacy.allowlist import allowed
from tests.directory.factories import PracticeFactory, SpecialtyFactory

TEXT = "Post comes to NG99 1ZZ every day."


@pytest.fixture(autouse=True)
def nothing_remembered():
    known.forget()


def found(text):
    return [text[one.start : one.end] for one in find_identifiers(text, allowed=allowed())]


@pytest.mark.django_db
def test_a_postcode_of_no_organisation_is_asked_about():
    assert found(TEXT) == ["NG99 1ZZ"]


@pytest.mark.django_db
def test_an_organisations_postcode_is_passed_by():
    PracticeFactory(postcode="NG99 1ZZ")
    assert found(TEXT) == []


@pytest.mark.django_db
def test_a_specialty_that_reads_like_a_name_is_passed_by():
    text = "Told to ring Mrs Ivy Demopatient about it."
    assert found(text)
    SpecialtyFactory(aliases=["Ivy Demopatient"])
    known.forget()
    assert found(text) == []


@pytest.mark.django_db
def test_the_directory_is_read_once_for_many_texts(django_assert_num_queries):
    with django_assert_num_queries(2):
        found(TEXT), found(TEXT)


@pytest.mark.django_db
def test_what_is_known_is_read_again_after_five_minutes(monkeypatch):
    assert found(TEXT)
    PracticeFactory(postcode="NG99 1ZZ")
    monkeypatch.setattr(known, "SECONDS_KEPT", -1)
    known.remember(known.read())
    assert found(TEXT) == []
