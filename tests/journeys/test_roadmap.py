"""The public roadmap: the 22 real milestones, for anyone."""

from playwright.sync_api import expect


def test_the_roadmap_shows_the_22_real_milestones_to_anyone(page):
    page.goto("/roadmap/")
    expect(page.get_by_text("22 milestones done")).to_be_visible()
    expect(page.get_by_text("Audit of 7,000 TTOs")).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
