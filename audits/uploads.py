"""Refusing a body that is too large before it is read."""

from functools import wraps

from django.views.decorators.csrf import csrf_exempt, csrf_protect

from audits.importing.files import LARGEST_FILE

ROOM_FOR_THE_REST = 1 << 20  # bytes of a form besides its file


def limited_upload(too_large):
    """Call `too_large(request)` instead of the view where the request says it is too long.

    Django's check for forged requests reads the body; here it comes after the look at the length.
    """

    def decorate(view):
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            try:
                length = int(request.META.get("CONTENT_LENGTH") or 0)
            except ValueError:
                length = 0
            if length > LARGEST_FILE + ROOM_FOR_THE_REST:
                return too_large(request)
            return protected(request, *args, **kwargs)

        return wrapped

    return decorate
