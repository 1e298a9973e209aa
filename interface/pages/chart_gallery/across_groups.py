"""Funnels, bars and stacked bars in every state."""

from interface.charts import units
from interface.charts.bar_chart import Bar, BarChart, bar_chart
from interface.charts.chart import Chart
from interface.charts.funnel_chart import FunnelChart, funnel_chart
from interface.charts.stacked_chart import StackedBar, StackedChart, stacked_chart
from interface.pages.chart_gallery.invented import DOMAINS, LONG, SPECIALTIES, noise
from interface.stats import funnel, wilson


def _audited(count: int, differing: bool) -> list[tuple[str, int | None, int | None]]:
    rows: list[tuple[str, int | None, int | None]] = []
    for place, name in enumerate(SPECIALTIES[:count]):
        letters = round(60 + 500 * abs(noise(place, 21)) ** 2)
        share = 0.18 + 0.035 * noise(place, 22)
        if differing and place % 9 == 2:
            share += 0.2 if place % 2 else -0.13
        rows.append((name, round(letters * share), letters))
    return rows


def funnels() -> list[tuple[str, Chart]]:
    measure = "Letters with an inappropriate request"
    wide = [
        (name, round(30 * (0.5 + 0.45 * noise(place, 23)) * (place % 5 + 2)), 30 * (place % 5 + 2))
        for place, name in enumerate(SPECIALTIES)
    ]
    return [
        (
            "Funnel: three differ by more than chance",
            funnel_chart(
                FunnelChart(
                    "Inappropriate requests by specialty",
                    funnel(_audited(24, differing=True)),
                    measure,
                    good="low",
                    highlight="Dermatology",
                )
            ),
        ),
        (
            "Funnel: no more than chance, one left out",
            funnel_chart(
                FunnelChart(
                    "Fit notes issued by specialty",
                    funnel([*_audited(12, differing=False), ("Pain management", None, 40)]),
                    "Letters with a fit note",
                )
            ),
        ),
        (
            "Funnel: groups differ much (over-dispersion)",
            funnel_chart(
                FunnelChart("Clear actions by specialty", funnel(wide), measure, good="high")
            ),
        ),
        (
            "Funnel: none, all and one letter",
            funnel_chart(
                FunnelChart(
                    "Small specialties",
                    funnel([("Genetics", 0, 12), ("Pain", 9, 9), ("Spinal", 1, 1), (LONG, 3, 20)]),
                    measure,
                )
            ),
        ),
        ("Funnel: no groups", funnel_chart(FunnelChart("Not yet audited", funnel([]), measure))),
    ]


def _rate(name: str, x: int, n: int) -> Bar:
    lower, upper = wilson(x, n) or (None, None)
    return Bar(name, x / n if n else None, lower, upper, f"({x} of {n})")


CHANGES = (
    Bar("Cardiology", -0.082, -0.131, -0.03),
    Bar("Dermatology", 0.013, -0.022, 0.047),
    Bar(LONG, 0.061, 0.012, 0.113),
    Bar("Urology", 0.0, -0.04, 0.04),
)
HOLDERS = (
    Bar("Practice", 12),
    Bar("Integration team", 0),
    Bar("Specialty", 1240),
    Bar("Other", None, note="not recorded"),
)


def bars() -> list[tuple[str, Chart]]:
    asks = (
        _rate("Ask 1: communicate clearly and concisely", 141, 400),
        _rate("Ask 2: refer onward internally", 36, 400),
        _rate("Ask 3: follow up the tests you ordered", 88, 400),
        _rate("Ask 4: issue a fit note", 12, 90),
        _rate("Ask 5: prescribe new or altered medicines", 0, 31),
    )
    return [
        (
            "Bars: rates with intervals",
            bar_chart(
                BarChart(
                    "Letters that break each ask",
                    "Share of audited letters",
                    asks,
                    units.PROPORTION,
                    "Ask",
                    ("All asks", 0.21),
                )
            ),
        ),
        (
            "Bars: changes either side of nought, long names",
            bar_chart(
                BarChart(
                    "Change since the last audit",
                    "Change in inappropriate requests, percentage points",
                    CHANGES,
                    units.POINTS,
                    "Specialty",
                )
            ),
        ),
        (
            "Bars: counts, one nought and one not known",
            bar_chart(
                BarChart(
                    "Open issues by holder",
                    "Open issues",
                    HOLDERS,
                    units.COUNT,
                    "Holder",
                )
            ),
        ),
        (
            "Bars: one row, 100 %",
            bar_chart(BarChart("One", "Share met", (_rate("Stroke", 14, 14),), units.PROPORTION)),
        ),
        ("Bars: nothing", bar_chart(BarChart("None", "Share met", (), units.PROPORTION))),
    ]


def stacks() -> list[tuple[str, Chart]]:
    statuses = (
        "New",
        "Triaged",
        "With specialty",
        "Waiting for practice",
        "In project",
        "Answered",
        "Closed",
    )
    rows = tuple(
        StackedBar(
            name,
            tuple(
                round((place % 4 + 1) * (6 + 5 * noise(place * 7 + status, 31)))
                for status in range(len(statuses))
            ),
        )
        for place, name in enumerate((*SPECIALTIES[:7], LONG))
    )
    delivery = ("Complete", "On track", "Needs attention", "In trouble", "Not started")
    projects = tuple(
        StackedBar(domain, tuple((place * 3 + status * 5) % 7 for status in range(5)))
        for place, domain in enumerate(DOMAINS)
    )
    return [
        (
            "Stacked: counts by status",
            stacked_chart(
                StackedChart("Where issues are", "Issues by status", statuses, rows, "Specialty")
            ),
        ),
        (
            "Stacked: parts of a hundred",
            stacked_chart(
                StackedChart(
                    "Projects by delivery",
                    "Share of projects",
                    delivery,
                    (*projects, StackedBar("A domain without projects", (0, 0, 0, 0, 0))),
                    "Domain",
                    shares=True,
                )
            ),
        ),
        (
            "Stacked: nothing",
            stacked_chart(StackedChart("No projects", "Projects", delivery, (), "Domain")),
        ),
    ]
