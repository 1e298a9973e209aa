"""A real browser on the real service: the one that `make run` starts, in the run's own folder."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from devtools.browser import NoBrowser, find_chromium
from devtools.environment import CHECKOUT
from tests.journeys import service

AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONGEST_WAIT = 20_000  # milliseconds; what should appear does so at once on a machine at leisure
expect.set_options(timeout=LONGEST_WAIT)


def pytest_collection_modifyitems(items):
    """Everything in this folder is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def base_url():
    """The address of the running service, so that `page.goto("/report/")` opens a page of it."""
    with service.running() as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The browser of this machine (devtools.browser)."""
    try:
        return {**browser_type_launch_args, **find_chromium().launch_arguments()}
    except NoBrowser as problem:
        pytest.exit(str(problem), 1)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, base_url):
    """An English reader with an ordinary screen."""
    return {
        **browser_context_args,
        "base_url": base_url,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture(autouse=True)
def nothing_amiss_in_the_browser(context, base_url):
    """Fail on a policy violation, a script error or a request to any other host.

    The list it gives holds what was noticed so far.
    """
    amiss = []

    def heard(message):
        if message.type == "error" and "Content Security Policy" in message.text:
            amiss.append(message.text)

    def requested(request):
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != urlsplit(base_url).netloc:
            amiss.append(f"a request to another host: {request.url}")

    context.on("console", heard)
    context.on("weberror", lambda problem: amiss.append(f"a script error: {problem.error}"))
    context.on("request", requested)
    yield amiss
    assert not amiss, "\n".join(amiss)


@pytest.fixture
def script():
    """Whether the browser runs scripts; `script.both_ways` makes a journey with and without."""
    return True


@pytest.fixture
def axe(script):
    """`axe(page)` fails if axe-core finds anything wrong with the page as it stands.

    The script goes in by the debugging protocol, which the page's policy does not govern. Where
    no scripts run it cannot run either: the same journey with scripts has it look.
    """
    rules = AXE.read_text()

    def examine(page):
        if not script:
            return
        page.evaluate(f"() => {{ {rules} }}")
        options = {
            "runOnly": {"type": "tag", "values": RULES},
            "resultTypes": ["violations"],
            "preload": {"assets": ["media"]},  # it copies style sheets into inline ones
        }
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        words = [
            f"{violation['id']}: {violation['help']}\n    " + "\n    ".join(places(violation))
            for violation in found
        ]
        assert not words, f"{page.url}\n" + "\n".join(words)

    return examine


def places(violation):
    """The elements that break a rule, at most five."""
    return [node["html"][:200] for node in violation["nodes"][:5]]
