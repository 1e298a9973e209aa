"""Who signed in: the user of a session with their organisation, read with one plain statement."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection, models

from interface.accounts.models import User
from interface.directory.models import Organisation


def _columns(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields]


def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


class Backend(AuthenticationBackend):
    """allauth's, which knows people by e-mail; nearly every page also names their organisation."""

    def get_user(self, user_id: int) -> User | None:
        """The person, if they may still sign in."""
        with connection.cursor() as cursor:
            cursor.execute(FIND, [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        user = User.from_db("default", _names(User), row[:SPLIT])
        if user.organisation_id:
            user.organisation = Organisation.from_db("default", _names(Organisation), row[SPLIT:])
        return user if self.user_can_authenticate(user) else None


SPLIT = len(_columns(User))
FIND = "SELECT {} FROM accounts_user u LEFT JOIN {} o ON o.id = u.organisation_id WHERE u.id = %s"
FIND = FIND.format(
    ", ".join(
        [f'u."{column}"' for column in _columns(User)]
        + [f'o."{column}"' for column in _columns(Organisation)]
    ),
    Organisation._meta.db_table,
)
