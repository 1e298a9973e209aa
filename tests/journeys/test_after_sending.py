"""From the receipt by its link: add, be answered, say it is not fixed, reopen; and the year."""

from playwright.sync_api import expect

from tests.journeys import people
from tests.journeys.script import both_ways
from tests.journeys.test_an_issue import at_the_desk
from tests.journeys.writing import raise_issue


def close_at_the_desk(page, reference):
    """In a window of its own, so that the reporter's stays signed out."""
    at_the_desk(page, reference)
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_label("Fixed for everyone").check()
    page.get_by_label("Closing answer").fill("The registrar has a list from Monday.")
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Close and tell the practice").click()


@both_ways
def test_by_the_link_of_the_receipt_nobody_needs_an_account(page, new_context, axe, script):
    people.sign_in(page, people.GP)
    reference = raise_issue(page, "A scan was left to us to chase.", script=script)
    axe(page)
    address = page.locator("#status-address").inner_text()

    page.context.clear_cookies()
    page.goto(address)
    expect(page.locator("main")).not_to_contain_text("Elmswood")
    page.get_by_label("Add information").fill("It happened twice.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("main")).to_contain_text("You replied")
    axe(page)

    close_at_the_desk(new_context().new_page(), reference)
    page.goto(f"{address}fixed/?answer=no")
    expect(page.get_by_label("No, it is not fixed")).to_be_checked()
    axe(page)
    page.get_by_label("Anything you want to add").fill("The list never came.")
    page.get_by_role("button", name="Confirm my answer").click()
    expect(page.locator("#fixed")).to_contain_text("You said: No, it is not fixed")
    axe(page)

    page.locator("#fixed").get_by_text("Reopen this issue").click()
    box = page.get_by_label("Why should it be looked at again?")
    expect(box).to_have_value("The list never came.")
    axe(page)
    page.get_by_role("button", name="Reopen this issue").click()
    expect(page.locator(".nhsuk-lede-text")).to_contain_text("Reopened on")


def test_following_a_link_of_the_status_page_changes_nothing(page, new_context):
    people.sign_in(page, people.GP)
    reference = raise_issue(page, "The clinic’s letter asks for bloods.")
    address = page.locator("#status-address").inner_text()
    close_at_the_desk(new_context().new_page(), reference)
    page.context.clear_cookies()
    page.goto(address)
    before = page.locator("main").inner_text()
    for part, looked in [("", 200), ("fixed/?answer=yes", 200), ("reopen/", 200), ("reply/", 405)]:
        for method in ("HEAD", "GET"):
            assert page.request.fetch(address + part, method=method).status == looked, part
    page.reload()
    assert page.locator("main").inner_text() == before
