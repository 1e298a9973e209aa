#!/usr/bin/env python
"""Django's command line. In a checkout without servers it uses the embedded ones."""

import os
import sys
from pathlib import Path


def main():
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interface.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        use_the_checkouts_own_python()
        raise
    try:
        from devtools.environment import local_environment
    except ImportError:  # a deployment does not have to carry devtools
        pass
    else:
        local_environment()
    execute_from_command_line(sys.argv)


def use_the_checkouts_own_python():
    """`python manage.py` with any Python means the one that `make setup` filled."""
    python = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
    if python.exists() and Path(sys.prefix) != python.parent.parent:
        os.execv(python, [str(python), *sys.argv])  # noqa: S606 our own interpreter, no shell


if __name__ == "__main__":
    main()
