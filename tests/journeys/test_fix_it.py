"""A live problem on a phone: raised by a practice, taken by one tap, fixed with one sentence."""

import pytest
from playwright.sync_api import expect

from tests.journeys import people

PHONE = {"width": 375, "height": 800}


@pytest.mark.parametrize("script", [True, False])
def test_a_live_problem_is_taken_and_fixed(browser, base_url, browser_context_args, axe, script):
    examine = axe if script else lambda page: None  # axe itself is a script
    settings = {**browser_context_args, "viewport": PHONE, "java_script_enabled": script}
    where = f"Blood tests, told {script} to scripts"
    with browser.new_context(**settings) as context:
        page = context.new_page()
        people.sign_in(page, people.GP)
        page.goto("/fix-it/")
        page.get_by_text("Tell the people on duty").click()
        examine(page)
        page.get_by_label("Where is it?").fill(where)
        page.get_by_label("What is wrong right now?").fill("The label printer is down.")
        page.get_by_role("button", name="Tell the people on duty").click()
        expect(page.locator("#live")).to_contain_text(where)

        people.sign_in(page, people.CARDIOLOGY)
        page.goto("/fix-it/")
        examine(page)
        page.get_by_role("listitem").filter(has_text=where).get_by_role("button").click()
        expect(page.locator("main")).to_contain_text("You have it")
        examine(page)
        page.get_by_label("Fixed: how, in one sentence?").fill("A new printer stands there.")
        page.get_by_role("button", name="Fixed").click()
        expect(page.locator("#live")).to_contain_text("A new printer stands there.")
