"""How long the database takes to find issues, as they grow from thousands to a million.

    python -m devtools.bench_search [ISSUES ...]

runs in a database of its own, filled by SQL. Search is bounded by the budget of 15 ms of database
time at a million issues; "is it already here?" by 300 ms at 20,000, and flat beyond. Each figure is
the median of several runs: processor time of the database's process, on Linux.
"""

import io
import statistics
import sys
import time
from pathlib import Path

from devtools.environment import local_environment

SIZES = [20_000, 100_000, 1_000_000]
RUNS = 5
MOST_SEARCH = 15  # ms of database time, at the largest size
MOST_SIMILAR = 300  # ms, at any size
FLAT = 2.0  # times as long from 100,000 on; below, there are fewer issues than are looked at
SEARCHES = [
    "discharge summary late",
    "letter",
    "cardiology fit note",
    "chase the scan report",
    "disharge summry",
    "umbrella",
    "methotrexate monitoring",
]
TEXTS = [
    "We were asked to chase an MRI report that the clinic ordered",
    "No sick note given after the operation, patient sent to us",
    "Discharge letter arrived two weeks late and our actions were buried on page three",
    "asked to take over monitoring bloods without a shared care agreement",
]

# Texts of the invented phrases, months back three years, one in thirty without an answer.
_FILL = """
INSERT INTO issues_issue (
    reference, status_token, hear_back_email, kind, direction, practice_id, specialty_id,
    category_id, what_happened, public_summary, public_progress, raised_at, status, status_since,
    returns_to, validity, outcome, version, is_demonstration, source, dealt_with_by, risk,
    own_reference, wants_reply, may_be_shared, priority, is_recurrence, first_answered_at, closed_at
)
SELECT 'B' || n, 'bench-' || n, '', 'issue', 'practice_to_trust',
    practices[1 + (n * 7919) %% cardinality(practices)],
    CASE WHEN n %% 9 > 0 THEN specialties[1 + (n * 104729) %% cardinality(specialties)] END,
    categories[1 + (n * 1299709) %% cardinality(categories)],
    words[1 + (n * 15485863) %% cardinality(words)] || ' '
        || words[1 + (n * 32452843) %% cardinality(words)] || ' Seen ' || n %% 97 || ' times.',
    CASE WHEN n %% 200 = 0 THEN words[1 + (n * 49979687) %% cardinality(words)] ELSE '' END, '',
    now() - make_interval(mins => ((n * 86028121) %% 1576800)::int),
    CASE WHEN n %% 30 = 0 THEN 'new' ELSE 'closed' END, now(), '', '',
    CASE WHEN n %% 30 = 0 THEN '' ELSE 'fixed_for_all' END, 1, true, '', '', '', '', true, true,
    'normal', false, CASE WHEN n %% 30 > 0 THEN now() END, CASE WHEN n %% 30 > 0 THEN now() END
FROM generate_series(%s::bigint, %s::bigint) AS n, (SELECT %s::text[] AS words,
    ARRAY(SELECT id FROM directory_organisation WHERE kind = 'practice' AND closed_on IS NULL)
        AS practices,
    ARRAY(SELECT id FROM directory_specialty) AS specialties,
    ARRAY(SELECT id FROM issues_category) AS categories) AS lists
"""


def main() -> int:
    """Print the figures; 1 if a budget is not kept."""
    sizes = [int(size.replace("_", "")) for size in sys.argv[1:]] or SIZES
    local_environment()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        call_command("load_reference_data", verbosity=0, stdout=io.StringIO())
        return report([(size, *measured(size)) for size in sizes])
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measured(size: int) -> tuple[dict[str, float], dict[str, float]]:
    """Milliseconds of database time for each search and each text, with so many issues stored."""
    from interface.directory.models import Organisation, Specialty
    from issues.models import Category
    from issues.search import keys
    from issues.search.finding import find
    from issues.similar import similar

    fill(size)
    practice = Organisation.objects.practices().open()[0]
    specialty, category = Specialty.objects.all()[0], Category.objects.all()[0]
    where = {"specialty": specialty, "category": category, "practice": practice}
    own = [keys.any_of([keys.practice(practice.pk)])]
    searches = {text: database_time(lambda t=text: find(t)) for text in SEARCHES}
    searches["letter, of one practice"] = database_time(lambda: find("letter", within=own))
    texts = {text[:40]: database_time(lambda t=text: similar(t, **where)) for text in TEXTS}
    texts["specialty not known"] = database_time(
        lambda: similar(TEXTS[0], **{**where, "specialty": None})
    )
    return searches, texts


def fill(size: int) -> None:
    """Have so many issues, with what the database knows of them up to date."""
    import csv

    from django.db import connection

    from issues.models import Issue
    from issues.recall import PHRASES

    with PHRASES.open(encoding="utf-8", newline="") as file:
        words = [row["text"].replace("{", "").replace("}", "") for row in csv.DictReader(file)]
    begun, there = time.monotonic(), Issue.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE issues_issue DISABLE TRIGGER USER")
        cursor.execute("DROP INDEX IF EXISTS issue_words")
        cursor.execute(_FILL, [there + 1, size, words])
        cursor.execute("CREATE INDEX issue_words ON issues_issue USING gin (words)")
        cursor.execute("ALTER TABLE issues_issue ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE issues_issue")
    print(f"{size:>9,} issues stored in {time.monotonic() - begun:.0f} s", flush=True)


def database_time(call) -> float:
    """Milliseconds that the database works for a call: what its process spends on a processor.

    The clock on the wall would count what else the machine does.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        spent = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def run() -> float:
        begun = int(spent.read_text().split()[0])
        call()
        return (int(spent.read_text().split()[0]) - begun) / 1_000_000

    run()  # the first run fetches pages that the others find in memory
    return statistics.median(run() for _ in range(RUNS))


def report(figures: list[tuple[int, dict[str, float], dict[str, float]]]) -> int:
    """Print a table and say which budgets are not kept."""
    print("\nmilliseconds of database time, median " + "".join(f"{n:>11,}" for n, _, _ in figures))
    kinds = {
        "search": [searches for _, searches, _ in figures],
        "already here?": [similars for _, _, similars in figures],
    }
    for kind, rows in kinds.items():
        for name in rows[0]:
            cells = "".join(f"{row[name]:>11.1f}" for row in rows)
            print(f"{kind:<14} {name[:23]:<23} {cells}")
    worst_search = max(figures[-1][1].values())
    similars = [statistics.median(row[2].values()) for row in figures]
    full = similars[1:] if len(similars) > 2 else similars
    kept = {
        f"search {worst_search:.1f} ms of {MOST_SEARCH} ms": worst_search <= MOST_SEARCH,
        f"already here? {max(similars):.1f} ms of {MOST_SIMILAR} ms": max(similars) <= MOST_SIMILAR,
        f"already here? at most {FLAT} times as long": full[-1] <= FLAT * full[0],
    }
    for words, held in kept.items():
        print(f"{'kept' if held else 'MISSED'}: {words}")
    return 0 if all(kept.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
