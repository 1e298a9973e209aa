"""Find identifiers in many texts at once, without a database."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from interface.privacy import find_identifiers


class Command(BaseCommand):
    help = (
        'Read {"id", "text"} lines and write {"id", "spans": [[start, end, kind], …]}, one a line.'
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="IN.jsonl", type=Path)
        parser.add_argument("--out", metavar="OUT.jsonl", type=Path, required=True)

    def handle(self, *args: Any, source: Path, out: Path, **options: Any) -> None:
        if not out.parent.is_dir():
            raise CommandError(f"There is no folder {out.parent}.")
        try:
            with source.open(encoding="utf-8-sig") as lines:
                count = write_whole(out, scanned(lines))
        except UnicodeDecodeError as error:
            raise CommandError(f"{source} is not UTF-8 text: {error.reason}.") from error
        except OSError as error:
            raise CommandError(f"{error.filename or source}: {error.strerror}.") from error
        self.stdout.write(f"Scanned {count} {'text' if count == 1 else 'texts'} into {out}.")


def scanned(lines: Iterable[str]) -> Iterator[str]:
    """The answer to each line; a line that is no text with an id stops it all, by number."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            key, text = _read(number, line)
            spans = [[one.start, one.end, one.kind] for one in find_identifiers(text)]
            yield json.dumps({"id": key, "spans": spans})


def _read(number: int, line: str) -> tuple[str | int, str]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"Line {number} is not JSON: {error}.") from error
    if not isinstance(record, dict):
        raise CommandError(f"Line {number} is not an object with “id” and “text”.")
    for name, kinds in (("id", str | int), ("text", str)):
        if not isinstance(record.get(name), kinds):
            raise CommandError(f"Line {number} has no “{name}”, or it is not {_named(name)}.")
    return record["id"], record["text"]


def _named(name: str) -> str:
    return "text or a number" if name == "id" else "text"


def write_whole(path: Path, lines: Iterable[str]) -> int:
    """Write all lines or leave the file as it was; how many there were."""
    count = 0
    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as draft:
        try:
            for line in lines:
                draft.write(line + "\n")
                count += 1
        except BaseException:
            Path(draft.name).unlink()
            raise
    finished = Path(draft.name)
    finished.chmod(0o644)  # as any file that a command writes
    finished.replace(path)
    return count
