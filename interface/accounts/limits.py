"""How often something may be done: counted in PostgreSQL, so that all workers count together."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from interface.accounts.models import Tally

# One statement, so that two requests at the same moment are counted as two. A period begins with
# the first time something is done, and the next one with the first time after its end.
COUNT = """
INSERT INTO accounts_tally AS tally (key, began_at, times) VALUES (%(key)s, %(now)s, 1)
ON CONFLICT (key) DO UPDATE SET
    times = CASE WHEN tally.began_at <= %(over)s THEN 1 ELSE tally.times + 1 END,
    began_at = CASE WHEN tally.began_at <= %(over)s THEN %(now)s ELSE tally.began_at END
RETURNING times
"""
LONGEST_PERIOD = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """At most so many times in a period, for each practice, address or whatever `whose` names."""

    name: str
    times: int
    period: timedelta

    def allows(self, whose: object) -> bool:
        """Count one more time, and say whether that is still within the limit.

        What is above the limit is counted too and makes the period no longer.
        """
        now = timezone.now()
        counting: dict[str, str | datetime] = {
            "key": f"{self.name}:{whose}",
            "now": now,
            "over": now - self.period,
        }
        with connection.cursor() as cursor:
            cursor.execute(COUNT, counting)
            return cursor.fetchone()[0] <= self.times


POSTS_OF_PRACTICE = Limit("posts of practice", 60, timedelta(days=1))
POSTS_OF_ADDRESS = Limit("posts of address", 10, timedelta(hours=1))
CODES_OF_PRACTICE = Limit("codes of practice", 30, timedelta(days=1))
CODES_TO_EMAIL = Limit("codes to e-mail", 5, timedelta(hours=1))


def allows_post(request: HttpRequest, practice_id: int | None) -> bool:
    """Whether somebody without an account may send one more form.

    A practice that is known is counted as a practice, however many of its people share one
    address; only who comes from nowhere is counted by address.
    """
    if practice_id is not None:
        return POSTS_OF_PRACTICE.allows(practice_id)
    return POSTS_OF_ADDRESS.allows(secret(client_address(request)))


def secret(value: str) -> str:
    """A keyed digest: a count must not keep anybody's address."""
    return salted_hmac("interface.accounts.limits", value, algorithm="sha256").hexdigest()[:32]


def client_address(request: HttpRequest) -> str:
    """The address a request came from, as far as it can be known; an IPv6 one as its network.

    Each of the TRUSTED_PROXIES in front of us adds the address that it saw to the end of
    X-Forwarded-For. What stands before those was written by the client and is not believed.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if proxies := settings.TRUSTED_PROXIES:
        added = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-proxies:]
        if len(added) == proxies and _address(added[0]):
            seen = added[0]
    return _address(seen)


def _address(text: str) -> str:
    """An IP address in one spelling, or nothing. A household has a whole network in IPv6."""
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def forget() -> int:
    """Remove the tallies whose period is long over; returns how many there were."""
    over = timezone.now() - LONGEST_PERIOD
    return Tally.objects.filter(began_at__lte=over).delete()[0]
