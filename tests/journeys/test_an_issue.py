"""From sign-in to raising, triage in the admin, the answer, and reading it."""

from playwright.sync_api import expect

from tests.journeys import people

WORDS = "The clinic asked us to chase the result of a scan that it had ordered itself."


def raise_issue(page, words=WORDS, specialty="Cardiology", *, with_script=True):
    """Fill in the form as a GP does, and return the reference."""
    page.goto("/report/")
    if with_script:
        page.locator("input#id_specialty").fill(specialty)  # once the script has made the field
        page.get_by_role("option", name=specialty, exact=True).click()
    else:
        page.get_by_label("Which specialty is it about?").select_option(label=specialty)
    page.get_by_label("Tests and results").check()
    page.get_by_label("What happened?").fill(words)
    page.get_by_label("I have removed patient details").check()
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/sent/")
    return page.url.rstrip("/").split("/")[-2]


def at_the_desk(page, reference):
    """Find an issue in the admin's queue and open it."""
    people.sign_in(page, people.TEAM)
    page.goto("/admin/issues/issue/")
    page.get_by_label("Reference, words").fill(reference)
    page.get_by_label("Reference, words").press("Enter")
    page.get_by_role("link", name=reference).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)


def test_an_issue_is_raised_sent_to_a_specialty_answered_closed_and_read(page, axe):
    people.sign_in(page, people.GP)
    reference = raise_issue(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text(reference)
    axe(page)

    at_the_desk(page, reference)
    axe(page)
    page.get_by_role("button", name="Send to a specialty").click()
    axe(page)
    page.get_by_role("button", name="Send to specialty").click()
    expect(page.locator("main")).to_contain_text("Sent to Cardiology")

    people.sign_in(page, people.CARDIOLOGY)
    page.goto(f"/issues/{reference}/")
    expect(page.locator("main")).to_contain_text(WORDS)
    expect(page.locator("main")).not_to_contain_text("Elmswood")
    axe(page)

    at_the_desk(page, reference)
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_label("Rule explained to the team").check()
    page.get_by_label("Closing answer").fill("The clinic follows its scans up itself from now on.")
    page.get_by_role("button", name="Close and tell the practice").click()

    people.sign_in(page, people.GP)
    page.goto(f"/issues/{reference}/")
    expect(page.locator("main")).to_contain_text("follows its scans up itself")
    axe(page)
    page.goto("/outbox/")
    expect(page.get_by_text(reference).first).to_be_visible()


def test_without_javascript_an_issue_can_be_raised(browser, base_url, browser_context_args):
    with browser.new_context(**browser_context_args, java_script_enabled=False) as context:
        page = context.new_page()
        people.sign_in(page, people.GP)
        reference = raise_issue(
            page, "The ward sent us a summary in which nothing is asked of us.", with_script=False
        )
        expect(page.locator("main")).to_contain_text(reference)


def test_a_mistake_in_every_field_is_said_beside_it_and_nothing_typed_is_lost(page, axe):
    people.sign_in(page, people.GP)
    page.goto("/report/")
    typed = "Seen in clinic, NHS number 999 521 4776, no fit note."
    page.get_by_label("What happened?").fill(typed)
    page.get_by_role("button", name="Send").click()
    summary = page.locator(".nhsuk-error-summary")
    expect(summary).to_contain_text("There is a problem")
    expect(summary).to_be_focused()
    expect(page.get_by_label("What happened?")).to_have_value(typed)
    axe(page)


def test_a_reference_of_another_practice_is_not_found(page):
    people.sign_in(page, people.GP)
    reference = raise_issue(page, "The letter came six weeks late and asked for a scan.")
    people.sign_in(page, people.OTHER_PRACTICE)
    assert page.goto(f"/issues/{reference}/").status == 404
