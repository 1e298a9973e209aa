"""Which addresses are work addresses."""

from django.conf import settings


def is_work_address(email: str) -> bool:
    """Whether the address is in one of the mail domains that may sign in (sub-domains count)."""
    domain = email.rsplit("@", 1)[-1].lower()
    return any(
        domain == known or domain.endswith("." + known) for known in settings.SIGN_IN_DOMAINS
    )
