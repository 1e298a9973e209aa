"""Names as a reader expects them, from registers that write in capitals."""

import re

_SMALL = {"and", "at", "by", "for", "in", "of", "on", "the", "to", "with"}
_CAPITALS = {"GPA", "SAS", "BACHS", "NOTSPAR"}  # initials that could be read as words
_ABBREVIATED = {"dr", "st", "ctr", "mr", "mrs", "rd"}  # words although they have no vowel
_WORD = re.compile(r"[A-Z0-9]+(?:['’][A-Z]+)?")


def tidy_name(name: str) -> str:
    """An organisation's name in title case: "THE OM SURGERY (KHAN)" is "The Om Surgery (Khan)".

    A name that holds a small letter is somebody's own writing and stays as it is.
    """
    name = " ".join(name.split())
    if name != name.upper():
        return name

    def cased(match: re.Match) -> str:
        word, begins = match[0], match.start() == 0 or name[match.start() - 1] == "("
        small = word.lower()
        if small in _SMALL and not begins:
            return small
        if small in _ABBREVIATED:
            return word.capitalize()
        initials = len(word) <= 3 and not re.search("[AEIOU]", word)
        if initials or word in _CAPITALS or any(letter.isdigit() for letter in word):
            return word
        return word.capitalize()

    return _WORD.sub(cased, name)


def sentence_case(name: str) -> str:
    """A treatment function's name as staff say it: "Pain Management Service", "Pain management"."""
    name = " ".join(name.split()).removesuffix(" Service")
    return name[:1].upper() + name[1:].lower()
