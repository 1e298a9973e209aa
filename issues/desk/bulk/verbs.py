"""What can be done with many issues at once: each is a step of `issues.services`, one by one."""

from collections.abc import Callable
from dataclasses import dataclass

from issues import services
from issues.desk.bulk import forms
from issues.desk.bulk.models import BulkJob, BulkRow
from issues.models import Issue
from issues.themes import services as themes


@dataclass(frozen=True)
class Verb:
    """A step for many: its words, what it needs to know, and how it is taken for one issue.

    `tells_reporters` and `tells_specialty` say who hears of it; nobody else does.
    """

    name: str
    title: str
    form: type[forms.ForMany]
    take: Callable[[Issue, BulkJob, BulkRow], None]
    tells_reporters: bool = False
    tells_specialty: bool = False
    reads_words: bool = False  # whether the reporters read what is written here
    closes: bool = False


def _assign(issue: Issue, job: BulkJob, row: BulkRow) -> None:
    services.assign(issue, owner=job.owner, by=job.made_by, seen=row.seen)


def _send(issue: Issue, job: BulkJob, row: BulkRow) -> None:
    if job.specialty is None:
        raise ValueError("no specialty was chosen")
    services.send_to_specialty(
        issue,
        specialty=job.specialty,
        respond_by=job.respond_by,
        by=job.made_by,
        seen=row.seen,
    )


def _triage(issue: Issue, job: BulkJob, row: BulkRow) -> None:
    services.triage(
        issue,
        category=job.category or issue.category,
        validity=job.validity or issue.validity,
        by=job.made_by,
        seen=row.seen,
    )


def _answer(issue: Issue, job: BulkJob, row: BulkRow) -> None:
    services.answer(issue, text=job.text, by=job.made_by, submission=row.submission, seen=row.seen)


def _merge(issue: Issue, job: BulkJob, row: BulkRow) -> None:
    if job.into is None:
        raise ValueError("no issue was chosen")
    themes.merge(issue, into=job.into, by=job.made_by, seen=row.seen)


def _close(issue: Issue, job: BulkJob, row: BulkRow) -> None:
    services.close(
        issue,
        outcome=job.outcome,
        text=job.text,
        by=job.made_by,
        submission=row.submission,
        seen=row.seen,
    )


VERBS = {
    verb.name: verb
    for verb in [
        Verb("assign", "Say who looks after them", forms.AssignMany, _assign),
        Verb(
            "send", "Send to a specialty", forms.SendMany, _send,
            tells_reporters=True, tells_specialty=True,
        ),
        Verb("triage", "Category and validity", forms.TriageMany, _triage),
        Verb(
            "answer", "Answer", forms.AnswerMany, _answer, tells_reporters=True, reads_words=True
        ),
        Verb("merge", "Make them part of a theme", forms.MergeMany, _merge),
        Verb(
            "close", "Close", forms.CloseMany, _close,
            tells_reporters=True, reads_words=True, closes=True,
        ),
    ]
}  # fmt: skip
