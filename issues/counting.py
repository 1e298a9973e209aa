"""How far a list is counted, so that a page costs the same however many issues there are."""

MOST = 1_000  # issues of one list; counted further only for whoever goes there
FURTHER = MOST + 1  # as many are looked for: found, it says that there are more


def goes_beyond(page: str, *, rows: int) -> bool:
    """Whether a page, by its number in an address, may hold what is not counted; `rows` on each."""
    return page.isdecimal() and (len(page) > len(str(MOST)) or int(page) * rows >= MOST)


def said(count: int) -> str:
    """A number, or that there are more than are counted."""
    return f"{count:,}" if count != FURTHER else f"{MOST:,}+"
