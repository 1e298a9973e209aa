"""As many issues as a measurement wants: invented ones, from then on copies of them made by SQL."""

import io

INVENTED = 10_000
PEOPLED = 60  # the first are of practices that one can sign in to; copied, those would grow more

_COPY = """
INSERT INTO issues_issue ({columns})
SELECT {values} FROM (
    SELECT row_number() OVER (ORDER BY issue.id, copy) + %(there)s AS number, copy, issue.*
    FROM (SELECT * FROM issues_issue WHERE is_demonstration ORDER BY id
          OFFSET {peopled} LIMIT {invented}) AS issue, generate_series(1, %(times)s) AS copy
    LIMIT %(missing)s
) AS copied
"""
_OTHERWISE = {  # what a copy does not have in common with its issue
    "reference": "'B' || lpad(number::text, 9, '0')",
    "status_token": "'copy-' || number",
    "submission": "NULL",
    "raised_at": "raised_at - copy * interval '1 minute'",
    "is_demonstration": "false",
}


def have(size: int) -> None:
    """Have so many issues, with what the database knows of them up to date."""
    from django.core.management import call_command
    from django.db import connection

    from issues.models import Issue

    call_command("demo_data", issues=min(size, INVENTED), letters=0, stdout=io.StringIO())
    there = Issue.objects.count()
    with connection.cursor() as cursor:
        if size > there:
            _copy(cursor, there, size - there)
        cursor.execute("VACUUM ANALYZE")


def _copy(cursor, there: int, missing: int) -> None:
    """Past the triggers, which would write history; the index of words is made anew at the end."""
    from issues.models import Issue

    columns = [
        field.column
        for field in Issue._meta.concrete_fields
        if not field.generated and not field.primary_key
    ]
    values = [_OTHERWISE.get(str(column), f'"{column}"') for column in columns]
    statement = _COPY.format(
        columns=", ".join(f'"{column}"' for column in columns),
        values=", ".join(values),
        peopled=PEOPLED,
        invented=INVENTED - PEOPLED,
    )
    cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'issue_words'")
    [index] = cursor.fetchone()
    cursor.execute("ALTER TABLE issues_issue DISABLE TRIGGER USER")
    cursor.execute("DROP INDEX issue_words")
    times = missing // (INVENTED - PEOPLED) + 1
    cursor.execute(statement, {"there": there, "times": times, "missing": missing})
    cursor.execute(index)
    cursor.execute("ALTER TABLE issues_issue ENABLE TRIGGER USER")
