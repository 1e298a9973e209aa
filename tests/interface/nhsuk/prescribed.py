"""What nhsuk-frontend's own fixtures prescribe, in a form that can be compared with ours."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from lxml import html

COMPONENTS = Path(settings.BASE_DIR) / "node_modules/nhsuk-frontend/dist/nhsuk/components"


@cache
def fixtures(component: str) -> list[dict]:
    return json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]


def fixture(component: str, name: str) -> tuple[dict, str]:
    """The options of a fixture and the HTML that the package makes of them."""
    found = next(one for one in fixtures(component) if one["name"] == name)
    return found["context"], found["html"]


def structure(markup: str) -> list:
    """Elements, attributes (classes in any order) and words, without the white space between."""
    return [_node(element) for element in html.fragments_fromstring(markup.strip())]


def _node(element) -> tuple:
    attributes = {key: " ".join(value.split()) for key, value in element.attrib.items()}
    if "class" in attributes:
        attributes["class"] = " ".join(sorted(attributes["class"].split()))
    inside: list = [_words(element.text)]
    for child in element:
        inside += [_node(child), _words(child.tail)]
    return (element.tag, attributes, [part for part in inside if part])


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
