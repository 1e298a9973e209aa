"""The journeys' own watch: a check that cannot fail would let everything pass."""

import pytest
from playwright.sync_api import Error


def test_axe_notices_a_page_without_a_language(page, axe):
    page.goto("/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    with pytest.raises(AssertionError, match="html-has-lang"):
        axe(page)


def test_an_inline_script_is_blocked_and_noticed(page, nothing_amiss_in_the_browser):
    page.goto("/")
    page.evaluate(
        "() => { const script = document.createElement('script');"
        "script.textContent = 'window.ran = true'; document.body.append(script); }"
    )
    assert page.evaluate("window.ran") is None
    assert "Content Security Policy" in nothing_amiss_in_the_browser.pop()


def test_a_request_to_another_host_is_noticed(page, nothing_amiss_in_the_browser):
    with pytest.raises(Error, match="ERR_"):
        page.goto("http://127.0.0.1:9/")
    assert "another host" in nothing_amiss_in_the_browser.pop()


def test_a_script_error_is_noticed(page, nothing_amiss_in_the_browser):
    page.goto("/")
    with page.context.expect_event("weberror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('on purpose') }) }")
    assert "on purpose" in nothing_amiss_in_the_browser.pop()
