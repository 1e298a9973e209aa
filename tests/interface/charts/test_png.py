"""Pictures for documents: the same drawing, styled, at three pixels to the unit."""

import struct
import zlib

from interface.charts import png
from interface.charts.png import drawing_style
from interface.pages.chart_gallery import charts

CHART = dict(charts())["XmR: concern, target out of reach"]


def pixels(picture):
    """Width, height and the set of colours of a PNG of eight bits a channel."""
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    wide, tall, depth, kind = struct.unpack(">IIBB", picture[16:26])
    channels = {2: 3, 6: 4}[kind]
    assert depth == 8
    data, at = b"", 8
    while at < len(picture):
        size, name = struct.unpack(">I4s", picture[at : at + 8])
        if name == b"IDAT":
            data += picture[at + 8 : at + 8 + size]
        at += 12 + size
    raw, row = zlib.decompress(data), wide * channels + 1
    before, colours = bytes(row - 1), set()
    for start in range(0, len(raw), row):
        before = _unfiltered(raw[start], raw[start + 1 : start + row], before, channels)
        colours.update(before[x : x + 3] for x in range(0, len(before), channels))
    return wide, tall, colours


def _unfiltered(kind, line, above, step):
    """A row of bytes, from how it differs from what its neighbours foretell."""
    if kind == 0:
        return line
    if kind == 2:
        return bytes((one + up) % 256 for one, up in zip(line, above, strict=True))
    done, foretold = bytearray(step) + line, {1: _left, 3: _mean, 4: _paeth}[kind]
    above = bytes(step) + above
    for x in range(step, len(done)):
        guess = foretold(done[x - step], above[x], above[x - step])
        done[x] = (done[x] + guess) % 256
    return bytes(done[step:])


def _left(left, up, corner):
    return left


def _mean(left, up, corner):
    return (left + up) // 2


def _paeth(left, up, corner):
    """Whichever neighbour is nearest to left + up - corner, in this order."""
    to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner


def test_a_picture_is_three_pixels_to_the_unit_and_in_the_colours_of_the_stylesheet():
    wide, tall, colours = pixels(png(CHART))
    assert (wide, tall) == (round(3 * (CHART.width + 16)), round(3 * (CHART.height + 16)))
    for colour in ("ffffff", "ed8b00", "0072ce", "d5281b", "c25400"):
        assert bytes.fromhex(colour) in colours


def test_the_drawings_own_style_keeps_to_plain_rules():
    style = drawing_style()
    assert "@" not in style
    assert "var(" not in style
    assert ".app-chart__scroll" not in style
