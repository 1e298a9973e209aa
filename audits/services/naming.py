"""What an audit is called, and whether it is invented."""

from audits.models import Audit
from interface import history
from interface.accounts.models import User


@history.action("labelled as invented")
def label_as_demonstration(audit: Audit, *, by: User | None) -> None:
    """Say on every page that these letters are invented."""
    if not audit.is_demonstration:
        audit.is_demonstration = True
        audit.save(update_fields=["is_demonstration"])


@history.action("renamed")
def rename(audit: Audit, *, name: str, by: User) -> None:
    """Give an audit another name; its address stays."""
    audit.name = name
    audit.save(update_fields=["name"])
