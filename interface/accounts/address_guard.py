"""No address of a page may hold a patient's identifier: addresses end up in logs and histories.

Nothing here needs a database, because the web server's own log uses it too.
"""

import re
import secrets
from urllib.parse import unquote_plus

from django.shortcuts import render

from interface.privacy.guard import find_identifiers
from interface.privacy.identifier import Tier

LONGEST_READ = 10_000  # characters; what is longer than that is no address of ours
FEWEST_DIGITS = 6  # a National Insurance number has the fewest
WITHHELD = "[withheld]"
ENTRANCES = ("/launch/", "/report/", "/join/", "/status/")  # where clinical systems lead
RANDOM_CODES = ("/accounts/", "/health/", "/static/")  # nobody's words; a sign-in must not fail

_TOKEN = re.compile(
    r"(/(?:launch|status|what-we-send-you|reply-desk/link|feedback-pack)/)[^/?#\s\"']+"
)
_BETWEEN_PARTS = str.maketrans("=&?_;+#", "       ")
_TEN_DIGITS = re.compile(r"(?<!\d)\d(?:[\W_]{0,3}\d){9}(?!\d)")
_DATE_OF_BIRTH = re.compile(r"(?<![a-z])(?:dob|d\.o\.b|date.?of.?birth|birth.?date)(?![a-z])")


def points_to_somebody(address: str) -> bool:
    """Whether a path with its query holds what is, or looks like, a patient's identifier.

    Where clinical systems lead, ten digits are enough, whether or not they are an NHS number that
    could exist: none of those addresses needs them. Elsewhere the guard decides.
    """
    once = unquote_plus(address[:LONGEST_READ])
    return any(_is_about_somebody(text) for text in {once, unquote_plus(once)})


def _is_about_somebody(address: str) -> bool:
    if _digits(address) < FEWEST_DIGITS:
        return False
    strange = _TEN_DIGITS.search(address) or _DATE_OF_BIRTH.search(address.lower())
    if strange and any(entrance in address for entrance in ENTRANCES):
        return True
    words = address.translate(_BETWEEN_PARTS)
    return any(_is_sure(text) for text in {address, words, words.replace("/", " ")})


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _is_sure(text: str) -> bool:
    return any(one.tier is Tier.STOP for one in find_identifiers(text))


def new_token() -> str:
    """256 random bits as 43 letters, digits, dashes and underscores, like no patient's number.

    Drawn until there are so few digits that nobody's number can be among them.
    """
    while _digits(token := secrets.token_urlsafe(32)) >= FEWEST_DIGITS:
        continue
    return token


def without_secrets(text: str) -> str:
    """A line of a log without the tokens in its addresses and without identifiers."""
    text = _TOKEN.sub(rf"\1{WITHHELD}", text)
    if _digits(text) < FEWEST_DIGITS:
        return text
    words = [WITHHELD if _is_address(word) else word for word in text.split(" ")]
    text = " ".join(words)
    for one in reversed(find_identifiers(text[:LONGEST_READ])):
        if one.tier is Tier.STOP:
            text = text[: one.start] + WITHHELD + text[one.end :]
    return text


def _is_address(word: str) -> bool:
    """Whether a word of a log is an address that must not be there."""
    return ("/" in word or "?" in word or "=" in word) and points_to_somebody(word)


def refuse_identifiers(get_response):
    """Answer an address that points to somebody with an explanation, and with nothing else."""

    def middleware(request):
        address = request.get_full_path()
        if not request.path.startswith(RANDOM_CODES) and points_to_somebody(address):
            response = render(request, "joining/identifier_in_address.html", status=400)
            response.headers["Referrer-Policy"] = "no-referrer"
            return response
        return get_response(request)

    return middleware
