"""History on a real table: the specialties of a trust."""

import pytest
from django.db import DatabaseError, connection, transaction

from interface import history
from interface.accounts.models import Role, User
from interface.directory.models import Organisation, OrganisationKind, Specialty
from interface.history import chain
from interface.history.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana():
    return User.objects.create_user(
        "dana@example.nhs.uk", name="Dana Example", role=Role.INTEGRATION_TEAM
    )


@pytest.fixture
def cardiology():
    trust = Organisation.objects.create(
        ods_code="RX1", name="Example Trust", kind=OrganisationKind.TRUST
    )
    return Specialty.objects.create(trust=trust, name="Cardiology")


@history.action("renamed")
def rename(specialty, *, to, by):
    specialty.name = to
    specialty.save(update_fields=["name"])


@history.action("renamed and closed")
def rename_and_close(specialty, *, by):
    rename(specialty, to="Heart", by=by)
    specialty.active = False
    specialty.save(update_fields=["active"])


def events(specialty):
    return specialty.events.all()


def test_a_service_stamps_who_and_what_on_the_rows_it_changes(dana, cardiology):
    rename(cardiology, to="Heart", by=dana)
    occasion = history.timeline(events(cardiology))[-1]
    assert (occasion.by, occasion.action) == (dana, "renamed")
    assert [(c.field, c.before, c.after) for c in occasion.changes] == [
        ("name", "Cardiology", "Heart")
    ]


def test_a_service_within_a_service_is_one_occasion_under_the_outer_name(dana, cardiology):
    rename_and_close(cardiology, by=dana)
    occasion = history.timeline(events(cardiology))[-1]
    assert occasion.action == "renamed and closed"
    assert {change.field for change in occasion.changes} == {"name", "active"}


def test_a_change_by_sql_is_in_the_timeline_as_made_outside_the_service(cardiology):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE directory_specialty SET name = 'Sql'")
    assert history.timeline(events(cardiology))[-1].action == "changed outside the service"


def test_a_service_that_fails_leaves_neither_change_nor_event(dana, cardiology):
    @history.action("broke")
    def fail(specialty, *, by):
        rename(specialty, to="Heart", by=by)
        raise RuntimeError("half way")

    before = events(cardiology).count()
    with pytest.raises(RuntimeError):
        fail(cardiology, by=dana)
    cardiology.refresh_from_db()
    assert (cardiology.name, events(cardiology).count()) == ("Cardiology", before)


def test_a_service_without_its_actor_is_a_mistake(cardiology):
    with pytest.raises(TypeError, match="needs by="):
        rename(cardiology, to="Heart")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE directory_specialtyevent SET name = 'x'",
        "DELETE FROM directory_specialtyevent",
        "UPDATE history_entry SET event_id = 0",
        "DELETE FROM history_entry",
    ],
)
def test_the_past_cannot_be_rewritten(cardiology, statement):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["directory_specialtyevent", "history_entry"])
def test_the_past_cannot_be_emptied(cardiology, table):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL history.strict = 'on'")
        cursor.execute(f"TRUNCATE {table}")


def test_every_event_table_is_guarded():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s",
                       ["history_record"])  # fmt: skip
        guarded = {row[0] for row in cursor.fetchall()}
    assert guarded == {model._meta.db_table for model in chain.event_models()}
    assert len(guarded) > 5


def test_a_whole_history_verifies(dana, cardiology):
    rename(cardiology, to="Heart", by=dana)
    verdict = chain.verify()
    assert verdict.problems == []
    assert verdict.entries == Entry.objects.exclude(number=None).count() > 0


def tamper(*statements):
    """What somebody could do who owns the tables and switches the triggers off."""
    with connection.cursor() as cursor:
        for table in ("directory_specialtyevent", "history_entry"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE directory_specialtyevent SET name = 'x'", "was altered"),
        ("DELETE FROM directory_specialtyevent", "was deleted"),
        (
            "INSERT INTO directory_specialtyevent SELECT (jsonb_populate_record(e, "
            "'{\"pgh_id\": 999999}')).* FROM directory_specialtyevent e LIMIT 1",
            "was inserted",
        ),
        ("UPDATE history_entry SET digest = sha256('x') WHERE number = 1", "does not match"),
        ("DELETE FROM history_entry WHERE number = 1", "the chain jumps"),
    ],
)
def test_tampering_by_the_owner_of_the_tables_is_found(dana, cardiology, statement, found):
    rename(cardiology, to="Heart", by=dana)
    chain.seal()
    tamper(statement)
    assert any(found in problem for problem in chain.verify().problems)


def test_a_redaction_removes_the_text_and_the_history_still_verifies(dana, cardiology):
    rename(cardiology, to="Mistaken", by=dana)
    chain.seal()
    assert chain.redact(cardiology, field="name") == 2
    assert set(events(cardiology).values_list("name", flat=True)) == {"[removed]"}
    assert chain.verify().problems == []
    assert Entry.objects.filter(kind="redaction").count() == 2


def test_a_role_without_ownership_can_add_to_history_and_change_nothing(cardiology):
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE clerk_of_the_test")
        cursor.execute("GRANT clerk_of_the_test TO CURRENT_USER WITH SET TRUE")
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO clerk_of_the_test")
        cursor.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO clerk_of_the_test")
    from django.core.management import call_command

    call_command("protect_history", "clerk_of_the_test", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE clerk_of_the_test")
        cursor.execute("UPDATE directory_specialty SET name = 'By the clerk'")
        for statement in (
            "UPDATE directory_specialtyevent SET name = 'x'",
            "DELETE FROM directory_specialtyevent",
            "TRUNCATE directory_specialtyevent",
            "UPDATE history_entry SET digest = ''",
            "DELETE FROM history_entry",
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)
        cursor.execute("SELECT name FROM directory_specialtyevent ORDER BY pgh_id DESC LIMIT 1")
        assert cursor.fetchone() == ("By the clerk",)
        cursor.execute("RESET ROLE")
