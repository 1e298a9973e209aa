"""Who signed in, and what their session holds."""

import pytest
from django.contrib.auth import get_user
from django.utils import timezone

from interface.accounts.backends import Backend
from interface.accounts.models import Session, User
from interface.accounts.sessions import SessionStore
from interface.accounts.tasks import clear_expired_sessions
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_person_comes_with_their_organisation(django_assert_num_queries):
    person = UserFactory()
    with django_assert_num_queries(1):
        found = Backend().get_user(person.pk)
        assert (found, found.organisation) == (person, person.organisation)
    assert found.organisation.opened_on == person.organisation.opened_on


def test_somebody_without_an_organisation_is_found():
    person = UserFactory(integration_team=True, organisation=None)
    assert Backend().get_user(person.pk).organisation is None


def test_whoever_may_not_sign_in_any_more_is_nobody():
    assert Backend().get_user(UserFactory(is_active=False).pk) is None
    assert Backend().get_user(0) is None


def test_a_session_keeps_what_it_was_given():
    session = SessionStore()
    session["practice"] = "A00001"
    session.save()
    assert SessionStore(session.session_key)["practice"] == "A00001"


def test_a_session_that_is_over_holds_nothing_and_loses_its_key():
    session = SessionStore()
    session["practice"] = "A00001"
    session.set_expiry(-1)
    session.save()
    again = SessionStore(session.session_key)
    assert "practice" not in again and again.session_key is None


def test_a_session_brings_its_person_and_their_organisation_along(
    client, rf, django_assert_num_queries
):
    person = UserFactory()
    client.force_login(person)
    request = rf.get("/")
    request.session = SessionStore(client.session.session_key)
    with django_assert_num_queries(1):
        found = get_user(request)
        assert (found, found.organisation) == (person, person.organisation)


def test_whoever_is_asked_for_again_is_as_they_are_now(client, rf):
    person = UserFactory()
    client.force_login(person)
    request = rf.get("/")
    request.session = SessionStore(client.session.session_key)
    assert get_user(request).is_authenticated
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not get_user(request).is_authenticated


def test_a_session_brings_nobody_but_its_own_person_along(client):
    person, other = UserFactory(), UserFactory()
    client.force_login(person)
    session = SessionStore(client.session.session_key)
    assert session["_auth_user_id"] == str(person.pk)
    assert Backend().get_user(other.pk) == other


def test_whoever_may_not_sign_in_any_more_loses_their_session(client, rf):
    person = UserFactory()
    client.force_login(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    request = rf.get("/")
    request.session = SessionStore(client.session.session_key)
    assert not get_user(request).is_authenticated


def test_sessions_that_are_over_are_cleared():
    current, over = SessionStore(), SessionStore()
    for session in (current, over):
        session["practice"] = "A00001"
        session.save()
    Session.objects.filter(pk=over.session_key).update(expire_date=timezone.now())
    clear_expired_sessions()
    assert [session.pk for session in Session.objects.all()] == [current.session_key]


def test_whoever_signs_out_is_nobody_on_the_next_page(client, rf):
    client.force_login(UserFactory())
    request = rf.get("/")
    request.session = SessionStore(client.session.session_key)
    assert get_user(request).is_authenticated
    client.logout()
    request.session = SessionStore(request.session.session_key)
    assert not get_user(request).is_authenticated
