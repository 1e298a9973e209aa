"""Raising an issue between two patients: by keyboard from a launch link, on a phone, refused."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import people

WORDS = "The clinic asked us to chase the result of a scan that it had ordered itself."
MOST_PRESSES = 25  # besides typing, from the page to the receipt
NUMBER = "943 476 5919"  # passes the check; printed as an example by NHS England


class Keyboard:
    """Somebody without a mouse; counts the presses that are no typing."""

    def __init__(self, page):
        self.page, self.presses, self.pages = page, 0, 0

    def press(self, key, times=1):
        for _ in range(times):
            self.page.keyboard.press(key)
            self.presses += 1

    def type(self, words):
        self.page.keyboard.type(words)

    def to(self, locator, *, most=12):
        """Tab on until this has the focus."""
        for _ in range(most):
            if locator.evaluate("element => element === document.activeElement"):
                return
            self.press("Tab")
        expect(locator).to_be_focused()


@pytest.fixture
def launch_link(page):
    """A practice's own address, made anew at the desk as the integration team does."""
    people.sign_in(page, people.TEAM)
    page.goto("/admin/accounts/launchlink/add/")
    field = page.get_by_label("Practice")
    if field.evaluate("element => element.tagName") == "SELECT":
        field.select_option(index=3)
    page.get_by_role("button", name=re.compile("save|make", re.I)).first.click()
    address = re.search(r"https?://[^\s\"<]+/launch/[\w-]+/", page.content())
    assert address, page.url
    page.context.clear_cookies()
    return "/launch/" + address.group().split("/launch/")[1]


def loads(page):
    """Counts the pages that are loaded from now on."""
    seen = []
    page.on("domcontentloaded", lambda opened: seen.append(opened.url))
    return seen


def test_by_keyboard_alone_from_a_launch_link_in_few_presses(page, launch_link, axe):
    seen = loads(page)
    page.goto(launch_link)
    axe(page)
    keys = Keyboard(page)
    keys.press("Tab")  # the way past the header
    keys.press("Enter")
    keys.to(page.get_by_role("radio", name="Issue"))
    keys.to(page.get_by_label("Which specialty is it about?"))
    keys.type("heart")
    expect(page.get_by_role("option", name="Cardiology", exact=True)).to_be_visible()
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowDown", times=5)
    keys.to(page.get_by_label("What happened?"))
    keys.type(WORDS)
    keys.to(page.get_by_label("I have removed patient details"))
    keys.press("Space")
    keys.to(page.get_by_role("button", name="Send"))
    keys.press("Enter")
    past_what_is_similar(page, keys)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Issue sent")
    assert keys.presses <= MOST_PRESSES
    assert len(seen) == 2 + keys.pages  # the form, what is similar if anything is, the receipt


def past_what_is_similar(page, keys):
    """What may be the same already is offered once, on a page of its own."""
    page.wait_for_load_state()
    mine = page.get_by_role("button", name=re.compile("None of these"))
    if mine.count():
        keys.to(mine, most=20)
        keys.press("Enter")
        keys.pages += 1


def test_a_specialty_is_found_by_what_people_call_it(page):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    box = page.get_by_label("Which specialty is it about?")
    for typed in ("T&O", "fracture cl", "ortho"):
        box.fill(typed)
        expect(
            page.get_by_role("option", name=re.compile("Trauma and orthop", re.I))
        ).to_be_visible()
    box.fill("nothing like it")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("Select a specialty")


def test_harm_shows_its_route_at_once_and_is_sent_when_it_was_read(page, axe):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    page.get_by_text("Add more detail (optional)").click()
    route = page.get_by_role("link", name=re.compile("LFPSE"))
    expect(route).to_be_hidden()
    page.get_by_label("Yes, it could have harmed").check()
    expect(route).to_be_visible()
    axe(page)
    page.get_by_label("No", exact=True).check()
    expect(route).to_be_hidden()


def test_without_javascript_harm_is_confirmed_on_the_same_page(browser, browser_context_args):
    with browser.new_context(**browser_context_args, java_script_enabled=False) as context:
        page = context.new_page()
        people.sign_in(page, people.GP)
        page.goto("/report/")
        page.get_by_label("Which specialty is it about?").select_option(label="Cardiology")
        page.get_by_label("Something else").check()
        page.get_by_label("What happened?").fill("The letter for the clinic came too late to act.")
        page.get_by_label("I have removed patient details").check()
        page.get_by_text("Add more detail (optional)").click()
        page.get_by_label("Yes, it harmed").check()
        page.get_by_role("button", name="Send").click()
        expect(page.locator(".nhsuk-error-summary")).to_contain_text("Read where to report harm")
        page.get_by_label("I have read where to report harm").check()
        page.get_by_role("button", name="Send").click()
        past_what_is_similar(page, Keyboard(page))
        expect(page.get_by_role("heading", level=1)).to_contain_text("Issue sent")


def test_a_draft_is_kept_while_one_thinks_and_found_again_after_signing_out(page):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    page.get_by_label("What happened?").fill("A draft about pumpkins and porters.")
    expect(page.get_by_text(re.compile("Draft saved at"))).to_be_visible(timeout=15_000)
    people.sign_in(page, people.GP)
    page.goto("/report/")
    page.get_by_text("draft not sent yet").click()
    page.get_by_role("link", name="A draft about pumpkins").click()
    expect(page.get_by_label("What happened?")).to_have_value("A draft about pumpkins and porters.")
    page.get_by_text("draft not sent yet").click()
    page.get_by_role("button", name="Delete the draft").first.click()
    expect(page.locator("main")).to_contain_text("Draft deleted")


def test_what_looks_like_a_patient_is_marked_and_removed_with_one_press(page, axe):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    page.get_by_label("What happened?").fill(
        f"The letter for {NUMBER} came late, says Mrs Demoperson."
    )
    page.get_by_role("button", name="Send").click()
    expect(page.locator("mark").first).to_have_text(NUMBER)
    expect(page.get_by_role("checkbox", name=re.compile("This is not a patient"))).to_have_count(1)
    axe(page)
    page.get_by_role("button", name="Remove these").click()
    expect(page.get_by_label("What happened?")).to_have_value(
        "The letter for [removed] came late, says [removed]."
    )


@pytest.mark.parametrize("width", [320, 375])
def test_on_a_small_phone_nothing_is_cut_off(page, width):
    people.sign_in(page, people.GP)
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/report/")
    page.get_by_text("Add more detail (optional)").click()
    page.get_by_label("Yes, it harmed").check()
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
