"""What people do on the report form: choose, say, tick, send."""

import random
import re
import string

from playwright.sync_api import expect

WORDS = "The clinic asked us to chase the result of a scan that it had ordered itself."


def choose(page, name, label, *, script=True):
    """Choose from a list by typing, or from the plain select that it is without scripts."""
    if script:
        page.locator(f"input#id_{name}").fill(label)  # once the script has made the field
        page.get_by_role("option", name=label, exact=True).click()
    else:
        page.locator(f"select#id_{name}").select_option(label=label)


def choose_practice(page, ods_code, *, script=True):
    """Choose a practice by its code, which whoever types finds it by."""
    if script:
        page.locator("input#id_practice").fill(ods_code)
        page.get_by_role("option").first.click()
    else:
        coded = page.locator(f"#id_practice option[data-aliases*={ods_code}]")
        page.locator("select#id_practice").select_option(coded.get_attribute("value"))


def write(page, words=WORDS, specialty="Cardiology", *, category="Tests and results", script=True):
    """Give the answers that an issue needs, on a form that is open."""
    choose(page, "specialty", specialty, script=script)
    page.get_by_label(category).check()
    page.get_by_label("What happened?").fill(words)
    page.get_by_label("I have removed patient details").check()


def send(page):
    """Send the form, past what may be the same already, and return the reference."""
    page.get_by_role("button", name="Send", exact=True).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(re.compile("Issue sent|Is it already here?"))
    if "already here" in heading.inner_text():
        page.get_by_role("button", name="None of these: send mine").click()
        expect(heading).to_contain_text("Issue sent")
    return page.locator("#reference").inner_text()


def raise_issue(page, words=WORDS, specialty="Cardiology", *, script=True):
    """Fill in the form as a GP does, and return the reference."""
    page.goto("/report/")
    write(page, f"{words} {a_word()}", specialty, script=script)
    return send(page)


def a_word():
    """A word that stands in nothing else: the very same said twice is one issue."""
    return "kumquat" + "".join(random.choices(string.ascii_lowercase, k=8))
