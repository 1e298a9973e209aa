"""What every test may ask for. The servers of a test run are its own (devtools.testing)."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings

from devtools import servers
from interface.privacy.guard import KNOWN

# `make test` draws Hypothesis' examples as its own profile "ci" does: the same each time.
settings.register_profile(
    "explore", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.fixture(autouse=True)
def a_directory_of_hospital_sites():
    """Let the identifier guard know what it knows without a directory, and ask for no database."""
    from interface.directory import known

    known.remember(KNOWN)


@pytest.fixture(scope="module")
def for_the_module(django_db_setup, django_db_blocker):
    """`for_the_module(make)` makes rows that all tests of a module share; they go with the last.

    What a test does to them ends with the test, as ever. Not for tests with `transaction=True`.
    """
    from interface.directory import known

    def once(make):
        known.remember(KNOWN)
        with django_db_blocker.unblock():
            return make()

    whole = transaction.atomic()
    once(whole.__enter__)
    yield once
    once(lambda: transaction.set_rollback(True))
    once(lambda: whole.__exit__(None, None, None))


@pytest.fixture(scope="session")
def broker():
    """The address of a running Valkey that belongs to this test run."""
    return servers.ensure_valkey()
