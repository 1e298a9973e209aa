"""Workers that are killed, and messages that come twice: all of a file is stored, or nothing."""

import os
import random
import signal
import time
from contextlib import contextmanager, suppress

import pytest
from celery import Celery
from django.core.files.base import ContentFile
from django.db import connection, transaction

from audits import demonstration, services
from audits.models import Audit, Import, ImportStatus, Letter, Review
from tests.audits.test_aggregation import ON
from tests.audits.workers import forked, somebody_holds, wait_for, worker

pytestmark = pytest.mark.django_db(transaction=True)

LETTERS = 1000
KILLS = 20


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


@pytest.fixture
def run_and_kill(broker, media):
    """Runs code to its end once, to see how long it takes; then kills it at a random moment."""
    chance = random.Random(12)

    @contextmanager
    def prepare(code):
        with forked(code, broker=broker, media=media) as (start, ended):

            def run(longest=None):
                began = time.monotonic()
                number = start()
                if longest is not None:
                    time.sleep(chance.uniform(0, longest))
                    with suppress(ProcessLookupError):
                        os.kill(number, signal.SIGKILL)
                ended()
                return time.monotonic() - began

            yield run

    return prepare


def test_an_import_killed_at_any_moment_is_done_again_from_nothing(
    file_of_letters, dana, run_and_kill
):
    def confirmed(slug):
        upload = services.receive(
            file=ContentFile(file_of_letters.read_bytes()),
            file_name="letters.csv",
            audit_slug=slug,
            by=dana,
        )
        services.run(upload)
        services.confirm(upload, by=dana)
        return upload

    with run_and_kill("from audits.tasks import run_imports_due; run_imports_due()") as run:
        confirmed("first")
        longest, killed = run(), 0
        upload = confirmed("demo-0")
        for number in range(1, KILLS + 1):
            run(longest)
            assert wait_for(lambda: not somebody_holds(services.UPLOAD_LOCK))
            stored = Letter.objects.filter(audit__slug=upload.audit_slug).count()
            assert stored == (LETTERS if status(upload) == ImportStatus.STORED else 0)
            killed += not stored
            if stored:
                upload = confirmed(f"demo-{number}")
        assert killed
        run()
    assert status(upload) == ImportStatus.STORED
    assert Letter.objects.filter(audit__slug=upload.audit_slug).count() == LETTERS
    assert Letter.objects.count() == Review.objects.count()


COUNT = """
from audits import counting
counting.PART = 30
from audits.tasks import aggregate_due
aggregate_due()
"""


@pytest.mark.parametrize("of", ["every letter", "the cells judged anew"])
def test_counting_killed_at_any_moment_leaves_the_old_rates_or_the_new(
    of, file_of_letters, run_and_kill
):
    services.import_letters(path=file_of_letters, slug="demo", by=None)
    audit = Audit.objects.get()
    services.aggregate(audit)

    def rates():
        return list(audit.rates.order_by("specialty", "ask", "month").values_list("met", "not_met"))

    def judge_anew(judgement):
        letters = Letter.objects.order_by("?")[:50]
        with transaction.atomic():
            Review.objects.filter(letter__in=[one.pk for one in letters]).update(ask_1=judgement)
            if of == "every letter":
                services.letters_changed(audit)
            else:
                services.judgements_changed(audit, letters)

    with run_and_kill(COUNT) as run:
        judge_anew("met")
        longest, killed = run(), 0
        for number in range(KILLS):
            before = rates()
            judge_anew("not_met" if number % 2 else "met")
            run(longest)
            assert wait_for(lambda: not somebody_holds(services.RATES_LOCK))
            audit.refresh_from_db()
            differing = services.drift(audit)
            assert (differing == 0) == audit.rates_are_current
            assert differing == 0 or rates() == before
            killed += differing > 0
        assert killed
        run()
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
