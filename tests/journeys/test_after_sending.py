"""From the receipt by its link: add, be answered, say it is not fixed, reopen; and the year."""

import pytest
from playwright.sync_api import expect

from tests.journeys import people
from tests.journeys.test_an_issue import at_the_desk, raise_issue


def close_at_the_desk(context, reference):
    """In a window of its own, so that the reporter's stays signed out."""
    page = context.browser.new_context(
        base_url=context.pages[0].url.split("/status/")[0]
    ).new_page()
    at_the_desk(page, reference)
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_label("Fixed for everyone").check()
    page.get_by_label("Closing answer").fill("The registrar has a list from Monday.")
    page.get_by_role("button", name="Close and tell the practice").click()
    page.context.close()


@pytest.mark.parametrize("script", [True, False])
def test_by_the_link_of_the_receipt_nobody_needs_an_account(
    browser, base_url, browser_context_args, axe, script
):
    examine = axe if script else lambda page: None  # axe itself is a script
    with browser.new_context(**browser_context_args, java_script_enabled=script) as context:
        page = context.new_page()
        people.sign_in(page, people.GP)
        reference = raise_issue(
            page, f"A scan was left to us to chase, told {script} to the link.", with_script=script
        )
        examine(page)
        address = page.locator("#status-address").inner_text()

        context.clear_cookies()
        page.goto(address)
        expect(page.locator("main")).not_to_contain_text("Elmswood")
        page.get_by_label("Add information").fill("It happened twice.")
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.locator("main")).to_contain_text("You replied")
        examine(page)

        close_at_the_desk(context, reference)
        page.goto(f"{address}fixed/?answer=no")
        expect(page.get_by_label("No, it is not fixed")).to_be_checked()
        examine(page)
        page.get_by_label("Anything you want to add").fill("The list never came.")
        page.get_by_role("button", name="Confirm my answer").click()
        expect(page.locator("#fixed")).to_contain_text("You said: No, it is not fixed")
        examine(page)

        page.locator("#fixed").get_by_text("Reopen this issue").click()
        box = page.get_by_label("Why should it be looked at again?")
        expect(box).to_have_value("The list never came.")
        examine(page)
        page.get_by_role("button", name="Reopen this issue").click()
        expect(page.locator(".nhsuk-lede-text")).to_contain_text("Reopened on")


def test_the_year_is_read_and_taken_along(page, axe):
    people.sign_in(page, people.GP)
    page.goto("/issues/")
    page.get_by_role("link", name="Our year").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Our year 20")
    axe(page)
    with page.expect_download() as download:
        page.get_by_text("Download as PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
