"""Who did it: the people whom stories name, most of whom did something before.

Everything here is put together late, since history is there before there are models.
"""

from collections.abc import Collection
from functools import cache

from django.contrib.auth import get_user_model
from django.db import models

from interface.history.kept import Kept
from interface.reading import Reading

MOST = 1_000  # people whom one process remembers


def people(keys: Collection[int]) -> dict[int, models.Model]:
    """Those with these keys, as they are now; for reading only, since others read the same ones.

    No query for those who were met before, until anything about anybody changes.
    """
    met = _met()()
    found = {key: met[key] for key in keys if key in met}
    if strangers := set(keys) - found.keys():
        found |= {person.pk: person for person in _with_keys()(sorted(strangers))}
        if len(met) >= MOST:
            met.clear()
        met |= found
    return found


@cache
def _met() -> Kept[dict[int, models.Model]]:
    return Kept(dict, get_user_model())


@cache
def _with_keys() -> Reading:
    return Reading(get_user_model(), "WHERE this.id = ANY(%s)")
