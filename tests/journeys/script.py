"""Journeys that must go as well where no scripts run, such as behind a strict hospital proxy."""

import pytest

WITHOUT = pytest.mark.browser_context_args(java_script_enabled=False)

both_ways = pytest.mark.parametrize(
    "script",
    [pytest.param(True, id="scripts"), pytest.param(False, id="no-scripts", marks=WITHOUT)],
)
