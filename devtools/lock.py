"""`make lock`: pin the newest versions that requirements/*.in and package.json allow.

Files hold versions and hashes, never an address to fetch from.
"""

import os
import subprocess
import sys
from pathlib import Path

from devtools.bootstrap import npm
from devtools.environment import CHECKOUT

UV = Path(sys.executable).with_name("uv")


def main() -> None:
    """Write requirements/base.txt, requirements/dev.txt and package-lock.json."""
    compile_pins = "pip compile --quiet --upgrade --universal --python-version 3.11"
    without_places = "--generate-hashes --no-emit-index-url --no-emit-find-links"
    without_words = "--no-header --no-annotate"
    for name in ("base", "dev"):
        files = f"--output-file requirements/{name}.txt requirements/{name}.in"
        run([UV, *f"{compile_pins} {without_places} {without_words} {files}".split()])
    npm_flags = "--package-lock-only --omit-lockfile-registry-resolved --ignore-scripts"
    run([*npm(), "install", *npm_flags.split(), "--no-audit", "--no-fund"])
    for path in CHECKOUT.glob("requirements/*.txt"):
        if "://" in path.read_text():
            sys.exit(f"{path.relative_to(CHECKOUT)} names an address; it must not be committed.")
    if '"resolved"' in (CHECKOUT / "package-lock.json").read_text():
        sys.exit("package-lock.json names an address; it must not be committed.")


def run(command: list) -> None:
    """Run one tool, its words on our terminal; end with it if it fails."""
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    code = subprocess.run(command, check=False, cwd=CHECKOUT, env=environment).returncode
    if code:
        sys.exit(code)


if __name__ == "__main__":
    main()
