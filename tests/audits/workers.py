"""A Celery worker in a process of its own, and other processes that can be killed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

from django.db import connection

from devtools import servers
from devtools.environment import CHECKOUT
from devtools.processes import dies_with_parent


def environment(broker, media):
    """The service's settings, with the database of this test."""
    folder, name = servers.ensure_postgresql(), connection.settings_dict["NAME"]
    return os.environ | {
        "DATABASE_URL": f"postgres://{servers.PostgreSQL.role}@/{name}?host={folder}",
        "REDIS_URL": broker,
        "MEDIA_ROOT": str(media),
    }


@contextmanager
def process(*arguments, broker, media):
    """Start Python with these arguments; kill -9 it at the end, with all it started."""
    child = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env=environment(broker, media),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=dies_with_parent(signal.SIGKILL),
    )
    try:
        yield child
    finally:
        kill(child)


@contextmanager
def forked(code, *, broker, media):
    """Starts code in a process of its own each time it is called, by fork, so that it is quick.

    What is called returns the number of the process, which may be killed; `ended` waits for it.
    """
    child = subprocess.Popen(
        [sys.executable, "-c", _FORK, code],
        cwd=CHECKOUT,
        env=environment(broker, media),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        preexec_fn=dies_with_parent(signal.SIGKILL),
    )

    def start():
        child.stdin.write("start\n")
        child.stdin.flush()
        return int(child.stdout.readline())

    def ended():
        assert child.stdout.readline() == "ended\n"

    try:
        yield start, ended
    finally:
        kill(child)
        child.stdin.close()
        child.stdout.close()


_FORK = """
import os, sys, django
django.setup()
import audits.tasks
code = compile(sys.argv[1], "forked", "exec")
for _ in sys.stdin:
    number = os.fork()
    if not number:
        exec(code, {})
        os._exit(0)
    print(number, flush=True)
    os.waitpid(number, 0)
    print("ended", flush=True)
"""


def kill(child):
    """kill -9 a process and its children, and wait until they are gone."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait(10)


def worker(broker, media):
    """A Celery worker as `make run` starts it, with one process for tasks."""
    return process(
        "-m", "celery", "--app", "interface", "worker", "--concurrency", "1",
        "--without-gossip", "--without-mingle", "--loglevel", "ERROR",
        broker=broker, media=media,
    )  # fmt: skip


def somebody_holds(lock):
    """Whether a process has begun the work that this advisory lock guards."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s)",
            [lock],
        )
        return cursor.fetchone()[0]


def has_begun(child, lock):
    """Whether a process is at the work that this lock guards, or has done it already."""
    return somebody_holds(lock) or child.poll() is not None


def wait_for(condition, seconds=120):
    """Whether a condition became true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.01)
    return False
