"""The report form: its fold, its mistakes, its drafts, what it remembers, and both directions."""

from uuid import uuid4

from playwright.sync_api import expect

from tests.journeys import people
from tests.journeys.script import both_ways
from tests.journeys.writing import choose, choose_practice, send, write


def unfold(page):
    page.locator("summary").filter(has_text="Add more detail").click()


@both_ways
def test_an_idea_with_everything_below_the_fold_is_kept_and_the_specialty_remembered(
    page, axe, script
):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    page.get_by_role("radio", name="Idea").check()
    write(page, "One list of results for all of us.", "Urology", script=script)
    unfold(page)
    page.locator("[name=source][value=clinic_letter]").check()
    for part, typed in [("Day", "3"), ("Month", "Feb"), ("Year", "2026")]:
        page.get_by_label(part, exact=True).fill(typed)
    page.get_by_label("About 15").check()
    page.get_by_label("Nurse or healthcare assistant").check()
    page.get_by_label("No", exact=True).check()
    page.get_by_label("How many times").fill("4")
    page.get_by_label("Your own reference").fill("Line 12")
    page.get_by_label("Write to me at each step").uncheck()
    axe(page)
    reference = send(page)
    axe(page)
    page.get_by_role("link", name=f"See where {reference} is").click()
    kept = page.locator("main")
    for words in ("Clinic letter of 3 February 2026", "About 15 (Nurse", "4 times", "Line 12"):
        expect(kept).to_contain_text(words)
    page.goto("/report/")
    shown = page.locator("input#id_specialty" if script else "#id_specialty option:checked")
    assert (shown.input_value() if script else shown.inner_text()) == "Urology"


@both_ways
def test_every_mistake_is_said_at_its_field_and_what_was_typed_stays(page, axe, script):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    choose(page, "specialty", "Not sure", script=script)
    unfold(page)
    for part, typed in [("Day", "31"), ("Month", "2"), ("Year", "2026")]:
        page.get_by_label(part, exact=True).fill(typed)
    page.get_by_label("How many times").fill("often")
    page.get_by_role("button", name="Send", exact=True).click()
    summary = page.locator(".nhsuk-error-summary")
    for said in (
        "Select what it is about", "Say what happened", "Confirm that you have removed",
        "The date of the letter", "must be a whole number",
    ):  # fmt: skip
        expect(summary.get_by_text(said)).to_be_visible()
    expect(page.locator(".nhsuk-error-message")).to_have_count(5)
    expect(page.get_by_label("How many times")).to_have_value("often")
    expect(page.get_by_label("Day", exact=True)).to_have_value("31")
    axe(page)
    summary.get_by_role("link", name="must be a whole number").click()
    expect(page.get_by_label("How many times")).to_be_focused()


@both_ways
def test_drafts_are_kept_come_back_after_signing_out_and_go(page, axe, script):
    people.sign_in(page, people.GP)
    words = [f"{word} {uuid4().hex}" for word in ("Pears", "Quinces")]
    for said in words:
        page.goto("/report/")
        page.get_by_label("What happened?").fill(said)
        page.get_by_role("button", name="Save and finish later").click()
        expect(page.locator("main")).to_contain_text("Draft saved")
    people.sign_in(page, people.GP)
    page.goto("/report/")
    drafts = page.locator("details").filter(has_text="not sent yet").first
    drafts.locator("summary").click()
    axe(page)
    drafts.get_by_role("link", name=words[0]).click()
    write(page, words[0], script=script)
    send(page)
    page.goto("/report/")
    drafts.locator("summary").click()
    expect(drafts.get_by_role("link", name=words[0])).to_have_count(0)
    drafts.get_by_role("button", name=words[1]).click()
    expect(page.locator("main")).to_contain_text("Draft deleted")
    expect(page.get_by_role("link", name=words[1])).to_have_count(0)


@both_ways
def test_a_double_click_and_the_back_button_give_one_issue(page, script):
    people.sign_in(page, people.GP)
    word = uuid4().hex
    page.goto("/report/")
    write(page, f"The letter names no clinic: {word}.", "Dermatology", script=script)
    page.get_by_role("radio", name="Idea").check()  # ideas are not compared with others
    page.get_by_role("button", name="Send", exact=True).dblclick()
    page.wait_for_url("**/sent/")
    reference = page.locator("#reference").inner_text()
    page.go_back()
    assert send(page) == reference
    page.goto(f"/issues/?tab=all&q={word}")
    expect(page.get_by_role("row")).to_have_count(2)  # with the headings


@both_ways
def test_a_specialty_raises_an_issue_about_a_practice_which_answers(page, axe, script):
    people.sign_in(page, people.CARDIOLOGY)
    page.goto("/report/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("about general practice")
    choose_practice(page, "C84005", script=script)  # Pat's
    page.get_by_label("Tests and results").check()
    page.get_by_label("What happened?").fill("The referral came without the tracing it names.")
    page.get_by_label("I have removed patient details").check()
    axe(page)
    reference = send(page)
    axe(page)
    page.goto(f"/issues/{reference}/")
    page.get_by_label("Add information").fill("It was a referral of last week.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("main")).to_contain_text("Cardiology replied")
    axe(page)
    people.sign_in(page, people.OTHER_PRACTICE)
    page.goto(f"/issues/{reference}/")
    expect(page.locator("main")).to_contain_text("It was a referral of last week.")
    expect(page.locator("main")).not_to_contain_text("Cora")
    page.get_by_label("Add information").fill("We send the tracing from now on.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("main")).to_contain_text("Pat Invented (practice manager) replied")
