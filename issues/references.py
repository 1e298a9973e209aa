"""References that people read out on the telephone: IF-7K4QX2-T.

The alphabet leaves out letters that look like digits; the last letter checks the others. A
reference holds at least one letter in each part, so it can never be taken for an NHS number.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
PREFIX = "IF"
LENGTH = 6


def check_character(body: str) -> str:
    """The letter or digit that guards `body`: it finds one wrong character and any two swapped.

    Characters are elements of the field of 32 and weigh the powers of one that generates it, so
    no two places weigh the same (a plain Luhn check would miss 0Z for Z0).
    """
    total = 0
    for character in body:
        total = _twice(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def _twice(element: int) -> int:
    """Times the generator, in the field of polynomials modulo x⁵ + x² + 1."""
    element <<= 1
    return element ^ 0b100101 if element & 0b100000 else element


def new_reference(prefix: str = PREFIX) -> str:
    """A random reference; a unique constraint, not this function, makes it the only one."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if not body.isdigit():
            return f"{prefix}-{body}-{check_character(body)}"


def clean_reference(text: str) -> str | None:
    """The reference a person meant (case, spaces, O for 0, I and L for 1), or None."""
    letters = "".join(c for c in text.upper() if c.isalnum())
    if letters.startswith(PREFIX):
        letters = letters[len(PREFIX) :]
    letters = letters.replace("O", "0").replace("I", "1").replace("L", "1")
    body, check = letters[:-1], letters[-1:]
    if len(body) != LENGTH or any(c not in ALPHABET for c in letters):
        return None
    return f"{PREFIX}-{body}-{check}" if check_character(body) == check else None


class ReferenceConverter:
    """The part of an address that names an issue, forgiving how it was typed."""

    regex = "[^/]{7,20}"

    def to_python(self, value: str) -> str:
        reference = clean_reference(value)
        if reference is None:
            raise ValueError(value)
        return reference

    def to_url(self, value: str) -> str:
        return value


class StatusTokenConverter:
    """The key in a status link; what has another shape is no address of ours."""

    regex = r"[A-Za-z0-9_-]{43}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
