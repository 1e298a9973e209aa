"""Every step in an issue's life: each is atomic, goes into history, and tells whoever should hear.

A step that cannot be taken raises a `Refused`, whose text is for the person who asked for it.
`submission` is the token of the form that was sent: the same form sent twice is one step.
`seen` is the version of the issue that the person had before them.
"""

from issues.services.common import promise, writes_for_practice
from issues.services.raising import raise_issue
from issues.services.refusals import (
    AlreadyClosed,
    AlreadySent,
    AlreadyWithSpecialty,
    ChangedMeanwhile,
    NotClosed,
    NotInTheTeam,
    NotWithSpecialty,
    NotYours,
    PracticeIsClosed,
    Refused,
    SafetyRouteNotShown,
    SpecialtyTakesNoIssues,
    WordsMissing,
)
from issues.services.steps import (
    add_note,
    answer,
    ask_practice,
    assign,
    close,
    practice_reply,
    reopen,
    send_to_specialty,
    triage,
)

__all__ = [
    "AlreadyClosed",
    "AlreadySent",
    "AlreadyWithSpecialty",
    "ChangedMeanwhile",
    "NotClosed",
    "NotInTheTeam",
    "NotWithSpecialty",
    "NotYours",
    "PracticeIsClosed",
    "Refused",
    "SafetyRouteNotShown",
    "SpecialtyTakesNoIssues",
    "WordsMissing",
    "add_note",
    "answer",
    "ask_practice",
    "assign",
    "close",
    "practice_reply",
    "promise",
    "raise_issue",
    "reopen",
    "send_to_specialty",
    "triage",
    "writes_for_practice",
]
