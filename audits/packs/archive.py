"""All packs of one run in one file."""

from collections.abc import Iterable, Iterator
from io import RawIOBase
from typing import Any
from zipfile import ZipFile

from audits.models import Pack


class _Outlet(RawIOBase):
    """Takes what is written in, and hands it on once."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written += bytes(data)
        return len(bytes(data))

    def taken(self) -> bytes:
        taken, self._written = bytes(self._written), bytearray()
        return taken


def archive_of(packs: Iterable[Pack]) -> Iterator[bytes]:
    """A ZIP archive in pieces, so that only one pack at a time is in memory.

    Every name is made of small letters, digits and dashes, and begins with a number of its own.
    """
    outlet = _Outlet()
    with ZipFile(outlet, "w") as archive:
        for number, pack in enumerate(packs, start=1):
            name = f"{number:02}-{pack.file_name}"
            archive.writestr(f"{name}.pdf", pack.pdf)
            archive.writestr(f"{name}.docx", pack.word)
            yield outlet.taken()
    yield outlet.taken()
