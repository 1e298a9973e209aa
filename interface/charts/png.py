"""Charts as pictures for Word and PowerPoint, drawn from the same SVG and the same stylesheet."""

import tempfile
from functools import cache
from pathlib import Path

import font_source_sans_pro
import typst

from interface.charts.chart import Chart

_STYLESHEET = Path(__file__).resolve().parents[2] / "static" / "charts.css"
_END_OF_DRAWING = "/* The page around the drawing"
#: Three dots of the picture for each unit of the drawing: sharp on paper at full page width.
PIXELS_PER_UNIT = 3


def png(chart: Chart) -> bytes:
    """The picture of a chart on white, three pixels to the unit, without its title.

    A document gives it its heading, and chart.description as its alternative text.
    """
    styled = chart.svg.replace("<title>", f"<style>{drawing_style()}</style><title>", 1)
    margin = 8
    page = (
        f"#set page(width: {chart.width + 2 * margin}pt, height: {chart.height + 2 * margin}pt, "
        f'margin: {margin}pt)\n#image("chart.svg", width: {chart.width}pt)'
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "chart.svg").write_text(styled, encoding="utf-8")
        Path(folder, "page.typ").write_text(page, encoding="utf-8")
        picture = typst.compile(
            Path(folder, "page.typ"),
            format="png",
            ppi=72.0 * PIXELS_PER_UNIT,
            font_paths=[font_source_sans_pro.font_directory],
            ignore_system_fonts=True,
        )
    if not isinstance(picture, bytes):
        raise TypeError("a chart is one page")
    return picture


@cache
def drawing_style() -> str:
    """The part of the stylesheet that is about the drawing itself."""
    style, end, _ = _STYLESHEET.read_text(encoding="utf-8").partition(_END_OF_DRAWING)
    if not end:
        raise ValueError("static/charts.css does not say where the drawing's part ends")
    return style
