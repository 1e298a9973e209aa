"""Why a step cannot be taken, in words for the person who asked for it."""

from issues.models import Issue


class Refused(Exception):
    """A step that cannot be taken, and why."""

    words = "This cannot be done now."

    def __init__(self, issue: Issue | None = None):
        self.issue = issue
        super().__init__(self.words.format(issue=issue))


class NotYours(Refused):
    words = "This issue is not yours to change."


class PracticeIsClosed(Refused):
    words = (
        "Your practice is closed in our directory. Tell the integration team which one you are now."
    )


class SafetyRouteNotShown(Refused):
    words = "Read where to report harm, then tick the box and send this again."


class AlreadySent(Refused):
    words = (
        "You already sent this form, as issue {issue}. To add to it, open {issue} and reply. "
        "To send what is below as a new issue, send it again."
    )


class AlreadyClosed(Refused):
    words = "{issue} is closed. Reopen it first."


class NotClosed(Refused):
    words = "{issue} is not closed, so there is nothing to reopen."


class AlreadyWithSpecialty(Refused):
    words = "{issue} is already with {issue.specialty}."


class NotWithSpecialty(Refused):
    words = "{issue} is no longer with {issue.specialty}, so your answer was not sent."


class SpecialtyTakesNoIssues(Refused):
    words = "That specialty no longer takes issues. Choose another one."


class ChangedMeanwhile(Refused):
    words = (
        "Somebody else changed {issue} while you were writing. Read what is new; your words are "
        "kept below, and sending them again sends them."
    )


class WordsMissing(Refused):
    words = "Nothing was written, so nothing was sent."


class NotInTheTeam(Refused):
    words = "Only somebody in the integration team can look after {issue}."
