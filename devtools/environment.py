"""Where a checkout keeps its files, and the environment it gives the service."""

import os
import secrets
from hashlib import sha256
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
STATIC_SOURCES = [
    "static/**/*",
    "interface/settings.py",
    "interface/nhsuk/finders.py",
    "package-lock.json",
    "requirements/base.txt",
]


def state_folder() -> Path:
    """The folder for everything made on this machine: `.local/`, or LOCAL_STATE if set.

    A folder named by LOCAL_STATE is a throwaway one: its database does not wait for the disk.
    """
    folder = Path(os.environ.get("LOCAL_STATE") or CHECKOUT / ".local").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def is_throwaway() -> bool:
    """Whether the state folder belongs to a test run, which can do without its data."""
    return bool(os.environ.get("LOCAL_STATE"))


def local_environment() -> None:
    """Give a `manage.py` command in a checkout what `make run` gives the service.

    Does nothing where DATABASE_URL or SECRET_KEY is set: there a missing variable must be heard.
    """
    if not (os.environ.get("DATABASE_URL") or os.environ.get("SECRET_KEY")):
        fill_in()


def fill_in() -> None:
    """Set what a demonstration on this machine needs and nobody has set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interface.settings")
    os.environ.setdefault("SECRET_KEY", secret_key())
    os.environ.setdefault("DEMONSTRATION", "1")
    os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
    os.environ.setdefault("STATIC_ROOT", str(static_root()))
    os.environ.setdefault("MEDIA_ROOT", str(state_folder() / "media"))


def secret_key() -> str:
    """This checkout's own key, made once, so that sessions survive a restart."""
    path = state_folder() / "secret-key"
    if not path.exists():
        draft = path.with_name(f"secret-key.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)  # whoever links first decides; nobody reads half a key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def static_root() -> Path:
    """The folder for the sources as they are now, there or not."""
    digest = sha256()
    for path in sorted({path for glob in STATIC_SOURCES for path in CHECKOUT.glob(glob)}):
        if path.is_file():
            digest.update(f"{path.relative_to(CHECKOUT)}\0".encode())
            digest.update(path.read_bytes())
    return CHECKOUT / ".local" / "static" / digest.hexdigest()[:16]
