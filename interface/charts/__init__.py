"""Series in, pictures out: our own small SVG, each with its numbers as a table.

One function for each kind of chart, from one frozen dataclass that says all it needs. The result
is a Chart: its picture, its words, its table. No models, no requests, no scripts.
"""

from interface.charts.bar_chart import Bar, BarChart, bar_chart
from interface.charts.chart import Chart, Column
from interface.charts.events import Note
from interface.charts.funnel_chart import FunnelChart, funnel_chart
from interface.charts.icons import assurance_icon, variation_icon
from interface.charts.png import png
from interface.charts.small_multiples import Panel, SmallMultiples, small_multiples
from interface.charts.stacked_chart import StackedBar, StackedChart, stacked_chart
from interface.charts.timeline import Milestone, Timeline, timeline
from interface.charts.units import (
    COUNT,
    DAYS,
    MINUTES,
    NUMBER,
    PERCENT,
    POINTS,
    PROPORTION,
    Unit,
)
from interface.charts.xmr_chart import XmrChart, xmr_chart

__all__ = [
    "COUNT",
    "DAYS",
    "MINUTES",
    "NUMBER",
    "PERCENT",
    "POINTS",
    "PROPORTION",
    "Bar",
    "BarChart",
    "Chart",
    "Column",
    "FunnelChart",
    "Milestone",
    "Note",
    "Panel",
    "SmallMultiples",
    "StackedBar",
    "StackedChart",
    "Timeline",
    "Unit",
    "XmrChart",
    "assurance_icon",
    "bar_chart",
    "funnel_chart",
    "png",
    "small_multiples",
    "stacked_chart",
    "timeline",
    "variation_icon",
    "xmr_chart",
]
