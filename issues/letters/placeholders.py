"""What may stand between braces in a template letter, and nothing else.

A letter is text with `{names}`. Filling it in is one pass over the text: what a name stands for is
never read again, so nobody's words can become a name, a tag or a template of any kind.
"""

import re
from collections.abc import Mapping

FROM_US = {
    "date": "today",
    "our_reference": "the reference of the issue; its line is left out where there is none",
    "practice": "the practice that writes",
    "specialty": "the team the letter goes to",
    "trust": "the hospital trust of that team",
    "requests": "what was ticked under “What is the letter about?”, one a line",
    "reasons": "what was ticked under “Why do you send it?”, one a line",
    "rule": "the rules in force on the day, in words, with their clauses",
}
BLANKS = {  # the practice's clinical system, or a person, fills these: we never hold them
    "patient_name": "[Patient name]",
    "date_of_birth": "[Date of birth]",
    "nhs_number": "[NHS number]",
    "letter_date": "[Date of your letter]",
    "sender": "[Your name and role]",
}
NAMES = sorted([*FROM_US, *BLANKS])
NEEDED = {"requests", "reasons", "rule"}

# One pattern for Python and PostgreSQL, which keeps any other brace out of the table.
ANY_OTHER_BRACE = r"\{(?!(" + "|".join(NAMES) + r")\})"
_PLACEHOLDER = re.compile(r"\{([a-z_]{1,20})\}")
_NAMED = re.compile(r"\{([^{}\n]{0,40})\}?")


def unknown(text: str) -> list[str]:
    """What follows an opening brace and is no placeholder of ours, in order, each once."""
    found = (match for match in _NAMED.finditer(text) if re.match(ANY_OTHER_BRACE, match.group()))
    return list(dict.fromkeys(match.group() for match in found))


def missing(text: str) -> list[str]:
    """The names without which a letter would not say what it is about."""
    return sorted(NEEDED - set(_PLACEHOLDER.findall(text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in, line by line.

    A line whose every placeholder is empty is left out; of several empty lines one remains.
    `KeyError` for a name that is neither a blank nor in `values`.
    """
    everything = {**BLANKS, **values}
    lines: list[str] = []
    for line in text.splitlines():
        names = _PLACEHOLDER.findall(line)
        if names and not any(everything[name] for name in names):
            continue
        filled = _PLACEHOLDER.sub(lambda match: everything[match.group(1)], line).rstrip()
        if filled or (lines and lines[-1]):
            lines.append(filled)
    return "\n".join(lines).strip()
