"""Our plain-text mails as simple HTML: paragraphs, lists, and links that say where they lead.

What people wrote stands in these mails too. It is shown as written: escaped, and without links.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from interface.outbox import choices
from interface.outbox.models import Message

_BEFORE_FOOT = "\n\n-- \n"
_FOOT = """{offer}:
{choice}

The Primary and Secondary Care Interface Group. Do not reply with patient details.
"""
_LIST_MARK = "- "
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


def foot(to: str, *, is_news: bool) -> str:
    """What every mail's text ends with: where its reader says how often to hear from us."""
    offer = "Choose how often we write to you, or stop it" if is_news else "Choose what we send you"
    return _BEFORE_FOOT + _FOOT.format(offer=offer, choice=choices.link_for(to))


def page_of(message: Message) -> str:
    """A mail as a page of HTML; it says no more than the mail's text."""
    letter, ends, _ = message.text.rpartition(_BEFORE_FOOT)
    context = {
        "subject": message.subject,
        "letter": to_html(letter or message.text, base_url=settings.BASE_URL.rstrip("/")),
        "choice": choices.link_for(message.recipient) if ends else "",
        "is_news": message.is_news,
    }
    return render_to_string("emails/base.html", context)


def to_html(text: str, *, base_url: str) -> SafeString:
    """A mail's text as HTML. A line that is an address of ours makes the line before it a link."""
    paragraphs = _PARAGRAPHS.split(text.replace("\r\n", "\n").strip())
    return _joined(_paragraph(one.strip(), base_url) for one in paragraphs)


def _paragraph(text: str, base_url: str) -> SafeString:
    runs = groupby(text.split("\n"), key=lambda line: line.startswith(_LIST_MARK))
    return _joined(
        _list(lines) if is_list else _sentences(lines, base_url) for is_list, lines in runs
    )


def _list(lines: Iterable[str]) -> SafeString:
    items = format_html_join("", "<li>{}</li>\n", ((one[len(_LIST_MARK) :],) for one in lines))
    return format_html("<ul>\n{}</ul>", items)


def _sentences(lines: Iterable[str], base_url: str) -> SafeString:
    shown: list[tuple[str, str]] = []  # words, and where they lead
    for line in lines:
        if not _is_ours(line, base_url):
            shown.append((line, ""))
        elif shown and not shown[-1][1]:
            shown[-1] = (shown[-1][0].removesuffix(":"), line)
        else:
            shown.append((line, line))
    first, *others = (_line(*one) for one in shown)
    return format_html(
        "<p>{}{}</p>", first, format_html_join("", "<br>\n{}", ((one,) for one in others))
    )


def _is_ours(line: str, base_url: str) -> bool:
    return line.startswith(f"{base_url}/") and " " not in line


def _line(words: str, leads_to: str) -> str:
    """A line of words; where it leads somewhere, its last sentence is the link."""
    if not leads_to:
        return words
    before, stop, last = words.rpartition(". ")
    return format_html('{}<a href="{}">{}</a>', before + stop, leads_to, last)


def _joined(parts: Iterable[str]) -> SafeString:
    return format_html_join("\n", "{}", ((part,) for part in parts))
