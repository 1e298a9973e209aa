"""Raising an issue between two patients: by keyboard from a launch link, on a phone, refused."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import people
from tests.journeys.launching import make_link
from tests.journeys.script import both_ways
from tests.journeys.writing import a_word, send, write

MOST_PRESSES = 25  # besides typing, from the page to the receipt
NUMBER = "943 476 5919"  # passes the check; printed as an example by NHS England


class Keyboard:
    """Somebody without a mouse; counts the presses that are no typing."""

    def __init__(self, page):
        self.page, self.presses = page, 0

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


def loads(page):
    """Counts the pages that are loaded from now on."""
    seen = []
    page.on("domcontentloaded", lambda opened: seen.append(opened.url))
    return seen


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        (1, "The {word} was left to us, and so was the {word}."),
        (2, "The {word} clinic asks us to book the {word} scan that it wants before its visit."),
    ],
    ids=["nothing is like it", "offered what is like it"],
)
def test_by_keyboard_alone_from_a_launch_link_in_few_presses(page, axe, pages, words):
    words = words.format(word=a_word())
    if pages == 2:
        people.sign_in(page, people.OTHER_PRACTICE)
        page.goto("/report/")
        write(page, words, category="Other tasks handed over")
        send(page)
    link = make_link(page)
    seen = loads(page)
    page.goto(link.address)
    axe(page)
    keys = Keyboard(page)
    keys.press("Tab")  # the way past the header
    keys.press("Enter")
    keys.to(page.get_by_role("radio", name="Issue"))
    keys.to(page.get_by_label("Which specialty is it about?"))
    keys.type("heart")
    expect(page.get_by_role("option", name="Cardiology", exact=True)).to_be_visible()
    keys.press("Enter")
    expect(page.get_by_label("Which specialty is it about?")).to_have_value("Cardiology")
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowDown", times=5)
    expect(page.get_by_label("Other tasks handed over")).to_be_checked()
    keys.to(page.get_by_label("What happened?"))
    keys.type(words)
    keys.to(page.get_by_label("I have removed patient details"))
    keys.press("Space")
    keys.to(page.get_by_role("button", name="Send"))
    keys.press("Enter")
    if pages == 2:
        expect(page.get_by_role("heading", level=1)).to_contain_text("Is it already here?")
        keys.to(page.get_by_role("button", name="None of these: send mine"))
        keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Issue sent")
    page.wait_for_load_state()  # a heading is seen before its page is whole
    assert keys.presses <= MOST_PRESSES
    assert len(seen) == pages + 1  # and the receipt


def test_a_specialty_is_found_by_what_people_call_it(page):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    box = page.locator("input#id_specialty")  # the script puts it in the place of the list
    for typed in ("T&O", "fracture cl", "ortho"):
        box.fill(typed)
        expect(
            page.get_by_role("option", name=re.compile("Trauma and orthop", re.I))
        ).to_be_visible()
    box.fill("nothing like it")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("Select a specialty")


@both_ways
def test_harm_shows_its_route_and_is_sent_when_it_was_read(page, axe, script):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    write(page, f"The letter for the {a_word()} clinic came too late to act.", script=script)
    page.get_by_text("Add more detail (optional)").click()
    route = page.get_by_role("link", name=re.compile("LFPSE"))
    expect(route).to_be_visible(visible=not script)  # scripts show it when it is needed
    page.get_by_label("Yes, it harmed").check()
    expect(route).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("Read where to report harm")
    axe(page)
    page.get_by_label("I have read where to report harm").check()
    send(page)


def test_a_draft_is_kept_while_one_thinks(page):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    page.get_by_label("What happened?").fill("A draft about pumpkins and porters.")
    expect(page.get_by_text(re.compile("Draft saved at"))).to_be_visible(timeout=15_000)
    page.goto("/report/")
    page.get_by_text("not sent yet").click()
    page.get_by_role("button", name="Delete the draft “A draft about pumpkins").first.click()
    expect(page.locator("main")).to_contain_text("Draft deleted")


@both_ways
def test_what_looks_like_a_patient_is_marked_and_removed_with_one_press(page, axe, script):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    word = a_word()
    write(page, f"The {word} for {NUMBER} came late, says Mrs Demoperson.", script=script)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("mark").first).to_have_text(NUMBER)
    expect(page.get_by_text(f"{NUMBER} looks like an NHS number")).to_be_visible()
    nobody = page.get_by_role("checkbox", name="This is not a patient")
    expect(nobody).to_have_count(1)  # for the name; a number is one
    nobody.check()
    axe(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("mark").first).to_have_text(NUMBER)
    page.get_by_role("button", name="Remove these").click()
    expect(page.get_by_label("What happened?")).to_have_value(
        f"The {word} for [removed] came late, says Mrs Demoperson."
    )
    send(page)
    page.goto("/report/")
    expect(page.get_by_text(word)).to_have_count(0)  # no draft was left behind


@pytest.mark.parametrize("width", [320, 375])
def test_on_a_small_phone_nothing_is_cut_off(page, width):
    people.sign_in(page, people.GP)
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/report/")
    page.get_by_text("Add more detail (optional)").click()
    page.get_by_label("Yes, it harmed").check()
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
