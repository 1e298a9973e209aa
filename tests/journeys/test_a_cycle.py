"""Two whole audits: frame, sample, two raters, adjudication, lock, results, comparison, packs."""

import csv
import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests.journeys import people
from tests.journeys.keyboard import press

MINUTES = 60_000  # milliseconds
HOSPITAL_REVIEWER = "Dr Hal Imaginary"
CARDIOLOGY_CODE, PRACTICE_CODE = "320", "C84011"
LETTERS = 3
TEXT = "Demonstration letter. Plan: GP to chase the scan result that we ordered."


@pytest.fixture
def frame(tmp_path):
    """Makes files of letters that nobody has read."""

    def write(prefix):
        path = tmp_path / f"{prefix}.csv"
        columns = ["letter_id", "discharge_date", "specialty_code", "practice_ods_code",
                   "document_text", *(f"ask_{ask}" for ask in range(1, 6))]  # fmt: skip
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for number in range(1, LETTERS + 1):
                known = [f"{prefix}-{number}", "2026-03-09", CARDIOLOGY_CODE, PRACTICE_CODE]
                writer.writerow([*known, TEXT, *[""] * 5])
        return path

    return write


def begin(page, name):
    """The protocol: every letter is read, and every letter twice."""
    people.sign_in(page, people.TEAM)
    page.goto("/audits/new/")
    page.get_by_label("What is this audit called?").fill(name)
    page.get_by_label("Version of the protocol").fill("1.0")
    for end, date in {"from": ("1", "3", "2026"), "to": ("31", "3", "2026")}.items():
        for part, value in zip(("day", "month", "year"), date, strict=True):
            page.locator(f"[name=window_{end}-{part}]").fill(value)
    page.get_by_label("Every letter of the frame").check()
    page.get_by_label("Per cent of letters that a second person reads").fill("100")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator("main")).to_contain_text(f"{name} has begun")


def bring_in(page, path):
    """The frame through the upload page, from the page of the cycle."""
    cycle = page.url
    page.get_by_role("link", name="Import letters into the frame").click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Store").click(timeout=2 * MINUTES)
    expect(page.locator("main")).to_contain_text("letters are stored", timeout=2 * MINUTES)
    page.goto(cycle)


def draw_and_assign(page, axe):
    axe(page)
    page.get_by_role("button", name="Draw the sample").click()
    axe(page)
    for reviewer in (people.REVIEWER, HOSPITAL_REVIEWER):
        page.get_by_label(reviewer).check()
    page.get_by_role("button", name="Assign the letters").click()
    expect(page.locator("main")).to_contain_text("Reading is under way")


def go_on_reading(page, slug):
    page.goto(f"/audits/{slug}/read/")
    page.get_by_role("button", name="reading").click()


def find_a_request(page, axe):
    """What a reviewer writes down who sees what the letter asks of the practice."""
    press(page, "r")
    page.get_by_label("What is asked of the practice?").select_option(label="Tests and results")
    page.get_by_label("Inappropriate", exact=True).check()
    page.get_by_label("Whose work is it?").select_option(label="GP")
    page.get_by_label("About how many minutes?").select_option("10")
    page.get_by_label("What it asks, in your own words").fill("Chase a scan of the ward’s own.")
    axe(page)
    page.get_by_role("button", name="Save this request").click()
    page.get_by_label("Buried").check()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    axe(page)
    press(page, "f")


def read_all(page, slug, axe, *, with_a_request):
    """By keyboard: a request in the first letter or none, and nothing to report in the others."""
    go_on_reading(page, slug)
    for number in range(LETTERS):
        expect(page.get_by_text(f"{LETTERS - number} left")).to_be_visible()
        if number == 0:
            axe(page)
        if with_a_request and "SPRING-1" in page.get_by_role("heading", level=1).inner_text():
            find_a_request(page, axe)
        else:
            press(page, "n")
    expect(page.locator("main")).to_contain_text("You have read all your letters")


def settle(page, axe):
    """The team reads neither, sees both readings and decides."""
    page.goto("/audits/journey-spring/cycle/")
    expect(page.locator("main")).to_contain_text("1 letter where two readers differ")
    page.get_by_role("button", name="Reading is over").click()
    page.goto("/audits/journey-spring/settle/SPRING-1/")
    axe(page)
    page.get_by_role("button", name="Start from the first reading").click()
    if page.locator(".app-requests").count():
        press(page, "f")
    else:  # the hospital was first
        find_a_request(page, axe)
    expect(page.locator("main")).to_contain_text("You have read all your letters")


def lock(page, slug):
    page.goto(f"/audits/{slug}/cycle/")
    page.get_by_role("button", name="Lock this audit").click()
    expect(page.locator("main")).to_contain_text("Nothing has been changed since")


def correct(page, axe):
    """A change after the lock, with its reason."""
    page.get_by_label("Correct a letter").fill("SPRING-2")
    page.get_by_role("button", name="Open it").click()
    page.get_by_label("Why is it changed?").fill("Its second page was missing.")
    axe(page)
    page.get_by_role("button", name="Change this letter").click()
    expect(page.locator("main")).to_contain_text("Its second page was missing.")


def look_at_results(page, axe):
    page.get_by_role("link", name="See the results").click()
    expect(page.get_by_role("heading", name="By ask").first).to_be_visible(timeout=MINUTES)
    expect(page.locator("main")).to_contain_text(f"{LETTERS} letters")
    axe(page)
    page.goto("/audits/journey-spring/agreement/")
    expect(page.locator("main")).to_contain_text("3 letters read twice")
    axe(page)


def hand_out_packs(page, axe):
    """Made in the background, looked at, approved, and written to the specialty's mailbox."""
    page.goto("/audits/journey-summer/packs/")
    page.get_by_role("button", name="Make a pack for each specialty").click()
    expect(page.get_by_role("link", name="Download all packs")).to_be_visible(timeout=MINUTES)
    axe(page)
    with page.expect_download() as archive:
        page.get_by_role("link", name="Download all packs").click()
    with zipfile.ZipFile(archive.value.path()) as packs:
        kinds = sorted(name.rsplit(".", 1)[1] for name in packs.namelist())
    assert kinds == ["docx", "pdf"]
    page.get_by_role("button", name="Approve and send", exact=True).click()
    expect(page.locator("main")).to_contain_text("Sent")
    page.goto("/outbox/")
    expect(page.get_by_role("link", name=re.compile("Journey summer")).first).to_be_visible()


def test_two_cycles_from_their_frames_to_their_comparison(page, axe, frame):
    begin(page, "Journey spring")
    bring_in(page, frame("SPRING"))
    draw_and_assign(page, axe)
    people.sign_in(page, people.REVIEWER)
    assert page.goto("/audits/journey-spring/settle/SPRING-1/").status == 404
    read_all(page, "journey-spring", axe, with_a_request=True)
    people.sign_in(page, HOSPITAL_REVIEWER)
    read_all(page, "journey-spring", axe, with_a_request=False)
    people.sign_in(page, people.TEAM)
    settle(page, axe)
    lock(page, "journey-spring")
    axe(page)
    correct(page, axe)
    look_at_results(page, axe)

    begin(page, "Journey summer")
    bring_in(page, frame("SUMMER"))
    draw_and_assign(page, axe)
    for reviewer in (people.REVIEWER, HOSPITAL_REVIEWER):
        people.sign_in(page, reviewer)
        read_all(page, "journey-summer", axe, with_a_request=False)
    people.sign_in(page, people.TEAM)
    lock(page, "journey-summer")
    page.get_by_role("link", name="See the results").click()
    page.get_by_role("link", name="Journey spring").click(timeout=MINUTES)
    expect(page.get_by_role("heading", level=1)).to_contain_text("compared with Journey spring")
    axe(page)
    hand_out_packs(page, axe)


def test_without_scripts_a_letter_is_read_as_well(browser, browser_context_args, frame, page):
    begin(page, "Journey autumn")
    bring_in(page, frame("AUTUMN"))
    draw_and_assign(page, lambda page: None)
    with browser.new_context(**browser_context_args, java_script_enabled=False) as context:
        plain = context.new_page()
        people.sign_in(plain, people.REVIEWER)
        go_on_reading(plain, "journey-autumn")
        plain.get_by_role("button", name="Add a request").click()
        plain.get_by_role("button", name="Save this request").click()
        expect(plain.locator(".nhsuk-error-summary")).to_contain_text("There is a problem")
        plain.get_by_label("What is asked of the practice?").select_option(label="Fit notes")
        plain.get_by_label("Appropriate", exact=True).check()
        plain.get_by_role("button", name="Save this request").click()
        plain.get_by_label("Clear", exact=True).check()
        plain.get_by_role("button", name="Hand in and go on").click()
        expect(plain.get_by_text(f"{LETTERS - 1} left")).to_be_visible()
        plain.get_by_role("button", name="Nothing to report").click()
        expect(plain.get_by_text(f"{LETTERS - 2} left")).to_be_visible()
