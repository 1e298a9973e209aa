"""Statements through the services, as the team makes them."""

from datetime import date

from issues.statements import services
from tests.accounts.factories import UserFactory

MONTH = date(2026, 1, 1)


def team_member():
    return UserFactory(integration_team=True)


def words(**changes):
    said = {
        "said": "Practices were asked to chase scans.",
        "did": "changed the form of the clinic.",
        "kind": "issue",
        "result": "changed",
        "month": MONTH,
    }
    if changes.get("kind") == "praise":
        said["result"] = ""
    return services.Words(**{**said, **changes})


def waiting(*, by=None, statement=None, after=0, issues=(), **changes):
    """A version that waits for a second person."""
    by = by or team_member()
    return services.write(
        statement, words(**changes), by=by, after=after, issues=issues, finished=True
    )


def public(**changes):
    """A version that anybody can read."""
    version = waiting(**changes)
    services.approve(version, by=team_member())
    version.refresh_from_db()
    return version
