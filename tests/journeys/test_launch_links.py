"""A launch link: made, used without an account, replaced and stopped."""

import re

from playwright.sync_api import expect

from tests.journeys import people, service
from tests.journeys.launching import make_link, shown_link
from tests.journeys.script import both_ways
from tests.journeys.writing import a_word, send, write

NUMBER = "943 476 5919"  # passes the check; printed as an example by NHS England


@both_ways
def test_a_link_fills_in_the_form_and_raising_by_it_needs_no_account(page, axe, script):
    link = make_link(page)
    page.goto(f"{link.address}?spec=320&ask=3&kind=praise&patient=somebody&status=closed")
    assert set(re.findall(r"[?&](\w+)=", page.url)) == {"spec", "ask", "kind"}
    expect(page.get_by_role("heading", level=1)).to_contain_text(link.practice)
    expect(page.get_by_role("radio", name="Praise")).to_be_checked()
    expect(page.get_by_role("radio", name="Tests and results")).to_be_checked()
    shown = page.locator("input#id_specialty" if script else "#id_specialty option:checked")
    assert "Cardiology" in (shown.input_value() if script else shown.inner_text())
    expect(page.get_by_label("Which practice")).to_have_count(0)
    axe(page)
    page.get_by_label("What happened?").fill("The clinic told the patient the result itself.")
    page.get_by_label("I have removed patient details").check()
    reference = send(page)
    axe(page)

    page.get_by_role("link", name="Raise another issue").click()
    expect(page.get_by_role("radio", name="Issue")).to_be_checked()
    assert "Cardiology" in (shown.input_value() if script else shown.inner_text())
    assert page.goto(f"/issues/{reference}/").url.endswith(
        f"/accounts/login/?next=/issues/{reference}/"
    )


@both_ways
def test_an_address_with_a_patients_number_is_refused_and_says_why(page, axe, script):
    link = make_link(page)
    answer = page.goto(f"{link.address}?nhs={NUMBER.replace(' ', '')}")
    assert answer.status == 400
    expect(page.get_by_role("heading", level=1)).to_contain_text("may hold a patient’s details")
    expect(page.locator("main")).to_contain_text("we have kept nothing of it")
    assert NUMBER.replace(" ", "") not in page.content()
    axe(page)
    page.goto("/report/")
    assert "/accounts/login/" in page.url


@both_ways
def test_a_new_link_stops_the_old_one_and_a_revoked_one_stops_who_came_by_it(
    page, new_context, axe, script
):
    old = make_link(page)
    people.sign_in(page, people.TEAM)
    page.goto("/admin/accounts/launchlink/")
    page.get_by_role("link", name=old.practice).first.click()
    assert old.address not in page.content()
    page.get_by_role("link", name="Make a new link").click()
    axe(page)
    page.get_by_role("button", name="Make a new link").click()
    new = shown_link(page)
    assert new.practice == old.practice and new.address != old.address
    expect(page.get_by_role("img", name="Square code with the launch link")).to_be_visible()
    axe(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("Copy or print it now")).to_be_hidden()
    expect(page.locator(".app-card")).to_be_visible()
    page.emulate_media(media="screen")

    visitor = new_context().new_page()
    assert visitor.goto(old.address).status == 404
    expect(visitor.get_by_role("heading", level=1)).to_have_text("This launch link does not work")
    visitor.goto(new.address)
    write(visitor, "Written before the link was revoked.", script=script)

    page.goto("/admin/accounts/launchlink/")
    page.get_by_role("link", name=old.practice).first.click()
    page.get_by_role("link", name="Revoke").click()
    axe(page)
    page.get_by_role("button", name="Revoke").click()
    expect(page.locator("main, #content").first).to_contain_text("Revoked")

    visitor.get_by_role("button", name="Send", exact=True).click()
    expect(visitor.locator(".nhsuk-error-summary")).to_contain_text("no longer know which practice")
    expect(visitor.get_by_label("What happened?")).to_have_value(
        "Written before the link was revoked."
    )
    assert visitor.goto(new.address).status == 404


@both_ways
def test_many_links_are_made_at_once_with_a_card_for_each(page, axe, script):
    people.sign_in(page, people.TEAM)
    page.goto("/admin/accounts/launchlink/many/")
    boxes = page.get_by_role("checkbox")
    names = [boxes.nth(place).locator("xpath=../label").inner_text() for place in (0, 1)]
    for name in names:
        page.get_by_label(name, exact=True).check()
    axe(page)
    page.get_by_role("button", name="Make the links").click()
    expect(page.locator(".app-card__practice")).to_have_text(names)
    axe(page)


FULL = """
from django.utils import timezone
from interface.accounts import limits
from interface.accounts.models import LaunchLink, Tally
limit = limits.POSTS_OF_PRACTICE
for link in LaunchLink.objects.filter(practice__name={practice!r}):
    sent = dict(times=limit.times, began_at=timezone.now())
    Tally.objects.update_or_create(key=f"{{limit.name}}:{{link.practice_id}}", defaults=sent)
"""


@both_ways
def test_too_many_reports_in_a_short_time_keep_what_was_typed(page, axe, script):
    link = make_link(page)
    service.shell(FULL.format(practice=link.practice))
    page.goto(link.address)
    words = f"A scan was left to us to chase. {a_word()}"
    write(page, words, script=script)
    page.get_by_role("radio", name="Idea").check()  # ideas are not compared with others
    with page.expect_response("**/report/") as answer:
        page.get_by_role("button", name="Send", exact=True).click()
    assert answer.value.status == 429
    expect(page.get_by_label("What happened?")).to_have_value(words)
    axe(page)
