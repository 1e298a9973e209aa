import pytest

from interface.privacy import find_identifiers
from issues.models import PublicStatement, StatementVersion
from issues.statements import demonstration
from issues.statements.models import State
from tests.issues.statements.factories import public, team_member

pytestmark = pytest.mark.django_db


def test_invented_statements_are_labelled_and_go_through_two_people(client):
    first, second = team_member(), team_member()
    assert demonstration.make(by=first, approved_by=second) == PublicStatement.objects.count()
    assert not PublicStatement.objects.filter(is_demonstration=False).exists()
    assert set(StatementVersion.objects.public().values_list("approved_by", flat=True)) == {
        second.pk
    }
    assert StatementVersion.objects.filter(state=State.WAITING).exists()
    assert "Invented" in client.get("/you-said-we-did/").content.decode()


def test_they_are_made_once():
    first, second = team_member(), team_member()
    public()
    assert demonstration.make(by=first, approved_by=second) > 0
    assert demonstration.make(by=first, approved_by=second) == 0


def test_they_point_to_nobody():
    demonstration.make(by=team_member(), approved_by=team_member())
    for version in StatementVersion.objects.all():
        assert find_identifiers(f"{version.said}\n{version.did}") == []
