"""What every page has around its content, and the pages for when something is wrong."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from lxml import html

from interface.nhsuk.gallery import components
from interface.outbox import letters

TEMPLATES = Path(settings.BASE_DIR) / "templates"
WRONG = ["400.html", "403.html", "403_csrf.html", "404.html", "413.html", "429.html"]


def drawn(template: str, **context):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return html.document_fromstring(render_to_string(template, context, request))


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_a_fault_inside_has_a_page_that_needs_no_user_and_no_database(template):
    page = html.document_fromstring(render_to_string(template))
    assert page.xpath("//h1") and page.xpath("//main")
    assert "Interface" in page.xpath("//title")[0].text


@pytest.mark.parametrize("template", WRONG)
def test_what_is_wrong_is_said_in_one_heading_and_what_to_do_after_it(template):
    page = drawn(template)
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//main//p")
    assert page.xpath("//title")[0].text == f"{page.xpath('//h1')[0].text} – Interface"


def test_the_first_thing_a_keyboard_meets_leads_to_the_content():
    page = drawn("404.html")
    assert page.xpath("(//a)[1]/@href") == ["#maincontent"]
    assert page.xpath("//main[@id='maincontent']")


def test_the_header_has_our_name_in_plain_type_and_no_logo():
    page = drawn("404.html")
    assert "Interface" in page.xpath("//header")[0].text_content()
    assert not page.xpath("//header//*[contains(@class, 'logo')]")


def test_the_place_one_is_at_is_marked_in_the_menu():
    places = [
        {"label": "Issues", "url": "/issues/", "current": True},
        {"label": "Projects", "url": "/projects/", "current": False},
    ]
    menu = render_to_string("components/menu.html", {"navigation": places})
    page = html.document_fromstring(menu)
    assert page.xpath("//nav[@aria-label='Menu']//a[@aria-current='page']/@href") == ["/issues/"]


def test_a_demonstration_says_so_on_every_page():
    words = "invented people and issues"
    assert words in render_to_string("404.html", {"demonstration": True})
    assert words not in render_to_string("404.html", {"demonstration": False})


def test_a_page_with_errors_says_so_in_its_title():
    page = html.document_fromstring(render_to_string("404.html", {"form": {"errors": {"a": "b"}}}))
    assert page.xpath("//title")[0].text.startswith("Error: ")


def test_messages_are_told_together_by_what_they_mean():
    said = [
        Message(constants.SUCCESS, "Sent to Cardiology"),
        Message(constants.WARNING, "Answered meanwhile"),
        Message(constants.WARNING, "Merged meanwhile"),
        Message(constants.ERROR, "<b>Not read</b>"),
    ]
    template = engines["django"].from_string("{% load nhsuk %}{% message_banners messages %}")
    page = html.fragment_fromstring(template.render({"messages": said}), "div")
    titles = [title.text_content() for title in page.xpath("//h2")]
    assert titles == ["Success", "There is a problem", "Important"]
    assert len(page.xpath("//p")) == 4
    assert page.xpath("//div[@role='alert']//p")[0].text == "Sent to Cardiology"
    assert not page.xpath("//b")


def test_the_style_guide_shows_every_form_in_every_state():
    page = drawn("pages/styleguide.html", components=components(), charts=[])
    for state in ("empty", "errors", "filled", "disabled"):
        for field in ("words", "story", "category", "respond_by-day", "letters", "agreed"):
            assert page.xpath(f"//*[@id='{state}_{field}']"), f"{state} {field}"
    identities = page.xpath("//@id")
    assert len(identities) == len(set(identities))


def test_a_mail_is_a_page_that_asks_no_other_host():
    words = "Your answer is here:\nhttps://interface.example/issues/IF-1/"
    letter = letters.to_html(words, base_url="https://interface.example")
    mail = render_to_string("emails/base.html", {"subject": "<Answered>", "letter": letter})
    page = html.document_fromstring(mail)
    assert page.xpath("//h1")[0].text == "<Answered>"
    assert page.xpath("//a/@href") == ["https://interface.example/issues/IF-1/"]
    assert not page.xpath("//img | //link | //script")


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=str(path.relative_to(TEMPLATES)))
        for path in sorted(TEMPLATES.rglob("*.html"))
        if path.parent.name != "emails"
    ],
)
def test_no_template_holds_what_the_content_security_policy_forbids(path):
    markup = path.read_text()
    assert not re.search(r"<[^>{]*\sstyle=", markup), "an inline style"
    assert not re.search(r"<[^>{]*\son[a-z]+=", markup), "an event handler"
    assert "<style" not in markup
    assert "javascript:" not in markup
    for script in re.findall(r"<script\b[^>]*>", markup):
        assert "src=" in script or 'type="application/json"' in script, script
