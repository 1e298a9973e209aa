"""What reviewers, adjudicators and the team do with reviews; every step can be taken twice.

A step that cannot be taken raises a `Refused`, whose text is for the person who asked for it.
`version` is the proforma that they had before them.
"""

from audits.desk.services.common import ABOUT_A_REQUEST, ANSWERS, list_of
from audits.desk.services.ending import correct, lock, open_adjudication, progress
from audits.desk.services.reading import (
    finish,
    left_to_read,
    next_unread,
    nothing_to_report,
    remove_finding,
    save_answers,
    save_finding,
    take_back,
)
from audits.desk.services.refusals import (
    BothAreIn,
    ChangedMeanwhile,
    ClarityIsMissing,
    IsFinished,
    IsLocked,
    NotAllIn,
    NothingToSettle,
    NotLocked,
    NotYours,
    ReasonIsMissing,
    Refused,
    TooManyRequests,
)
from audits.desk.services.settling import (
    agree,
    begin_adjudication,
    is_disputed,
    raters_of,
    to_settle,
)

__all__ = [
    "ABOUT_A_REQUEST",
    "ANSWERS",
    "BothAreIn",
    "ChangedMeanwhile",
    "ClarityIsMissing",
    "IsFinished",
    "IsLocked",
    "NotAllIn",
    "NotLocked",
    "NotYours",
    "NothingToSettle",
    "ReasonIsMissing",
    "Refused",
    "TooManyRequests",
    "agree",
    "begin_adjudication",
    "correct",
    "finish",
    "is_disputed",
    "left_to_read",
    "list_of",
    "lock",
    "next_unread",
    "nothing_to_report",
    "open_adjudication",
    "progress",
    "raters_of",
    "remove_finding",
    "save_answers",
    "save_finding",
    "take_back",
    "to_settle",
]
