"""`make bench`: run every devtools/bench_*.py in turn; fail if one of them does."""

import subprocess
import sys

from devtools.environment import CHECKOUT, fill_in


def main() -> int:
    """Each measurement is a program of its own that prints its budget and what it found."""
    fill_in()
    failed = []
    for script in sorted((CHECKOUT / "devtools").glob("bench_*.py")):
        print(f"\n== {script.stem.removeprefix('bench_')}", flush=True)
        command = [sys.executable, "-m", f"devtools.{script.stem}"]
        if subprocess.run(command, check=False, cwd=CHECKOUT).returncode:
            failed.append(script.stem)
    if failed:
        print(f"\nFailed: {', '.join(failed)}", flush=True)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
