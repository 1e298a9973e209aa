"""Every series, worked out a second way: row by row, in Python, on London's calendar."""

import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import pytest

from audits.models import AskRate, Audit
from interface.pages import series
from interface.vocabulary import Ask
from issues.endorsements.models import Endorsement
from issues.fixed.models import FixedAnswer
from issues.models import Direction, Issue
from tests.directory.factories import PracticeFactory, SpecialtyFactory, TrustFactory
from tests.issues.factories import CategoryFactory, IssueFactory
from tests.issues.themes.factories import PromisedFixFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
BEGIN = datetime(2026, 3, 2, tzinfo=LONDON)  # the clocks go forward on the 29th
UNTIL = date(2026, 5, 20)  # a Wednesday: neither its week nor its month is complete


@pytest.fixture
def world():
    """Issues at all hours of eleven weeks, most of them answered, some of them said to be fixed."""
    dice = random.Random(5)
    practice = PracticeFactory()
    categories = [CategoryFactory(ask=ask) for ask in (None, Ask.FIT_NOTE, Ask.PRESCRIBE)]
    for _ in range(60):
        raised = BEGIN + timedelta(hours=dice.uniform(0, 11 * 7 * 24))
        answered = raised + timedelta(days=dice.uniform(0, 40))
        minutes = dice.choice([None, 0, 5, 30])
        issue = IssueFactory(
            practice=practice, category=dice.choice(categories), raised_at=raised,
            first_answered_at=answered if dice.random() < 0.8 else None, minutes_lost=minutes,
            direction=dice.choice([*Direction, Direction.PRACTICE_TO_TRUST]),
        )  # fmt: skip
        if dice.random() < 0.6:
            answer = dice.choice(["yes", "yes", "no", "partly", "cannot_tell", ""])
            FixedAnswer.objects.create(
                issue=issue, closed_at=answered, claimed="fixed_for_all", asked_at=answered,
                answer=answer, answered_at=answered if answer else None,
            )  # fmt: skip
        if dice.random() < 0.3:
            Endorsement.objects.create(
                issue=issue, practice=PracticeFactory(), endorsed_at=answered,
                minutes_lost=dice.choice([None, 10]),
                withdrawn_at=answered if dice.random() < 0.3 else None,
            )  # fmt: skip


def week_of(moment):
    """The Monday of a moment's week in London."""
    day = moment.astimezone(LONDON).date()
    return date.fromisocalendar(*day.isocalendar()[:2], 1)


def month_of(moment):
    day = moment.astimezone(LONDON).date()
    return date(day.year, day.month, 1)


def every_week(found):
    """All Mondays from the first one on whose week was over before UNTIL."""
    day = min(found)
    while day + timedelta(days=7) <= UNTIL:
        yield day
        day += timedelta(days=7)


def by(key, rows):
    found = defaultdict(list)
    for when, value in rows:
        found[key(when)].append(value)
    return found


@pytest.mark.parametrize("direction", [None, *Direction])
@pytest.mark.parametrize("ask", [None, Ask.FIT_NOTE])
def test_issues_per_week(world, direction, ask):
    chosen = [
        issue
        for issue in Issue.objects.select_related("category")
        if direction in (None, issue.direction) and ask in (None, issue.category.ask)
    ]
    found = by(week_of, [(issue.raised_at, issue) for issue in chosen])
    made = series.issues_per_week(until=UNTIL, direction=direction, ask=ask)
    assert made.dates == list(every_week(found))
    assert made.values == [len(found[day]) for day in made.dates]


def test_days_to_first_answer(world):
    rows = [(issue.first_answered_at, issue) for issue in Issue.objects.all()]
    found = by(week_of, [(at, at - issue.raised_at) for at, issue in rows if at])
    made = series.days_to_first_answer(until=UNTIL)
    assert made.dates == list(every_week(found))
    days = [
        median(wait.total_seconds() / 86_400 for wait in found[day]) if found[day] else None
        for day in made.dates
    ]
    assert made.values == pytest.approx(days)


def verdicts():
    """What is known about each closing, and since when: worked out row by row."""
    found = {}
    for one in FixedAnswer.objects.all():
        if one.answer in ("yes", "no", "partly"):
            found[one.issue_id, one.closed_at] = (one.answered_at, one.answer == "yes")
    recurred = [issue for issue in Issue.objects.all() if issue.is_recurrence]
    for issue in sorted(recurred, key=lambda issue: issue.raised_at, reverse=True):
        promise = issue.recurrence_of
        found[promise.issue_id, promise.closed_at] = (issue.raised_at, False)
    return list(found.values())


def test_fixes_that_held(world):
    found = by(month_of, verdicts())
    made = series.fixes_that_held(until=UNTIL)
    assert made.dates == [date(2026, 3, 1), date(2026, 4, 1)]
    assert made.values == pytest.approx([sum(found[day]) / len(found[day]) for day in made.dates])


def test_what_came_back_did_not_hold_and_counts_once(world):
    dice = random.Random(7)
    told = list(FixedAnswer.objects.order_by("pk"))
    for closing in dice.sample(told, 6):
        promises = [
            PromisedFixFactory(issue=closing.issue, closed_at=closing.closed_at, specialty=of)
            for of in SpecialtyFactory.create_batch(2)
        ]
        for _ in range(3):
            again = closing.closed_at + timedelta(days=dice.uniform(1, 20))
            IssueFactory(
                raised_at=again, recurrence_of=dice.choice(promises),
                is_recurrence=dice.random() < 0.8,
            )  # fmt: skip
    found = by(month_of, verdicts())
    made = series.fixes_that_held(until=UNTIL)
    assert made.values == pytest.approx([sum(found[day]) / len(found[day]) for day in made.dates])


def test_a_month_without_answers_has_no_share_and_is_not_left_out(world):
    FixedAnswer.objects.filter(answered_at__month=4).delete()
    assert series.fixes_that_held(until=UNTIL).values[1] is None


def test_minutes_lost_per_week(world):
    told = [
        (issue.raised_at, issue.minutes_lost or 0)
        for issue in Issue.objects.all()
        if issue.direction == Direction.PRACTICE_TO_TRUST
    ]
    told += [
        (same.endorsed_at, same.minutes_lost or 0)
        for same in Endorsement.objects.all()
        if same.withdrawn_at is None
    ]
    found = by(week_of, told)
    made = series.minutes_lost_per_week(until=UNTIL)
    assert made.dates == list(every_week(found))
    assert made.values == [sum(found[day]) for day in made.dates]


def test_audit_rate_per_month():
    trust = TrustFactory()
    audit = Audit.objects.create(slug="demo", name="Demo", trust=trust)
    counts = {(1, 0): (60, 20), (1, 1): (40, 40), (2, 0): (0, 0), (4, 0): (9, 27)}
    counts |= {(3, 1): (9, 9), (5, 0): (90, 0)}  # too few for a rate; a month that is not over
    specialties = [SpecialtyFactory(trust=trust) for _ in range(2)]
    for (month, which), (met, not_met) in counts.items():
        AskRate.objects.create(
            audit=audit, specialty=specialties[which], ask=Ask.FIT_NOTE,
            month=date(2026, month, 1), met=met, not_met=not_met,
        )  # fmt: skip
    made = series.audit_rate_per_month(audit, Ask.FIT_NOTE, until=UNTIL)
    told = dict(zip(made.dates, made.values, strict=True))
    assert told[date(2026, 1, 1)] == pytest.approx(5 / 8)
    assert told[date(2026, 4, 1)] == pytest.approx(1 / 4)
    assert told.get(date(2026, 2, 1)) is None and told[date(2026, 3, 1)] is None
    assert date(2026, 5, 1) not in told


@pytest.mark.parametrize(
    "make",
    [series.issues_per_week, series.days_to_first_answer, series.fixes_that_held,
     series.minutes_lost_per_week],
)  # fmt: skip
class TestEverySeries:
    def test_nothing_yet_is_an_empty_series(self, make):
        made = make(until=UNTIL)
        assert (made.dates, made.values) == ([], [])

    def test_what_lies_in_the_current_period_alone_is_no_point_yet(self, make):
        at = datetime(2026, 5, 19, 12, tzinfo=LONDON)
        issue = IssueFactory(raised_at=at, first_answered_at=at, minutes_lost=5)
        FixedAnswer.objects.create(
            issue=issue, closed_at=at, claimed="no_change", answer="yes", answered_at=at
        )
        assert make(until=UNTIL).dates == []

    def test_it_can_be_drawn(self, make, world):
        chart = make(until=UNTIL).chart()
        assert chart.title and chart.one_point.startswith("Each point is ")
