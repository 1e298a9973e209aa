"""Who did it is told as they are now, mostly without asking."""

import pytest

from interface.history import people
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_whoever_was_met_before_is_not_looked_up_again(django_assert_num_queries):
    one, other = UserFactory(), UserFactory()
    assert people.people([one.pk]) == {one.pk: one}
    with django_assert_num_queries(2):  # is there news? and the other one
        assert people.people([one.pk, other.pk]) == {one.pk: one, other.pk: other}
    with django_assert_num_queries(1):
        assert people.people([other.pk, one.pk]) == {one.pk: one, other.pk: other}


def test_whoever_changes_their_name_is_called_by_it():
    person = UserFactory(name="Pat Before")
    assert people.people([person.pk])[person.pk].name == "Pat Before"
    person.name = "Pat After"
    person.save()
    assert people.people([person.pk])[person.pk].name == "Pat After"


def test_whoever_never_was_is_nobody():
    assert people.people([0]) == {}


def test_no_more_are_remembered_than_a_process_can_hold(monkeypatch):
    monkeypatch.setattr(people, "MOST", 2)
    everybody = UserFactory.create_batch(4)
    keys = [person.pk for person in everybody]
    for some in (keys[:2], keys[2:3], keys):
        assert people.people(some).keys() == set(some)
