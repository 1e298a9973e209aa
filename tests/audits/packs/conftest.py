from datetime import date

import pytest
from django.utils import timezone

from audits import services as audits
from audits.models import Audit, Criterion, Finding, Proforma, Review, Stage
from interface.directory.models import Specialty
from tests.accounts.factories import UserFactory
from tests.audits.factories import AuditFactory, LetterFactory
from tests.directory.factories import PracticeFactory
from tests.issues.factories import CategoryFactory, IssueFactory

MISSED = {"Demo cardiology": 7, "Demo orthopaedics": 3}  # of LETTERS each
LETTERS = 32


@pytest.fixture
def audit(trust):
    """A cycle that was read here and counted: two specialties, some requests in each."""
    audit = AuditFactory(
        trust=trust, stage=Stage.FRAME, name="Spring cycle", protocol_version="1.0",
        window_from=date(2026, 3, 1), window_to=date(2026, 3, 31),
    )  # fmt: skip
    Criterion.objects.create(audit=audit, ask=3, text="The letter says who chases the result.")
    Audit.objects.filter(pk=audit.pk).update(
        stage=Stage.IN_REVIEW, seed=1, sampled_at=timezone.now()
    )
    kind, reader = CategoryFactory(label="Chase a result"), UserFactory(integration_team=True)
    practice = PracticeFactory(name="Demo Surgery Three", place="Demo Town")
    for name, missed in MISSED.items():
        specialty = Specialty.objects.get(name=name)
        for number in range(LETTERS):
            letter = LetterFactory(
                audit=audit, specialty=specialty, practice=practice, in_sample=True,
                document_text="Dear doctor, kindly do everything.",
            )  # fmt: skip
            bad = number < missed
            review = Review.objects.create(
                letter=letter, reviewer=reader, rater=1, counts=True,
                ask_3="not_met" if bad else "met",
            )  # fmt: skip
            result = "some_inappropriate" if bad else "no_request"
            Proforma.objects.create(review=review, result=result)
            if bad:
                Finding.objects.create(
                    review=review, sequence=1, request_type=kind, ask=3, minutes=10,
                    verdict="inappropriate", needed_by="gp",
                    paraphrase=f"chase a scan that {name.lower()} ordered",
                )  # fmt: skip
        IssueFactory(
            with_specialty=True, specialty=specialty, practice=practice,
            category=CategoryFactory(label=f"Scans of {name}"),
        )  # fmt: skip
    audit.refresh_from_db()
    audits.letters_changed(audit)
    audits.aggregate(audit)
    audit.refresh_from_db()
    return audit


@pytest.fixture
def cardiology(trust):
    """The one specialty that has a feedback address."""
    Specialty.objects.update(feedback_email="")
    specialty = Specialty.objects.get(name="Demo cardiology")
    specialty.feedback_email = "demo.cardiology@example.nhs.uk"
    specialty.save()
    return specialty
