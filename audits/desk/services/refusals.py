"""Why a step at the desk cannot be taken, in words for the person who asked for it."""

from audits.models.reviews import MOST_REQUESTS


class Refused(Exception):
    """A step that cannot be taken, and why."""

    words = "This cannot be done now."

    def __init__(self):
        super().__init__(self.words)


class NotYours(Refused):
    words = "This letter is not yours to read."


class IsFinished(Refused):
    words = "You have finished this letter. Take it back first if you want to change it."


class ChangedMeanwhile(Refused):
    words = (
        "This letter was saved in another window meanwhile. What you wrote is below; look at both "
        "and save again."
    )


class TooManyRequests(Refused):
    words = f"A letter has at most {MOST_REQUESTS} requests here. Put the rest in the comments."


class ClarityIsMissing(Refused):
    words = "Say how clear the letter is before you finish it."


class BothAreIn(Refused):
    words = "The other rater has finished as well, so this reading stands."


class NothingToSettle(Refused):
    words = "The two readings of this letter agree, or are not both in."


class NotAllIn(Refused):
    words = "Some letters are still being read or wait for the adjudicator."


class IsLocked(Refused):
    words = "This audit is locked. The integration team can correct it, with a reason."


class NotLocked(Refused):
    words = "This audit is not locked."


class ReasonIsMissing(Refused):
    words = "Say why the locked audit is changed."
