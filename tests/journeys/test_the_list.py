"""A practice's list: tabs, filters, search; the page of one issue; the year."""

from uuid import uuid4

from playwright.sync_api import expect

from tests.journeys import people
from tests.journeys.script import both_ways
from tests.journeys.test_an_issue import at_the_desk
from tests.journeys.writing import choose, send, write


@both_ways
def test_the_list_is_searched_narrowed_and_says_when_nothing_fits(page, axe, script):
    people.sign_in(page, people.GP)
    page.goto("/issues/?tab=all")
    tabs = page.get_by_role("navigation", name="Issues by what they wait for")
    for tab in ("Waiting for you", "Open", "Answered", "All"):
        count = int(
            tabs.get_by_role("link", name=tab).locator(".app-count").inner_text().replace(",", "")
        )
        tabs.get_by_role("link", name=tab).click()
        rows = min(count, 25) + 1 if count else 0
        expect(page.get_by_role("row")).to_have_count(rows)
    page.get_by_text("Specialty, category and more").click()
    choose(page, "specialty", "Cardiology", script=script)
    page.get_by_role("button", name="Search").click()
    shown = page.get_by_role("row").filter(has_not=page.get_by_role("columnheader"))
    expect(shown.filter(has_not_text="Cardiology")).to_have_count(0)
    axe(page)
    page.get_by_label("Reference or words").fill(uuid4().hex)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Clear the search").click()
    expect(page.get_by_role("heading", name="Nothing here")).to_have_count(0)


@both_ways
def test_the_practice_answers_a_question_and_reopens_what_is_not_settled(page, axe, script):
    people.sign_in(page, people.GP)
    word = uuid4().hex
    page.goto("/report/")
    write(page, f"The pathway {word} has no owner.", script=script)
    page.get_by_role("radio", name="Idea").check()  # ideas are not compared with others
    reference = send(page)
    at_the_desk(page, reference)
    page.get_by_role("button", name="Ask the practice", exact=True).click()
    page.get_by_label("Question to the practice").fill("Which clinic was it?")
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Send to the practice").click()

    people.sign_in(page, people.GP)
    page.goto("/issues/?tab=waiting")
    page.get_by_role("link", name=reference).click()
    expect(page.locator(".nhsuk-lede-text")).to_contain_text("Waiting for you")
    page.get_by_label("Reply").fill("The one on Tuesday.")
    axe(page)
    page.get_by_role("button", name="Send reply").click()
    expect(page.locator("main")).to_contain_text("Reply sent")

    at_the_desk(page, reference)
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_label("Fixed for everyone").check()
    page.get_by_label("Closing answer").fill("It has an owner now.")
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Close and tell the practice").click()

    people.sign_in(page, people.GP)
    page.goto(f"/issues/{reference}/")
    page.get_by_role("link", name="Reopen this issue").click()
    axe(page)
    page.get_by_label("Why should it be looked at again?").fill("The owner has left.")
    page.get_by_role("button", name="Reopen this issue").click()
    expect(page.locator(".nhsuk-lede-text")).to_contain_text("Reopened on")
    expect(page.locator("main")).to_contain_text("The owner has left.")


@both_ways
def test_the_year_is_read_and_taken_along(page, axe, script):
    people.sign_in(page, people.GP)
    page.goto("/issues/")
    page.get_by_role("link", name="Our year").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Our year 20")
    axe(page)
    with page.expect_download() as download:
        page.get_by_text("Download as PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
