"""From sign-in to raising, triage in the admin, the answer, and reading it."""

from playwright.sync_api import expect

from tests.journeys import people
from tests.journeys.writing import WORDS, raise_issue


def at_the_desk(page, reference):
    """Find an issue in the admin's queue and open it."""
    people.sign_in(page, people.TEAM)
    page.goto("/admin/issues/issue/")
    page.get_by_label("Reference, words").fill(reference)
    page.get_by_label("Reference, words").press("Enter")
    page.get_by_role("link", name=reference).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)


def test_an_issue_is_raised_sent_to_a_specialty_answered_closed_and_read(page, axe):
    people.sign_in(page, people.GP)
    reference = raise_issue(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text(reference)
    axe(page)

    at_the_desk(page, reference)
    axe(page)
    page.get_by_role("button", name="Send to a specialty").click()
    axe(page)
    page.get_by_role("button", name="Send to specialty").click()
    expect(page.locator("main")).to_contain_text("Sent to Cardiology")

    people.sign_in(page, people.CARDIOLOGY)
    page.goto(f"/issues/{reference}/")
    expect(page.locator("main")).to_contain_text(WORDS)
    expect(page.locator("main")).not_to_contain_text("Elmswood")
    axe(page)

    at_the_desk(page, reference)
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_label("Rule explained to the team").check()
    page.get_by_label("Closing answer").fill("The clinic follows its scans up itself from now on.")
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Close and tell the practice").click()

    people.sign_in(page, people.GP)
    page.goto(f"/issues/{reference}/")
    expect(page.locator("main")).to_contain_text("follows its scans up itself")
    axe(page)
    page.goto("/outbox/")
    expect(page.get_by_text(reference).first).to_be_visible()


def test_a_mistake_in_every_field_is_said_beside_it_and_nothing_typed_is_lost(page, axe):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    typed = "Seen in clinic, NHS number 999 521 4776, no fit note."
    page.get_by_label("What happened?").fill(typed)
    page.get_by_role("button", name="Send").click()
    summary = page.locator(".nhsuk-error-summary")
    expect(summary).to_contain_text("There is a problem")
    expect(summary).to_be_focused()
    expect(page.get_by_label("What happened?")).to_have_value(typed)
    axe(page)


def test_a_reference_of_another_practice_is_not_found(page):
    people.sign_in(page, people.GP)
    reference = raise_issue(page, "The letter came six weeks late and asked for a scan.")
    people.sign_in(page, people.OTHER_PRACTICE)
    assert page.goto(f"/issues/{reference}/").status == 404
