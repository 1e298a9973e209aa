"""Asking for packs, making them one by one, approving and sending each.

A pack is made in a transaction that holds its run, so that one worker at a time has it. A worker
that is killed leaves the pack as it was, and the next one goes on from there.
"""

import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from audits.models import AskRate, Audit, Pack, PackRun, PackState
from audits.packs import documents
from audits.packs.figures import figures_of
from interface import history
from interface.accounts import launch
from interface.accounts.models import User
from interface.directory.models import Specialty
from interface.documents import pdf, word
from interface.outbox import services as outbox

log = logging.getLogger(__name__)


class Refused(Exception):
    """A step that cannot be taken, and why."""

    words = "This cannot be done now."

    def __init__(self, specialty: Specialty | None = None):
        super().__init__(self.words.format(specialty=specialty))


class NotCounted(Refused):
    words = "The letters of this audit are not counted yet. Ask for the packs once they are."


class UnderWay(Refused):
    words = "The packs are being made already."


class NotToBeSent(Refused):
    words = "This pack was sent already, or made anew. Nothing was sent twice."


class NoLink(Refused):
    words = "The link to this pack does not work any more."


class NoAddress(Refused):
    words = "{specialty} has no feedback address. Enter one, then send its pack."


@history.action("asked for feedback packs")
def ask_for_packs(audit: Audit, *, submission: uuid.UUID, by: User) -> PackRun:
    """Have a pack made for each specialty with letters, in place of those not sent yet.

    The same submission again gives the same run. Raises NotCounted or UnderWay.
    """
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    if same := PackRun.objects.filter(submission=submission).first():
        return same
    if audit.pack_runs.due().exists():
        raise UnderWay
    rates = AskRate.objects.filter(audit=audit)
    if not audit.rates_are_current or not rates.exists():
        raise NotCounted
    Pack.objects.filter(run__audit=audit).exclude(state=PackState.SENT).delete()
    audit.pack_runs.filter(packs=None).delete()
    run = PackRun.objects.create(audit=audit, submission=submission, asked_by=by)
    specialties = Specialty.objects.filter(pk__in=rates.values("specialty"))
    Pack.objects.bulk_create(Pack(run=run, specialty=one) for one in specialties)
    return run


def make_due() -> None:
    """A worker's turn: make every pack that is waited for."""
    for run in PackRun.objects.due():
        while make_next(run):
            continue


def make_next(run: PackRun) -> bool:
    """Make one pack of a run; False where there is none left, or another worker has the run."""
    with transaction.atomic():
        held = PackRun.objects.due().select_for_update(skip_locked=True, no_key=True)
        if held.filter(pk=run.pk).first() is None:
            return False
        pack = run.packs.filter(state=PackState.WAITING).select_related("specialty").first()
        if pack is None:
            _end(run, by=run.asked_by)
            return False
        try:
            with transaction.atomic():
                _make(pack, run, by=run.asked_by)
        except Exception:
            log.exception("Pack %s failed", pack.key)
            _give_up(pack, by=run.asked_by)
        return True


@history.action("made a feedback pack")
def _make(pack: Pack, run: PackRun, *, by: User) -> None:
    figures = figures_of(run.audit, pack.specialty, by=by)
    account = documents.account(figures, on=timezone.localdate())
    pack.pdf, pack.word = pdf(account), word(account)
    pack.letters, pack.state, pack.made_at = figures.letters, PackState.MADE, timezone.now()
    pack.save(update_fields=["pdf", "word", "letters", "state", "made_at"])


@history.action("could not make a feedback pack")
def _give_up(pack: Pack, *, by: User) -> None:
    pack.state = PackState.FAILED
    pack.save(update_fields=["state"])


@history.action("made feedback packs")
def _end(run: PackRun, *, by: User) -> None:
    run.ended_at = timezone.now()
    run.save(update_fields=["ended_at"])


@history.action("approved and sent a feedback pack")
def approve(pack: Pack, *, by: User) -> None:
    """Send a specialty its pack: a link for its feedback address, which ends after some weeks.

    Raises NotToBeSent or NoAddress.
    """
    pack = (
        Pack.objects.without_files()
        .select_related("specialty", "run__audit")
        .select_for_update(of=("self",))
        .filter(pk=pack.pk, state=PackState.MADE)
        .first()
    )
    if pack is None:
        raise NotToBeSent
    if not pack.specialty.feedback_email:
        raise NoAddress(pack.specialty)
    token = launch.new_token()
    pack.state, pack.approved_by, pack.approved_at = PackState.SENT, by, timezone.now()
    pack.sent_to = pack.specialty.feedback_email
    pack.link_digest = launch.digest(token)
    pack.link_ends_at = pack.approved_at + timedelta(days=settings.PACK_LINK_DAYS)
    pack.save(
        update_fields=[
            "state", "approved_by", "approved_at", "sent_to", "link_digest", "link_ends_at"
        ]
    )  # fmt: skip
    outbox.email(
        "feedback_pack",
        to=pack.sent_to,
        event=f"feedback_pack:{pack.key}",
        private=True,
        pack=pack,
        token=token,
    )


def approve_all(run: PackRun, *, by: User) -> int:
    """Send every pack of a run that can be; returns how many. Each is approved by itself."""
    sent = 0
    for pack in run.packs.without_files().filter(state=PackState.MADE).select_related("specialty"):
        if pack.specialty.feedback_email:
            try:
                approve(pack, by=by)
            except NotToBeSent:
                continue  # somebody else has sent it at this moment
            sent += 1
    return sent


@history.action("ended a feedback pack's link")
def end_link(pack: Pack, *, by: User) -> None:
    """Let the link that was sent open nothing from now on; raises NoLink where it opens nothing."""
    now = timezone.now()
    pack = Pack.objects.without_files().select_for_update(of=("self",)).get(pk=pack.pk)
    if not pack.link_works:
        raise NoLink
    pack.link_ends_at = now
    pack.save(update_fields=["link_ends_at"])


def corrected_since(run: PackRun) -> bool:
    """Whether a letter of the locked audit was corrected after packs of this run were made."""
    first = run.packs.aggregate(first=Min("made_at"))["first"]
    return first is not None and run.audit.later_changes.filter(changed_at__gt=first).exists()


def by_link(token: str) -> Pack | None:
    """The pack of a link that still works, or None."""
    sent = Pack.objects.without_files().filter(state=PackState.SENT)
    return (
        sent.select_related("specialty", "run__audit")
        .filter(link_digest=launch.digest(token), link_ends_at__gt=timezone.now())
        .first()
    )
