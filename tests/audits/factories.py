"""Invented audits and letters, and files of letters as somebody might send them."""

import csv
import io
import uuid
from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from audits.importing.layout import COLUMNS
from audits.models import Audit, Letter, Pack, PackRun, PackState, Review
from interface.accounts import launch
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory, TrustFactory

GOOD = {
    "letter_id": "L1",
    "discharge_date": "2026-03-09",
    "specialty_code": "320",
    "ward": "B3",
    "practice_ods_code": "C84001",
    "document_text": "",
    "ask_1": "met",
    "ask_2": "not_met",
    "ask_3": "n/a",
    "ask_4": "",
    "ask_5": "met",
}


def a_trust():
    """The trust that an import begins audits for, two of its specialties and two practices."""
    trust = TrustFactory(ods_code="RX1")
    SpecialtyFactory(trust=trust, name="Demo cardiology", treatment_function_code="320")
    SpecialtyFactory(trust=trust, name="Demo orthopaedics", treatment_function_code="110")
    PracticeFactory(ods_code="C84001", name="Demo Surgery One")
    PracticeFactory(ods_code="C84002", name="Demo Surgery Two", closed=True)
    return trust


class AuditFactory(DjangoModelFactory):
    class Meta:
        model = Audit

    slug = factory.Sequence(lambda n: f"demo-audit-{n}")
    name = factory.Sequence(lambda n: f"Demo audit {n}")
    trust = factory.SubFactory(TrustFactory)


class LetterFactory(DjangoModelFactory):
    """A letter to a practice of Demo Town; `judged={"ask_1": "met"}` gives it a review."""

    class Meta:
        model = Letter
        skip_postgeneration_save = True

    audit = factory.SubFactory(AuditFactory)
    letter_id = factory.Sequence(lambda n: f"DEMO-{n}")
    discharged_on = date(2026, 3, 9)
    specialty = factory.SubFactory(SpecialtyFactory, trust=factory.SelfAttribute("..audit.trust"))
    practice = factory.SubFactory(PracticeFactory)

    @factory.post_generation
    def judged(self, create, extracted, **kwargs):
        if extracted:
            Review.objects.create(letter=self, **extracted)


class PackFactory(DjangoModelFactory):
    """A pack that was sent; `token` is what its link is made of."""

    class Meta:
        model = Pack

    class Params:
        audit = factory.SubFactory(AuditFactory)
        token = factory.LazyFunction(launch.new_token)

    run = factory.LazyAttribute(
        lambda of: PackRun.objects.create(
            audit=of.audit, asked_by=of.approved_by, submission=uuid.uuid4(),
            ended_at=timezone.now(),
        )
    )  # fmt: skip
    specialty = factory.SubFactory(SpecialtyFactory)
    state = PackState.SENT
    pdf = b"%PDF-demo"
    word = b"PK demo"
    made_at = factory.LazyFunction(timezone.now)
    approved_by = factory.SubFactory(UserFactory, integration_team=True)
    approved_at = factory.LazyFunction(timezone.now)
    sent_to = "demo.specialty@example.nhs.uk"
    link_digest = factory.LazyAttribute(lambda of: launch.digest(of.token))
    link_ends_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))


def letters(count, **changes):
    """As many good rows, L1, L2 …, each with the same changes."""
    return [GOOD | {"letter_id": f"L{number}"} | changes for number in range(1, count + 1)]


def as_csv(rows, *, columns=COLUMNS, separator=",", line_end="\r\n"):
    """Rows as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(
        text, columns, delimiter=separator, lineterminator=line_end, extrasaction="ignore"
    )
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
