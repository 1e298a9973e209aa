"""The list that most people open: all that they may see, on one tab.

Read by statements that are put together, and planned by the database, once. What is searched for
is a queryset (issues.filters); a test holds both to the same rows.
"""

from functools import cache

from interface.accounts.models import Role, User
from interface.prepared import Statement
from issues import visible
from issues.choices import HAS_ANSWER, WAITS_FOR, Side, Status
from issues.counting import FURTHER
from issues.filters import Tab, by_tab
from issues.rows import Row, Rows


def counts(user: User, *, whole: bool = False) -> dict[Tab, int]:
    """How many issues each tab holds, FURTHER at most; `whole` counts them all."""
    most = None if whole else FURTHER
    found = dict(_counting[Role(user.role)](visible.reader(user), most, Status.values))
    return {tab: min(n, most or n) for tab, n in by_tab(found, user=user).items()}


def rows(user: User, tab: Tab, *, first: int, most: int) -> list[Row]:
    """`most` rows of a tab from its `first` on, counted from 0: the newest issues come first."""
    read = _reading(Role(user.role), tab, most, first > 0)
    return read(visible.reader(user), *([first + most, first] if first else []))


_counting = {
    role: Statement(f"""
SELECT asked.status, count(*) FROM (SELECT %s::bigint AS id, %s::bigint AS most) AS reader
CROSS JOIN unnest(%s::text[]) AS asked (status) CROSS JOIN LATERAL (
    {visible.in_parts(role, "this.status = asked.status", end="LIMIT reader.most")}
) AS found GROUP BY 1
""")  # noqa: S608 our own words
    for role in visible.PARTS
}


@cache
def _reading(role: Role, tab: Tab, most: int, further: bool) -> Rows:
    """With numbers and statuses written out, by which the database finds the fitting index."""
    on_tab = {
        Tab.WAITING: f"status IN ({_quoted(WAITS_FOR[Side(role)])})",
        Tab.OPEN: f"NOT status IN ({_quoted(HAS_ANSWER)})",
        Tab.ANSWERED: f"status IN ({_quoted(HAS_ANSWER)})",
        Tab.ALL: "true",
    }
    last, begin = ("%s::bigint", "OFFSET %s") if further else (most, "")
    newest = "ORDER BY raised_at DESC LIMIT reader.last"
    return Rows(f"""
SELECT found.id, row_number() OVER (ORDER BY raised_at DESC) AS place
FROM (SELECT %s::bigint AS id, {last} AS last) AS reader CROSS JOIN LATERAL (
    {visible.in_parts(role, on_tab[tab], what="id, raised_at", end=newest)}
) AS found ORDER BY raised_at DESC LIMIT {most:d} {begin}
""")  # noqa: S608 our own words


def _quoted(statuses: list[Status]) -> str:
    return ", ".join(f"'{status.value}'" for status in statuses)
