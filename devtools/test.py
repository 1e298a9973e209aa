"""`make test`: the checks, then every test on real servers, then the journeys in a browser.

Goes on after a failure, so that one run tells everything, and fails if anything did.
"""

import subprocess
import sys

from devtools import check
from devtools.browser import NoBrowser, find_chromium
from devtools.environment import CHECKOUT

# Two processes; one that has nothing left takes over tests of the other.
SIDE_BY_SIDE = ["-n", "2", "--dist", "worksteal"]

ROUNDS = [
    ("Checks", None),
    ("Tests", ["-m", "not journey", *SIDE_BY_SIDE]),
    ("Journeys in a browser", ["tests/journeys", *SIDE_BY_SIDE]),
]


def main() -> int:
    """Run the rounds; 0 if all passed."""
    try:
        find_chromium()
    except NoBrowser as problem:
        print(problem, file=sys.stderr)
        return 1
    results = {}
    for title, arguments in ROUNDS:
        print(f"\n== {title}", flush=True)
        results[title] = check.main() if arguments is None else pytest(arguments)
    print()
    for title, code in results.items():
        print(f"{title}: {'failed' if code else 'passed'}")
    return int(any(results.values()))


def pytest(arguments: list[str]) -> int:
    """Run pytest in a process of its own."""
    command = [sys.executable, "-m", "pytest", "--quiet", *arguments]
    return subprocess.run(command, check=False, cwd=CHECKOUT).returncode


if __name__ == "__main__":
    sys.exit(main())
