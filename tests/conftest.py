"""What every test may ask for. The servers of a test run are its own (devtools.testing)."""

import pytest

from devtools import servers


@pytest.fixture(scope="session")
def broker():
    """The address of a running Valkey that belongs to this test run."""
    return servers.ensure_valkey()
