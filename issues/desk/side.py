"""What stands at the side of the desk's pages, written in Python: queues, and next steps."""

from collections.abc import Iterable, Mapping
from html import escape

from django.utils.safestring import SafeString

from interface.nhsuk.markup import classes
from issues.counting import said
from issues.desk import addresses
from issues.desk.queues import OPEN, QUEUES, Queue
from issues.desk.steps import Step
from issues.desk.ways import Way

PRESSES = ("harm", "overdue")  # queues in which nothing should stand


def queues_html(current: Queue, standing: Mapping[str, int]) -> SafeString:
    """A line for each queue, with how many issues stand in it now if they are counted."""
    lines = [OPEN, *QUEUES.values()]
    return SafeString(
        "\n".join(_line(queue, queue == current, standing.get(queue.name)) for queue in lines)
    )


def _line(queue: Queue, is_current: bool, count: int | None) -> str:
    named = classes(
        ("app-queues__queue", True),
        ("app-queues__queue--first", queue.starts_group),
        ("app-queues__queue--empty", count == 0 and not is_current),
    )
    address = f"?queue={queue.name}" if queue.name else "?"
    current = ' aria-current="page"' if is_current else ""
    return (
        f'<li class="{named}"><a class="app-queues__link" href="{address}"{current}>'
        f'<span class="app-queues__title">{queue.title}</span>{_count(queue, count)}</a></li>'
    )


def _count(queue: Queue, count: int | None) -> str:
    if count is None:
        return ""
    presses = queue.name in PRESSES and count
    named = classes(("app-queues__count", True), ("app-queues__count--presses", presses))
    return f' <span class="{named}">{said(count)}</span>'


def links_to_steps(steps: Iterable[Step], way: Way, *, but: Step) -> SafeString:
    """A button for each step, with the key that takes it; not for the one written on the page."""
    on = escape(way.on)
    return SafeString(
        "\n".join(
            '<li><a class="nhsuk-button nhsuk-button--secondary nhsuk-button--small"'
            f' href="{addresses.of_step(way.issue.pk, step.name)}{on}" role="button"'
            f' draggable="false"{_key(step)}>{step.title}</a></li>'
            for step in steps
            if step is not but
        )
    )


def _key(step: Step) -> str:
    return f' data-key="{step.key}"' if step.key else ""
