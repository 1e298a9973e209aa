"""The arithmetic behind every figure a board sees: numbers in, numbers out.

Pure functions on plain values, no dependency but the standard library. Results keep full
precision; round only where they are shown.
"""

from interface.stats.agreement import Agreement, agreement
from interface.stats.change import Change, before_after
from interface.stats.funnel import Funnel, FunnelGroup, FunnelLimits, funnel
from interface.stats.p_chart import PChart, p_chart
from interface.stats.proportions import newcombe, wilson
from interface.stats.run_chart import RunChart, RunPoint, run_chart
from interface.stats.sample_size import sample_size, sample_size_two_proportions
from interface.stats.xmr import Xmr, XmrGroup, XmrPoint, xmr

__all__ = [
    "Agreement",
    "Change",
    "Funnel",
    "FunnelGroup",
    "FunnelLimits",
    "PChart",
    "RunChart",
    "RunPoint",
    "Xmr",
    "XmrGroup",
    "XmrPoint",
    "agreement",
    "before_after",
    "funnel",
    "newcombe",
    "p_chart",
    "run_chart",
    "sample_size",
    "sample_size_two_proportions",
    "wilson",
    "xmr",
]
