"""Every working minute of an open issue belongs to one holder: by arithmetic alone."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from interface.worktime.hours import LONDON, working_time
from issues.clocks.models import Holder
from issues.clocks.spells import held, spells

OPEN = [holder for holder in Holder if holder != Holder.NOBODY]
AUTUMN = datetime(2026, 10, 19, 6, tzinfo=UTC)  # the clocks go back on the 25th
SPRING = datetime(2027, 3, 22, 6, tzinfo=UTC)  # and forward on the 28th
steps = st.lists(
    st.tuples(st.timedeltas(timedelta(), timedelta(days=4)), st.sampled_from(Holder)), max_size=12
)


@st.composite
def lives(draw):
    """When it was raised, each change of hands, and the moment at which somebody looks."""
    raised_at = draw(st.sampled_from([AUTUMN, SPRING])) + draw(
        st.timedeltas(timedelta(), timedelta(days=9))
    )
    at, handovers = raised_at, []
    for wait, holder in draw(steps):
        at += wait
        handovers.append((at, holder, draw(st.integers(1, 3))))
    looked_at = raised_at + draw(st.timedeltas(timedelta(), timedelta(days=30)))
    first = raised_at.date()
    days = st.dates(first, first + timedelta(days=30))
    return raised_at, handovers, looked_at, draw(st.frozensets(days, max_size=5))


@settings(max_examples=1_000)
@given(lives())
def test_what_the_holders_had_is_together_the_working_time_it_was_open(life):
    raised_at, handovers, at, holidays = life
    shares = held(spells(raised_at, handovers), at=at, holidays=holidays)
    closed, since = timedelta(), None
    for moment, holder, _specialty in handovers:
        if holder == Holder.NOBODY:
            since = since or moment
        elif since:
            closed += working_time(since, min(moment, at), holidays)
            since = None
    if since:
        closed += working_time(since, at, holidays)
    assert sum(shares.values(), timedelta()) == working_time(raised_at, at, holidays) - closed


@settings(max_examples=1_000)
@given(lives(), st.timedeltas(timedelta(), timedelta(days=30)))
def test_at_every_moment_exactly_one_has_it(life, later):
    raised_at, handovers, _at, _holidays = life
    moment = raised_at + later
    having = [
        spell
        for spell in spells(raised_at, handovers)
        if spell.began_at <= moment and (spell.ended_at is None or moment < spell.ended_at)
    ]
    assert len(having) == 1


@settings(max_examples=1_000)
@given(lives(), st.timedeltas(timedelta(), timedelta(days=9)))
def test_looking_later_takes_nothing_from_anybody(life, later):
    raised_at, handovers, at, holidays = life
    told = spells(raised_at, handovers)
    before = held(told, at=at, holidays=holidays)
    after = held(told, at=at + later, holidays=holidays)
    assert all(after[holder] >= before[holder] for holder in OPEN)


def test_a_week_in_which_the_clocks_change_is_shared_to_the_minute():
    def on(day, hour, minute=0):
        return datetime(2026, 10, day, hour, minute, tzinfo=LONDON)

    told = spells(
        on(23, 17),  # a Friday
        [
            (on(26, 8, 30), Holder.SPECIALTY, 7),
            (on(26, 12), Holder.PRACTICE, None),
            (on(28, 9), Holder.NOBODY, None),
        ],
    )
    assert held(told, at=on(30, 12), holidays={date(2026, 10, 27)}) == {
        Holder.INTEGRATION_TEAM: timedelta(hours=1, minutes=30),
        Holder.SPECIALTY: timedelta(hours=3, minutes=30),
        Holder.PRACTICE: timedelta(hours=7),
        Holder.OTHER: timedelta(),
    }
