"""Who signed in: the user of a session with their organisation, read with one plain statement."""

from allauth.account.auth_backends import AuthenticationBackend

from interface.accounts.models import User
from interface.accounts.sessions import take_person
from interface.reading import Reading

_with_key = Reading(User, "WHERE this.id = %s", joined=["organisation"])


class Backend(AuthenticationBackend):
    """allauth's, which knows people by e-mail; nearly every page also names their organisation."""

    def get_user(self, user_id: int) -> User | None:
        """The person, if they may still sign in; their session has mostly brought them along."""
        user = take_person(user_id) or _with_key.first(user_id)
        return user if self.user_can_authenticate(user) else None
