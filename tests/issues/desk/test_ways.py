"""How one goes on from an issue: what travels along in the address."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory
from django.utils import timezone

from interface.accounts.address_guard import points_to_somebody
from issues.desk.ways import Way
from tests.accounts.factories import UserFactory
from tests.issues.factories import IssueFactory

pytestmark = pytest.mark.django_db
LIKE_AN_NHS_NUMBER = datetime.fromtimestamp(1_795_000_007, UTC)


def test_no_moment_in_an_address_is_taken_for_an_nhs_number(monkeypatch):
    assert points_to_somebody(f"/admin/?at={int(LIKE_AN_NHS_NUMBER.timestamp())}")
    monkeypatch.setattr(timezone, "now", lambda: LIKE_AN_NHS_NUMBER)
    request = RequestFactory().get("/")
    request.user, issue = UserFactory(integration_team=True), IssueFactory()
    address = f"/admin/{Way(request, issue).on}"
    assert not points_to_somebody(address)
    following = RequestFactory().get(address)
    following.user = request.user
    assert Way(following, issue).since == LIKE_AN_NHS_NUMBER
