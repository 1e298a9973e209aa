"""Every chart in every state, from invented figures, for the style guide and its checks."""

import math
from datetime import date, timedelta

from interface.charts import units
from interface.charts.bar_chart import Bar, BarChart, bar_chart
from interface.charts.chart import Chart
from interface.charts.events import Note
from interface.charts.funnel_chart import FunnelChart, funnel_chart
from interface.charts.small_multiples import Panel, SmallMultiples, small_multiples
from interface.charts.stacked_chart import StackedBar, StackedChart, stacked_chart
from interface.charts.timeline import Milestone, Timeline, timeline
from interface.charts.xmr_chart import XmrChart, xmr_chart
from interface.stats import Xmr, funnel, wilson, xmr

SPECIALTIES = (
    "Acute medicine",
    "Breast surgery",
    "Cardiology",
    "Colorectal surgery",
    "Dermatology",
    "Ear, nose and throat",
    "Endocrinology and diabetes",
    "Gastroenterology",
    "General surgery",
    "Gynaecology",
    "Haematology",
    "Health care of older people",
    "Hepatology",
    "Neurology",
    "Oncology",
    "Ophthalmology",
    "Oral and maxillofacial surgery",
    "Paediatrics",
    "Respiratory medicine",
    "Rheumatology",
    "Stroke medicine",
    "Trauma and orthopaedics",
    "Urology",
    "Vascular surgery",
)
DOMAINS = (
    "Culture & Relationships",
    "Continuous Improvement",
    "Clinical Integration",
    "Digital Integration",
    "Training and Development",
    "Communications",
)
LONG = "Interface between community paediatric continence and the children's surgical outpatients"
WEEK = "Each point is one week"
MONTH = "Each point is one month"


def charts() -> list[tuple[str, Chart]]:
    """What each state is called, and its chart; all figures are invented."""
    return [
        *_xmr_with_meaning(),
        *_xmr_with_history(),
        *_xmr_at_the_edges(),
        *_funnels(),
        *_bars(),
        *_stacks(),
        *_multiples(),
        *_timelines(),
    ]


def _noise(place: int, seed: int = 1) -> float:
    """An invented unevenness between -1 and 1, the same at every visit."""
    wave = math.sin(place * 12.9898 + seed * 78.233) * 43758.5453
    return 2 * (wave - math.floor(wave)) - 1


def _uneven(count: int, level: float, spread: float, seed: int = 1) -> list[float]:
    return [float(round(level + spread * _noise(place, seed))) for place in range(count)]


def _weeks(count: int) -> list[date]:
    return [date(2024, 1, 1) + timedelta(weeks=week) for week in range(count)]


def _months(count: int, first_year: int = 2024) -> list[date]:
    return [date(first_year + place // 12, place % 12 + 1, 1) for place in range(count)]


def _issues(series: Xmr, title: str, **more: tuple[Note, ...]) -> Chart:
    return xmr_chart(XmrChart(title, series, "Issues raised", WEEK, units.COUNT, **more))


def _xmr_with_meaning() -> list[tuple[str, Chart]]:
    """One for each icon: ordinary, better, worse, and change without a judgement."""
    ordinary = _uneven(26, 20, 6)
    share = [value / 100 for value in _uneven(24, 62, 7, 3)]
    better = share[:14] + [min(1.0, value + 0.21) for value in share[14:]]
    minutes = _uneven(20, 40, 8, 5) + _uneven(10, 66, 8, 6)
    reports = _uneven(18, 12, 4, 8) + _uneven(12, 25, 6, 9)
    return [
        (
            "XmR: nothing has changed",
            _issues(xmr(_weeks(26), ordinary), "Issues raised by practices"),
        ),
        (
            "XmR: improvement, target met at times",
            xmr_chart(
                XmrChart(
                    "Discharge summaries with clear actions",
                    xmr(_months(24), better, improvement_direction="increase", target=0.8),
                    "Audited letters with clear actions",
                    MONTH,
                    units.PROPORTION,
                )
            ),
        ),
        (
            "XmR: concern, target out of reach",
            xmr_chart(
                XmrChart(
                    "General practice time lost",
                    xmr(_weeks(30), minutes, improvement_direction="decrease", target=10),
                    "Minutes lost for each 100 letters",
                    WEEK,
                    units.MINUTES,
                )
            ),
        ),
        (
            "XmR: change that is neither good nor bad",
            _issues(xmr(_weeks(30), reports), "Reports after the launch in South Notts"),
        ),
        (
            "XmR: target always met",
            xmr_chart(
                XmrChart(
                    "Answers within ten working days",
                    xmr(
                        _months(18),
                        [value / 100 for value in _uneven(18, 95, 2, 4)],
                        improvement_direction="increase",
                        target=0.8,
                    ),
                    "Issues answered in time",
                    MONTH,
                    units.PROPORTION,
                )
            ),
        ),
    ]


def _xmr_with_history() -> list[tuple[str, Chart]]:
    """Rebases with reasons, annotations, gaps, ghosts, frozen limits, two years of weeks."""
    weeks, days = _weeks(104), _weeks(40)
    two_years = _uneven(52, 30, 8, 11) + _uneven(52, 21, 6, 12)
    gaps: list[float | None] = [*_uneven(40, 14, 4, 13)]
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
                    _uneven(15, 24, 5, 15) + _uneven(15, 15, 5, 16),
                    improvement_direction="decrease",
                    fix_after_n_points=15,
                ),
                "Referrals sent back to the practice",
                annotations=(Note(days[15], "Project: refer onward internally"),),
            ),
        ),
    ]


def _xmr_at_the_edges() -> list[tuple[str, Chart]]:
    """None, one, few, all the same, all or nothing, below nought, and awkward words."""
    weeks = _weeks(20)
    return [
        ("XmR: no points", _issues(xmr([], []), "Nothing raised yet")),
        ("XmR: one point", _issues(xmr(weeks[:1], [4]), "A first week")),
        (
            "XmR: nine points, trial limits",
            _issues(xmr(weeks[:9], _uneven(9, 8, 3, 17)), "Nine weeks"),
        ),
        ("XmR: every value nought", _issues(xmr(weeks, [0.0] * 20), "Nothing at all")),
        (
            "XmR: every value 100 %",
            xmr_chart(
                XmrChart(
                    "Letters sent within 24 hours",
                    xmr(_months(20), [1.0] * 20, improvement_direction="increase", target=0.95),
                    "Letters sent within 24 hours",
                    MONTH,
                    units.PROPORTION,
                )
            ),
        ),
        (
            "XmR: values below nought, words too long",
            xmr_chart(
                XmrChart(
                    f"Difference between this year and last: {LONG}",
                    xmr(
                        weeks, _uneven(20, -3, 9, 18), target=-20, improvement_direction="decrease"
                    ),
                    f"Difference in minutes for each letter: {LONG}, measured and checked twice",
                    "Each point is one week, Monday to Sunday",
                    annotations=(Note(weeks[3], f"{LONG}: {LONG}"),),
                )
            ),
        ),
    ]


def _audited(count: int, differing: bool) -> list[tuple[str, int | None, int | None]]:
    rows: list[tuple[str, int | None, int | None]] = []
    for place, name in enumerate(SPECIALTIES[:count]):
        letters = round(60 + 500 * abs(_noise(place, 21)) ** 2)
        share = 0.18 + 0.035 * _noise(place, 22)
        if differing and place % 9 == 2:
            share += 0.2 if place % 2 else -0.13
        rows.append((name, round(letters * share), letters))
    return rows


def _funnels() -> list[tuple[str, Chart]]:
    measure = "Letters with an inappropriate request"
    wide = [
        (name, round(30 * (0.5 + 0.45 * _noise(place, 23)) * (place % 5 + 2)), 30 * (place % 5 + 2))
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


def _bars() -> list[tuple[str, Chart]]:
    asks = (
        _rate("Ask 1: communicate clearly and concisely", 141, 400),
        _rate("Ask 2: refer onward internally", 36, 400),
        _rate("Ask 3: follow up the tests you ordered", 88, 400),
        _rate("Ask 4: issue a fit note", 12, 90),
        _rate("Ask 5: prescribe new or altered medicines", 0, 31),
    )
    changes = (
        Bar("Cardiology", -0.082, -0.131, -0.03),
        Bar("Dermatology", 0.013, -0.022, 0.047),
        Bar(LONG, 0.061, 0.012, 0.113),
        Bar("Urology", 0.0, -0.04, 0.04),
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
                    changes,
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
                    (
                        Bar("Practice", 12),
                        Bar("Integration team", 0),
                        Bar("Specialty", 1240),
                        Bar("Other", None, note="not recorded"),
                    ),
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


def _stacks() -> list[tuple[str, Chart]]:
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
                round((place % 4 + 1) * (6 + 5 * _noise(place * 7 + status, 31)))
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


def _multiples() -> list[tuple[str, Chart]]:
    weeks = _weeks(26)
    panels = []
    for place, name in enumerate((*SPECIALTIES[:6], LONG)):
        values = _uneven(26, 8 + 2 * (place % 3), 4, 41 + place)
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


def _timelines() -> list[tuple[str, Chart]]:
    milestones = (
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
    on = date(2025, 7, 14)
    return [
        (
            "Timeline: six lanes, done, next, moved and dropped",
            timeline(Timeline("Roadmap", milestones, on, DOMAINS)),
        ),
        (
            "Timeline: a single line",
            timeline(
                Timeline(
                    "Milestones",
                    tuple(
                        Milestone(m.when, m.title, m.status, "", m.detail, m.window, m.moved_from)
                        for m in milestones[:5]
                    ),
                    on,
                )
            ),
        ),
        ("Timeline: nothing", timeline(Timeline("Nothing planned", (), on))),
    ]
