"""The way of an uploaded file: kept, checked, confirmed, stored, forgotten."""

import errno
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.utils import timezone

from audits import services, tasks
from audits.importing import readers
from audits.models import Audit, Import, ImportProblem, ImportStatus, Letter
from audits.services import letters as importing
from tests.audits.factories import GOOD, AuditFactory, as_csv, letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload_of(dana):
    def receive(rows, slug="demo", **fields):
        content = rows if isinstance(rows, bytes) else as_csv(rows).encode()
        return services.receive(
            file=ContentFile(content), file_name="letters.csv", audit_slug=slug, by=dana, **fields
        )

    return receive


def kept_files(media):
    return list(media.glob("imports/*"))


def test_an_upload_waits_for_the_worker_with_its_file(upload_of, media, dana):
    upload = upload_of(letters(2))
    assert (upload.status, upload.uploaded_by) == (ImportStatus.WAITING, dana)
    (path,) = kept_files(media)
    assert path.name != "letters.csv"
    assert path.stat().st_mode & 0o077 == 0


def test_a_check_shows_what_would_be_stored_and_stores_nothing(upload_of):
    upload = upload_of([*letters(2), GOOD | {"letter_id": "L3", "ask_1": "perhaps"}])
    tasks.run_imports_due()
    upload.refresh_from_db()
    assert (upload.status, upload.rows, upload.stored, upload.rejected) == ("checked", 3, 2, 1)
    assert not Letter.objects.exists()
    assert not Audit.objects.exists()
    problem = ImportProblem.objects.get()
    assert (problem.of, problem.record, problem.column) == (upload, 3, "ask_1")


def test_a_confirmed_upload_is_stored_and_its_file_deleted(
    upload_of, dana, media, django_capture_on_commit_callbacks
):
    upload = upload_of(letters(2), audit_name="Spring audit")
    tasks.run_imports_due()
    upload.refresh_from_db()
    services.confirm(upload, by=dana)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.run_imports_due()
    upload.refresh_from_db()
    assert (upload.status, upload.stored, upload.audit.name) == ("stored", 2, "Spring audit")
    assert upload.finished_at is not None
    assert Letter.objects.count() == 2
    assert not kept_files(media)


def test_history_tells_who_stored_letters(upload_of, dana):
    upload = upload_of(letters(1))
    tasks.run_imports_due()
    upload.refresh_from_db()
    services.confirm(upload, by=dana)
    tasks.run_imports_due()
    told = [(event.status, event.pgh_context) for event in upload.events.order_by("pgh_id")]
    assert [status for status, _ in told] == ["waiting", "checked", "confirmed", "stored"]
    assert all(context["by"] == dana.pk for _, context in told)


def test_a_wrong_file_is_refused_and_forgotten(
    upload_of, media, django_capture_on_commit_callbacks
):
    upload = upload_of(b"a,b,c\r\n1,2,3\r\n")
    with django_capture_on_commit_callbacks(execute=True):
        tasks.run_imports_due()
    upload.refresh_from_db()
    assert upload.status == ImportStatus.REFUSED
    assert "none of the column names" in upload.message
    assert not kept_files(media)


def test_a_cancelled_upload_stores_nothing_and_is_forgotten(
    upload_of, dana, media, django_capture_on_commit_callbacks
):
    upload = upload_of(letters(1))
    tasks.run_imports_due()
    upload.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        services.cancel(upload, by=dana)
    tasks.run_imports_due()
    assert not Letter.objects.exists()
    assert not kept_files(media)


@pytest.mark.parametrize("decide", [services.confirm, services.cancel])
def test_what_is_decided_cannot_be_decided_again(upload_of, dana, decide):
    upload = upload_of(letters(1))
    with pytest.raises(services.AlreadyDecided):
        decide(upload, by=dana)
    tasks.run_imports_due()
    upload.refresh_from_db()
    services.confirm(upload, by=dana)
    with pytest.raises(services.AlreadyDecided):
        decide(upload, by=dana)


def test_a_fault_of_ours_fails_the_import_and_the_next_one_goes_on(upload_of, media):
    broken, good = upload_of(letters(1)), upload_of(letters(1))
    kept = media / broken.file.name
    kept.unlink()
    kept.mkdir()
    tasks.run_imports_due()
    broken.refresh_from_db()
    good.refresh_from_db()
    assert broken.status == ImportStatus.REFUSED
    assert good.status == ImportStatus.CHECKED


def test_a_full_disk_keeps_neither_file_nor_row(upload_of, media, monkeypatch):
    save = FileSystemStorage._save

    def half(self, name, content):
        save(self, name, ContentFile(content.read()[:10]))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", half)
    with pytest.raises(services.NoRoom):
        upload_of(letters(1))
    assert not Import.objects.exists()
    assert not kept_files(media)


def test_letters_go_into_the_audit_that_is_there(upload_of, dana, trust):
    audit = AuditFactory(slug="demo", trust=trust)
    upload = upload_of(letters(1))
    assert upload.audit == audit
    tasks.run_imports_due()
    upload.refresh_from_db()
    services.confirm(upload, by=dana)
    tasks.run_imports_due()
    assert Letter.objects.get().audit == audit


def test_files_that_nobody_confirmed_are_deleted_after_some_days(
    upload_of, media, django_capture_on_commit_callbacks
):
    upload, fresh = upload_of(letters(1)), upload_of(letters(1))
    tasks.run_imports_due()
    long_ago = timezone.now() - timedelta(days=services.DAYS_TO_KEEP_FILES + 1)
    Import.objects.filter(pk=upload.pk).update(uploaded_at=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.forget_old_files()
    upload.refresh_from_db()
    assert upload.status == ImportStatus.CANCELLED
    assert [path.name for path in kept_files(media)] == [fresh.file.name.rpartition("/")[2]]


def test_an_upload_over_a_letter_that_is_stored_meanwhile_adds_nothing(upload_of, dana):
    first, second = upload_of(letters(2)), upload_of(letters(2))
    tasks.run_imports_due()
    for upload in (first, second):
        upload.refresh_from_db()
        services.confirm(upload, by=dana)
    tasks.run_imports_due()
    second.refresh_from_db()
    assert (second.status, second.stored, second.unchanged) == ("stored", 0, 2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_confirmed", [False, True])
def test_an_import_under_way_can_be_stopped(upload_of, media, dana, is_confirmed):
    upload = upload_of(letters(3))
    if is_confirmed:
        services.run(upload)
        services.confirm(upload, by=dana)
    services.stop(upload, by=dana)
    assert services.run(upload)
    upload.refresh_from_db()
    assert (upload.status, upload.message) == ("cancelled", "It was stopped. Nothing was stored.")
    assert not Letter.objects.exists()
    assert not kept_files(media)
    with pytest.raises(services.AlreadyDecided):
        services.stop(upload, by=dana)


@pytest.mark.django_db(transaction=True)
def test_an_import_stops_in_the_middle_of_its_file(upload_of, dana, monkeypatch):
    monkeypatch.setattr("audits.progress.EVERY", 0)
    monkeypatch.setattr("audits.importing.storing.BATCH", 1)
    upload = upload_of(letters(20))
    services.run(upload)
    services.confirm(upload, by=dana)
    take_in = importing.take_in

    def stopped_meanwhile(table, **arguments):
        elsewhere = connection.copy()
        with elsewhere.cursor() as cursor:
            cursor.execute("UPDATE audits_import SET stop_asked = true")
        elsewhere.close()
        take_in(table, **arguments)

    monkeypatch.setattr(importing, "take_in", stopped_meanwhile)
    assert services.run(upload)
    upload.refresh_from_db()
    assert upload.status == "cancelled"
    assert not Letter.objects.exists()


def test_the_database_plans_with_the_letters_that_came_in(upload_of, dana, monkeypatch):
    monkeypatch.setattr("audits.importing.storing.MANY", 10)
    upload = upload_of(letters(20))
    services.run(upload)
    services.confirm(upload, by=dana)
    services.run(upload)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'audits_letter'::regclass")
        assert cursor.fetchone()[0] >= 20


@pytest.mark.django_db(transaction=True)
def test_how_fast_an_import_goes_can_be_seen_meanwhile(upload_of, monkeypatch):
    monkeypatch.setattr("audits.progress.EVERY", 0)
    monkeypatch.setattr("audits.importing.storing.BATCH", 1)
    take_in, elsewhere, rates = importing.take_in, connection.copy(), []

    def looked_at(table, *, seen, **arguments):
        def seen_by_others():
            seen()
            with elsewhere.cursor() as cursor:
                cursor.execute("SELECT rows_per_second FROM audits_import")
                rates.append(cursor.fetchone()[0])

        take_in(table, seen=seen_by_others, **arguments)

    monkeypatch.setattr(importing, "take_in", looked_at)
    services.run(upload_of(letters(20)))
    elsewhere.close()
    assert len(rates) == 20 and all(rates[1:])


def test_what_looks_like_a_patient_is_masked_if_that_is_asked_for(upload_of, dana):
    text = "Seen with NHS number 943 476 5919 on the ward."
    upload = upload_of([GOOD | {"document_text": text}], masks=True)
    services.run(upload)
    services.confirm(upload, by=dana)
    services.run(upload)
    upload.refresh_from_db()
    assert Letter.objects.get().document_text == "Seen with NHS number [removed] on the ward."
    assert "In 1 text something that looked like a patient was masked" in upload.message


def test_texts_that_others_read_keep_to_their_rows(upload_of, dana, monkeypatch):
    monkeypatch.setattr(readers, "FEW", 0)
    rows = [row | {"document_text": f"Text of {row['letter_id']}."} for row in letters(100)]
    rows[65]["document_text"] = "Seen with NHS number 943 476 5919 on the ward."
    upload = upload_of(rows)
    services.run(upload)
    services.confirm(upload, by=dana)
    services.run(upload)
    assert ImportProblem.objects.get().record == 66
    stored = dict(Letter.objects.values_list("letter_id", "document_text"))
    assert stored == {f"L{n}": f"Text of L{n}." for n in range(1, 101) if n != 66}


def test_a_pseudonym_that_looks_like_a_patient_is_refused_even_then(upload_of):
    upload = upload_of([GOOD | {"letter_id": "9434765919"}], masks=True)
    services.run(upload)
    upload.refresh_from_db()
    assert (upload.status, upload.rejected) == (ImportStatus.REFUSED, 1)
