"""What is done with audits: letters come in, rates are counted."""

from audits.services.letters import (
    DAYS_TO_KEEP_FILES,
    MOST_ATTEMPTS,
    AlreadyDecided,
    NoRoom,
    cancel,
    confirm,
    forget_old_files,
    import_letters,
    receive,
    run,
    stop,
)
from audits.services.locks import RATES_LOCK, UPLOAD_LOCK
from audits.services.naming import label_as_demonstration, rename
from audits.services.rates import (
    aggregate,
    drift,
    judgements_changed,
    letters_changed,
    nobody_counts_meanwhile,
    recount,
)

__all__ = [
    "DAYS_TO_KEEP_FILES",
    "MOST_ATTEMPTS",
    "RATES_LOCK",
    "UPLOAD_LOCK",
    "AlreadyDecided",
    "NoRoom",
    "aggregate",
    "cancel",
    "confirm",
    "drift",
    "forget_old_files",
    "import_letters",
    "judgements_changed",
    "label_as_demonstration",
    "letters_changed",
    "nobody_counts_meanwhile",
    "receive",
    "recount",
    "rename",
    "run",
    "stop",
]
