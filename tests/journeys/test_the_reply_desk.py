"""The reply desk of a specialty lead with an account, on a phone."""

from playwright.sync_api import expect

from tests.journeys import people


def test_a_lead_sees_what_waits_and_the_trend_beside(page, axe):
    page.set_viewport_size({"width": 375, "height": 800})
    people.sign_in(page, people.CARDIOLOGY)
    page.goto("/reply-desk/")
    expect(page.get_by_text("How it goes")).to_be_visible()
    axe(page)
