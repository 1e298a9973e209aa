"""Workers that are killed, and messages that come twice: all of a file is stored, or nothing."""

import random
import time

import pytest
from celery import Celery
from django.core.files.base import ContentFile
from django.db import connection

from audits import demonstration, services
from audits.models import Audit, Import, ImportStatus, Letter, Review
from tests.audits.test_aggregation import ON
from tests.audits.workers import has_begun, process, somebody_holds, wait_for, worker

pytestmark = pytest.mark.django_db(transaction=True)

LETTERS = 3000
KILLS = 4


@pytest.fixture
def file_of_letters(trust, tmp_path):
    path = tmp_path / "letters.csv"
    demonstration.write_csv(path, letters=LETTERS, on=ON)
    return path


@pytest.fixture
def send(broker):
    """Puts a task on the broker, as beat does."""
    with Celery(broker=broker) as app:
        yield lambda name: app.send_task(f"audits.tasks.{name}")
        app.control.purge()


def status(upload):
    upload.refresh_from_db()
    return upload.status


def test_a_worker_checks_stores_and_counts_an_uploaded_file(
    file_of_letters, dana, send, broker, media
):
    upload = services.receive(
        file=ContentFile(file_of_letters.read_bytes()),
        file_name="letters.csv",
        audit_slug="demo",
        by=dana,
    )
    with worker(broker, media):
        send("run_imports_due")
        assert wait_for(lambda: status(upload) == ImportStatus.CHECKED)
        assert (upload.rows, upload.stored) == (LETTERS, LETTERS)
        assert not Letter.objects.exists()
        services.confirm(upload, by=dana)
        for _ in range(3):  # a message may be delivered more than once
            send("run_imports_due")
            send("aggregate_due")
        assert wait_for(lambda: status(upload) == ImportStatus.STORED)
        assert Letter.objects.count() == LETTERS
        send("aggregate_due")
        assert wait_for(lambda: Audit.objects.get().rates_are_current)
    assert services.drift(Audit.objects.get()) == 0
    assert not list(media.glob("imports/*"))


def test_an_import_killed_at_any_moment_is_done_again_from_nothing(
    file_of_letters, dana, send, broker, media
):
    upload = services.receive(
        file=ContentFile(file_of_letters.read_bytes()),
        file_name="letters.csv",
        audit_slug="demo",
        by=dana,
    )
    services.run(upload)
    services.confirm(upload, by=dana)
    chance, killed = random.Random(12), 0
    while killed < KILLS and status(upload) == ImportStatus.CONFIRMED:
        with process("-c", RUN_IMPORT, broker=broker, media=media) as child:
            assert wait_for(lambda: has_begun(child, services.UPLOAD_LOCK))
            time.sleep(chance.uniform(0, 0.2))
        assert wait_for(lambda: not somebody_holds(services.UPLOAD_LOCK))
        stored = Letter.objects.count()
        assert stored in {0, LETTERS}
        assert (status(upload) == ImportStatus.STORED) == (stored == LETTERS)
        killed += stored == 0
    assert killed
    with process("-c", RUN_IMPORT, broker=broker, media=media) as child:
        child.wait(180)
    assert status(upload) == ImportStatus.STORED
    assert Letter.objects.count() == Review.objects.count() == LETTERS


RUN_IMPORT = """
import django
django.setup()
from audits.tasks import run_imports_due
run_imports_due()
"""

AGGREGATE = """
import django
django.setup()
from audits import counting
counting.PART = 30
from audits.tasks import aggregate_due
aggregate_due()
"""


def test_counting_killed_at_any_moment_leaves_the_old_rates_or_the_new(
    file_of_letters, send, broker, media, tmp_path
):
    services.import_letters(path=file_of_letters, slug="demo", by=None)
    audit = Audit.objects.get()
    services.aggregate(audit)
    before = list(audit.rates.order_by("specialty", "ask", "month").values_list("met", "not_met"))
    more = tmp_path / "more.csv"
    demonstration.write_csv(more, letters=LETTERS, on=ON, prefix="MORE", seed=2)
    services.import_letters(path=more, slug="demo", by=None)
    audit.refresh_from_db()
    chance, killed = random.Random(13), 0
    while killed < KILLS and not audit.rates_are_current:
        with process("-c", AGGREGATE, broker=broker, media=media) as child:
            assert wait_for(lambda: has_begun(child, services.RATES_LOCK))
            time.sleep(chance.uniform(0, 0.1))
        assert wait_for(lambda: not somebody_holds(services.RATES_LOCK))
        audit.refresh_from_db()
        now = list(audit.rates.order_by("specialty", "ask", "month").values_list("met", "not_met"))
        assert now == before or services.drift(audit) == 0
        killed += now == before
    assert killed
    with process("-c", AGGREGATE, broker=broker, media=media) as child:
        child.wait(180)
    audit.refresh_from_db()
    assert audit.rates_are_current
    assert services.drift(audit) == 0


def test_an_import_in_the_hands_of_one_worker_is_left_alone_by_another(
    file_of_letters, dana, broker, media
):
    upload = services.receive(
        file=ContentFile(file_of_letters.read_bytes()),
        file_name="letters.csv",
        audit_slug="demo",
        by=dana,
    )
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [services.UPLOAD_LOCK, upload.pk])
        assert services.run(upload) is False
        assert status(upload) == ImportStatus.WAITING
    finally:
        other.close()
    assert wait_for(lambda: services.run(upload))
    assert status(upload) == ImportStatus.CHECKED


def test_a_file_that_kills_its_worker_again_and_again_is_given_up(file_of_letters, dana):
    upload = services.receive(
        file=ContentFile(file_of_letters.read_bytes()),
        file_name="letters.csv",
        audit_slug="demo",
        by=dana,
    )
    Import.objects.update(attempts=services.MOST_ATTEMPTS)
    services.run(upload)
    assert status(upload) == ImportStatus.FAILED
    assert "nothing was stored" in upload.message
