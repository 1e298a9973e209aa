"""Joining a practice by its launch link, and its people among themselves."""

import uuid

from playwright.sync_api import expect

from tests.journeys.launching import make_link
from tests.journeys.script import both_ways


def join(page, link, name, axe):
    """From the launch link to belonging to its practice, with the code from the outbox."""
    email = f"invented.{uuid.uuid4().hex}@example.nhs.uk"
    page.context.clear_cookies()
    page.goto(link.address)
    page.get_by_role("link", name="join your practice").click()
    axe(page)
    page.get_by_label("Work e-mail").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    axe(page)
    page.get_by_role("link", name="Read it in the outbox").click()
    subject = page.get_by_role("row").filter(has_text=email).get_by_role("link").inner_text()
    page.go_back()
    page.get_by_label("Code from the e-mail").fill(subject.rpartition(" ")[2])
    page.get_by_role("button", name="Continue").click()
    axe(page)
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.locator("main")).to_contain_text(f"You have joined {link.practice}")


@both_ways
def test_people_join_by_the_link_meet_each_other_and_remove_one(page, axe, script):
    link = make_link(page)
    join(page, link, "Robin Invented", axe)
    join(page, link, "Sam Invented", lambda page: None)
    people = page.get_by_role("table", name="People of your practice")
    expect(people.get_by_role("row")).to_have_count(3)  # with the headings
    expect(people).to_contain_text("Sam Invented (you)")
    expect(people).to_contain_text("By the launch link")
    axe(page)
    page.get_by_role("button", name="Remove Robin Invented").click()
    axe(page)
    page.get_by_role("button", name="Remove from the practice").click()
    expect(page.locator("main")).to_contain_text("Robin Invented no longer belongs")
    expect(people.get_by_role("row")).to_have_count(2)


@both_ways
def test_the_practices_page_says_how_to_use_its_link_and_when_it_was_used(page, axe, script):
    link = make_link(page)
    join(page, link, "Kim Invented", lambda page: None)
    expect(page.get_by_role("definition").nth(1)).to_contain_text("20")  # used on a day
    for system, words in [("EMIS Web", "F12"), ("SystmOne", "quick action")]:
        step = page.locator("details").filter(has_text=system).first
        step.locator("summary").click()
        expect(step).to_contain_text("with no patient fields")
        expect(step.get_by_text(words)).to_be_visible()
    assert link.address not in page.content()
    axe(page)
