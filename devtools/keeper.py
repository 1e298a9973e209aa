"""Run one server for as long as anybody holds it: python -m devtools.keeper NAME STATE LOCK

LOCK is the descriptor of the `server` lock (see devtools.held), which every process of the
server inherits. The keeper's own lock came the same way and is dropped when it ends.
"""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from devtools.held import Server
from devtools.locks import only_when_alone
from devtools.processes import dies_with_parent
from devtools.servers import server


def keep(kept: Server, descriptor: int) -> int:
    """Run the server until it ends; returns its exit code."""
    kept.prepare()
    process = subprocess.Popen(
        kept.command(),
        cwd="/",
        env={**os.environ, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        pass_fds=[descriptor],
        preexec_fn=dies_with_parent(kept.stop_signal),
        **kept.user(),
    )
    signal.signal(signal.SIGTERM, lambda *_: process.send_signal(kept.stop_signal))
    threading.Thread(target=stop_when_nobody_holds, args=(kept, process), daemon=True).start()
    return process.wait()


def stop_when_nobody_holds(kept: Server, process: subprocess.Popen) -> None:
    """Wait until the last holder has gone, then stop the server, at last by force."""
    only_when_alone(kept.state / "locks" / f"{kept.name}.holders")
    process.send_signal(kept.stop_signal)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)


if __name__ == "__main__":
    name, state, descriptor = sys.argv[1:]
    sys.exit(keep(server(name, Path(state)), int(descriptor)))
