"""Whoever is invited is written to, once, with where to sign in."""

import pytest

from interface.accounts.models import Role, User
from interface.accounts.services import AlreadyInvited
from interface.joining.inviting import invite
from interface.outbox.models import Message
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory

pytestmark = pytest.mark.django_db
PAT = "pat@example.nhs.uk"


def invited(**given):
    who = {"email": PAT, "name": "Pat Demo", "role": Role.REVIEWER, "organisation": None}
    return invite(**who | given)


def test_somebody_of_a_practice_reads_who_invited_them_and_where_to_sign_in():
    dana = UserFactory(integration_team=True, name="Dana Demo")
    practice = PracticeFactory(name="Demo Inviting Surgery")
    person = invited(role=Role.PRACTICE, organisation=practice, by=dana)
    [mail] = Message.objects.filter(recipient=PAT)
    assert mail.subject == "You can sign in to Interface"
    assert "Dana Demo of the integration team has invited you" in mail.text
    assert "the issues of Demo Inviting Surgery" in mail.text
    assert "/accounts/login/" in mail.text
    assert person.events.get().pgh_context == {"action": "invited", "by": dana.pk}


def test_a_specialty_lead_reads_for_which_specialties():
    names = ["Cardiology", "Urology"]
    specialties = [SpecialtyFactory(name=name) for name in names]
    invited(role=Role.SPECIALTY, specialties=specialties, by=None)
    mail = Message.objects.get()
    assert "You answer issues for Cardiology and Urology." in mail.text


def test_nobody_is_written_to_who_is_here_already():
    invited(by=None)
    with pytest.raises(AlreadyInvited):
        invited(by=None)
    assert User.objects.filter(email=PAT).count() == Message.objects.count() == 1
