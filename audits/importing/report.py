"""What came of a file: the same words and numbers on the page and from the command."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from audits.importing.problems import Problems


def counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


@dataclass
class Report:
    """Counts of rows: every row is stored, unchanged, ignored (blank) or rejected.

    `completed` of the stored rows belong to letters that were there with blank cells. `refusal`
    says why nothing can be stored from the file at all.
    """

    rows: int = 0
    stored: int = 0
    completed: int = 0
    unchanged: int = 0
    ignored: int = 0
    rejected: int = 0
    dry_run: bool = False
    refusal: str = ""
    notes: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    header_row: int = 1

    def refuse(self, reason: str) -> None:
        """Nothing is stored; what was counted so far as stored is not."""
        self.refusal = reason
        self.stored = self.completed = self.unchanged = 0

    def judge(self) -> None:
        """Refuse a file that was read to its end and holds no letter that is right."""
        if self.refusal:
            return
        if self.rows == self.ignored:
            self.refuse("There are no letters below the column names.")
        elif self.rejected == self.rows - self.ignored:
            self.refuse("No letter could be stored, because every row has an error.")

    @property
    def accepted(self) -> bool:
        return not self.refusal

    @property
    def message(self) -> str:
        """One or more sentences for a person."""
        return " ".join([self.refusal or self._what_was_stored(), *self.notes])

    def _what_was_stored(self) -> str:
        would = "would be" if self.dry_run else ("was" if self.stored == 1 else "were")
        parts = [f"{counted(self.stored, 'letter', 'letters')} {would} stored"]
        if self.completed:
            parts.append(f"{self.completed:,} of them completing a letter that was there")
        if self.unchanged:
            parts.append(f"{self.unchanged:,} {_were(self.unchanged)} there already")
        if self.ignored:
            parts.append(f"{counted(self.ignored, 'blank row', 'blank rows')} ignored")
        if self.rejected:
            parts.append(f"{counted(self.rejected, 'row', 'rows')} rejected")
        return f"{', '.join(parts)}."

    def as_json(self) -> Iterator[str]:
        """The object of DESIGN's "Stable surfaces" in pieces, however many errors there are."""
        head = {
            "outcome": "accept" if self.accepted else "reject",
            "message": self.message,
            "rows": self.rows,
            "stored": self.stored,
            "unchanged": self.unchanged,
            "ignored": self.ignored,
            "rejected": self.rejected,
        }
        yield json.dumps(head, ensure_ascii=False)[:-1] + ', "errors": ['
        separator = ""
        for problem in self.problems:
            yield separator + json.dumps(problem.as_dict(), ensure_ascii=False)
            separator = ", "
        yield "]}"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
