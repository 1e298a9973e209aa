"""What browsers get from the front-end packages."""

import gzip
from pathlib import Path

from django.contrib.staticfiles import finders

from interface.nhsuk.finders import FILES, NodePackageFinder, prepared

BUDGET_OF_SCRIPT = 40_000  # bytes compressed, every script of ours and theirs together


def served(name: str) -> str:
    return Path(finders.find(name)).read_text()


def test_the_style_sheet_asks_no_other_host():
    style = served("nhsuk-frontend.css")
    assert "@font-face" not in style
    assert "http" not in style.replace("http://www.w3.org", "")


def test_the_icons_a_style_sheet_names_are_found_beside_it():
    style = served("nhsuk-frontend.css")
    assert "url(/assets" not in style
    assert "url(icons/nhsuk-icon-cross.svg)" in style
    assert served("icons/nhsuk-icon-cross.svg").startswith("<svg")


def test_source_maps_stay_behind():
    for name in FILES:
        assert "sourceMappingURL" not in served(name)
    assert prepared("a{}/*# sourceMappingURL=a.css.map*/b{}") == "a{}b{}"


def test_only_what_pages_ask_for_is_collected():
    names = {name for name, _ in NodePackageFinder().list([])}
    assert names >= set(FILES)
    assert all(name in FILES or name.startswith("icons/") for name in names)
    assert len(names) < 12


def test_another_file_of_a_package_is_not_found():
    assert finders.find("nhsuk-frontend/package.json") is None
    assert finders.find("icons/none.svg") is None


def test_all_scripts_together_fit_the_budget():
    scripts = ["interface.js", *(name for name in FILES if name.endswith(".js"))]
    total = sum(len(gzip.compress(served(name).encode(), 9)) for name in scripts)
    assert total <= BUDGET_OF_SCRIPT
