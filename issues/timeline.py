"""An issue's story in words, for each side that reads it, from history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Model

from interface import history
from interface.accounts.models import User
from interface.directory.models import Specialty
from interface.history.events import events_of
from interface.history.kept import Kept
from interface.history.timeline import Occasion
from interface.reading import Reading, Together
from issues.fixed.models import Fixed
from issues.models import (
    DeskLink,
    FixedAnswer,
    Issue,
    Note,
    Outcome,
    Reply,
    Side,
    SpecialtyProposal,
)

TEAM = "The integration team"
Who = User | DeskLink | None  # without an account, the link that a specialty answered by

# What the practice and the specialty read; every other action stays with the integration team.
TOLD = {
    "raised": "{who} raised this issue",
    "sent to specialty": "{who} asked {specialty} to answer",
    "asked the practice": "{who} asked the practice a question",
    "answered": "{who} answered",
    "replied": "{who} replied",
    "closed": "{who} closed it: {outcome}",
    "reopened": "{who} reopened it",
    "said whether it is fixed": "{who} said whether it is fixed: {fixed}",
    "made part of a theme": "{who} found that it is part of a known problem",
    "taken out of a theme": "{who} looks at it on its own again",
}
DESK = {
    **TOLD,
    "triaged": "{who} triaged it",
    "assigned": "{who} said who looks after it",
    "noted": "{who} wrote a note",
    "redacted": "{who} removed words",
    "added a day off": "{who} added a day off, so that dates moved",
    "removed a day off": "{who} removed a day off, so that dates moved",
    "loaded the bank holidays": "{who} loaded bank holidays, so that dates moved",
    "followed the rules": "{who} followed the rules",
    "applied the rules": "{who} applied what the rules proposed",
    "reminded the specialty": "{who} reminded the specialty",
    "told the team that it is overdue": "{who} told the team that it is overdue",
    "stopped the clock": "{who} stopped the clock",
    "started the clock again": "{who} started the clock again",
    "asked whether it is fixed": "{who} asked the reporter whether it is fixed",
    "made part of a theme": "{who} made it part of another issue",
    "taken out of a theme": "{who} took it out of the theme",
    "named a theme": "{who} named the theme that it leads",
    "said that it is no recurrence": "{who} said why it is no recurrence",
    "disputed the category": "{who} disputed the category",
    "proposed a fix": "{who} proposed a fix",
    "named the right team": "{who} said that it belongs to another team",
    "accepted what the specialty proposed": "{who} accepted what the specialty proposed",
    "declined what the specialty proposed": "{who} declined what the specialty proposed",
}
NOTES = {"noted", "said that it is no recurrence"}
TOLD_OF: list[type[Model]] = [Reply, FixedAnswer]  # besides the issue, to everybody
HANGS_ON: list[type[Model]] = [*TOLD_OF, Note, SpecialtyProposal]


@dataclass(frozen=True)
class Entry:
    """One thing that happened: when, in a sentence, and the words that were written."""

    at: datetime
    said: str
    text: str = ""
    is_note: bool = False
    side: str = ""


def for_practice(issue: Issue) -> list[Entry]:
    """Newest first: its own people by name, the hospital's as a team; no notes, no triage."""
    return _story(issue, _events(issue, TOLD_OF), words=TOLD, names=_own_people)


def for_reporter(issue: Issue) -> list[Entry]:
    """Newest first, for whoever has the status link: nobody by name, the practice as "you"."""
    return _story(issue, _events(issue, TOLD_OF), words=TOLD, names=_you)


def for_specialty(issue: Issue) -> list[Entry]:
    """Newest first: "the practice" instead of a name; no notes, no triage."""
    return _story(issue, _events(issue, TOLD_OF), words=TOLD, names=_nobody)


def for_team(issue: Issue, *, reader: User | None = None) -> list[Entry]:
    """Newest first: everything, with who did it, notes and triage included.

    Often the `reader` did it all; then nobody has to be looked up.
    """
    return _story(
        issue, _events(issue, HANGS_ON), words=DESK, names=_everybody, known=[issue.owner, reader]
    )


def may_have(issue: Issue, model: type[Model]) -> bool:
    """Whether an issue ever had such a thing, as far as is known without a query."""
    return getattr(issue, _known(model), True)


def _known(model: type[Model]) -> str:
    return f"had_{model._meta.model_name}"


KNOWN = {  # for a statement that is written by hand: what of an issue there ever was
    _known(model): f"EXISTS (SELECT FROM {table} WHERE issue_id = this.id)"
    for model in HANGS_ON
    for table in [events_of(model).model._meta.db_table]
}
_events_of_issue = Reading(events_of(Issue).model, "WHERE this.pgh_obj_id = %s ORDER BY pgh_id")


def _events(issue: Issue, models: Sequence[type[Model]]) -> list[list]:
    """Those of the issue, and of these models as far as it has such things: two queries at most."""
    had = tuple(model for model in models if may_have(issue, model))
    return [_events_of_issue(issue.pk), *(_events_told_of(had)(issue.pk) if had else [])]


@cache
def _events_told_of(models: tuple[type[Model], ...]) -> Together:
    return Together([events_of(model).model for model in models], "WHERE this.issue_id = %s")


def _story(
    issue: Issue, events: list, *, words: dict[str, str], names, known: Sequence[User | None] = ()
) -> list[Entry]:
    occasions = history.timeline(*events, known=[issue.raised_by, *known])
    specialties = _specialties(issue, occasions)
    story = list(_entries(occasions, words, names, specialties))
    return story[::-1]


def _entries(occasions: list[Occasion], words, names, specialties) -> Iterator[Entry]:
    specialty, outcome = "", ""
    links = _desk_links(occasions)
    for occasion in occasions:
        after = {change.field: change.after for change in occasion.changes}
        by = occasion.by or links.get(after.get("desk link", 0))
        specialty = specialties.get(after.get("specialty"), specialty)
        outcome = after.get("outcome") or outcome
        is_note = occasion.action in NOTES
        side = "" if is_note else after.get("side", "")
        sentence = words.get(occasion.action)
        if sentence is None:
            if words is TOLD:
                continue
            sentence = "{who} {action}" if by else "{action}"
        said = sentence.format(
            who=names(by, side, specialty),
            action=occasion.action if by else occasion.action.capitalize(),
            specialty=specialty or "a specialty",
            outcome=str(Outcome(outcome).label).lower() if outcome else "",
            fixed=str(Fixed(after["answer"]).label).lower() if after.get("answer") else "as before",
        )
        text = after.get("text", "")
        yield Entry(at=occasion.at, said=said, text=text, is_note=is_note, side=side)


def _specialties(issue: Issue, occasions: list[Occasion]) -> dict[int, str]:
    """The names of the specialties that the issue was ever meant for; often it is one."""
    own = {issue.specialty.pk: str(issue.specialty)} if issue.specialty else {}
    ids = {c.after for o in occasions for c in o.changes if c.field == "specialty" and c.after}
    return _names_of_specialties() if ids - own.keys() else own


_names_of_specialties = Kept(lambda: dict(Specialty.objects.values_list("pk", "name")), Specialty)


def _desk_links(occasions: list[Occasion]) -> dict[int, DeskLink]:
    """The links to a reply desk by which anything was done; no query if none was."""
    ids = {c.after for o in occasions for c in o.changes if c.field == "desk link"} - {None}
    return DeskLink.objects.select_related("specialty").in_bulk(ids) if ids else {}


# Who did it, as each reader may know it ------------------------------------------------------


def _own_people(by: Who, side: str, specialty: str) -> str:
    if isinstance(by, User) and by.is_practice:
        return by.name
    return _nobody(by, side, specialty)


def _you(by: Who, side: str, specialty: str) -> str:
    return "You" if _is_of_practice(by, side) else _nobody(by, side, specialty)


def _nobody(by: Who, side: str, specialty: str) -> str:
    if side == Side.SPECIALTY or (by is not None and by.is_specialty_lead):
        return specialty or "The specialty"
    return "The practice" if _is_of_practice(by, side) else TEAM


def _is_of_practice(by: Who, side: str) -> bool:
    """Whether the practice did it; without an account it came by its launch or status link."""
    return side == Side.PRACTICE or (by is None and not side) or (by is not None and by.is_practice)


def _everybody(by: Who, side: str, specialty: str) -> str:
    if by is None:
        return "The service"
    if isinstance(by, DeskLink):
        return str(by)
    return f"{by.name} ({specialty})" if side == Side.SPECIALTY else by.name
