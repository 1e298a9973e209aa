"""A practice's launch link: made anew at the desk, as the integration team does."""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys import people


@dataclass(frozen=True)
class Link:
    """Whose it is, where it leads, and the page that looks after it in the admin."""

    practice: str
    address: str


def make_link(page):
    """Make a link for a practice that has none; whoever made it is signed out again."""
    people.sign_in(page, people.TEAM)
    page.goto("/admin/accounts/launchlink/add/")
    page.get_by_label("Practice").select_option(index=1)
    page.get_by_role("button", name=re.compile("save", re.I)).first.click()
    link = shown_link(page)
    page.context.clear_cookies()
    return link


def shown_link(page):
    """What the page says that shows a link, this once."""
    expect(page.get_by_text("It is shown this once")).to_be_visible()
    shown = page.locator("#launch-address").inner_text()
    practice = page.locator(".app-card__practice").inner_text()
    return Link(practice, "/launch/" + shown.split("/launch/")[1])
