"""The integration team sees every practice's issues, so a second factor is required of it."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.shortcuts import redirect

ALWAYS_OPEN = ("/accounts/", "/static/", "/health/")


def required_for_the_team(get_response):
    """Send a member of the team who has no second factor to enrol one, from whatever page.

    Whoever has one was asked for it at sign-in. Demonstrations have invented people only.
    """
    if settings.DEMONSTRATION:
        raise MiddlewareNotUsed

    def middleware(request):
        user = request.user
        if (
            user.is_authenticated
            and user.is_integration_team
            and not request.path.startswith(ALWAYS_OPEN)
            and not is_mfa_enabled(user)
        ):
            return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware
