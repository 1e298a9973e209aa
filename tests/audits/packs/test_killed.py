"""A worker that is killed at its packs, and two that are told to make the same ones."""

import uuid

import pytest

from audits.models import PackState
from audits.packs import services
from tests.audits.workers import process, wait_for

pytestmark = pytest.mark.django_db(transaction=True)

MAKE = """
import django
django.setup()
from audits.tasks import make_packs_due
make_packs_due()
"""


def test_packs_are_made_once_though_a_worker_is_killed_and_two_follow(audit, dana, broker, media):
    run = services.ask_for_packs(audit, submission=uuid.uuid4(), by=dana)
    made = run.packs.filter(state=PackState.MADE)
    with process("-c", MAKE, broker=broker, media=media):
        assert wait_for(made.exists)
    kept = dict(made.values_list("key", "made_at"))
    with (
        process("-c", MAKE, broker=broker, media=media) as one,
        process("-c", MAKE, broker=broker, media=media) as two,
    ):
        assert one.wait(180) == two.wait(180) == 0
    run.refresh_from_db()
    assert run.ended_at and made.count() == 2
    assert kept.items() <= dict(made.values_list("key", "made_at")).items()
