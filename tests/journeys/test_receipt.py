"""The receipt: the reference, the dates, the link, and the letter that goes with them."""

import re
from io import BytesIO
from pathlib import Path

import docx
from playwright.sync_api import expect

from tests.journeys import people
from tests.journeys.script import both_ways
from tests.journeys.writing import send, write

DAY = r"(Mon|Tues|Wednes|Thurs|Fri)day \d{1,2} [A-Z][a-z]+ 20\d\d"


@both_ways
def test_it_says_what_happens_when_and_holds_the_letter(page, context, axe, script):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    write(page, f"A scan was left to us, scripts {script}.", script=script)
    reference = send(page)
    said = page.locator("main")
    expect(said).to_contain_text(re.compile(f"Read and passed on\\s+by {DAY}"))
    expect(said).to_contain_text(re.compile(f"Answer, or a plan\\s+by {DAY}"))
    copy = page.get_by_role("button", name="Copy the link")
    if script:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        copy.click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#status-address").inner_text()
    else:
        expect(copy).to_be_hidden()
    page.locator("details").filter(has=page.locator("#letter-text")).locator("summary").click()
    axe(page)
    letter = page.locator("#letter-text").input_value()
    assert reference in letter and "Cardiology" in letter and "[" in letter
    with page.expect_download() as download:
        page.get_by_role("button", name="Download for Word").click()
    words = Path(download.value.path()).read_bytes()
    assert reference in "\n".join(line.text for line in docx.Document(BytesIO(words)).paragraphs)
    page.locator("#status-address").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)


@both_ways
def test_another_like_this_begins_with_what_the_first_was_about(page, script):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    write(page, f"The result went nowhere, scripts {script}.", "Urology", script=script)
    send(page)
    page.get_by_role("link", name="Raise another like this").click()
    expect(page.get_by_role("radio", name="Tests and results")).to_be_checked()
    shown = page.locator("input#id_specialty" if script else "#id_specialty option:checked")
    assert (shown.input_value() if script else shown.inner_text()) == "Urology"
