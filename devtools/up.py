"""`make run`: the whole service on this machine, until Ctrl-C.

Starts what is missing of PostgreSQL and Valkey, brings the database up to date, then runs the web
server, a Celery worker and Celery beat, and watches over them. Every child dies with this process.
"""

import ctypes
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from devtools import held, servers
from devtools.bootstrap import step
from devtools.environment import CHECKOUT, fill_in, state_folder
from devtools.locks import lock
from devtools.processes import dies_with_parent, kill, processes_with_variable, tail

MARK = "INTERFACE_RUN"  # the variable by which the processes of one run are known
SECONDS_TO_READY = 90
SECONDS_TO_STOP = 20


class Stopped(BaseException):
    """Somebody asked us to stop: Ctrl-C, SIGTERM or a closed terminal."""


class Failed(Exception):
    """Something did not work; the message is for the person at the terminal."""


class Child:
    """One of our processes, in a session of its own, its words in a log.

    One that speaks has only its errors there and says the rest to the person at the terminal.
    """

    def __init__(
        self,
        title: str,
        command: list[str],
        log: Path,
        variables: dict[str, str] | None = None,
        speaks: bool = False,
    ):
        self.title = title
        self.log = log
        with log.open("w") as output:
            self.process = subprocess.Popen(
                command,
                cwd=CHECKOUT,
                env={**os.environ, **(variables or {})},
                stdin=subprocess.DEVNULL,
                stdout=None if speaks else output,
                stderr=output,
                start_new_session=True,  # Ctrl-C reaches us alone, and we stop things in order
                preexec_fn=dies_with_parent(signal.SIGTERM),
            )

    def check(self) -> None:
        """Raise Failed if it has ended."""
        if (code := self.process.poll()) is not None:
            raise Failed(
                f"{self.title} ended ({code}). Its last words ({self.log}):\n{tail(self.log, 30)}"
            )

    def stop(self) -> None:
        """Ask it to end, wait, and see that nothing of its session is left."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


class Run:
    """One `make run`."""

    def __init__(self) -> None:
        self.state = state_folder()
        self.logs = self.state / "logs"
        self.logs.mkdir(exist_ok=True)
        (self.state / "locks").mkdir(exist_ok=True)
        self.children: list[Child] = []
        self.held: list[held.Server] = []
        self.host = os.environ.get("HOST") or "127.0.0.1"
        self.port = port_number()
        self.address = os.environ.get("BASE_URL") or f"http://localhost:{self.port}"

    def launch(self) -> None:
        """Start everything, in the order in which it depends on one another."""
        begun = time.monotonic()
        self.be_the_only_one()
        self.check_port()
        self.start_servers()
        people = self.prepare()
        with step("Starting the web server, a worker and the clock"):
            self.start_children()
            self.wait_until_ready()
        print(f"\nReady after {time.monotonic() - begun:.0f} s: {self.address}/", flush=True)
        print(people, flush=True)
        print(f"Logs are in {self.logs}. Ctrl-C stops everything.", flush=True)

    def be_the_only_one(self) -> None:
        """One run in a checkout; what a killed one left behind is ended first."""
        notes = self.state / "run.json"
        self.only = lock(self.state / "locks" / "run")
        last = json.loads(notes.read_text()) if notes.exists() else {}
        if self.only is None:
            raise Failed(f"This checkout is running already, at {last.get('address')}/.")
        if last:
            kill(processes_with_variable(MARK, last["mark"]))
        mark = secrets.token_hex(8)
        draft = notes.with_suffix(".draft")
        draft.write_text(json.dumps({"mark": mark, "address": self.address}))
        draft.replace(notes)
        os.environ[MARK] = mark

    def check_port(self) -> None:
        """Say at once if somebody else has the port."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise Failed(
                    f"Port {self.port} of {self.host} cannot be had ({error.strerror}). "
                    f"Choose another: make run PORT={self.port + 1}"
                ) from error

    def start_servers(self) -> None:
        """PostgreSQL and Valkey, each unless its address is given."""
        for server, variable in [
            (servers.postgresql(), "DATABASE_URL"),
            (servers.valkey(), "REDIS_URL"),
        ]:
            if os.environ.get(variable):
                print(f"Using the {server.title} of {variable}", flush=True)
                continue
            self.held.append(server)
            with step(f"Starting {server.title}"):
                server.hold()
        os.environ.setdefault("REDIS_URL", servers.local_redis_url())

    def prepare(self) -> str:
        """Bring database and files up to date; returns the lines that say who can sign in."""
        people = self.state / "people.txt"
        command = [sys.executable, "-m", "devtools.prepare", str(people)]
        child = Child("The preparation", command, self.logs / "prepare.log", speaks=True)
        self.children.append(child)  # so that Ctrl-C stops it too
        if child.process.wait():
            print(flush=True)
            child.check()
        self.children.remove(child)
        return people.read_text()

    def start_children(self) -> None:
        """The three processes of the service."""
        celery = [sys.executable, "-m", "celery", "--app", "interface"]
        bind = f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
        web = web_server("interface.wsgi", bind, workers=2)
        worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"]
        worker += ["--without-gossip", "--without-mingle"]
        beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile", ""]
        beat += ["--schedule", str(self.state / "beat-schedule")]
        for title, name, command, variables in [
            ("The web server", "web", web, {"DATABASE_POOL": "1"}),
            ("The worker", "worker", worker, {}),
            ("The clock (Celery beat)", "beat", beat, {}),
        ]:
            self.children.append(Child(title, command, self.logs / f"{name}.log", variables))

    def wait_until_ready(self) -> None:
        """Wait for /health/ready to say yes."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104
        request = urllib.request.Request(
            f"http://{host}:{self.port}/health/ready",
            headers={"Host": urlsplit(self.address).netloc},
        )
        answer = "no answer"
        deadline = time.monotonic() + SECONDS_TO_READY
        while time.monotonic() < deadline:
            for child in self.children:
                child.check()
            try:
                with urllib.request.urlopen(request, timeout=5):  # noqa: S310
                    return
            except urllib.error.HTTPError as error:
                answer = f"{error.code} {error.read(500).decode(errors='replace')}"
            except OSError as error:
                answer = str(error)
            time.sleep(0.1)
        raise Failed(f"/health/ready did not say yes in {SECONDS_TO_READY} s; it said: {answer}")

    def watch(self) -> None:
        """Until somebody stops us, see that everything is alive.

        A server that was killed is started again: the service reconnects by itself.
        """
        while True:
            for child in self.children:
                child.check()
            for server in self.held:
                if not server.is_running():
                    print(f"{server.title} has ended; starting it again.", flush=True)
                    server.hold()
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop what we started, the last first, and wait for each."""
        for child in reversed(self.children):
            child.stop()
        for server in reversed(self.held):
            server.release()


def web_server(application: str, bind: str, *, workers: int) -> list[str]:
    """The command that serves a WSGI application at an address."""
    command = [sys.executable, "-m", "gunicorn", application, "--bind", bind]
    command += ["--worker-class", "gthread", "--workers", str(workers), "--threads", "4"]
    return [*command, "--preload", "--no-control-socket", "--graceful-timeout", "15"]


def port_number() -> int:
    """PORT, or 8000."""
    text = os.environ.setdefault("PORT", "8000")
    if not (text.isdecimal() and 0 < int(text) < 65536):
        sys.exit(f"PORT must be a number between 1 and 65535; it is {text!r}.")
    return int(text)


def on_signal(_number: int, _frame: object) -> None:
    """Turn a signal into an exception, once; what follows must not be interrupted."""
    ignore_signals()
    raise Stopped


def ignore_signals() -> None:
    """From here on only kill -9 hurries us."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def main() -> int:
    """Run until stopped; 0 if somebody asked for it, 1 if something failed."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # not for nohup
            signal.signal(number, on_signal)
    if "MAKELEVEL" in os.environ:  # a killed make leaves nothing behind either
        die_with_make()
    fill_in()
    run = Run()
    code = 0
    try:
        run.launch()
        run.watch()
    except Stopped:
        say("\nStopping ...", end=" ")
    except (Failed, held.ServerFailed) as failure:
        print(f"\n{failure}", file=sys.stderr, flush=True)
        code = 1
    finally:
        ignore_signals()
        run.stop()
    if code == 0:
        say("everything has stopped.")
    return code


def say(words: str, end: str = "\n") -> None:
    """Print, also if whoever read our words has gone meanwhile: we are stopping anyway."""
    with suppress(OSError):
        print(words, end=end, flush=True)


def die_with_make() -> None:
    """Ask the kernel for SIGTERM when the make that started us ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, int(signal.SIGTERM))


if __name__ == "__main__":
    sys.exit(main())
