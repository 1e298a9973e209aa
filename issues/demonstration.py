"""Invented issues to look at and to measure with: labelled, about processes, nobody's patients.

Their history is written with them, in the past, instead of by the triggers at this moment.
"""

import csv
import random
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from psycopg import sql
from psycopg.types.json import Jsonb

from interface.accounts.models import Role, User
from interface.directory.models import Organisation, Specialty
from interface.worktime.services import bank_holidays
from issues.clocks import keeping
from issues.details import Colleague, Source
from issues.endorsements.models import Minutes
from issues.fixed.models import Fixed, FixedAnswer
from issues.fixed.services import ASK_AFTER
from issues.models import Category, Handover, Issue, Note, Outcome, Reply, Side, Status, Validity
from issues.references import new_reference
from issues.services import promise

WORDS = Path(__file__).parent / "data" / "invented_words.csv"
MONTHS_BACK = 18
IN_ONE_GO = 2_000
NEAR_THE_PEOPLE = 60  # the first ones belong to practices and specialties that one can sign in to


def make(*, count: int, by: User) -> int:
    """Add so many invented issues of the last 18 months; returns how many. `by` plays the team."""
    world = _World.of(by)
    made = Issue.objects.filter(is_demonstration=True).count()
    for start in range(made, made + count, IN_ONE_GO):
        numbers = range(start, min(start + IN_ONE_GO, made + count))
        references = free_references(len(numbers))
        _store([world.invent(number, references.pop()) for number in numbers])
    return count


def free_references(count: int) -> set[str]:
    """So many references that no issue has: among many, some that are drawn are taken."""
    drawn: set[str] = set()
    while len(drawn) < count:
        drawn |= {new_reference() for _ in range(count - len(drawn))}
        drawn -= set(Issue.objects.filter(reference__in=drawn).values_list("reference", flat=True))
    return drawn


# Inventing -----------------------------------------------------------------------------------


@dataclass
class _Happening:
    """One step: when, who, in which words, and what it left behind."""

    at: datetime
    action: str
    by: int | None
    issue: tuple | None = None
    wrote: Reply | Note | FixedAnswer | None = None


@dataclass
class _Life:
    """One invented issue and the steps that brought it where it is."""

    issue: Issue
    happened: list[_Happening] = field(default_factory=list)
    handovers: list[tuple[datetime, keeping.Hands]] = field(default_factory=list)

    def later(self, dice: random.Random, most: int) -> datetime:
        """An office hour after the last step, up to so many days later or soon after that."""
        days = timedelta(days=dice.uniform(0.1, most))
        return _office_hour(dice, self.happened[-1].at + days, None)

    def step(self, at: datetime, action: str, by: int | None, *, wrote=None, **changes) -> None:
        issue = self.issue
        if changes.get("status", issue.status) != issue.status:
            changes["status_since"] = at
        for name, value in changes.items():
            setattr(issue, name, value)
        if isinstance(wrote, Reply | Note):
            wrote.written_at, wrote.written_by_id = at, by
        hands = keeping.hands_of(issue)
        if hands != (self.handovers[-1][1] if self.handovers else keeping.TEAM):
            self.handovers.append((at, hands))
        issue.version = len(self.happened) + 1
        moved = changes or not self.happened
        after = _SNAPSHOT[Issue](issue) if moved else None
        self.happened.append(_Happening(at, action, by, after, wrote))


@dataclass
class _World:
    """What inventing draws from. The same numbers give the same issues, but for the dates."""

    now: datetime
    team: int
    words: dict[str, list[str]]
    categories: list[Category]
    specialties: list[Specialty]
    led: list[Specialty]
    practices: list[Organisation]
    peopled: list[Organisation]
    people: dict[int, int]
    leads: dict[int, int]
    holidays: frozenset[date]
    dates: dict[date, dict[str, date]] = field(default_factory=dict)

    @classmethod
    def of(cls, by: User) -> "_World":
        people = dict(
            User.objects.filter(is_demonstration=True, role=Role.PRACTICE)
            .order_by("-pk")
            .values_list("organisation", "pk")
        )
        specialties = Specialty.objects.active().order_by("pk")
        practices = list(Organisation.objects.pickable())
        with WORDS.open(encoding="utf-8", newline="") as file:
            words = defaultdict(list)
            for row in csv.DictReader(file):
                words[row["use"]].append(row["text"])
        return cls(
            now=timezone.now(),
            team=by.pk,
            words=words,
            categories=[c for c in Category.objects.all() if c.code in words],
            specialties=list(specialties),
            led=list(specialties.filter(leads__is_demonstration=True).distinct()),
            practices=practices,
            peopled=[practice for practice in practices if practice.pk in people],
            people=people,
            leads=dict(
                User.objects.filter(is_demonstration=True, role=Role.SPECIALTY).values_list(
                    "specialties", "pk"
                )
            ),
            holidays=bank_holidays(),
        )

    def invent(self, number: int, reference: str) -> _Life:
        dice = random.Random(number)  # noqa: S311 nothing secret is drawn
        near = number < NEAR_THE_PEOPLE
        practice = dice.choice(self.peopled if near and self.peopled else self.practices)
        category = dice.choice(self.categories)
        months = 1 if near and number % 2 else MONTHS_BACK
        back = timedelta(days=dice.random() ** 1.5 * months * 30.4)
        raised_at = _office_hour(dice, self.now - back - timedelta(minutes=1), self.now)
        specialty = dice.choice(self.led if near and self.led and number % 2 else self.specialties)
        issue = Issue(
            reference=reference,
            practice=practice,
            category=category,
            specialty=specialty if dice.random() < 0.8 else None,
            what_happened=dice.choice(self.words[category.code]),
            raised_by_id=self.people.get(practice.pk),
            raised_at=raised_at,
            status_since=raised_at,
            is_demonstration=True,
            **_details(number),
            **self._promise(raised_at),
        )
        life = _Life(issue)
        life.step(raised_at, "raised", issue.raised_by_id)
        for step in self._steps(dice, life, issue.specialty or specialty):
            if step["at"] >= self.now:
                break
            life.step(**step)
        return life

    def _promise(self, raised_at: datetime) -> dict[str, date]:
        day = timezone.localdate(raised_at)
        if day not in self.dates:
            self.dates[day] = promise(day, self.holidays)
        return self.dates[day]

    def _steps(self, dice: random.Random, life: _Life, specialty) -> Iterator[dict[str, Any]]:
        """What may happen to an issue, one thing after another, until today is reached."""
        issue = life.issue
        later, said = partial(life.later, dice), partial(self._said, dice, issue)
        validity = dice.choice([Validity.UPHELD, Validity.UPHELD, Validity.PARTLY, ""])
        yield self._by_team(later(6), "triaged", status=Status.TRIAGED, validity=validity)
        if dice.random() < 0.2:
            note = Note(issue=issue, text=dice.choice(self.words["note"]))
            yield self._by_team(later(2), "noted", wrote=note)
        if dice.random() < 0.8:
            at = later(3)
            yield self._by_team(
                at, "sent to specialty",
                status=Status.WITH_SPECIALTY, specialty=specialty, sent_to_specialty_at=at,
            )  # fmt: skip
        if dice.random() < 0.25:
            asked = said("question", Side.INTEGRATION_TEAM, asks_practice=True)
            yield self._by_team(
                later(6), "asked the practice",
                status=Status.WAITING_FOR_PRACTICE, wrote=asked, returns_to=issue.status,
            )  # fmt: skip
            yield {
                "at": later(12), "action": "replied", "by": issue.raised_by_id,
                "status": issue.returns_to, "returns_to": "", "wrote": said("reply", Side.PRACTICE),
            }  # fmt: skip
        yield from self._endings(dice, life, specialty)

    def _endings(self, dice: random.Random, life: _Life, specialty) -> Iterator[dict[str, Any]]:
        """It is answered and closed; now and then its reporter opens it again, and so on."""
        issue = life.issue
        later, said = partial(life.later, dice), partial(self._said, dice, issue)
        lead = self.leads.get(specialty.pk) if issue.sent_to_specialty_at else None
        side = Side.SPECIALTY if lead else Side.INTEGRATION_TEAM
        while True:
            at = later(18)
            yield {
                "at": at, "action": "answered", "by": lead or self.team,
                "status": Status.ANSWERED, "wrote": said("answer", side),
                "first_answered_at": issue.first_answered_at or at,
            }  # fmt: skip
            outcome, at = dice.choice(list(Outcome)), later(20)
            yield self._by_team(
                at, "closed", status=Status.CLOSED, outcome=outcome, closed_at=at,
                wrote=said(outcome, Side.INTEGRATION_TEAM),
            )  # fmt: skip
            if dice.random() > 0.04:
                break
            at = later(30)
            yield {
                "at": at, "action": "reopened", "by": issue.raised_by_id,
                "status": Status.REOPENED, "outcome": "", "closed_at": None,
                "wrote": said("unsettled", Side.PRACTICE), **self._promise(at),
            }  # fmt: skip
        yield self._was_it_fixed(dice, issue, closed_at=at)

    def _was_it_fixed(
        self, dice: random.Random, issue: Issue, *, closed_at: datetime
    ) -> dict[str, Any]:
        """Four weeks later its reporter is asked, and most of them answer."""
        asked_at = _office_hour(dice, closed_at + ASK_AFTER, None)
        closing = FixedAnswer(
            issue=issue, closed_at=closed_at, claimed=issue.outcome, asked_at=asked_at
        )
        answered_at = asked_at + timedelta(hours=dice.randrange(1, 90))
        if dice.random() < 0.35 or answered_at >= self.now:
            return {
                "at": asked_at, "action": "asked whether it is fixed", "by": None, "wrote": closing,
            }  # fmt: skip
        [closing.answer] = dice.choices(list(Fixed), [60, 20, 15, 5])
        closing.text = dice.choice(self.words["unsettled"]) if closing.is_unfixed else ""
        closing.answered_at, closing.answered_by_id = answered_at, issue.raised_by_id
        return {
            "at": answered_at, "action": "said whether it is fixed", "by": issue.raised_by_id,
            "wrote": closing,
        }  # fmt: skip

    def _said(self, dice: random.Random, issue: Issue, use: str, side: Side, **more) -> Reply:
        return Reply(issue=issue, side=side, text=dice.choice(self.words[use]), **more)

    def _by_team(self, at: datetime, action: str, **changes) -> dict[str, Any]:
        return {"at": at, "action": action, "by": self.team, **changes}


def _details(number: int) -> dict[str, Any]:
    """What somebody added below the fold of the form: two in three do, the others nothing."""
    dice = random.Random(f"details of {number}")  # noqa: S311 nothing secret is drawn
    if dice.random() > 0.67:
        return {}
    [minutes] = dice.choices(list(Minutes), [5, 25, 35, 25, 10])
    return {
        "minutes_lost": minutes,
        "dealt_with_by": dice.choice(["", *Colleague]),
        "source": dice.choice(["", *Source]),
        "times_seen": dice.choice([None, None, 1, 2, 3, 6]),
    }


def _office_hour(dice: random.Random, moment: datetime, latest: datetime | None) -> datetime:
    """A moment on a weekday between eight and six: the next one, or the last before `latest`."""
    hour, minute = 8 + dice.randrange(10), dice.randrange(60)
    at = moment.replace(hour=hour, minute=minute, second=0, microsecond=0)
    while at < moment or at.weekday() > 4:
        at += timedelta(days=1)
    while latest and (at >= latest or at.weekday() > 4):
        at -= timedelta(days=1)
    return at


# Storing -------------------------------------------------------------------------------------


Kept = type[Issue] | type[Reply] | type[Note] | type[FixedAnswer]


def _event_model(model: Kept) -> type[models.Model]:
    return apps.get_model("issues", f"{model.__name__}Event")


def _columns(model: Kept) -> list[str]:
    """What a row of this model is made of; what the database works out itself is left out."""
    return [column.attname for column in model._meta.concrete_fields if not column.generated]


def _tracked(model: Kept) -> list[str]:
    """What an event keeps of a row, the key first."""
    kept = {column.attname for column in _event_model(model)._meta.concrete_fields}
    return [name for name in _columns(model) if name in kept]


SAID: tuple[Kept, ...] = (Reply, Note, FixedAnswer)
MODELS: tuple[Kept, ...] = (Issue, *SAID)
_ROW = {model: attrgetter(*_columns(model)) for model in MODELS}
_SNAPSHOT = {model: attrgetter(*_tracked(model)) for model in MODELS}


@transaction.atomic
def _store(lives: list[_Life]) -> None:
    """Save the issues, what was written about them, and the history of both."""
    steps = [(life.issue, step, uuid.uuid4()) for life in lives for step in life.happened]
    _save(Issue, [life.issue for life in lives])
    _copy_events(Issue, _issue_events(lives, steps))
    _copy(
        Handover._meta.db_table,
        ["issue_id", "at", "holder", "specialty_id", "is_pause"],
        [(life.issue.pk, at, *hands, False) for life in lives for at, hands in life.handovers],
    )
    for model in SAID:
        written = [(step, step.wrote, key) for _i, step, key in steps if type(step.wrote) is model]
        for _step, row, _key in written:
            row.issue_id = row.issue.pk
        _save(model, [row for _step, row, _key in written])
        _copy_events(model, _text_events(model, written))


def _save(model: Kept, rows: list) -> None:
    """Write new rows past the triggers that would date their history today.

    The keys are fetched while the triggers are ignored: a plain statement tells the database so,
    which COPY alone does not.
    """
    table = model._meta.db_table
    with pgtrigger.ignore(f"{model._meta.label}:insert_insert"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, len(rows)],
        )
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key
        _copy(table, _columns(model), map(_ROW[model], rows))


def _issue_events(lives, steps) -> Iterator[tuple]:
    first = {id(life.happened[0]) for life in lives}
    for issue, step, key in steps:
        if step.issue is not None:
            label = "insert" if id(step) in first else "update"
            yield (*_stamp(step, label, key, issue.pk), issue.pk, *step.issue[1:])


def _text_events(model: Kept, written) -> Iterator[tuple]:
    for step, row, key in written:
        yield (*_stamp(step, "insert", key, row.pk), *_SNAPSHOT[model](row))


def _stamp(step: _Happening, label: str, context: uuid.UUID, key: int) -> tuple:
    who = Jsonb({"action": step.action, "by": step.by, "invented": True})
    return (step.at, label, who, context, key)


def _copy_events(model: Kept, rows: Iterable[tuple]) -> None:
    stamped = ["pgh_created_at", "pgh_label", "pgh_context", "pgh_context_id", "pgh_obj_id"]
    _copy(_event_model(model)._meta.db_table, [*stamped, *_tracked(model)], rows)


def _copy(table: str, columns: list[str], rows: Iterable[tuple]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
