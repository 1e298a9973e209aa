"""A GP takes a template letter, with and without scripts."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from tests.journeys import service
from tests.journeys.people import GP, TEAM, sign_in
from tests.journeys.script import both_ways


@pytest.fixture
def gp(page):
    sign_in(page, GP)
    return page


def document_text(download):
    """The words of a downloaded letter, without the bullets that Word draws."""
    content = Path(download.path()).read_bytes()
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]


def test_the_letter_follows_what_is_ticked_and_is_copied_whole(gp, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    gp.goto("/letters/")
    gp.get_by_role("link", name="L8").click()
    letter = gp.locator("#letter-text")
    gp.get_by_label("The clinic letter has not reached us").check()
    expect(letter).to_have_value(re.compile("sends the clinic letter within 7 days"))
    gp.get_by_role("combobox").fill("cardio")
    gp.keyboard.press("ArrowDown")
    gp.keyboard.press("Enter")
    gp.keyboard.press("Tab")
    expect(letter).to_have_value(re.compile("To: Cardiology team"))
    with gp.expect_response(re.compile("/copied/$")) as counted:
        gp.get_by_role("button", name="Copy as plain text").click()
    assert counted.value.status == 204
    copied = gp.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied == letter.input_value()


def test_a_letter_that_says_nothing_cannot_be_taken(gp):
    gp.goto("/letters/L1/")
    for box in gp.get_by_role("checkbox").all():
        box.uncheck()
    expect(gp.get_by_role("button", name="Download for Word")).to_be_disabled()
    expect(gp.locator("#letter-text")).to_have_value("")
    gp.get_by_role("button", name="Show this letter").click()
    expect(gp.get_by_role("alert")).to_contain_text("Tick what the letter is about")


def test_without_scripts_everything_works(browser, base_url, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, GP)
    page.goto("/letters/L2/")
    page.get_by_label("Which specialty").select_option(label="Cardiology")
    page.get_by_label("Tell the patient the result").check()
    page.get_by_role("button", name="Show this letter").click()
    text = page.locator("#letter-text").input_value()
    assert "To: Cardiology team" in text and "- Tell the patient the result" in text
    with page.expect_download() as download:
        page.get_by_role("button", name="Download for Word").click()
    assert download.value.suggested_filename == "L2-results-to-follow-up.docx"
    bullets = [line.removeprefix("- ") for line in text.split("\n")]
    assert document_text(download.value) == bullets
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(gp, axe, width):
    gp.set_viewport_size({"width": width, "height": 900})
    for address in ("/letters/", "/letters/L5/"):
        gp.goto(address)
        axe(gp)
        assert gp.evaluate("document.documentElement.scrollWidth") <= width


def test_the_team_previews_new_words(page, axe):
    sign_in(page, TEAM)
    page.goto("/admin/issues/templateletter/")
    page.get_by_role("link", name="L3").click()
    axe(page)
    page.get_by_role("button", name="Change the words").click()
    axe(page)
    page.get_by_label("Subject").fill("Other words")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_label("Preview")).to_contain_text("Other words")


@both_ways
def test_a_withdrawn_letter_says_why_and_cannot_be_had(page, axe, script):
    letter = "L10" if script else "L11"
    sign_in(page, TEAM)
    page.goto("/admin/issues/templateletter/")
    page.get_by_role("link", name=f"{letter} ").click()
    page.get_by_role("button", name="Withdraw").click()
    axe(page)
    page.get_by_label("Why is it withdrawn?").fill("The rule it names has changed.")
    page.get_by_role("button", name=f"Withdraw {letter}").click()
    sign_in(page, GP)
    page.goto(f"/letters/{letter}/")
    expect(page.locator("main")).to_contain_text("The rule it names has changed.")
    expect(page.locator("#letter-text")).to_have_count(0)
    expect(page.get_by_role("button", name="Download for Word")).to_have_count(0)
    axe(page)
    page.goto("/letters/")
    expect(page.get_by_role("row").filter(has_text=f"{letter} ")).to_have_count(0)


LONG_AGO = """
from datetime import date
from issues.models import LetterVersion, TemplateLetter
words = TemplateLetter.objects.get(code="L9").current
LetterVersion.objects.filter(pk=words.pk).update(
    agreed_on=date(2024, 1, 1), review_on=date(2025, 1, 1)
)
"""


@both_ways
def test_a_letter_past_its_review_says_so_and_can_be_used(page, axe, script):
    service.shell(LONG_AGO)
    sign_in(page, GP)
    page.goto("/letters/")
    expect(page.get_by_role("row").filter(has_text="L9")).to_contain_text("Past its review")
    page.get_by_role("link", name="L9").click()
    expect(page.locator("main")).to_contain_text("May be out of date")
    axe(page)
    expect(page.get_by_role("button", name="Download for Word")).to_be_visible()
