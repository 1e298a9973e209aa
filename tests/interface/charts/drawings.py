"""Reading a drawing back: what a person with a ruler would find in it."""

import re
from datetime import date, datetime

from lxml import etree

from interface.charts import words
from interface.charts.svg import SMALL, TYPE
from interface.charts.units import MINUS

NS = "{http://www.w3.org/2000/svg}"


def tree(chart):
    return etree.fromstring(chart.svg.encode())


def classes(element):
    """The classes of an element and of the groups around it."""
    found = set((element.get("class") or "").split())
    for above in element.iterancestors(NS + "g"):
        found |= set((above.get("class") or "").split())
    return found


def texts(root, *wanted):
    return [found for found in root.iter(NS + "text") if set(wanted) <= classes(found)]


def number(text):
    """1,552 or −3.2% or 5 min as a number."""
    return float(re.match(rf"[{MINUS}\d.]+", text.replace(",", "")).group().replace(MINUS, "-"))


def ruler(labels, axis):
    """From two ticks to a function from positions to values: what the axis itself says."""
    marks = sorted((float(label.get(axis)), number(label.text)) for label in labels)
    (low, first), (high, last) = marks[0], marks[-1]
    for position, value in marks:
        share = (position - low) / (high - low)
        assert abs(first + share * (last - first) - value) < abs(last - first) / 1000
    return lambda position: first + (position - low) / (high - low) * (last - first)


def upright_ruler(root):
    labels = texts(root, "y")
    read = ruler(labels, "y")
    return lambda y: read(y + 4.5)


def place(mark):
    """The middle of a marker, whatever its shape."""
    if mark.tag == NS + "circle":
        return float(mark.get("cx")), float(mark.get("cy"))
    numbers = [float(found) for found in re.findall(r"-?[\d.]+", mark.get("d"))]
    x, y = numbers[0], numbers[1]
    if "h0" in mark.get("d"):
        return x, y
    if re.fullmatch(r"M[\d.]+ [\d.]+h[\d.]+v[\d.]+h-[\d.]+z", mark.get("d")):
        return x + numbers[2] / 2, y + numbers[2] / 2
    reach = numbers[2]
    points_down = re.search(r"l[\d.]+-", mark.get("d"))
    return x, y - reach if points_down else y + reach


def markers(root):
    """Every marker of the plot with its title, those of the key left out."""
    return [
        (mark, mark.findtext(NS + "title"))
        for mark in root.iter(NS + "path", NS + "circle")
        if "p" in classes(mark) and mark.find(NS + "title") is not None
    ]


def titled_day(title) -> date:
    return datetime.strptime(title.split(":")[0], "%d %b %Y").date()


def extent(label):
    """The box of a text: left, top, right, bottom."""
    kinds = classes(label)
    size = SMALL if "s" in kinds else 14 if "t" in kinds else TYPE
    wide = words.width(label.text or "", size, bold="b" in kinds)
    x, y = float(label.get("x")), float(label.get("y"))
    left = x - (wide if "e" in kinds else wide / 2 if "m" in kinds else 0)
    return left, y - size * 0.75, left + wide, y + size * 0.25


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
