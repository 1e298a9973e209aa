"""How long a 104-point chart takes, and how many bytes it is: python -m devtools.bench_charts

Prints the best and the middle of several runs, since a shared machine is noisy. Budgets: 1 ms to
work the chart out, 5 ms and 15,000 bytes to draw it.
"""

import math
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from time import perf_counter

from interface.charts import COUNT, Chart, Note, XmrChart, png, xmr_chart
from interface.stats import Xmr, funnel, xmr

POINTS = 104
RUNS = 200
WEEKS = [date(2024, 1, 1) + timedelta(weeks=week) for week in range(POINTS)]


def main() -> None:
    """Measure and print."""
    values = [float(round(40 + 12 * math.sin(place * 7.3) - place / 8)) for place in range(POINTS)]

    def work_out() -> Xmr:
        return xmr(
            WEEKS,
            values,
            improvement_direction="decrease",
            target=20,
            rebase=[WEEKS[52]],
            ghosts=[WEEKS[30]],
        )

    chart = XmrChart(
        "Issues raised",
        work_out(),
        "Issues",
        "Each point is one week",
        COUNT,
        (Note(WEEKS[52], "new letter template agreed"),),
        (Note(WEEKS[20], "Launch"),),
    )

    def draw() -> Chart:
        return xmr_chart(chart)

    drawn = draw()
    rows = [(f"Specialty {place}", 10 + place, 60 + 5 * place) for place in range(45)]
    report(f"xmr, {POINTS} points", work_out)
    report("funnel, 45 groups", lambda: funnel(rows))
    report(f"xmr_chart, {POINTS} points", draw)
    report("png of it", lambda: png(drawn), runs=5)
    print(f"{'size of it':<24}{len(drawn.svg.encode()):>10,} bytes")


def report(name: str, task: Callable[[], object], *, runs: int = RUNS) -> None:
    """One line: the best and the middle time of a task."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        task()
        times.append((perf_counter() - start) * 1000)
    print(f"{name:<24}{min(times):>10.2f} ms best{median(times):>10.2f} ms middle")


if __name__ == "__main__":
    main()
