"""Bring the database and the files of a checkout to where the service can start.

One process for several commands of manage.py, because loading Django takes longer than most of
them. Its steps are for the person at the terminal, what the commands say goes to standard error.
"""

import io
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path

import django
from django.core.management import call_command

from devtools.bootstrap import step
from devtools.environment import fill_in
from devtools.static import collect

# In this order, each safe to repeat.
COMMANDS = [
    ("Bringing the database up to date", ["migrate", "--no-input"]),
    ("Loading the reference data", ["load_reference_data"]),
    ("Loading the demonstration data", ["demo_data"]),
]


def main(people: Path) -> None:
    """Run every step; what says who can sign in goes into the file `people`."""
    fill_in()
    with step("Collecting style sheets and scripts"):
        collect()
    django.setup()
    for words, command in COMMANDS:
        with step(words), redirect_stdout(sys.stderr):
            call_command(*command)
    output = io.StringIO()
    call_command("demo_people", stdout=output)
    people.write_text(output.getvalue())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interface.settings")
    main(Path(sys.argv[1]))
