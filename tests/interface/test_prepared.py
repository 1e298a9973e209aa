"""Statements prepared once a connection give what they gave before, whatever happens between."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import (
    InternalError,
    NotSupportedError,
    ProgrammingError,
    connection,
    transaction,
)
from django.test.utils import CaptureQueriesContext

from interface import prepared as prepared_statements
from interface.prepared import Statement
from tests.directory.factories import SpecialtyFactory

names = Statement("SELECT name FROM directory_specialty WHERE name LIKE %s || '%%' ORDER BY name")


def prepared(statement):
    """How often the database has planned this for all values, and for given ones, here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name = %s",
            [statement.name],
        )
        return cursor.fetchall()


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
class TestOnOneConnection:
    def test_it_reads_what_its_values_ask_for(self):
        SpecialtyFactory(name="Invented O’Clock")
        assert names("Invented O’") == [("Invented O’Clock",)]
        assert names("x' OR 'x' = 'x") == []

    def test_it_is_one_query_with_its_values(self):
        with CaptureQueriesContext(connection) as captured:
            names("Inv")
            names("Ent")
        assert [query["sql"] for query in captured] == [
            f"EXECUTE {names.name} ('Inv')",
            f"EXECUTE {names.name} ('Ent')",
        ]

    def test_without_values_it_needs_none(self):
        assert Statement("SELECT 7 %% 4")() == [(3,)]

    def test_it_is_planned_once_for_all_values(self):
        by_key = Statement("SELECT name FROM directory_specialty WHERE id = %s")
        for key in range(8):
            by_key(key)
        assert prepared(by_key) == [(3, 5)]

    def test_a_connection_keeps_no_more_than_it_should(self, monkeypatch):
        monkeypatch.setattr(prepared_statements, "MOST", 2)
        statements = [Statement(f"SELECT {number}::int") for number in range(5)]
        for _ in range(2):
            assert [statement() for statement in statements] == [[(n,)] for n in range(5)]
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            assert cursor.fetchone()[0] <= 2

    def test_it_outlives_what_is_undone(self):
        new = Statement("SELECT 'outlives', %s::int")
        with transaction.atomic():
            assert new(1) == [("outlives", 1)]
            transaction.set_rollback(True)
        assert new(2) == [("outlives", 2)]

    def test_what_failed_before_it_was_prepared_does_no_harm(self):
        new = Statement("SELECT 'fails', %s::int")
        with pytest.raises(InternalError), transaction.atomic():
            with pytest.raises(Exception, match="division by zero"):
                run("SELECT 1 / 0")
            new(1)
        assert new(2) == [("fails", 2)]

    def test_a_new_column_does_no_harm(self):
        SpecialtyFactory(name="Invented before")
        names("Invented")
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run("ALTER TABLE directory_specialty ADD COLUMN invented int")
        assert names("Invented") == [("Invented before",)]

    def test_after_a_column_of_another_type_it_is_prepared_anew(self):
        names("")
        with pytest.raises(NotSupportedError), transaction.atomic():
            run("ALTER TABLE directory_specialty ALTER COLUMN name TYPE varchar(999)")
            names("")
        assert names("") == names("")

    def test_after_it_was_discarded_it_is_prepared_anew(self):
        names("")
        with pytest.raises(ProgrammingError), transaction.atomic():
            run("DEALLOCATE ALL")
            names("")
        assert names("") == names("")

    def test_behind_a_pooler_it_is_sent_whole(self, settings):
        settings.PREPARED_STATEMENTS = False
        SpecialtyFactory(name="Invented whole")
        with CaptureQueriesContext(connection) as captured:
            assert names("Invented w") == [("Invented whole",)]
        [query] = captured
        assert query["sql"].startswith("SELECT name")


@pytest.mark.django_db(transaction=True)
class TestOnOtherConnections:
    def test_a_new_connection_knows_it_too(self):
        SpecialtyFactory(name="Invented again")
        before = names("Invented a")
        connection.close()
        assert names("Invented a") == before == [("Invented again",)]

    def test_each_thread_has_its_own(self):
        SpecialtyFactory.create_batch(3)
        expected = names("")

        def ask(_):
            try:
                return [names("") for _ in range(20)]
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as threads:
            assert list(threads.map(ask, range(4))) == [[expected] * 20] * 4
