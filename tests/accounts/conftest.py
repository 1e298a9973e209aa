import pytest

from interface.outbox.models import Message


@pytest.fixture
def mails(db):
    """The messages saved for one address, in order."""
    return lambda to: list(Message.objects.filter(recipient=to).order_by("pk"))
