"""Files of letters for audits that are read here: a frame first, then the texts of its sample."""

import pytest
from django.utils import timezone

from audits import services
from audits.models import Letter, Stage
from tests.audits.factories import AuditFactory, as_csv, letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(trust, tmp_path):
    """Imports rows into the audit of the short name "spring"."""

    def run(rows):
        path = tmp_path / "letters.csv"
        path.write_text(as_csv(rows))
        return services.import_letters(path=path, slug="spring", by=None)

    return run


UNREAD = {f"ask_{ask}": "" for ask in range(1, 6)}


def test_letters_of_a_frame_are_in_no_sample_yet(send, trust):
    AuditFactory(slug="spring", trust=trust, stage=Stage.FRAME)
    assert send(letters(3, **UNREAD)).stored == 3
    assert Letter.objects.filter(in_sample=True).count() == 0


def test_texts_complete_letters_that_were_drawn(send, trust):
    audit = AuditFactory(slug="spring", trust=trust, stage=Stage.FRAME)
    send(letters(2, **UNREAD))
    Letter.objects.filter(letter_id="L1").update(in_sample=True)
    audit.stage, audit.seed, audit.sampled_at = Stage.SAMPLED, 1, timezone.now()
    audit.save()
    send(letters(1, **UNREAD, document_text="Please repeat the scan in two weeks."))
    first = Letter.objects.get(letter_id="L1")
    assert first.in_sample and first.document_text.startswith("Please repeat")
    assert Letter.objects.count() == 2


def test_letters_read_elsewhere_all_count(send, trust):
    send(letters(2))
    assert Letter.objects.filter(in_sample=True).count() == 2


def test_a_locked_audit_takes_no_letters(send, trust):
    AuditFactory(
        slug="spring", trust=trust, stage=Stage.LOCKED, seed=1,
        sampled_at=timezone.now(), locked_at=timezone.now(),
    )  # fmt: skip
    report = send(letters(1))
    assert not report.accepted
    assert "locked" in report.message
    assert not Letter.objects.exists()
