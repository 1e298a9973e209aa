"""The directory's starting data: what an empty directory is filled with."""

from interface.directory.importing import (
    DATA,
    import_organisations,
    import_practices,
    import_specialties,
)
from interface.directory.layouts import headed
from interface.directory.models import Organisation
from interface.directory.recording import recorded

TRUST = "RX1"


def load() -> str:
    """Add the organisations and specialties that are missing; returns a line for people.

    Rows that are there already stay as they are, so it is safe to run at every start and never
    undoes a newer import or what the integration team changed.
    """
    bodies = import_organisations(DATA / "organisations.csv", by=None)
    practices = import_practices(DATA / "gp_practices_notts.csv", by=None, update=False)
    if practices.added:
        link_successors()
    specialties = import_specialties(
        DATA / "treatment_function_codes.csv",
        trust=Organisation.objects.get(ods_code=TRUST),
        by=None,
        update=False,
    )
    return (
        f"Directory: {bodies.added} bodies, {practices.added} practices and "
        f"{specialties.added} specialties added"
    )


def link_successors() -> None:
    """Name the practices that carried on under a new code, where nobody has yet."""
    listed = headed(DATA / "successors.csv", required={"ods_code", "succeeded_by"})
    with recorded("linked practices to their successors", by=None):
        for _, cells in listed:
            Organisation.objects.filter(ods_code=cells["ods_code"], succeeded_by=None).update(
                succeeded_by=Organisation.objects.get(ods_code=cells["succeeded_by"])
            )
