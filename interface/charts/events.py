"""Things that happened, flagged on a chart by a letter and told in full below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from interface.charts import svg
from interface.charts.scales import Scale
from interface.charts.series import Series
from interface.charts.words import clean, day, wrapped

_FLAG_WIDTH = 22
_ROW = 22


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened on a day: a launch, a project, the reason for new limits."""

    when: date
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """A note with its letter; new_limits where the lines of the chart begin again."""

    letter: str
    when: date
    words: str
    new_limits: bool


def events(series: Series, rebases: Iterable[Note], annotations: Iterable[Note]) -> list[Event]:
    """What is flagged on a chart, oldest first.

    Every rebase that took effect is there, with or without a recorded reason. Annotations outside
    the dates of the series are left out.
    """
    if not series.points:
        return []
    first, last = series.points[0].date, series.points[-1].date
    found = [
        (note.when, clean(note.text), False) for note in annotations if first <= note.when <= last
    ]
    reasons = {note.when: clean(note.text) for note in rebases}
    earlier = first
    for group in series.groups[1:]:
        given = [when for when in reasons if earlier < when <= group.first_date]
        when = max(given, default=group.first_date)
        found.append((when, f"New limits: {reasons.get(when, 'no reason recorded')}", True))
        earlier = group.first_date
    return [
        Event(letter_of(place), when, words, new_limits)
        for place, (when, words, new_limits) in enumerate(sorted(found))
    ]


def letter_of(place: int) -> str:
    """A, B … Z, AA, AB …"""
    return (letter_of(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def flag_rows(happened: Sequence[Event], days: Scale) -> list[int]:
    """The row of each flag above the plot, the lowest in which it touches no other."""
    rows, ends = [], list[float]()
    for event in happened:
        x = days.at(event.when.toordinal())
        row = next((place for place, end in enumerate(ends) if end <= x), len(ends))
        ends[row : row + 1] = [x + _FLAG_WIDTH + 2]
        rows.append(row)
    return rows


def flags_height(rows: Sequence[int]) -> float:
    """The room that rows of flags need above the plot."""
    return _ROW * (max(rows) + 1) if rows else 0


def flags(
    happened: Sequence[Event], rows: Sequence[int], days: Scale, top: float, bottom: float
) -> list[str]:
    """A letter above the plot for each event, and a line from it down through the plot."""
    strokes, boxes, letters = [], [], []
    for event, row in zip(happened, rows, strict=True):
        x, y = days.at(event.when.toordinal()), top - _ROW * (row + 1)
        strokes.append(svg.line(x, y + 18, x, bottom, "rebase" if event.new_limits else "note"))
        boxes.append(svg.box(x - _FLAG_WIDTH / 2, y, _FLAG_WIDTH, 18, "flag"))
        letters.append(svg.text(x, y + 13.5, event.letter))
    return [*strokes, *boxes, svg.group("s m b", letters)]


def listing(happened: Sequence[Event], notes: Sequence[str], y: float) -> tuple[list[str], float]:
    """What each letter stands for, then the notes, from y down. Returns marks and their end."""
    letters, told = [], []
    for event in happened:
        letters.append(svg.text(0, y + 13, event.letter))
        for words in wrapped(f"{day(event.when)}: {event.words}", svg.WIDTH - 28, svg.SMALL):
            told.append(svg.text(28, y + 13, words))
            y += 17
        y += 2
    for note in notes:
        for words in wrapped(note, svg.WIDTH, svg.SMALL):
            told.append(svg.text(0, y + 13, words))
            y += 17
    return [svg.group("s b told", letters), svg.group("s told", told)], y + 4


def spoken(happened: Sequence[Event]) -> list[str]:
    """The same as plain sentences, for those who do not see the drawing."""
    return [f"{event.letter}, {day(event.when)}: {event.words}" for event in happened]
