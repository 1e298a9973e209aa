"""Our mails as HTML: what is ours leads somewhere, what people wrote is shown as written."""

import pytest
from lxml import html

from interface.outbox import choices, letters
from interface.outbox.models import Message

BASE = "https://interface.example"


def drawn(text):
    return html.fragment_fromstring(letters.to_html(text, base_url=BASE), create_parent="div")


def test_an_address_of_ours_makes_a_link_of_the_words_before_it():
    page = drawn(f"Thank you. See where it is:\n{BASE}/issues/IF-1/\nNo, it is not:\n{BASE}/no/")
    assert [(a.text, a.get("href")) for a in page.xpath("//a")] == [
        ("See where it is", f"{BASE}/issues/IF-1/"),
        ("No, it is not", f"{BASE}/no/"),
    ]
    assert page.text_content().startswith("Thank you. See")


def test_an_address_that_stands_alone_leads_somewhere_too():
    assert drawn(f"{BASE}/a/").xpath("//a/text()") == [f"{BASE}/a/"]


def test_lines_that_begin_with_a_dash_are_a_list():
    page = drawn("What happens next:\n- one\n- two\n\nThank you")
    assert page.xpath("//ul/li/text()") == ["one", "two"]
    assert page.xpath("//p/text()") == ["What happens next:", "Thank you"]


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "Look:\nhttps://elsewhere.example/",
        "Look:\njavascript:alert(1)",
        f'Look:\n{BASE}.elsewhere.example/"onclick="alert(1)',
    ],
)
def test_what_people_wrote_is_neither_markup_nor_a_link(words):
    page = drawn(words)
    assert {element.tag for element in page.iter()} <= {"div", "p", "br"}
    assert page.text_content().replace("\n", "") == words.replace("\n", "")


def test_a_mail_is_sent_as_a_page_whose_foot_leads_to_the_reader_s_choice():
    message = Message(subject="News & more", recipient="gp@example.nhs.uk", is_news=True)
    foot = letters.foot("gp@example.nhs.uk", is_news=True)
    message.text = f"Hello,\n\nall is well.{foot}"
    page = html.fromstring(letters.page_of(message))
    assert page.xpath("//h1/text()") == ["News & more"]
    assert page.xpath("//p/text()")[:2] == ["Hello,", "all is well."]
    [choice] = page.xpath("//a")
    assert "stop it" in choice.text
    assert choice.get("href") == choices.link_for("gp@example.nhs.uk")


def test_a_mail_without_a_foot_offers_no_choice():
    page = html.fromstring(letters.page_of(Message(subject="A code", text="Your code\n")))
    assert page.xpath("//p/text()")[0] == "Your code"
    assert not page.xpath("//a")
