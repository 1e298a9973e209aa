"""Django's sessions in the database, read with one plain statement.

Every request of every page reads its session and then its user (interface.accounts.backends).
Putting these two queries together anew costs more than all that the database does for them.
"""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from interface.prepared import Statement

find = Statement(
    "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
)


class SessionStore(db.SessionStore):
    """The same rows, cookies and rules as Django's own."""

    def load(self) -> dict[str, Any]:
        """What the session holds; one that is unknown or over holds nothing and gets a new key."""
        found = find(self.session_key, timezone.now())
        if not found:
            self._session_key = None
            return {}
        return self.decode(found[0][0])
