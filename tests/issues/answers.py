"""What a browser posts from the report form."""

import uuid

from tests.issues.factories import CategoryFactory


def answers(**changes):
    """The six answers, right ones, and whatever else is to be posted."""
    said = {
        "submission": str(uuid.uuid4()),
        "kind": "issue",
        "specialty": "not-sure",
        "category": CategoryFactory().code,
        "what_happened": "A letter came after five weeks.",
        "removed_patient_details": "on",
        "wants_reply": "on",
        "may_be_shared": "on",
    }
    return {**said, **changes}
