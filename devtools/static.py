"""Style sheets and scripts as the web server wants them: collected, compressed, named by content.

Each state of their sources has a folder of its own, so nothing is collected twice, a running
service keeps its files while the sources change, and tests and `make run` share what they can.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from devtools.environment import CHECKOUT, fill_in, static_root
from devtools.locks import only_one

KEPT = 4  # folders, for a service that still runs with older sources


def collect() -> None:
    """Fill the folder that STATIC_ROOT names; one of ours only if it is not there yet."""
    target = Path(os.environ["STATIC_ROOT"])
    if target != static_root():
        collect_into(target)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with only_one(target.parent / "lock"):
        if target.exists():
            target.touch()
            return
        draft = target.with_name("draft")
        shutil.rmtree(draft, ignore_errors=True)
        collect_into(draft)
        draft.rename(target)
        folders = [path for path in target.parent.iterdir() if path.is_dir()]
        for old in sorted(folders, key=lambda path: path.stat().st_mtime)[:-KEPT]:
            shutil.rmtree(old)


def collect_into(folder: Path) -> None:
    """Run Django's own command."""
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    environment = {**os.environ, "STATIC_ROOT": str(folder)}
    subprocess.run(command, check=True, cwd=CHECKOUT, env=environment)


if __name__ == "__main__":
    fill_in()
    collect()
