"""Actor and words for changes made below `interface.history` in the order of imports."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db import transaction


@contextmanager
def recorded(words: str, *, by: Any | None) -> Iterator[None]:
    """Do what `history.action` does, where that cannot be imported: atomic, and stamped.

    `words` complete the sentence "Dana Example …"; `by` is the User, or None for a command.
    """
    with transaction.atomic(), pghistory.context(action=words, by=getattr(by, "pk", None)):
        yield
