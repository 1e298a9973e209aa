"""File locks that the kernel drops with their process, so that none is ever stale.

A lock belongs to the open file: children made by fork share it, and it lasts until the last of
them has closed it. Programs started with exec do not inherit it unless it is passed to them.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def lock(path: Path, *, shared: bool = False, seconds: float = 0) -> int | None:
    """Lock a file and return its descriptor, or None if others still have it after `seconds`."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            return descriptor
        except BlockingIOError:
            if time.monotonic() >= deadline:
                os.close(descriptor)
                return None
            time.sleep(0.01)


def is_locked(path: Path) -> bool:
    """Whether somebody has this file to themselves."""
    descriptor = lock(path, shared=True)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


def wait_until_free(path: Path, *, seconds: float) -> bool:
    """Wait for whoever has this file to itself; False if it still has it after `seconds`."""
    descriptor = lock(path, shared=True, seconds=seconds)
    if descriptor is None:
        return False
    os.close(descriptor)
    return True


def only_when_alone(path: Path) -> int:
    """Wait, however long, until nobody else has this file locked, and keep it from others."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Let one process at a time through."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
