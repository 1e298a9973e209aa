"""What every test may ask for. The servers of a test run are its own (devtools.testing)."""

import pytest

from devtools import servers
from interface.privacy.guard import KNOWN


@pytest.fixture(autouse=True)
def a_directory_of_hospital_sites():
    """Let the identifier guard know what it knows without a directory, and ask for no database."""
    from interface.directory import known

    known.remember(KNOWN)


@pytest.fixture(scope="session")
def broker():
    """The address of a running Valkey that belongs to this test run."""
    return servers.ensure_valkey()
