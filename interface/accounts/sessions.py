"""Django's sessions in the database, each read together with the person who is signed in.

Every request of every page reads its session, then its user and their organisation. Asked one
after the other and put together anew, these questions cost more than all that the database does
for them.
"""

from contextvars import ContextVar
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from interface.accounts.models import Session, User
from interface.reading import Reading

_find = Reading(
    Session,
    "WHERE this.session_key = %s AND this.expire_date > %s",
    joined=["user", "user__organisation"],
)
_read: ContextVar[User | None] = ContextVar("person_of_the_session_just_read", default=None)


class SessionStore(db.SessionStore):
    """The same cookies and rules as Django's own; beside each row it says whose it is."""

    @classmethod
    def get_model_class(cls):
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row to store; SESSION_KEY is where Django keeps who signed in."""
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row

    def load(self) -> dict[str, Any]:
        """What the session holds; one that is unknown or over holds nothing and gets a new key."""
        found = _find.first(self.session_key, timezone.now())
        _read.set(found.user if found else None)
        if not found:
            self._session_key = None
            return {}
        return self.decode(found.session_data)


def take_person(pk: int) -> User | None:
    """The person with this key, with their organisation, if the session read last is theirs.

    Only once: whoever asks again wants to know how they are now.
    """
    user = _read.get()
    _read.set(None)
    return user if user and user.pk == pk else None
