"""A state folder and short programs that use the servers in it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from devtools import servers
from devtools.environment import CHECKOUT
from devtools.locks import wait_until_free


@pytest.fixture
def state():
    """A state folder as a checkout's `.local/` is one, with no server running afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="interface-test-"))
    folder.chmod(0o755)
    yield folder
    for keeper in folder.glob("locks/*.keeper"):
        assert wait_until_free(keeper, seconds=30), "a server was left running"
    shutil.rmtree(folder)


@pytest.fixture
def database(state):
    """The database server of the state folder; asking it anything starts nothing."""
    return servers.PostgreSQL(state)


@pytest.fixture
def program(state):
    """Start `python -c CODE` on the state folder; ended, if need be, after the test."""
    started = []

    def start(code):
        environment = {**os.environ, "LOCAL_STATE": str(state)}
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", code],
                cwd=CHECKOUT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.send_signal(signal.SIGKILL)
        process.communicate()
