"""A pytest plugin (`-p devtools.testing`): servers and an environment of the run's own.

It is imported before Django's settings are, which is why it is no conftest.py.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from devtools.browser import playwright_node
from devtools.environment import fill_in
from devtools.locks import wait_until_free
from devtools.static import collect

# What a developer's shell may say must change neither the tests nor what they write to.
NOT_FROM_THE_SHELL = [
    "ALLOWED_HOSTS",
    "BASE_URL",
    "DATABASE_POOL",
    "DATABASE_URL",
    "DEMONSTRATION",
    "HOST",
    "MEDIA_ROOT",
    "OIDC_SERVER_URL",
    "PORT",
    "PREPARED_STATEMENTS",
    "REDIS_URL",
    "SECRET_KEY",
    "SIGN_IN_DOMAINS",
    "STATIC_ROOT",
]


def begin() -> None:
    """Give this run a state folder, shared with its xdist workers and removed at the end."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # everything came with the environment
    for name in NOT_FROM_THE_SHELL:
        os.environ.pop(name, None)
    folder = Path(tempfile.mkdtemp(prefix="interface-test-"))
    folder.chmod(0o755)  # the database server may run as another user
    atexit.register(end, folder)
    os.environ["LOCAL_STATE"] = str(folder)
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(playwright_node())
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs an event loop in our thread
    fill_in()
    collect()


def end(folder: Path) -> None:
    """Remove the folder once its servers, and those of services under it, have stopped."""
    for state in [folder, *folder.glob("service-*")]:
        for keeper in state.glob("locks/*.keeper"):
            wait_until_free(keeper, seconds=30)
        elsewhere = state / "postgresql"
        if elsewhere.is_symlink():
            shutil.rmtree(elsewhere.resolve(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


begin()
