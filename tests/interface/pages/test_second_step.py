"""The second step of signing in: a code, or a key that a script of ours asks for."""

import json
import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from interface.outbox.models import Message
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)


@pytest.fixture
def second_step(client):
    """What somebody of the team sees who has confirmed the code from their mailbox."""
    person = UserFactory(integration_team=True)
    TOTP.activate(person, generate_totp_secret())
    client.post(reverse("account_request_login_code"), {"email": person.email})
    code = re.search(r"code is (\S+)", Message.objects.get().text)[1]
    asked = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert asked.url.startswith(reverse("mfa_authenticate"))
    return client.get(asked.url).content.decode()


def test_what_the_page_says_to_the_script_is_data_which_the_policy_lets_be(second_step):
    inline = [attributes for attributes, words in SCRIPT.findall(second_step) if words.strip()]
    assert inline
    assert all('type="application/json"' in attributes for attributes in inline)


def test_the_script_finds_the_button_the_form_and_what_the_key_is_asked(second_step):
    [told] = [
        words for attributes, words in SCRIPT.findall(second_step) if "data-allauth" in attributes
    ]
    ids = json.loads(told)["ids"]
    assert set(ids) == {"authenticate", "credential", "data"}
    assert all(second_step.count(f'id="{place}"') == 1 for place in ids.values())
