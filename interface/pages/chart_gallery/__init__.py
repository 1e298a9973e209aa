"""Every chart in every state, from invented figures, for the style guide and its checks."""

from interface.charts.chart import Chart
from interface.pages.chart_gallery import across_groups, over_time


def charts() -> list[tuple[str, Chart]]:
    """What each state is called, and its chart; all figures are invented."""
    return [
        *over_time.xmr_with_meaning(),
        *over_time.xmr_with_history(),
        *over_time.xmr_at_the_edges(),
        *across_groups.funnels(),
        *across_groups.bars(),
        *across_groups.stacks(),
        *over_time.multiples(),
        *over_time.timelines(),
    ]
