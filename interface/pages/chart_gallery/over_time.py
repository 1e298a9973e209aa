"""XmR charts, small multiples and timelines in every state."""

from datetime import date

from interface.charts import units
from interface.charts.chart import Chart
from interface.charts.events import Note
from interface.charts.small_multiples import Panel, SmallMultiples, small_multiples
from interface.charts.timeline import Milestone, Timeline, timeline
from interface.charts.xmr_chart import XmrChart, xmr_chart
from interface.pages.chart_gallery.invented import (
    DOMAINS,
    LONG,
    MONTH,
    SPECIALTIES,
    WEEK,
    mondays,
    months,
    uneven,
)
from interface.stats import Xmr, xmr


def _issues(series: Xmr, title: str, **more: tuple[Note, ...]) -> Chart:
    return xmr_chart(XmrChart(title, series, "Issues raised", WEEK, units.COUNT, **more))


def _shares(series: Xmr, title: str, measure: str) -> Chart:
    return xmr_chart(XmrChart(title, series, measure, MONTH, units.PROPORTION))


def xmr_with_meaning() -> list[tuple[str, Chart]]:
    """One for each icon: ordinary, better, worse, and change without a judgement."""
    ordinary = uneven(26, 20, 6)
    share = [value / 100 for value in uneven(24, 62, 7, 3)]
    better = share[:14] + [min(1.0, value + 0.21) for value in share[14:]]
    minutes = uneven(20, 40, 8, 5) + uneven(10, 66, 8, 6)
    reports = uneven(18, 12, 4, 8) + uneven(12, 25, 6, 9)
    answered = [value / 100 for value in uneven(18, 95, 2, 4)]
    return [
        (
            "XmR: nothing has changed",
            _issues(xmr(mondays(26), ordinary), "Issues raised by practices"),
        ),
        (
            "XmR: improvement, target met at times",
            _shares(
                xmr(months(24), better, improvement_direction="increase", target=0.8),
                "Discharge summaries with clear actions",
                "Audited letters with clear actions",
            ),
        ),
        (
            "XmR: concern, target out of reach",
            xmr_chart(
                XmrChart(
                    "General practice time lost",
                    xmr(mondays(30), minutes, improvement_direction="decrease", target=10),
                    "Minutes lost for each 100 letters",
                    WEEK,
                    units.MINUTES,
                )
            ),
        ),
        (
            "XmR: change that is neither good nor bad",
            _issues(xmr(mondays(30), reports), "Reports after the launch in South Notts"),
        ),
        (
            "XmR: target always met",
            _shares(
                xmr(months(18), answered, improvement_direction="increase", target=0.8),
                "Answers within ten working days",
                "Issues answered in time",
            ),
        ),
    ]


def xmr_with_history() -> list[tuple[str, Chart]]:
    """Rebases with reasons, annotations, gaps, ghosts, frozen limits, two years of weeks."""
    weeks, days = mondays(104), mondays(40)
    two_years = uneven(52, 30, 8, 11) + uneven(52, 21, 6, 12)
    gaps: list[float | None] = [*uneven(40, 14, 4, 13)]
    gaps[12] = gaps[13] = None
    gaps[25] = 41.0
    return [
        (
            "XmR: two years of weeks, new limits with their reason, launches and projects",
            _issues(
                xmr(weeks, two_years, improvement_direction="decrease", rebase=[weeks[52]]),
                "Fit notes not issued",
                rebases=(
                    Note(weeks[52], "ward clerks print fit notes at discharge (Demo Person)"),
                ),
                annotations=(
                    Note(weeks[20], "Launch in Nottingham City"),
                    Note(weeks[22], "Launch in South Notts"),
                    Note(weeks[70], "Shared Learning session on fit notes for new doctors"),
                ),
            ),
        ),
        (
            "XmR: missing values, a point not counted, trial limits after a change",
            _issues(
                xmr(
                    days,
                    gaps,
                    improvement_direction="decrease",
                    ghosts=[days[25]],
                    rebase=[days[30]],
                ),
                "Tests left for the practice to chase",
                rebases=(Note(days[30], "results go to the requesting team's own list"),),
                annotations=(Note(days[25], "Letters of three weeks sent in one"),),
            ),
        ),
        (
            "XmR: judged by limits frozen before a project",
            _issues(
                xmr(
                    days[:30],
                    uneven(15, 24, 5, 15) + uneven(15, 15, 5, 16),
                    improvement_direction="decrease",
                    fix_after_n_points=15,
                ),
                "Referrals sent back to the practice",
                annotations=(Note(days[15], "Project: refer onward internally"),),
            ),
        ),
    ]


def xmr_at_the_edges() -> list[tuple[str, Chart]]:
    """None, one, few, all the same, all or nothing, below nought, and awkward words."""
    weeks = mondays(20)
    return [
        ("XmR: no points", _issues(xmr([], []), "Nothing raised yet")),
        ("XmR: one point", _issues(xmr(weeks[:1], [4]), "A first week")),
        (
            "XmR: nine points, trial limits",
            _issues(xmr(weeks[:9], uneven(9, 8, 3, 17)), "Nine weeks"),
        ),
        ("XmR: every value nought", _issues(xmr(weeks, [0.0] * 20), "Nothing at all")),
        (
            "XmR: every value 100 %",
            _shares(
                xmr(months(20), [1.0] * 20, improvement_direction="increase", target=0.95),
                "Letters sent within 24 hours",
                "Letters sent within 24 hours",
            ),
        ),
        (
            "XmR: values below nought, words too long",
            xmr_chart(
                XmrChart(
                    f"Difference between this year and last: {LONG}",
                    xmr(weeks, uneven(20, -3, 9, 18), target=-20, improvement_direction="decrease"),
                    f"Difference in minutes for each letter: {LONG}, measured and checked twice",
                    "Each point is one week, Monday to Sunday",
                    annotations=(Note(weeks[3], f"{LONG}: {LONG}"),),
                )
            ),
        ),
    ]


def multiples() -> list[tuple[str, Chart]]:
    weeks = mondays(26)
    panels = []
    for place, name in enumerate((*SPECIALTIES[:6], LONG)):
        values = uneven(26, 8 + 2 * (place % 3), 4, 41 + place)
        if place in (1, 4):
            move = 9 if place == 1 else -7
            values = values[:16] + [max(0.0, value + move) for value in values[16:]]
        panels.append(Panel(name, xmr(weeks, values, improvement_direction="decrease")))
    panels.append(Panel("Not audited yet", xmr(weeks, [None] * 26)))
    return [
        (
            "Small multiples: eight specialties on one scale",
            small_multiples(
                SmallMultiples(
                    "Issues by specialty", tuple(panels), "Issues raised", WEEK, units.COUNT
                )
            ),
        ),
        (
            "Small multiples: none",
            small_multiples(SmallMultiples("No specialties", (), "Issues raised", WEEK)),
        ),
    ]


MILESTONES = (
    Milestone(date(2024, 9, 1), "Interface group established", "done", DOMAINS[0]),
    Milestone(date(2024, 9, 1), "Video for doctors' induction", "done", DOMAINS[4]),
    Milestone(date(2024, 11, 1), "Audit of discharge summaries begins", "done", DOMAINS[1]),
    Milestone(
        date(2025, 2, 1),
        "Trust's first letter to all practices",
        "done",
        DOMAINS[5],
        "Signed by the chief executive",
    ),
    Milestone(date(2025, 2, 1), "Referral between specialties agreed", "done", DOMAINS[2]),
    Milestone(date(2025, 2, 1), "Referral pathway published", "dropped", DOMAINS[2]),
    Milestone(
        date(2025, 10, 1),
        "Template letters in the clinical system's toolbar",
        "late",
        DOMAINS[3],
        "Waiting for the supplier",
        "quarter",
        date(2025, 4, 1),
    ),
    Milestone(date(2026, 1, 1), "Twinning visits, second year", "planned", DOMAINS[0]),
    Milestone(
        date(2026, 4, 1),
        "Every specialty sees its own audit",
        "planned",
        DOMAINS[1],
        window="quarter",
    ),
)


def timelines() -> list[tuple[str, Chart]]:
    on = date(2025, 7, 14)
    return [
        (
            "Timeline: six lanes, done, next, moved and dropped",
            timeline(Timeline("Roadmap", MILESTONES, on, DOMAINS)),
        ),
        (
            "Timeline: a single line",
            timeline(
                Timeline(
                    "Milestones",
                    tuple(
                        Milestone(m.when, m.title, m.status, "", m.detail, m.window, m.moved_from)
                        for m in MILESTONES[:5]
                    ),
                    on,
                )
            ),
        ),
        ("Timeline: nothing", timeline(Timeline("Nothing planned", (), on))),
    ]
