"""The front-end packages that `npm ci` brought, as static files.

Only what pages ask for is taken, under short names. NHS.UK's style sheet asks another host for the
Frutiger typeface, which its licence keeps to nhs.uk and our Content-Security-Policy blocks: those
rules are removed, and the icons it names are found beside it. Source maps stay behind.
Copies are kept in `.local/front-end/`, made when first asked for and again when a package changes.
"""

import os
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage

NHSUK = "nhsuk-frontend/dist/nhsuk"
FILES = {
    "nhsuk-frontend.css": f"{NHSUK}/nhsuk-frontend.min.css",
    "nhsuk-frontend.js": f"{NHSUK}/nhsuk-frontend.min.js",
    "accessible-autocomplete.js": "accessible-autocomplete/dist/accessible-autocomplete.min.js",
}
# Served under names that change with their content, scripts cannot import one another: it starts
# itself.
ADDED = {
    "nhsuk-frontend.js": "document.body.classList.add('js-enabled','nhsuk-frontend-supported');"
    "initAll();",
}
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
ICON_ADDRESS = re.compile(r"url\(/assets/images/([\w-]+\.svg)\)")
SOURCE_MAP = re.compile(r"(?:/\*|//)# sourceMappingURL=\S+?(?:\*/|\s|$)")


def prepared(text: str) -> str:
    """A package's style sheet or script without other hosts, with icons beside it."""
    text = SOURCE_MAP.sub("", FONT_FACE.sub("", text))
    return ICON_ADDRESS.sub(r"url(icons/\1)", text)


def sources() -> dict[str, Path]:
    """Our name of each file and where the package keeps it."""
    packages = Path(settings.BASE_DIR) / "node_modules"
    chosen = {name: packages / path for name, path in FILES.items()}
    if missing := [path for path in chosen.values() if not path.exists()]:
        raise ImproperlyConfigured(
            f"{missing[0].name} is missing: run `make setup`, or `npm ci`, in the project first."
        )
    icons = re.findall(ICON_ADDRESS, chosen["nhsuk-frontend.css"].read_text())
    return chosen | {
        f"icons/{icon}": packages / NHSUK / "assets/images" / icon for icon in sorted(set(icons))
    }


def build(target: Path) -> None:
    """Fill the folder; a file newer than its source is left alone, so this is cheap to repeat."""
    own_age = Path(__file__).stat().st_mtime
    for name, source in sources().items():
        copy = target / name
        newest = max(source.stat().st_mtime, source.stat().st_ctime, own_age)
        if copy.exists() and copy.stat().st_mtime >= newest:
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        draft = copy.with_name(f"{copy.name}.{os.getpid()}")
        draft.write_text(prepared(source.read_text()) + ADDED.get(name, ""))
        draft.replace(copy)  # two processes may build at once


class NodePackageFinder(BaseFinder):
    """Finds the prepared copies for collectstatic, the development server and tests."""

    def __init__(self, app_names=None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.BASE_DIR) / ".local" / "front-end"
        self.storage = FileSystemStorage(location=self.folder)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path not in FILES and not path.startswith("icons/"):
            return []
        build(self.folder)
        found = self.folder / path
        if not found.is_file():
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns):
        build(self.folder)
        for name in sources():
            yield name, self.storage
