"""What another practice has raised is offered, followed, taken back; or one's own is sent."""

import pytest
from playwright.sync_api import expect

from tests.journeys import people
from tests.journeys.script import both_ways
from tests.journeys.writing import a_word, send, write

ABOUT = "The {word} clinic asks us to book the {word} scan that it wants before its next visit."


@pytest.fixture
def word():
    """A word that stands in no other issue, so that the right one is offered first."""
    return a_word()


def raised_elsewhere(page, word, script):
    """Another practice's issue about this word."""
    people.sign_in(page, people.OTHER_PRACTICE)
    page.goto("/report/")
    write(page, ABOUT.format(word=word), script=script)
    return send(page)


def ask_for_the_same(page, word, script):
    """The GP writes of it too, in other words, and is shown what is here already."""
    people.sign_in(page, people.GP)
    page.goto("/report/")
    write(page, f"We were told to book a scan for the {word} clinic, a {word} scan.", script=script)
    page.locator("summary").filter(has_text="Add more detail").click()
    page.get_by_label("About 10").check()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Is it already here?")


@both_ways
def test_the_same_is_counted_followed_and_taken_back(page, axe, script, word):
    reference = raised_elsewhere(page, word, script)
    ask_for_the_same(page, word, script)
    expect(page.locator("main")).not_to_contain_text("booked")
    assert word not in page.locator("main").inner_text()  # never another practice's words
    axe(page)
    page.locator(f"button[name=same][value={reference}]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Counted for your practice")
    expect(page.locator("main")).to_contain_text("About 10")
    axe(page)
    page.goto("/issues/same-here/")
    axe(page)
    page.get_by_role("link", name=reference).click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("main")).to_contain_text("no longer counted for your practice")
    expect(page.get_by_role("link", name=reference)).to_have_count(0)


@both_ways
def test_sending_ones_own_is_as_easy(page, script, word):
    first = raised_elsewhere(page, word, script)
    ask_for_the_same(page, word, script)
    page.get_by_role("button", name="None of these: send mine").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Issue sent")
    assert page.locator("#reference").inner_text() != first
