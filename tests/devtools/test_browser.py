import sys

import pytest

from devtools import browser


def test_a_browser_that_cannot_be_run_is_named(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(browser.NoBrowser, match="CHROMIUM=/no/such/browser is not a program"):
        browser.find_chromium()


def test_the_named_browser_comes_first(monkeypatch):
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert str(browser.find_chromium().executable) == sys.executable


def test_without_any_browser_one_sentence_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "PACKAGE", tmp_path / "none")
    with pytest.raises(
        browser.NoBrowser, match=r"^No browser was found .* CHROMIUM to its path\.$"
    ):
        browser.find_chromium()
