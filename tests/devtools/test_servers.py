import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from devtools import held, servers
from devtools.environment import CHECKOUT
from devtools.locks import lock, wait_until_free
from devtools.processes import kill, processes_with_open

HOLD = "from devtools import servers; servers.ensure_postgresql(); print('held', flush=True); "
UNTIL_TOLD = HOLD + "input()"
COMPUTE = (
    "import psycopg; host = servers.ensure_postgresql(); "
    "psycopg.connect(host=host, user='interface', dbname='interface').execute("
    "'SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 1000000) b')"
)


def say_held(process):
    """Wait until the program holds the server."""
    assert process.stdout.readline() == "held\n"


def connect(database):
    return psycopg.connect(
        host=str(database.socket_folder), user=database.role, dbname=database.database
    )


def test_a_command_starts_the_database_and_stops_it_at_its_end(program, database):
    command = program(UNTIL_TOLD)
    say_held(command)
    assert database.is_running()
    command.communicate("\n")
    assert command.returncode == 0
    assert not database.is_running()


def test_the_first_to_leave_stops_nothing_while_a_second_holds(program, database):
    first, second = program(UNTIL_TOLD), program(UNTIL_TOLD)
    say_held(first)
    say_held(second)
    first.communicate("\n")
    with connect(database) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    second.communicate("\n")
    assert not database.is_running()


def test_eight_programs_at_once_share_one_server(program, database):
    answer = HOLD + "print(servers.postgresql().data.joinpath('postmaster.pid').read_text()[:5])"
    programs = [program(answer + "; input()") for _ in range(8)]
    for process in programs:
        say_held(process)
    assert len({process.stdout.readline() for process in programs}) == 1
    for process in programs:
        process.communicate("\n")
    assert not database.is_running()


def test_a_killed_holder_takes_the_server_with_it(program, database):
    command = program(UNTIL_TOLD)
    say_held(command)
    command.kill()
    assert wait_until_free(database.state / "locks" / "postgresql.keeper", seconds=10)


def test_after_everything_was_killed_the_data_is_there_and_the_server_starts(program, database):
    command = program(UNTIL_TOLD)
    say_held(command)
    with connect(database) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    kill(processes_with_open(database.state / "locks" / "postgresql.server"))
    command.kill()
    command.wait()
    again = program(UNTIL_TOLD)
    say_held(again)
    with connect(database) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_a_killed_postmaster_is_replaced_though_a_backend_still_computes(program, database):
    command = program(UNTIL_TOLD)
    say_held(command)
    busy = program(HOLD + COMPUTE)
    say_held(busy)
    postmaster = int((database.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    command.communicate("\n")
    again = program(UNTIL_TOLD)
    say_held(again)
    with connect(database) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_pid_file_naming_a_living_process_does_not_stop_a_start(program, database):
    command = program(UNTIL_TOLD)
    say_held(command)
    command.communicate("\n")
    user = database.user()
    stranger = subprocess.Popen(["sleep", "60"], **user)
    pid_file = database.data / "postmaster.pid"
    pid_file.write_text(f"{stranger.pid}\n{database.data}\n0\n5432\n\n\n0 0\nready\n")
    try:
        again = program(UNTIL_TOLD)
        say_held(again)
    finally:
        stranger.kill()
        stranger.wait()


def test_an_interrupted_creation_is_done_again(program, database):
    (database.folder / "data.draft").mkdir()
    (database.folder / "data.draft" / "PG_VERSION").write_text("18\n")
    say_held(program(UNTIL_TOLD))
    assert database.ready()


def test_a_fork_that_ends_stops_nothing(program, database):
    command = program(
        HOLD + "import os, sys; child = os.fork() or sys.exit(); os.wait(); "
        "print('forked', flush=True); input()"
    )
    say_held(command)
    assert command.stdout.readline() == "forked\n"
    assert database.is_running()


def test_the_database_listens_on_no_network_and_only_its_user_may_come(program, database):
    say_held(program(UNTIL_TOLD))
    assert stat.S_IMODE(database.socket_folder.stat().st_mode) == 0o700
    with connect(database) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW data_checksums").fetchone() == ("on",)
        assert connection.execute("SHOW is_superuser").fetchone() == ("off",)


def test_the_extensions_the_service_uses_can_be_made_by_its_own_role(program, database):
    say_held(program(UNTIL_TOLD))
    with connect(database) as connection:
        for extension in ("btree_gin", "citext", "pg_trgm", "unaccent"):
            connection.execute(f"CREATE EXTENSION {extension}")


def test_a_very_long_path_still_gets_a_socket(program, state):
    deep = state / ("long-" * 12) / ("path-" * 12)
    deep.mkdir(parents=True)
    socket = servers.Valkey(deep).socket
    assert len(os.fsencode(socket)) <= servers.LONGEST_SOCKET
    socket.parent.rmdir()


def test_valkey_starts_answers_and_stops(program, state):
    command = program(
        "from devtools import servers; servers.ensure_valkey(); "
        "print('held', flush=True); input(); servers.valkey().release()"
    )
    say_held(command)
    valkey = servers.Valkey(state)
    assert valkey.ready()
    command.communicate("\n")
    assert not valkey.ready()
    assert not valkey.is_running()


def test_a_server_that_cannot_start_says_why(state, database):
    database.folder.joinpath("data").mkdir(mode=0o755)
    with pytest.raises(held.ServerFailed, match="PostgreSQL did not start"):
        database.hold()
    database.release()


def test_a_command_that_asks_nothing_of_the_database_starts_none(state):
    environment = {**os.environ, "LOCAL_STATE": str(state)}
    command = [sys.executable, "manage.py", "diffsettings"]
    subprocess.run(command, cwd=CHECKOUT, env=environment, check=True, capture_output=True)
    assert not Path(state / "postgresql").exists()


def test_a_command_that_asks_the_database_finds_it_and_leaves_none_running(state, database):
    environment = {**os.environ, "LOCAL_STATE": str(state)}
    ask = "from django.db import connection; connection.cursor().execute('SELECT 1')"
    command = [sys.executable, "manage.py", "shell", "-c", ask]
    subprocess.run(command, cwd=CHECKOUT, env=environment, check=True, capture_output=True)
    assert (database.data / "PG_VERSION").exists()
    assert not database.is_running()


def test_a_lock_ends_with_its_process(state, program):
    code = (
        "import os; from pathlib import Path; from devtools.locks import lock; "
        "lock(Path(os.environ['LOCAL_STATE']) / 'own'); print('held', flush=True); input()"
    )
    process = program(code)
    say_held(process)
    assert lock(state / "own") is None
    process.kill()
    process.wait()
    descriptor = lock(state / "own")
    assert descriptor is not None
    os.close(descriptor)
