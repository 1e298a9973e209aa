"""Who may: the @require decorator and the predicates that several apps share."""

from functools import wraps

from django.core.exceptions import PermissionDenied


def require(allowed):
    """Let a view be used only by users for whom `allowed(user)` is true; others get 403."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            if not allowed(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return wrapped

    return decorate


def is_integration_team(user) -> bool:
    return user.is_authenticated and user.is_integration_team


def is_signed_in(user) -> bool:
    return user.is_authenticated
