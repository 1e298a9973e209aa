"""7,000 letters through the upload page, and the rates that the worker process computes."""

from playwright.sync_api import expect

from tests.journeys import people, service

LETTERS = 7_000
MINUTES = 60_000  # milliseconds


def a_new_audit(page, name):
    page.get_by_label("A new audit").check()
    page.get_by_label("Name of the new audit").fill(name)


def test_seven_thousand_letters_are_imported_and_their_rates_appear(page, axe, tmp_path):
    file = tmp_path / "letters.csv"
    service.manage("demo_letters_csv", "--letters", str(LETTERS), "--out", str(file))
    people.sign_in(page, people.TEAM)
    page.goto("/audits/import/")
    page.locator("input[type=file]").set_input_files(file)
    a_new_audit(page, "Journey audit")
    axe(page)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Store").click(timeout=3 * MINUTES)
    page.get_by_role("link", name="Journey audit").click(timeout=3 * MINUTES)
    expect(page.locator("main")).to_contain_text("7,000 letters", timeout=2 * MINUTES)
    expect(page.get_by_role("heading", name="By ask")).to_be_visible()
    axe(page)


def test_a_wrong_file_is_refused_in_words(page, axe, tmp_path):
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    people.sign_in(page, people.TEAM)
    page.goto("/audits/import/")
    page.locator("input[type=file]").set_input_files(file)
    a_new_audit(page, "Wrong file")
    page.get_by_role("button", name="Check the file").click()
    expect(page.locator("main")).to_contain_text("CSV")
    axe(page)
