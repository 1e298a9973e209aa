"""Rates always equal a recount of the letters, made here in plain Python."""

import csv
import threading
import time
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F, Sum
from django.utils import timezone

from audits import counting, demonstration, services, tasks
from audits.models import AskRate, Audit, Letter, Review, Stage
from audits.setup import services as setup
from interface.vocabulary import Ask
from tests.audits.factories import AuditFactory, LetterFactory, letters

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 1)


def wait_until(true, seconds=10):
    """Until something is so; an error if it never is."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, true
        time.sleep(0.02)


def somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock')"
        )
        return cursor.fetchone()[0]


def recount(path):
    """What the rates of a file's letters must be, from the file itself."""
    cells = Counter()
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            for ask in Ask:
                month = row["discharge_date"][:7]
                cells[row["specialty_code"], ask.value, month, row[f"ask_{ask}"]] += 1
    return cells


def rates(audit):
    """The stored rates as a recount would have them."""
    names = {"met": "met", "not_met": "not_met", "not_applicable": "n/a", "not_judged": ""}
    cells = Counter()
    for rate in AskRate.objects.filter(audit=audit).select_related("specialty"):
        for field, judgement in names.items():
            code = rate.specialty.treatment_function_code
            cells[code, rate.ask, f"{rate.month:%Y-%m}", judgement] += getattr(rate, field)
    return +cells


@pytest.fixture
def file_of_letters(trust, tmp_path):
    path = tmp_path / "invented.csv"
    demonstration.write_csv(path, letters=400, on=ON)
    return path


@pytest.fixture
def audit(file_of_letters):
    services.import_letters(path=file_of_letters, slug="demo", by=None)
    return Audit.objects.get()


def test_rates_equal_a_recount_of_the_file(audit, file_of_letters):
    services.aggregate(audit)
    assert rates(audit) == recount(file_of_letters)
    assert services.drift(audit) == 0


def test_counting_in_many_parts_gives_the_same_rates(audit, file_of_letters, monkeypatch):
    monkeypatch.setattr(counting, "PART", 7)
    services.aggregate(audit)
    assert rates(audit) == recount(file_of_letters)


def test_the_four_counts_of_each_ask_add_up_to_the_letters(audit):
    services.aggregate(audit)
    for ask in Ask:
        counted = AskRate.objects.filter(audit=audit, ask=ask)
        total = sum(r.met + r.not_met + r.not_applicable + r.not_judged for r in counted)
        assert total == 400


def test_letters_nobody_reviewed_are_counted_as_not_judged():
    letter = LetterFactory()
    services.aggregate(letter.audit)
    rate = AskRate.objects.get(ask=Ask.REFER)
    assert (rate.met, rate.not_met, rate.not_applicable, rate.not_judged) == (0, 0, 0, 1)


def test_counting_twice_changes_nothing(audit):
    services.aggregate(audit)
    first = rates(audit)
    services.aggregate(audit)
    assert rates(audit) == first


def test_rates_of_letters_that_are_gone_are_gone(audit):
    services.aggregate(audit)
    Letter.objects.all().delete()
    assert services.drift(audit) > 0
    services.aggregate(audit)
    assert not AskRate.objects.exists()
    assert services.drift(audit) == 0


def test_an_audit_without_letters_has_no_rates():
    audit = AuditFactory()
    assert services.aggregate(audit)
    assert not audit.rates.exists()


def test_only_its_own_letters_count_for_an_audit(audit, file_of_letters):
    services.import_letters(path=file_of_letters, slug="other", by=None)
    services.aggregate(Audit.objects.get(slug="other"))
    assert not audit.rates.exists()
    services.aggregate(audit)
    assert rates(audit) == recount(file_of_letters)


def test_drift_counts_the_cells_that_are_wrong(audit):
    services.aggregate(audit)
    first, second = AskRate.objects.order_by("id")[:2]
    AskRate.objects.filter(pk=first.pk).update(met=first.met + 1)
    AskRate.objects.filter(pk=second.pk).delete()
    assert services.drift(audit) == 2


def test_an_import_makes_the_rates_out_of_date_until_they_are_counted(audit, import_file):
    assert not audit.rates_are_current
    tasks.aggregate_due()
    audit.refresh_from_db()
    assert audit.rates_are_current
    assert audit.rates_progress is None
    import_file(letters(1))
    audit.refresh_from_db()
    assert not audit.rates_are_current
    tasks.aggregate_due()
    audit.refresh_from_db()
    assert audit.rates_are_current
    assert services.drift(audit) == 0


def test_an_import_that_adds_nothing_leaves_the_rates_current(audit, file_of_letters):
    tasks.aggregate_due()
    services.import_letters(path=file_of_letters, slug="demo", by=None)
    audit.refresh_from_db()
    assert audit.rates_are_current


def test_the_command_counts_and_compares(audit):
    said = StringIO()
    call_command("aggregate_audit", "demo", stdout=said)
    assert "equal to a recount" in said.getvalue()


def test_the_command_names_an_audit_it_does_not_find(db):
    with pytest.raises(CommandError, match="no audit “nowhere”"):
        call_command("aggregate_audit", "nowhere")


def test_a_review_by_somebody_here_does_not_count_twice(audit, dana):
    services.aggregate(audit)
    first = rates(audit)
    Review.objects.create(
        letter=Letter.objects.first(), reviewer=dana, rater=1, counts=False, ask_1="not_met"
    )
    services.aggregate(audit)
    assert rates(audit) == first


def test_a_letter_that_was_not_drawn_is_not_counted(audit):
    Letter.objects.filter(pk=Letter.objects.first().pk).update(in_sample=False)
    services.aggregate(audit)
    counted = audit.rates.filter(ask=1).aggregate(
        letters=Sum(F("met") + F("not_met") + F("not_applicable") + F("not_judged"))
    )
    assert counted["letters"] == Letter.objects.count() - 1
    assert services.drift(audit) == 0


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    """Another connection does something at the same moment."""

    @pytest.fixture
    def elsewhere(self):
        """Runs a function in a thread with a connection of its own; waits for it at the end."""
        threads = []

        def run(work):
            def and_close():
                try:
                    work()
                finally:
                    connection.close()

            threads.append(threading.Thread(target=and_close))
            threads[-1].start()
            return threads[-1]

        yield run
        for thread in threads:
            thread.join(10)
            assert not thread.is_alive()

    def test_letters_about_to_be_committed_hold_the_counting_off(self, audit, elsewhere):
        changed, go_on = threading.Event(), threading.Event()

        def change():
            with transaction.atomic():
                services.letters_changed(audit)
                changed.set()
                go_on.wait(10)

        elsewhere(change)
        assert changed.wait(10)
        assert services.aggregate(audit, wait=False) is False
        go_on.set()

    def test_counting_holds_off_the_last_step_of_an_import(self, audit, elsewhere, monkeypatch):
        counting_now, go_on, committed = (threading.Event() for _ in range(3))
        count_letters = counting.count_letters

        def slowly(audit, done):
            counting_now.set()
            go_on.wait(10)
            count_letters(audit, done)

        def change():
            Letter.objects.filter(audit=audit).first().delete()
            with transaction.atomic():
                services.letters_changed(audit)
            committed.set()

        monkeypatch.setattr("audits.services.rates.count_letters", slowly)
        elsewhere(lambda: services.aggregate(audit))
        assert counting_now.wait(10)
        elsewhere(change)
        assert not committed.wait(0.3)
        go_on.set()
        assert committed.wait(10)
        audit.refresh_from_db()
        assert not audit.rates_are_current

    @pytest.mark.parametrize(
        ("step", "before"),
        [
            (setup.draw, {"stage": Stage.FRAME}),
            (setup.discard, {"stage": Stage.SAMPLED, "seed": 1, "sampled_at": timezone.now()}),
        ],
    )
    def test_a_sample_drawn_while_letters_are_counted_waits_and_neither_fails(
        self, audit, dana, elsewhere, monkeypatch, step, before
    ):
        Audit.objects.update(**before)
        counting_now, go_on = threading.Event(), threading.Event()
        count_letters, done = counting.count_letters, []

        def slowly(audit, progress):
            counting_now.set()
            go_on.wait(10)
            count_letters(audit, progress)

        monkeypatch.setattr("audits.services.rates.count_letters", slowly)
        elsewhere(lambda: done.append(services.aggregate(audit)))
        assert counting_now.wait(10)
        taking = elsewhere(lambda: done.append(step(audit, by=dana)))
        wait_until(somebody_waits_for_a_lock)
        go_on.set()
        taking.join(10)
        wait_until(lambda: len(done) == 2)

    def test_progress_is_seen_while_letters_are_counted(self, audit, elsewhere, monkeypatch):
        seen = []

        def look(audit, done):
            done(40)
            elsewhere(lambda: seen.append(Audit.objects.get(pk=audit.pk).rates_progress)).join(10)

        monkeypatch.setattr("audits.progress.EVERY", 0)
        monkeypatch.setattr("audits.services.rates.count_letters", look)
        services.aggregate(audit)
        assert seen == [40]
        audit.refresh_from_db()
        assert audit.rates_progress is None
