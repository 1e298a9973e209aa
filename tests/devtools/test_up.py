import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from devtools.environment import CHECKOUT
from devtools.locks import lock
from devtools.processes import processes_with_variable
from devtools.up import MARK, Child, Failed


def launch(state, port):
    """Run the launcher to its end; returns its exit code and all it said."""
    environment = {**os.environ, "LOCAL_STATE": str(state), "PORT": str(port)}
    done = subprocess.run(
        [sys.executable, "-m", "devtools.up"],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout


def test_a_port_that_is_taken_is_told_before_anything_starts(state):
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]
        code, said = launch(state, port)
    assert code == 1
    assert f"Port {port} of 127.0.0.1 cannot be had" in said
    assert f"make run PORT={port + 1}" in said
    assert not (state / "postgresql").exists()


def test_a_second_run_in_one_checkout_is_told_where_the_first_is(state):
    (state / "locks").mkdir()
    (state / "run.json").write_text('{"mark": "none", "address": "http://localhost:8123"}')
    running = lock(state / "locks" / "run")
    code, said = launch(state, 8124)
    os.close(running)
    assert code == 1
    assert "This checkout is running already, at http://localhost:8123/." in said


def test_what_a_killed_run_left_behind_is_ended_first(state):
    left = subprocess.Popen(["sleep", "60"], env={**os.environ, MARK: "a-killed-run"})
    (state / "run.json").write_text('{"mark": "a-killed-run", "address": "http://localhost:1"}')
    with socket.socket() as somebody:  # the launcher gets no further than this
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        launch(state, somebody.getsockname()[1])
    assert left.wait(10) == -signal.SIGKILL


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_no_port_is_refused(state, port):
    code, said = launch(state, port)
    assert code == 1
    assert "PORT must be a number between 1 and 65535" in said


def test_a_child_that_ends_is_named_with_its_last_words(state):
    child = Child("The choir", ["sh", "-c", "echo the last verse; exit 3"], state / "choir.log")
    child.process.wait()
    with pytest.raises(Failed, match=r"The choir ended \(3\)[\s\S]*the last verse"):
        child.check()


def test_stopping_a_child_leaves_nothing_of_its_session(state):
    command = ["sh", "-c", "sleep 60 & sleep 60 & wait"]
    child = Child("A family", command, state / "family.log", {MARK: "a-family"})
    while len(processes_with_variable(MARK, "a-family")) < 3:
        child.check()
    child.stop()
    for _ in range(500):
        if not processes_with_variable(MARK, "a-family"):
            return
        time.sleep(0.01)
    pytest.fail("something of the family is still there")
