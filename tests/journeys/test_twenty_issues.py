"""Twenty issues of two practices on their way from new to answered, and the mail about them.

Each part of the way is one function; what a reporter is told is compared as a whole at the end.
"""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.journeys import people, service
from tests.journeys.test_the_desk import DESK, reply
from tests.journeys.writing import a_word, choose, send, write

ADA = "ada.demonstration@example.nhs.uk"
SECOND_OF_TEAM, TEAM = "Tom Placeholder", "(integration team)"
WORD = a_word()  # stands in each of the twenty, so that one search finds them and nothing else
HARM = {"risk": "could_have_harmed", "read_safety_route": "on"}
FIRST_ANSWER, SECOND_ANSWER = "We are looking for it.", "It was found, and both desks are one now."


@pytest.fixture
def tom(browser, browser_context_args):
    """A page of another of the team, in a browser of their own."""
    with browser.new_context(**browser_context_args) as context:
        page = context.new_page()
        people.sign_in(page, SECOND_OF_TEAM)
        yield page


def test_twenty_issues_are_answered_and_the_reporter_is_told_each_thing_once(page, tom):
    people.sign_in(page, people.GP)
    fixed = raise_quickly(page, "No fit note was given.", "Dermatology", "FIT")
    people.sign_in(page, people.TEAM)
    close_as_fixed(page, fixed)
    switch_on_a_rule(page)

    people.sign_in(page, people.GP)
    by_rule, routed, theme, came_back, others = ada_raises_eleven_more(page)
    people.sign_in(page, people.OTHER_PRACTICE)
    answered, disputed, part = pat_raises_eight(page)

    people.sign_in(page, people.TEAM)
    assign_and_route(page, closed=fixed)
    look_up(page, came_back)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Recurrence")
    make_part(tom, part, of=theme)
    answer_at_the_same_time(page, tom, theme)
    answer_by_link(page, [*by_rule, answered], disputed)
    people.sign_in(page, people.TEAM)
    close_what_is_open(page, number=14)
    twenty = all_with_an_answer(page)

    make_the_digest()
    raised = [fixed, *by_rule, *routed, theme, came_back, *others]
    assert mailbox_of(ADA, twenty) == {
        "at once": sorted(("issue_raised", one) for one in raised),
        "in the digest": sorted(
            [
                *(("issue_sent_on", one) for one in [*by_rule, *routed, came_back]),
                *(("issue_answered", one) for one in [*by_rule, theme, theme]),
                *(("issue_closed", one) for one in [fixed, *routed, came_back, *others]),
            ]
        ),
        "not yet": [],
    }
    read_the_digest(page, raised)


# The practices -------------------------------------------------------------------------------


def ada_raises_eleven_more(page):
    by_rule = [
        raise_quickly(page, f"Nobody {does} at the clinic.", "Not sure", "CON")
        for does in ("answers the telephone", "reads the mailbox")
    ]
    routed = [
        raise_quickly(page, f"The clinic left {what} to us.", "Dermatology", "TSK")
        for what in ("dressings", "a form", "the check before an operation")
    ]
    theme = raise_by_form(page, "A referral was lost between two desks.", "Cardiology")
    came_back = raise_by_form(page, "Again no fit note.", "Dermatology", category="Fit notes")
    others = [
        raise_quickly(page, "A drug was left for us to watch.", "Not sure", "SHC", **HARM),
        raise_quickly(page, "The new letter is a pleasure.", "Cardiology", "LET", kind="praise"),
        raise_quickly(page, "Send us results as well.", "Cardiology", "RES", kind="idea"),
        raise_quickly(page, "Follow-up was never booked.", "Not sure", "APP"),
    ]
    return by_rule, routed, theme, came_back, others


def pat_raises_eight(page):
    """The two that the rule sends on, and the one that is the same as another practice's."""
    by_rule = [
        raise_quickly(page, f"We {what} the clinic for a week.", "Not sure", "CON")
        for what in ("telephoned", "wrote to")
    ]
    raise_quickly(page, "Stitches were left to our nurse.", "Dermatology", "TSK")
    raise_quickly(
        page, "The discharge letter came the same day.", "Cardiology", "LET", kind="praise"
    )
    raise_quickly(page, "Tell us who is on call.", "Not sure", "CON", kind="idea")
    raise_quickly(page, "A summary came after six weeks.", "Cardiology", "DIS")
    raise_quickly(page, "A clinic was cancelled twice.", "Not sure", "APP")
    part = raise_by_form(page, "Our referral was lost between two desks.", "Cardiology")
    return *by_rule, part


def raise_by_form(page, said, specialty, **more):
    page.goto("/report/")
    write(page, f"{said} {WORD}", specialty, **more)
    return send(page)


def raise_quickly(page, said, specialty, category, **more):
    """Send what the form would, without drawing it; gives the reference."""
    form = page.request.get("/report/").text()
    named = re.search(rf'value="([^"]+)"[^>]*>{specialty}</option>', form)
    answers = {
        "csrfmiddlewaretoken": re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[-1],
        "submission": re.search(r'name="submission" value="([\w-]+)"', form)[1],
        "specialty": named[1],
        "category": category,
        "what_happened": f"{said} {WORD}",
        "removed_patient_details": "on",
        "wants_reply": "on",
        "may_be_shared": "on",
        "different": "yes",  # none of those that are like it
    }
    sent = page.request.post("/report/", form={**answers, **more}).text()
    return re.search(r'id="reference"[^>]*>\s*([\w-]+)', sent)[1]


# The desk ------------------------------------------------------------------------------------


def look_up(page, reference):
    page.goto(f"{DESK}?queue=all&q={reference}")
    page.get_by_role("link", name=reference).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)


def close_as_fixed(page, reference):
    look_up(page, reference)
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_label("Fixed for everyone").check()
    page.get_by_label("Closing answer").fill("Every clinic gives fit notes from today.")
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Close and tell the practice").click()
    expect(page.locator("main")).to_contain_text(f"{reference}: Closed")


def switch_on_a_rule(page):
    """Write it switched off, see what it would have caught, and let it apply by itself."""
    page.goto("/admin/issues/routingrule/add/")
    page.get_by_label("Name:").fill("Contact, specialty not known")
    page.get_by_label("Position:").fill("900")
    page.locator("#id_specialty_unknown").check()
    page.locator("#id_category").select_option(label="Contact and patient queries")
    page.locator("#id_kind").select_option(label="Issue")
    page.locator("#id_sends_to").select_option(label="Cardiology")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Try them on the last year").click()
    expect(page.get_by_role("row", name="Contact, specialty not known")).to_contain_text("Off")
    page.get_by_role("link", name="All routing rules").click()
    page.get_by_role("link", name="900. Contact, specialty not known").click()
    page.locator("#id_is_on").check()
    page.locator("#id_at_once").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def plan_for_all(page, verb, address):
    """Choose what to do with every issue of a list, however many pages it has."""
    page.goto(f"{DESK}?q={WORD}&{address}")
    page.get_by_label(re.compile("^All .* of this list")).check()
    page.get_by_label("What to do").select_option(verb)
    page.get_by_role("button", name="Look at it first").click()


def assign_and_route(page, *, closed):
    """Everything of one specialty, however it stands: what is closed cannot be sent anywhere."""
    page.goto(DESK)
    dermatology = page.locator("#id_specialty option", has_text="Dermatology")
    address = f"queue=all&specialty={dermatology.get_attribute('value')}"
    plan_for_all(page, "assign", address)
    page.get_by_label("Who looks after them?").select_option(label=f"{SECOND_OF_TEAM} {TEAM}")
    go_ahead(page, "6 of 6 done")
    plan_for_all(page, "send", address)
    choose(page, "specialty", "Dermatology")
    go_ahead(page, "5 of 6 done")
    expect(page.get_by_role("row", name=closed)).to_contain_text("is closed. Reopen it first.")


def close_what_is_open(page, *, number):
    plan_for_all(page, "close", "queue=")
    page.get_by_label("Fixed in this case").check()
    page.get_by_label("Answer", exact=True).fill("Done; thank you for telling us.")
    go_ahead(page, f"{number} of {number} done")


def go_ahead(page, report):
    page.get_by_role("button", name="Go ahead").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(report)


def all_with_an_answer(page):
    """See that no issue is left without one; gives the references."""
    page.goto(f"{DESK}?queue=all&q={WORD}")
    rows = page.locator("tr[id]")
    expect(rows).to_have_count(20)
    expect(rows.filter(has_text=re.compile("Answered|Closed"))).to_have_count(20)
    return rows.evaluate_all("rows => rows.map(row => row.id)")


def make_part(page, reference, *, of):
    look_up(page, reference)
    page.get_by_role("button", name="Part of another issue").click()
    page.locator(f"input[value='{of}']").check()
    page.get_by_role("button", name="Make it part of that issue").click()
    expect(page.locator("main")).to_contain_text(f"Part of {of} now")


def answer_at_the_same_time(page, tom, reference):
    """Two answer one issue: the later one sees both texts, and sends their own again."""
    look_up(page, reference)
    look_up(tom, reference)
    send_reply(tom, FIRST_ANSWER)
    reply(page, SECOND_ANSWER)
    expect(page.locator("main")).to_contain_text("What happened while you wrote")
    expect(page.locator("main")).to_contain_text(FIRST_ANSWER)
    expect(page.get_by_label("Answer", exact=True)).to_have_value(SECOND_ANSWER)
    send_reply(page, SECOND_ANSWER)


def send_reply(page, words):
    reply(page, words)
    page.get_by_role("button", name="Send to the practice").click()
    expect(page.locator("main")).to_contain_text("Answer sent")


# The specialty -------------------------------------------------------------------------------


def answer_by_link(page, references, disputed):
    """Without an account: the address is in the mail that told the specialty of the first."""
    [mail] = [
        one["text"]
        for one in messages()
        if (one["kind"], one["reference"]) == ("issue_for_specialty", references[0])
    ]
    link = re.search(r"/reply-desk/link/[\w-]{43}/", mail)[0]
    page.context.clear_cookies()
    for reference in references:
        page.goto(f"{link}{reference}/")
        page.get_by_label("Your answer to the practice").fill("Somebody answers from Monday.")
        page.get_by_role("button", name="Send answer").click()
        expect(page.locator("main")).to_contain_text(f"{reference}: Answer sent to the practice")
    page.goto(f"{link}{disputed}/")
    page.get_by_role("link", name="It is filed under the wrong heading").click()
    page.get_by_label("What is it about?").select_option(label="Clinic letter")
    page.get_by_label("Why?").fill("It is about our letter.")
    page.get_by_role("button", name="Send to the integration team").click()
    expect(page.locator("main")).to_contain_text(f"{disputed}: The integration team looks")


# The mail ------------------------------------------------------------------------------------

DIGEST = """
from django.utils import timezone
from interface.outbox import digests
from interface.outbox.models import Pace
from interface.worktime.services import bank_holidays
now = timezone.now()
at = digests.next_digest(Pace.DAILY, after=now, holidays=bank_holidays())
digests.make_due(at=at)
"""
MESSAGES = """
import json
from interface.outbox.models import Message
print(json.dumps(list(Message.objects.values("event", "recipient", "text", "digest", "route"))))
"""


def make_the_digest():
    """Have the service do now what its clock has it do at half past seven."""
    service.shell(DIGEST)


def messages():
    """Everything in the outbox, with the reference that each is about."""
    found = json.loads(service.shell(MESSAGES))
    for one in found:
        one["kind"], one["reference"], *_ = one["event"].split(":")
    return found


def mailbox_of(recipient, references):
    """Every message to one person about any of these: its kind, and what it is about."""
    told = [
        one
        for one in messages()
        if one["recipient"] == recipient and one["reference"] in references
    ]
    return {
        "at once": sorted(_said(one) for one in told if one["route"] == "alone"),
        "in the digest": sorted(_said(one) for one in told if one["digest"]),
        "not yet": [one for one in told if one["route"] != "alone" and not one["digest"]],
    }


def _said(message):
    return message["kind"], message["reference"]


def read_the_digest(page, references):
    """One mail holds all the news."""
    people.sign_in(page, people.TEAM)
    page.goto("/outbox/")
    page.get_by_role("row", name=ADA).get_by_role("link", name=re.compile("^News of")).click()
    for reference in references:
        expect(page.locator("main")).to_contain_text(reference)
