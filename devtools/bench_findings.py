"""How fast a cycle's requests are counted, beside the bare GROUP BY over the same rows.

    python -m devtools.bench_findings [FINDINGS]

runs in a database of its own, on rows made there: three requests in each letter, every letter
read once. "Bare" groups the same findings, and the same judgements and results of their letters,
without writing anything. The budget is that of a cycle of 10,000,000 findings, of which a cell
holds many; a smaller run has as many fewer specialties, so that its cells hold as many. The clock
of a shared machine is noisy: each figure is the best of several runs, taken in turns.
"""

import io
import sys

from devtools.bench_audits import ROUNDS, clock, compare
from devtools.environment import local_environment

IN_EACH_LETTER = 3
OF_A_SPECIALTY = 200_000  # findings, where 10,000,000 fall on the fifty specialties

_FILL = """
INSERT INTO audits_letter (audit_id, letter_id, discharged_on, specialty_id, ward, practice_id,
                           document_text, in_sample)
SELECT %(audit)s, 'BENCH-' || n, date '2025-01-01' + n %% 365, specialties[1 + n %% cardinality(
       specialties)], '', %(practice)s, '', true
FROM generate_series(1, %(letters)s) AS n,
     (SELECT (array_agg(id))[:%(specialties)s] AS specialties FROM directory_specialty) AS known;
INSERT INTO audits_review (letter_id, reviewer_id, rater, position, counts, finished_at,
                           ask_1, ask_2, ask_3, ask_4, ask_5)
SELECT id, %(reader)s, 1, id, true, now(), 'met', 'n/a', 'not_met', 'n/a', 'cannot'
FROM audits_letter;
INSERT INTO audits_proforma (review_id, document_type, author_grade, admission, action_box,
                             clarity, medication_changes, follow_up_plan, fit_note,
                             sent_within_24_hours, result, comments, is_flagged, seconds,
                             saved_at, version)
SELECT id, '', '', '', 'yes', 'clear', '', '', '', '', 'some_inappropriate', '', false, 60, now(), 1
FROM audits_review;
INSERT INTO audits_finding (review_id, sequence, request_type_id, ask, "where", verdict, reason,
                            time_asked, needed_by, minutes, risk, paraphrase, is_learning_point)
SELECT r.id, s, types[1 + (r.id + s) %% cardinality(types)], 1 + (r.id + s) %% 5, '',
       (ARRAY['inappropriate', 'appropriate', 'borderline'])[s], '', '', 'gp', 10, '', '', false
FROM audits_review r, generate_series(1, %(each)s) AS s,
     (SELECT array_agg(id) AS types FROM issues_category) AS known;
"""
_BARE = [
    """
    SELECT l.specialty_id, date_trunc('month', l.discharged_on::timestamp), f.request_type_id,
           f.ask, f.verdict, count(*), sum(f.minutes)
    FROM audits_finding f JOIN audits_review r ON r.id = f.review_id
    JOIN audits_letter l ON l.id = r.letter_id
    WHERE l.audit_id = %(audit)s GROUP BY 1, 2, 3, 4, 5
    """,
    """
    SELECT l.specialty_id, date_trunc('month', l.discharged_on::timestamp), p.result, count(*)
    FROM audits_letter l JOIN audits_review r ON r.letter_id = l.id
    JOIN audits_proforma p ON p.review_id = r.id
    WHERE l.audit_id = %(audit)s GROUP BY 1, 2, 3
    """,
    """
    SELECT l.specialty_id, date_trunc('month', l.discharged_on::timestamp), j.ask, j.judgement,
           count(*)
    FROM audits_letter l JOIN audits_review r ON r.letter_id = l.id
    CROSS JOIN LATERAL (VALUES (1, r.ask_1), (2, r.ask_2), (3, r.ask_3), (4, r.ask_4),
                               (5, r.ask_5)) AS j (ask, judgement)
    WHERE l.audit_id = %(audit)s GROUP BY 1, 2, 3, 4
    """,
]


def main() -> int:
    """Print the figures of one run; 1 if the budget is not kept."""
    findings = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 300_000
    local_environment()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        call_command("load_reference_data", verbosity=0, stdout=io.StringIO())
        return measure(findings)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure(findings: int) -> int:
    """Count the requests of one cycle anew and group them bare, in turns."""
    from django.db import connection

    from audits import services

    audit = fill(findings)

    def bare() -> None:
        with connection.cursor() as cursor:
            for statement in _BARE:
                cursor.execute(statement, {"audit": audit.pk})
                cursor.fetchall()

    runs, grouped = [], []
    for _ in range(ROUNDS):
        runs.append(clock(lambda: services.aggregate(audit)))
        grouped.append(clock(bare))
    failed = compare(
        "requests counted", findings, "findings", runs, grouped, "GROUP BY", at_least=1 / 2
    )
    differing = services.drift(audit)
    print(f"cells that differ from a recount: {differing} (0)")
    return failed + bool(differing)


def fill(findings: int):
    """A cycle with so many requests, in letters of every specialty and month."""
    from django.db import connection
    from django.utils import timezone

    from audits.models import Audit, Stage
    from interface.accounts.models import Role, User
    from interface.directory.models import Organisation
    from interface.directory.reference import TRUST

    audit = Audit.objects.create(
        slug="bench", name="Bench", trust=Organisation.objects.get(ods_code=TRUST),
        stage=Stage.IN_REVIEW, seed=1, sampled_at=timezone.now(),
    )  # fmt: skip
    reader = User.objects.create_user(
        email="bench@example.nhs.uk", name="Bench", role=Role.REVIEWER
    )
    practice = Organisation.objects.pickable().earliest("pk")
    with connection.cursor() as cursor:
        filling = {
            "audit": audit.pk,
            "letters": findings // IN_EACH_LETTER,
            "each": IN_EACH_LETTER,
            "specialties": max(1, findings // OF_A_SPECIALTY),
            "reader": reader.pk,
            "practice": practice.pk,
        }
        for statement in _FILL.split(";\n"):
            if statement.strip():
                cursor.execute(statement, filling)
        cursor.execute("ANALYZE")
    return audit


if __name__ == "__main__":
    sys.exit(main())
