"""How fast letters come in and are counted, beside the least that PostgreSQL needs for the same.

    python -m devtools.bench_audits [LETTERS]

runs in a database of its own. "Bare" is a COPY of the same rows into the same tables with their
indexes and foreign keys, and a plain GROUP BY over the same judgements. The clock of a shared
machine is noisy: each figure is the best of several runs, taken in turns.
"""

import csv
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path

from devtools.environment import CHECKOUT, local_environment

SLUG = "bench"
ROUNDS = 3
MOST_MEMORY = 300  # MB
WITH_TEXT = 2_000  # letters of the run with texts
TEXT = (
    "Admitted with shortness of breath and treated for a chest infection. Oxygen saturations on "
    "discharge were 96% on air. GP to kindly chase the sputum result and repeat the U&Es in one "
    "week. Amoxicillin 500 mg three times a day for five days was given to take home. "
) * 8
ON = date(2026, 3, 1)

_UNPIVOT = """
SELECT l.specialty_id, date_trunc('month', l.discharged_on::timestamp), j.ask, j.judgement, count(*)
FROM audits_letter l JOIN audits_review r ON r.letter_id = l.id
CROSS JOIN LATERAL (VALUES (1, r.ask_1), (2, r.ask_2), (3, r.ask_3), (4, r.ask_4), (5, r.ask_5))
    AS j (ask, judgement)
WHERE l.audit_id = %s GROUP BY 1, 2, 3, 4
"""
_COLUMNS = {
    "audits_letter": (
        "id, audit_id, letter_id, discharged_on, specialty_id, ward, practice_id, document_text"
    ),
    "audits_review": "id, letter_id, finished_at, ask_1, ask_2, ask_3, ask_4, ask_5",
}
_IMPORT = """
import resource, sys
from pathlib import Path
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from audits import services
assert services.import_letters(path=Path(sys.argv[2]), slug=sys.argv[3], by=None).accepted
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def main() -> int:
    """Print the figures of one run; 1 if a budget is not kept."""
    letters = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 200_000
    local_environment()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        call_command("load_reference_data", verbosity=0, stdout=io.StringIO())
        with tempfile.TemporaryDirectory() as folder:
            return measure(Path(folder), letters)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure(folder: Path, letters: int) -> int:
    """Take every figure; the number of budgets that were not kept."""
    from audits import demonstration
    from audits.models import Audit

    path = folder / "letters.csv"
    demonstration.write_csv(path, letters=letters, on=ON)
    runs, bare = [clock(lambda: import_once(path))], []
    data = {table: take_out(table, folder) for table in _COLUMNS}
    for _ in range(ROUNDS):
        bare.append(copy_back(data))
        empty()
        runs.append(clock(lambda: import_once(path)))
    failed = compare("import", letters, "letters", runs, bare, "COPY", at_least=1 / 3)
    again = clock(lambda: import_once(path))
    print(f"the same file again: {letters / again:,.0f} letters/s, nothing added")
    audit = Audit.objects.get(slug=SLUG)
    counts, grouped = [], []
    for _ in range(ROUNDS):
        counts.append(clock(lambda: aggregate(audit)))
        grouped.append(clock(lambda: group_by(audit)))
    failed += compare(
        "aggregation", 5 * letters, "judgements", counts, grouped, "GROUP BY", at_least=1 / 2
    )
    with_texts(folder)
    for count in (letters // 10, letters):
        used = memory(folder, count)
        failed += used >= MOST_MEMORY
        print(f"memory of an import of {count:,} letters: {used} MB (at most {MOST_MEMORY})")
    return failed


def compare(what: str, count: int, noun: str, runs, bare, least: str, *, at_least: float) -> int:
    """Print our best run beside the best bare one; 1 if ours is too slow."""
    ratio = min(bare) / min(runs)
    print(
        f"{what}: {count / min(runs):,.0f} {noun}/s, {ratio:.2f} of a bare {least}'s "
        f"{count / min(bare):,.0f} (at least {at_least:.2f})"
    )
    return ratio < at_least


def clock(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def import_once(path: Path) -> None:
    from audits import services

    report = services.import_letters(path=path, slug=SLUG, by=None)
    if not report.accepted or report.rejected:
        raise SystemExit(f"The import went wrong: {report.message}")


def aggregate(audit) -> None:
    from audits import services

    services.aggregate(audit)


def group_by(audit) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_UNPIVOT, [audit.pk])
        cursor.fetchall()


def empty() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE audits_letter, audits_review CASCADE")


def take_out(table: str, folder: Path) -> Path:
    """The rows of a table as COPY writes them."""
    from django.db import connection

    path = folder / table
    command = f"COPY {table} ({_COLUMNS[table]}) TO STDOUT"
    with connection.cursor() as cursor, cursor.copy(command) as copy, path.open("wb") as file:
        for block in copy:
            file.write(block)
    return path


def copy_back(data: dict[str, Path]) -> float:
    """Seconds that the database takes for the same rows, foreign keys checked."""
    from django.db import connection, transaction

    empty()

    def work() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, path in data.items():
                command = f"COPY {table} ({_COLUMNS[table]}) FROM STDIN"
                with cursor.copy(command) as copy, path.open("rb") as file:
                    while block := file.read(1 << 18):
                        copy.write(block)

    return clock(work)


def with_texts(folder: Path) -> None:
    """The identifier guard sets the pace where letters have their text."""
    from audits import demonstration
    from audits.importing.layout import COLUMNS

    path = folder / "texts.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for row in islice(demonstration.rows(on=ON, prefix="TEXT"), WITH_TEXT):
            writer.writerow(row | {"document_text": TEXT})
    taken = clock(lambda: import_once(path))
    print(
        f"with texts of {len(TEXT):,} characters: {WITH_TEXT / taken:,.0f} letters/s, "
        f"{1e6 * taken / WITH_TEXT / len(TEXT):.2f} ms for 1,000 characters"
    )


def memory(folder: Path, letters: int) -> int:
    """The most megabytes that a process of its own has while it imports."""
    from django.db import connection

    from audits import demonstration

    path = folder / f"{letters}.csv"
    demonstration.write_csv(path, letters=letters, on=ON, prefix=f"M{letters}")
    return int(
        subprocess.run(
            [sys.executable, "-c", _IMPORT, connection.settings_dict["NAME"], str(path), SLUG],
            check=True,
            capture_output=True,
            text=True,
            cwd=CHECKOUT,
        ).stdout
    )


if __name__ == "__main__":
    sys.exit(main())
