"""From the e-mail to the answer, on a phone and without an account; and the same with one."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import people
from tests.journeys.test_an_issue import at_the_desk
from tests.journeys.writing import raise_issue

PHONE = {"width": 375, "height": 800}


def send_to_cardiology(page, reference):
    """At the desk; gives the link that the specialty's mail holds."""
    at_the_desk(page, reference)
    page.get_by_role("button", name="Send to a specialty").click()
    page.get_by_role("button", name="Send to specialty").click()
    expect(page.locator("main")).to_contain_text("Sent to Cardiology")
    page.goto("/outbox/")
    page.get_by_role("link", name=f"An issue for Cardiology: {reference}").first.click()
    return re.search(r"/reply-desk/link/[\w-]{43}/", page.locator("main").inner_text())[0]


@pytest.mark.parametrize("script", [True, False])
def test_a_consultant_answers_by_the_link(browser, base_url, browser_context_args, axe, script):
    examine = axe if script else lambda page: None  # axe itself is a script
    with browser.new_context(**browser_context_args, java_script_enabled=False) as context:
        page = context.new_page()
        people.sign_in(page, people.GP)
        said = f"A scan was left to us to chase, told {script} to the desk."
        reference = raise_issue(page, said, script=False)
        link = send_to_cardiology(page, reference)

    settings = {**browser_context_args, "viewport": PHONE, "java_script_enabled": script}
    with browser.new_context(**settings) as context:
        page = context.new_page()
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_contain_text("your specialty")
        examine(page)
        page.get_by_role("listitem").filter(has_text=said).get_by_role("link").click()
        examine(page)
        page.get_by_role("link", name="We have fixed it for good").click()
        examine(page)
        page.go_back()
        page.get_by_label("Your answer to the practice").fill("We chase it ourselves from now on.")
        page.get_by_role("button", name="Send answer").click()
        expect(page.locator("main")).to_contain_text(f"{reference}: Answer sent to the practice")
        page.goto("/reply-desk/link/" + "x" * 43 + "/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("does not work any more")
        examine(page)


def test_a_lead_sees_the_trend_beside(page, axe):
    people.sign_in(page, people.CARDIOLOGY)
    page.goto("/reply-desk/")
    expect(page.get_by_text("How it goes")).to_be_visible()
    axe(page)
