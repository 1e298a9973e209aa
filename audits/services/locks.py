"""Advisory locks, each with a second number: an audit, an import, or the hash of a slug."""

from django.db import connection

RATES_LOCK = 7_201_321  # shared: letters changed and not committed; alone: rates are counted
UPLOAD_LOCK = 7_201_322
AUDIT_LOCK = 7_201_323  # one import into an audit at a time


def lock(kind: int, number: int, *, wait: bool) -> bool:
    """Take an advisory lock for the rest of the transaction."""
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [kind, number])
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [kind, number])
        return cursor.fetchone()[0]
