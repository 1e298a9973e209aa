"""Where the running service learns what belongs to organisations and staff.

The directory knows, and it may import this package, not the other way round: its app config hands
in a function once. Until then, and in commands without a database, hospital sites are all we know.
"""

from collections.abc import Callable

from interface.privacy.guard import KNOWN
from interface.privacy.identifier import Allowed

Provider = Callable[[], Allowed]

_providers: list[Provider] = []


def provide(provider: Provider) -> None:
    """From now on take the allow-list from this function; it is called often, so it caches."""
    _providers[:] = [provider]


def allowed() -> Allowed:
    """What the guard of a request should pass by."""
    return _providers[0]() if _providers else KNOWN
