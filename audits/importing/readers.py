"""Child processes in which the identifier guard reads the texts of letters, one for each core.

The guard sets the pace of a file with texts, and one Python process uses one core. A child has
nothing of the service in it but the guard, and ends when its input does: none outlives a worker
that is killed.

    python -m audits.importing.readers

reads JSON, one value a line: first how to read, then one text after another; it answers each text.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from threading import local
from typing import IO, NamedTuple, Self

from audits.importing.identifiers import identifiers_in, in_words, masked
from interface.privacy import Allowed

FEW = 50_000  # characters that are read before a child would have started
KINDNESS = 5  # so that pages go first
_ROOT = Path(__file__).parents[2]


class Reading(NamedTuple):
    """What the guard makes of a text: what was found in words, "" for nothing; what may be kept."""

    words: str
    kept: str


def read(text: str, allowed: Allowed, *, masks: bool) -> Reading:
    """Have the guard read a text; with masks=True, what it finds is masked in what is kept."""
    found = identifiers_in(text, allowed)
    return Reading(in_words(found), masked(text, allowed) if found and masks else text)


class Readers:
    """Reads texts ahead: `begin` each, and ask in any order for what came of it.

    A context manager: when it is left, nothing is being read any more.
    """

    def __init__(self, allowed: Allowed, *, masks: bool):
        self._allowed, self._masks = allowed, masks
        self._characters = 0
        self._children: list[subprocess.Popen[str]] = []
        self._mine = local()
        self._threads = ThreadPoolExecutor(
            len(os.sched_getaffinity(0)), initializer=self._start_child
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for child in self._children:
            child.kill()
        self._threads.shutdown(cancel_futures=True)
        for child in self._children:
            with suppress(BrokenPipeError), child:  # closes its pipes and waits for it
                pass

    def begin(self, text: str) -> Callable[[], Reading]:
        """Have a text read by whoever is free next; the first few wait until they are asked for.

        What is returned raises ChildProcessError where the reader was killed.
        """
        if not text:
            return _nothing
        self._characters += len(text)
        if self._characters < FEW:
            return partial(read, text, self._allowed, masks=self._masks)
        return self._threads.submit(self._ask, text).result

    def _start_child(self) -> None:
        """Each thread has a child of its own and waits for its answers."""
        child = subprocess.Popen(
            [sys.executable, "-m", "audits.importing.readers"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="ascii",
            cwd=_ROOT,
            env={},
            start_new_session=True,
        )
        assert child.stdin is not None  # noqa: S101 for the type checker
        self._children.append(child)
        self._mine.child = child
        _say(child.stdin, [self._masks, asdict(self._allowed)])

    def _ask(self, text: str) -> Reading:
        child = self._mine.child
        try:
            _say(child.stdin, text)
        except BrokenPipeError as error:
            raise ChildProcessError("A reader of texts has ended") from error
        answer = child.stdout.readline()
        if not answer:
            raise ChildProcessError("A reader of texts has ended")
        words, kept = json.loads(answer)
        return Reading(words, text if kept is None else kept)


def _nothing() -> Reading:
    return Reading("", "")


def _say(stream: IO[str], value: object) -> None:
    stream.write(json.dumps(value, default=list) + "\n")
    stream.flush()


def main() -> None:
    """Answer each text with what was found, and with what may be kept where that is different."""
    os.nice(KINDNESS)
    masks, known = json.loads(sys.stdin.readline())
    allowed = Allowed(**known)
    for line in sys.stdin:
        text = json.loads(line)
        reading = read(text, allowed, masks=masks)
        _say(sys.stdout, [reading.words, None if reading.kept == text else reading.kept])


if __name__ == "__main__":
    main()
