"""What was wrong with a file's rows, kept on disk until it is shown: there may be very many."""

import csv
import heapq
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import IO


@dataclass(frozen=True, order=True)
class Problem:
    """Why one row was not stored. `record` counts the rows below the header from 1."""

    record: int
    column: str
    message: str

    def as_dict(self) -> dict:
        return asdict(self)


class Problems:
    """A list of problems that memory does not notice; iterating gives them by row.

    Problems are added in runs, each ordered by row: `begin_run` says that the order starts anew.
    """

    def __init__(self) -> None:
        self._runs: list[IO[str]] = []
        self.begin_run()

    def begin_run(self) -> None:
        run = tempfile.SpooledTemporaryFile(  # noqa: SIM115 closed with this object
            max_size=1 << 20, mode="w+", encoding="utf-8", errors="replace", newline=""
        )
        self._runs.append(run)
        self._writer = csv.writer(run)

    def add(self, record: int, column: str, message: str) -> None:
        self._writer.writerow([record, column, message])

    def __iter__(self) -> Iterator[Problem]:
        return heapq.merge(*(self._read(run) for run in self._runs))

    @staticmethod
    def _read(run: IO[str]) -> Iterator[Problem]:
        run.seek(0)
        for record, column, message in csv.reader(run):
            yield Problem(int(record), column, message)

    def __del__(self) -> None:
        for run in self._runs:
            run.close()
