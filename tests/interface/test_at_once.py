"""Tables made at once may refer to one another, and go as they came."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from interface.at_once import AtOnce

pytestmark = pytest.mark.django_db
LABEL = "made_at_once"


def table(name, refers_to):
    """A table with a reference to another one."""
    key = models.BigAutoField(primary_key=True)
    other = models.ForeignKey(f"{LABEL}.{refers_to}", models.CASCADE, null=True)
    return migrations.CreateModel(name, [("id", key), ("other", other)])


@pytest.fixture
def states():
    """Before and after the tables, and the operation between."""
    operation = AtOnce([table("First", "Second"), table("Second", "First")])
    before, after = ProjectState(), ProjectState()
    operation.state_forwards(LABEL, after)
    return operation, before, after


def tables():
    names = connection.introspection.table_names()
    return [name for name in names if name.startswith(LABEL)]


def test_each_refers_to_the_other(states):
    operation, before, after = states
    with connection.schema_editor() as editor:
        operation.database_forwards(LABEL, editor, before, after)
    with connection.cursor() as cursor:
        first = connection.introspection.get_relations(cursor, f"{LABEL}_first")
        second = connection.introspection.get_relations(cursor, f"{LABEL}_second")
    assert first["other_id"][:2] == ("id", f"{LABEL}_second")
    assert second["other_id"][:2] == ("id", f"{LABEL}_first")


def test_nothing_stays_when_it_is_taken_back(states):
    operation, before, after = states
    with connection.schema_editor() as editor:
        operation.database_forwards(LABEL, editor, before, after)
    with connection.schema_editor() as editor:
        operation.database_backwards(LABEL, editor, after, before)
    assert tables() == []
