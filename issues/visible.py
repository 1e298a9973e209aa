"""Which issues a person may see, as SQL: `visible_to` of issues for statements that are kept.

A role sees them in parts that have none in common. An index leads through each part, so that a
list takes the newest of each, and a count adds them up.
"""

from dataclasses import dataclass

from interface.accounts.models import Role, User


@dataclass(frozen=True)
class Part:
    """What is seen for one reason: `this` issue is `theirs`, by one of the rows of `through`.

    `reader.id` is what the role sees them by: a practice, or else the person.
    """

    theirs: str
    through: str = "(SELECT) AS itself"


_LED = "SELECT specialty_id FROM accounts_user_specialties WHERE user_id = reader.id"
_SENT = "this.sent_to_specialty_at IS NOT NULL"
PARTS = {
    Role.PRACTICE: [Part("this.practice_id = reader.id")],
    Role.SPECIALTY: [
        Part(f"{_SENT} AND this.specialty_id = led.specialty_id", through=f"({_LED}) AS led"),
        Part(  # few; their keys come first, else the database combines them with all of a status
            f"this.id = own.id AND ({_SENT} AND this.specialty_id IN ({_LED})) IS NOT TRUE",
            through="(SELECT id FROM issues_issue WHERE raised_by_id = (SELECT reader.id)) AS own",
        ),
    ],
    Role.INTEGRATION_TEAM: [Part("true")],
}


def reader(user: User) -> int | None:
    """The value of `reader.id` for this person."""
    return user.organisation_id if user.is_practice else user.pk


def is_visible(role: Role) -> str:
    """The condition on `this` issue that somebody in this role may see it; its one %s is them."""
    parts = " OR ".join(
        f"EXISTS (SELECT FROM {part.through} WHERE {part.theirs})" for part in PARTS[role]
    )
    return f"EXISTS (SELECT FROM (SELECT %s::bigint AS id) AS reader WHERE {parts})"


def in_parts(role: Role, which: str, *, what: str = "", end: str) -> str:
    """SQL for `what` of the issues that `reader` sees and that are `which`, each part to its end.

    For a LATERAL subquery.
    """
    issues = f"SELECT {what} FROM issues_issue this WHERE {which}"  # noqa: S608 our own words
    parts = [
        f"{part.through} CROSS JOIN LATERAL ({issues} AND {part.theirs} {end}) AS found"
        for part in PARTS[role]
    ]
    return " UNION ALL ".join(f"(SELECT found.* FROM {part})" for part in parts)  # noqa: S608
