"""A server that runs for as long as anybody in this checkout holds it.

The first holder starts a keeper (`devtools.keeper`), a small process that runs the server until
nobody holds it. All of this is told by file locks in the state folder, so kill -9 leaves nothing
behind to repair:

    starting   held by one process at a time while it attaches, starts or lets go
    holders    shared by everybody who uses the server; the keeper waits to have it alone
    keeper     held by the keeper
    server     held by the keeper and inherited by every process of the server
"""

import atexit
import os
import pwd
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path

from devtools.environment import CHECKOUT
from devtools.locks import is_locked, lock, only_one, wait_until_free
from devtools.processes import kill, processes_with_open, tail

SECONDS_TO_START = 60


class ServerFailed(Exception):
    """A server did not start; the message says which one and shows its last words."""


class Server(ABC):
    """A program run for everybody in this checkout who holds it."""

    name = ""  # of the folder, the locks and the log
    title = ""
    stop_signal = signal.SIGTERM

    def __init__(self, state: Path):
        self.state = state
        self.log = state / "logs" / f"{self.name}.log"
        self._hold: int | None = None
        self._owner = 0
        self._keepers: list[subprocess.Popen] = []

    # What a kind of server says about itself

    @abstractmethod
    def prepare(self) -> None:
        """Make what the server needs on disk. Only the keeper calls this."""

    @abstractmethod
    def command(self) -> list[str]:
        """The program and its arguments."""

    def user(self) -> dict:
        """The arguments of Popen that give the program its user; none for our own."""
        return {}

    @abstractmethod
    def ready(self) -> bool:
        """Whether it answers."""

    @abstractmethod
    def forget_the_last_run(self) -> None:
        """Remove what a killed server left. Only called when no process of it is alive."""

    # Holding and letting go

    def hold(self) -> None:
        """Have the server running from here until this process, and its forks, end."""
        if self._hold is not None and is_locked(self._lock("keeper")):
            return
        self._check_owner()
        with only_one(self._lock("starting")):
            if self._hold is None:
                self._hold = self._join()
                self._owner = os.getpid()
                atexit.register(self.release)
            self._start_unless_running()

    def release(self) -> None:
        """Let go; if nobody else holds the server, return when it has stopped."""
        if self._hold is None or self._owner != os.getpid():
            return  # a fork lets go by ending
        with only_one(self._lock("starting")):
            os.close(self._hold)
            self._hold = None
            if self._nobody_is_left():
                wait_until_free(self._lock("keeper"), seconds=60)
        for keeper in self._keepers:
            if keeper.poll() is None:
                keeper.returncode = 0  # it stays for the others and is no longer our business
        self._keepers.clear()

    def is_running(self) -> bool:
        """Whether a keeper runs this server now, for us or for somebody else."""
        return is_locked(self._lock("keeper"))

    def _nobody_is_left(self) -> bool:
        """Whether the keeper has the lock of the holders to itself, or is about to."""
        alone = lock(self._lock("holders"))
        if alone is not None:
            os.close(alone)
            return True
        others = lock(self._lock("holders"), shared=True)
        if others is not None:
            os.close(others)
        return others is None

    def _lock(self, kind: str) -> Path:
        folder = self.state / "locks"
        folder.mkdir(exist_ok=True)
        return folder / f"{self.name}.{kind}"

    def _check_owner(self) -> None:
        owner = self.state.stat().st_uid
        if os.geteuid() not in {0, owner}:
            raise ServerFailed(
                f"{self.state} belongs to {pwd.getpwuid(owner).pw_name}. Run this as that user, "
                "or remove the folder and with it the database of this checkout."
            )

    def _join(self) -> int:
        """Be counted among the holders, waiting for a stop that has begun."""
        while (descriptor := lock(self._lock("holders"), shared=True)) is None:
            wait_until_free(self._lock("keeper"), seconds=1)
        return descriptor

    def _start_unless_running(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        started = False
        while time.monotonic() < deadline:
            keeper = lock(self._lock("keeper"))
            if keeper is not None:
                if started:
                    os.close(keeper)
                    raise ServerFailed(
                        f"{self.title} did not start ({self.log}):\n{tail(self.log)}"
                    )
                self._start_keeper(keeper)
                started = True
            elif self.ready():
                return
            time.sleep(0.01)
        raise ServerFailed(f"{self.title} did not answer for {SECONDS_TO_START} s ({self.log})")

    def _start_keeper(self, keeper: int) -> None:
        """Start a keeper that inherits the two locks it needs."""
        server = self._wait_for_the_last_run()
        self.forget_the_last_run()
        self.log.parent.mkdir(exist_ok=True)
        with self.log.open("ab") as log:
            if log.tell() > 5_000_000:
                log.truncate(0)
            process = subprocess.Popen(
                [sys.executable, "-m", "devtools.keeper", self.name, str(self.state), str(server)],
                cwd=CHECKOUT,
                env={k: v for k, v in os.environ.items() if not k.startswith(("PG", "INTERFACE_"))},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[keeper, server],
                start_new_session=True,  # Ctrl-C is for whoever holds the server
            )
        self._keepers.append(process)
        os.close(keeper)
        os.close(server)

    def _wait_for_the_last_run(self) -> int:
        """Lock out every process of an earlier server, ending those that linger."""
        path = self._lock("server")
        for patience in (5, 5, 20):
            if (descriptor := lock(path, seconds=patience)) is not None:
                return descriptor
            kill(processes_with_open(path))
        raise ServerFailed(f"An earlier {self.title} of {self.state} is still running.")
