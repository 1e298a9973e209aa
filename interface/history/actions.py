"""The decorator that every service wears."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

import pghistory
from django.db import transaction

P = ParamSpec("P")
R = TypeVar("R")

_under_way: ContextVar[bool] = ContextVar("history_action_under_way", default=False)


def action(words: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a service atomic, and stamp its name and actor on every row changed inside.

    `words` complete the sentence "Dana Example …" (past tense: "triaged"). The decorated service
    takes `by=`, the User who acts, or None where nobody is signed in (a launch link, a timer).
    A service called by another keeps the outer one's words: the person did one thing.
    """

    def decorate(service: Callable[P, R]) -> Callable[P, R]:
        @wraps(service)
        def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
            if "by" not in kwargs:
                raise TypeError(f"{service.__name__}() needs by=, whoever did it")
            if _under_way.get():
                with transaction.atomic():
                    return service(*args, **kwargs)
            by = kwargs["by"]
            token = _under_way.set(True)
            try:
                with (
                    transaction.atomic(),
                    pghistory.context(action=words, by=getattr(by, "pk", None)),
                ):
                    return service(*args, **kwargs)
            finally:
                _under_way.reset(token)

        return wrapped

    return decorate
