"""Letters come in: a file is kept, checked, confirmed, stored and forgotten."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audits.importing.files import open_table
from audits.importing.intake import take_in
from audits.importing.layout import FileRefused, shown_names
from audits.importing.report import Report, counted
from audits.models import (
    IMPORT_FOLDER,
    RESERVED_SLUGS,
    Audit,
    Import,
    ImportProblem,
    ImportStatus,
    import_path,
    import_storage,
)
from audits.progress import Progress
from audits.services.locks import AUDIT_LOCK, UPLOAD_LOCK, lock
from audits.services.rates import letters_changed
from interface import history
from interface.accounts.models import User
from interface.directory.models import Organisation
from interface.directory.reference import TRUST

MOST_ATTEMPTS = 50  # by workers that were killed or lost the database
DAYS_TO_KEEP_FILES = 7

log = logging.getLogger(__name__)


class NoRoom(Exception):
    """An uploaded file could not be kept, because the disk is full or out of order."""


class AlreadyDecided(Exception):
    """Somebody has stored or cancelled this import in the meantime."""


class _Stopped(Exception):
    """Somebody cancelled this import while it was under way."""


class _Undo(Exception):
    """Leave nothing of this import in the database."""


@history.action("imported letters")
def import_letters(
    *,
    path: Path,
    slug: str,
    by: User | None,
    dry_run: bool = False,
    audit_name: str = "",
    masks: bool = False,
) -> Report:
    """Store the letters of a file at once, as the command does; see `Report` for what it says.

    An unknown audit is begun. Nothing is stored on a dry run, or from a file that is refused. With
    masks=True, what looks like a patient in a text is masked instead of rejecting its row.
    """
    report, audit = _take_in(
        path, name=path.name, slug=slug, audit_name=audit_name, dry_run=dry_run, masks=masks
    )
    if audit is not None and not dry_run:
        done = Import(audit_slug=slug, file_name=path.name[:150], uploaded_by=by)
        _write_down(done, report, ImportStatus.STORED, audit=audit)
    return report


@history.action("uploaded letters")
def receive(
    *,
    file: File,
    file_name: str,
    audit_slug: str,
    audit_name: str = "",
    masks: bool = False,
    by: User,
) -> Import:
    """Keep an uploaded file for the worker to check; raises NoRoom and then keeps nothing."""
    storage, name = import_storage(), import_path(None, "")
    try:
        name = storage.save(name, file)
        return Import.objects.create(
            audit_slug=audit_slug,
            audit_name=audit_name,
            audit=Audit.objects.filter(slug=audit_slug).first(),
            file=name,
            file_name=file_name,
            masks=masks,
            uploaded_by=by,
        )
    except OSError as error:
        storage.delete(name)
        raise NoRoom from error
    except DatabaseError:
        storage.delete(name)
        raise


@history.action("confirmed an import")
def confirm(upload: Import, *, by: User) -> None:
    """Have the worker store what the check has shown; raises AlreadyDecided."""
    _decide(upload, ImportStatus.CONFIRMED)


@history.action("cancelled an import")
def cancel(upload: Import, *, by: User | None) -> None:
    """Store nothing of a checked file and forget it; raises AlreadyDecided."""
    _decide(upload, ImportStatus.CANCELLED)
    _forget_file(upload)
    upload.save(update_fields=["file"])


@history.action("stopped an import")
def stop(upload: Import, *, by: User) -> None:
    """Cancel an import that is under way; the worker leaves nothing of it.

    Raises AlreadyDecided where there is nothing under way any more.
    """
    asked = Import.objects.due().filter(pk=upload.pk).update(stop_asked=True)
    if not asked:
        raise AlreadyDecided


def _decide(upload: Import, status: ImportStatus) -> None:
    locked = Import.objects.select_for_update().get(pk=upload.pk)
    if locked.status != ImportStatus.CHECKED:
        raise AlreadyDecided
    upload.status, upload.progress, upload.attempts = status, 0, 0
    upload.save(update_fields=["status", "progress", "attempts"])


def run(upload: Import) -> bool:
    """Do what is due for an uploaded file, check or store; False if another worker does.

    All of it is one transaction: a worker that is killed leaves the import as it was, due again.
    """
    with transaction.atomic():
        if not lock(UPLOAD_LOCK, upload.pk, wait=False):
            return False
        upload.refresh_from_db()
        if not upload.is_under_way:
            return False
        with Progress(upload) as progress:
            progress.tell_now(attempts=upload.attempts + 1)
            if upload.attempts >= MOST_ATTEMPTS:
                _fail(upload)
                return True
            try:
                with transaction.atomic():
                    _check_or_store(upload, progress=progress, by=upload.uploaded_by)
            except _Stopped:
                _give_up(upload, ImportStatus.CANCELLED, "It was stopped. Nothing was stored.")
            except (DatabaseError, MemoryError, ChildProcessError):
                raise  # the same again in a moment, MOST_ATTEMPTS times
            except Exception:
                log.exception("Import %s failed", upload.reference)
                _fail(upload)
    return True


@history.action("imported letters")
def _check_or_store(upload: Import, *, progress: Progress, by: User | None) -> None:
    dry_run = upload.status == ImportStatus.WAITING

    begun = time.monotonic()

    def told(percent: int, rows: int) -> None:
        rate = int(rows / (time.monotonic() - begun))
        if progress.tell(progress=percent, rows_per_second=rate) and progress.asks("stop_asked"):
            raise _Stopped

    if progress.asks("stop_asked"):
        raise _Stopped
    report, audit = _take_in(
        Path(upload.file.path),
        name=upload.file_name,
        slug=upload.audit_slug,
        audit_name=upload.audit_name,
        dry_run=dry_run,
        masks=upload.masks,
        told=told,
    )
    status = ImportStatus.CHECKED if dry_run else ImportStatus.STORED
    _write_down(upload, report, status if report.accepted else ImportStatus.REFUSED, audit=audit)


def _take_in(
    path: Path,
    *,
    name: str,
    slug: str,
    audit_name: str,
    dry_run: bool,
    masks: bool = False,
    told: Callable[[int, int], None] = lambda percent, rows: None,
) -> tuple[Report, Audit | None]:
    """Read, check and store a file; the audit is None where nothing of it was stored.

    `told` hears the per cent that is done and how many rows that are.
    """
    report = Report(dry_run=dry_run)
    try:
        with transaction.atomic(), open_table(path, name) as table:
            audit = _audit_to_fill(slug, audit_name)
            take_in(
                table,
                audit=audit,
                report=report,
                today=timezone.localdate(),
                seen=lambda: told(int(90 * (table.position() or 0)), report.rows),
                masks=masks,
            )
            report.notes += table.notes
            if table.layout.ignored:
                columns = counted(len(table.layout.ignored), "unknown column", "unknown columns")
                report.notes.append(f"{columns} ignored: {shown_names(table.layout.ignored)}.")
            report.header_row = table.header_row
            report.judge()
            if dry_run or not report.accepted:
                raise _Undo
            if report.stored:
                letters_changed(audit)
    except FileRefused as refusal:
        return Report(dry_run=dry_run, refusal=str(refusal)), None
    except _Undo:
        return report, None
    return report, audit


def _audit_to_fill(slug: str, name: str) -> Audit:
    """The audit of this slug, begun if there is none, for one import at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [AUDIT_LOCK, slug])
    found = Audit.objects.select_related("trust").filter(slug=slug).first()
    if found and found.is_locked:
        raise FileRefused(f"{found} is locked, so no letters can be added to it.")
    if found:
        return found
    try:
        Audit._meta.get_field("slug").clean(slug, None)
    except ValidationError:
        slug = ""
    if not slug or slug in RESERVED_SLUGS:
        raise FileRefused("The short name of an audit is made of small letters, digits and -.")
    trust = Organisation.objects.filter(ods_code=TRUST).first()
    if trust is None:
        raise FileRefused(f"The directory has no trust {TRUST}. Load the reference data first.")
    return Audit.objects.create(slug=slug, name=name or _name_of(slug), trust=trust)


def _name_of(slug: str) -> str:
    words = slug.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _write_down(
    upload: Import, report: Report, status: ImportStatus, *, audit: Audit | None
) -> None:
    """Put the outcome of a check or an import beside its file, with every problem."""
    for count in ("rows", "stored", "unchanged", "ignored", "rejected"):
        setattr(upload, count, getattr(report, count))
    upload.status = status
    upload.message = report.message
    upload.header_row = report.header_row
    upload.audit = audit or upload.audit
    upload.progress = 100
    upload.attempts = 0
    if status != ImportStatus.CHECKED:
        upload.finished_at = timezone.now()
        _forget_file(upload)
    upload.save()
    ImportProblem.objects.filter(of=upload).delete()
    with connection.cursor() as cursor, cursor.copy(_COPY_PROBLEMS) as copy:
        for problem in report.problems:
            copy.write_row([upload.pk, problem.record, problem.column, problem.message])


_COPY_PROBLEMS = 'COPY audits_importproblem (of_id, record, "column", message) FROM STDIN'


def _fail(upload: Import) -> None:
    words = "Something went wrong on our side, and nothing was stored. Send it again."
    _give_up(upload, ImportStatus.FAILED, words)


def _give_up(upload: Import, status: ImportStatus, words: str) -> None:
    upload.status, upload.message, upload.finished_at = status, words, timezone.now()
    if status == ImportStatus.CANCELLED:
        _forget_file(upload)
    upload.save(update_fields=["status", "message", "finished_at", "file"])


def _forget_file(upload: Import) -> None:
    """Have the file deleted when the transaction is through; the caller saves the row."""
    name, upload.file = upload.file.name, ""
    if name:
        transaction.on_commit(lambda: import_storage().delete(name))


def forget_old_files() -> int:
    """Delete files that nobody confirmed, and files without a row; returns how many."""
    old = timezone.now() - timedelta(days=DAYS_TO_KEEP_FILES)
    forgotten = 0
    for upload in Import.objects.exclude(file="").filter(uploaded_at__lt=old):
        if upload.status == ImportStatus.CHECKED:
            cancel(upload, by=None)
        elif not upload.is_under_way:
            with transaction.atomic():
                _forget_file(upload)
                upload.save(update_fields=["file"])
        forgotten += 1
    return forgotten + _delete_strays(old)


def _delete_strays(old: datetime) -> int:
    """A worker killed after storing letters, and before deleting their file, leaves one."""
    storage = import_storage()
    if not storage.exists(IMPORT_FOLDER):
        return 0
    names = {f"{IMPORT_FOLDER}/{name}" for name in storage.listdir(IMPORT_FOLDER)[1]}
    kept = set(Import.objects.exclude(file="").values_list("file", flat=True))
    strays = [name for name in names - kept if storage.get_modified_time(name) < old]
    for name in strays:
        storage.delete(name)
    return len(strays)
