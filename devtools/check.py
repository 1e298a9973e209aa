"""`make check`: format, lint, types, imports and migrations. Everything is run, then we tell."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import devtools.testing  # noqa: F401 the checks too have a database of their own
from devtools.environment import CHECKOUT

PROGRAMS = Path(sys.executable).parent
TEMPLATES = ["templates"]

CHECKS = [
    ("types", ["mypy", "."]),  # takes as long as all others
    ("format of Python", ["ruff", "format", "--check", "."]),
    ("lint of Python", ["ruff", "check", "."]),
    ("format of templates", ["djade", "--check"]),
    ("lint of templates", ["djlint", "--lint", "--quiet", *TEMPLATES]),
    ("who imports whom", ["lint-imports"]),
    ("settings and models", ["python", "manage.py", "check", "--fail-level", "WARNING"]),
    ("migrations", ["python", "manage.py", "makemigrations", "--check", "--dry-run"]),
]


def main() -> int:
    """Run every check, two at a time; 0 if all passed."""
    with ThreadPoolExecutor(max_workers=2) as pair:
        passed = list(pair.map(lambda check: passes(*check), CHECKS))
    failed = [title for (title, _), good in zip(CHECKS, passed, strict=True) if not good]
    if failed:
        print(f"\nFailed: {', '.join(failed)}", flush=True)
    return bool(failed)


def passes(title: str, command: list[str]) -> bool:
    """Run one check, showing what it says only if it fails."""
    program, *arguments = command
    if program == "djade":  # takes files, not folders
        arguments += ["--target-version", "5.2", *map(str, CHECKOUT.glob("templates/**/*.html"))]
    begun = time.monotonic()
    result = subprocess.run(
        [PROGRAMS / program, *arguments],
        check=False,
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    word = "failed" if result.returncode else "passed"
    said = f"{result.stdout}\n" if result.returncode else ""
    print(f"{title}: {word} ({time.monotonic() - begun:.1f} s)\n{said}", end="", flush=True)
    return result.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
