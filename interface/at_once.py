"""Operations of a migration that are done at once, for the first tables of an app."""

from django.db.migrations.operations.base import Operation


class AtOnce(Operation):
    """Make many tables with one look at what all of them become.

    Django works out anew after each operation how models are related. With a hundred tables, most
    of them related to most others, a new database waits for little else; here it happens once, and
    tables may refer to later ones. So an operation in here must not need what another one leaves
    in the database's state: only new tables, with their indexes and constraints, and triggers.
    """

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # the models, worked out again when somebody asks
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Take everything away, seen as it stands: a trigger's table is not in `to_state`."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, from_state)

    def describe(self):
        return f"Make {len(self.operations)} things at once"
