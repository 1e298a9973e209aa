"""Small facts about processes: whom they die with, what they said last, who has a file open."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def dies_with_parent(sent: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn`: the kernel sends the child this signal when the thread that made it ends.

    Elsewhere than on Linux there is no such promise and this does nothing.
    """
    parent = os.getpid()

    def ask() -> None:
        if LIBC is not None:
            LIBC.prctl(PR_SET_PDEATHSIG, int(sent))
            if os.getppid() != parent:
                os._exit(1)

    return ask


def tail(path: Path, lines: int = 15) -> str:
    """The last lines of a log file, indented; empty if there is no such file."""
    if not path.exists():
        return ""
    with path.open("rb") as log:
        log.seek(max(0, path.stat().st_size - 20_000))
        text = log.read().decode(errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in text[-lines:])


def processes_with_open(path: Path) -> list[int]:
    """The processes (but this one) that have this very file open. Linux only; else none."""
    if not path.exists() or not Path("/proc/self/fd").exists():
        return []
    wanted = path.stat()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        if int(process.name) == os.getpid():
            continue
        try:
            if any(os.path.samestat(wanted, fd.stat()) for fd in (process / "fd").iterdir()):
                found.append(int(process.name))
        except OSError:  # ended meanwhile, or somebody else's
            continue
    return found


def processes_with_variable(name: str, value: str) -> list[int]:
    """The processes (but this one) started with this environment variable. Linux only."""
    wanted = f"{name}={value}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
        except OSError:  # ended meanwhile, or somebody else's
            continue
    return [pid for pid in found if pid != os.getpid()]


def kill(pids: list[int]) -> None:
    """End these processes at once; one that has ended already is no error."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
