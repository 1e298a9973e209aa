"""The service that journeys are made in: web server, worker, clock and demonstration data.

Each process of pytest has a service of its own, with its own database, broker and files: journeys
made side by side cannot get in each other's way.
"""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest

from devtools.environment import CHECKOUT, state_folder
from devtools.processes import dies_with_parent, tail

SECONDS_TO_START = 180


def environment():
    """What the programs of our service are told."""
    folder = state_folder() / f"service-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    ours = {"LOCAL_STATE": str(folder), "MEDIA_ROOT": str(folder / "media")}
    return {name: value for name, value in os.environ.items() if name != "MAKELEVEL"} | ours


def manage(*arguments):
    """Run a command of manage.py in our service; returns what it prints."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=CHECKOUT, env=environment(), check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def shell(code):
    """Run Python in our service; returns what it prints."""
    return manage("shell", "--verbosity", "0", "--command", code)


@contextmanager
def running():
    """The address of our service, started and, in the end, stopped."""
    port, variables = free_port(), environment()
    log = state_folder() / f"journeys-{port}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "devtools.up"],
            cwd=CHECKOUT,
            env=variables | {"PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=dies_with_parent(signal.SIGTERM),
        )
    try:
        wait_until_ready(process, log)
        yield f"http://localhost:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(90)
    assert code == 0, f"the service did not stop cleanly:\n{tail(log, 40)}"


def wait_until_ready(process, log):
    """Wait for the launcher to say so, or fail with its last words."""
    for _ in range(SECONDS_TO_START * 10):
        if "Ready after" in log.read_text():
            return
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.exit(f"The service did not start, so no journey can be made.\n{tail(log, 40)}", 1)


def free_port():
    """A port that nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
