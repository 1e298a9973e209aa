"""One application behind the service's own web server, and the CPU that requests to it cost."""

import secrets
import socket
import time
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import quote, urlencode

from devtools.environment import state_folder
from devtools.up import Child, web_server

SECONDS_TO_START = 30
RESTS = 1  # seconds; the server closes a connection on which nothing was asked for two
FORM = "application/x-www-form-urlencoded"


class Served:
    """gunicorn as `make run` starts it, but with one worker, until it is closed."""

    def __init__(self, name: str, module: str):
        self.name = f"bench {name}"  # by which the database knows its connections
        self.port = free_port()
        command = web_server(f"{module}:application", f"127.0.0.1:{self.port}", workers=1)
        variables = {"DATABASE_URL": self._database(), "REDIS_URL": "unix:///nobody-asks-for-it"}
        log = state_folder() / "logs" / f"bench-{name}.log"
        log.parent.mkdir(exist_ok=True)
        self.child = Child(self.name, command, log, {**variables, "DATABASE_POOL": "1"})
        self._wait_until_it_listens()

    def close(self) -> None:
        """End the web server; its connections to the database end with it."""
        self.child.stop()

    def browser(self, cookies: dict[str, str]) -> "Browser":
        """Somebody who asks it for pages."""
        return Browser(self.port, cookies)

    def seconds(self) -> float:
        """CPU that its worker and the worker's connections to the database have used so far."""
        return sum(cpu_seconds(process) for process in [self._worker(), *self._connections()])

    def _worker(self) -> int:
        master = self.child.process.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text()
        [worker] = map(int, children.split())
        return worker

    def _connections(self) -> list[int]:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE application_name = %s", [self.name]
            )
            return [process for (process,) in cursor.fetchall()]

    def _database(self) -> str:
        """The address of the database that this process is connected to."""
        from django.db import connection

        to = connection.get_connection_params()
        options = {"host": to.get("host", ""), "application_name": self.name}
        password = f":{quote(to['password'], safe='')}" if to.get("password") else ""
        place = f"{quote(to['user'], safe='')}{password}@:{to.get('port', '')}"
        said = "&".join(f"{name}={quote(value, safe='')}" for name, value in options.items())
        return f"postgres://{place}/{quote(to['dbname'], safe='')}?{said}"

    def _wait_until_it_listens(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while True:
            self.child.check()
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)


class Browser:
    """Asks over one connection that is kept, with its cookies, for compressed pages."""

    def __init__(self, port: int, cookies: dict[str, str]):
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.token = secrets.token_hex(16)  # against forgery, as long as Django wants it
        cookies = {**cookies, "csrftoken": self.token}
        said = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.asked_at = 0.0
        self.headers = {"Host": "localhost", "Accept-Encoding": "gzip", "Cookie": said}

    def get(self, address: str) -> None:
        """Ask for one page, which must be there."""
        answer = self._send("GET", address)
        assert answer.status == 200, (address, answer.status)  # noqa: S101

    def post(self, address: str, answers: dict[str, str]) -> None:
        """Send a form with its token; it must lead somewhere else."""
        body = urlencode({**answers, "csrfmiddlewaretoken": self.token})
        answer = self._send("POST", address, body, {"Content-Type": FORM})
        assert answer.status == 302, (address, answer.status)  # noqa: S101

    def _send(self, method, address, body=None, headers=None) -> HTTPResponse:
        """One request, its answer read to the end."""
        if time.monotonic() - self.asked_at > RESTS:
            self.connection.close()
        self.connection.request(method, address, body, {**self.headers, **(headers or {})})
        answer = self.connection.getresponse()
        answer.read()
        self.asked_at = time.monotonic()
        return answer


def cpu_seconds(process: int) -> float:
    """What all threads of a process have spent on processors so far, by the kernel's count."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
