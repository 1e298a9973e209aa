"""A morning at the desk: a queue, replies, many issues at once, two people, the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import people
from tests.journeys.keyboard import press

DESK = "/admin/issues/issue/"


def first_issue(page, queue):
    """Open the first issue of a queue; its reference."""
    page.goto(f"{DESK}?queue={queue}")
    link = page.locator("tr[id] th a").first
    reference = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)
    return reference


def reply(page, words):
    box = page.locator(".app-box--reply")
    box.get_by_label("Answer", exact=True).fill(words)
    box.get_by_role("button", name="Check and send").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_reply_is_read_through_and_the_queue_leads_on(
    browser, base_url, browser_context_args, axe, script
):
    examine = axe if script else lambda page: None  # axe itself is a script
    with browser.new_context(**browser_context_args, java_script_enabled=script) as context:
        page = context.new_page()
        people.sign_in(page, people.TEAM)
        page.goto(f"{DESK}?queue=with_specialty")
        examine(page)
        answered = first_issue(page, "with_specialty")
        examine(page)
        reply(page, "The clinic chases its own results from Monday.")
        expect(page.locator("main")).to_contain_text("Who will read it")
        examine(page)
        page.get_by_role("button", name="Send and open the next").click()
        expect(page.locator("main")).to_contain_text(f"{answered}: Answer sent")
        expect(page.get_by_role("heading", level=1)).not_to_contain_text(answered)


def test_the_later_of_two_loses_nothing(page, context, axe):
    people.sign_in(page, people.TEAM)
    first_issue(page, "with_specialty")
    address = page.url
    other = context.new_page()
    other.goto(address)
    other.get_by_role("button", name="I look after it").click()
    expect(other.locator("main")).to_contain_text("Saved")
    reply(page, "Words that must not be lost.")
    expect(page.locator("main")).to_contain_text("What happened while you wrote")
    expect(page.get_by_label("Answer", exact=True)).to_have_value("Words that must not be lost.")
    axe(page)
    page.goto(address)
    expect(page.get_by_label("Answer", exact=True)).to_have_value("Words that must not be lost.")


def test_the_same_is_done_for_several_and_one_that_cannot_is_named(page, axe):
    people.sign_in(page, people.TEAM)
    page.goto(f"{DESK}?queue=all")
    page.get_by_text("Filters and order").click()
    page.get_by_label("Category").select_option("Shared care and drug monitoring")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("of those you searched for")
    closed = page.locator("tr[id]", has_text="Closed").first
    still_open = page.locator("tr[id]", has_text="With specialty").first
    for row in (closed, still_open):
        row.get_by_role("checkbox").check()
    page.get_by_label("What to do").select_option("triage")
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 issues")
    axe(page)
    page.get_by_label("Partly upheld").check()
    page.get_by_role("button", name="Go ahead").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 of 2 done")
    expect(page.locator("main")).to_contain_text("is closed. Reopen it first.")
    axe(page)


def test_the_keyboard_leads_through_it(page):
    people.sign_in(page, people.TEAM)
    page.goto(DESK)
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-chosen]")).to_have_text("1 ticked")
    page.locator("tr[id] th a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("IF-"))
    first = page.get_by_role("heading", level=1).inner_text()
    press(page, "j")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
    press(page, "r")
    page.keyboard.type("jack")
    expect(page.locator(".app-box--reply textarea")).to_have_value(re.compile("jack"))
