"""Invented organisations and specialties."""

import factory

from interface.directory.models import Organisation, OrganisationKind, Specialty


class PracticeFactory(factory.django.DjangoModelFactory):
    """An open practice in Demo Town; `closed=True` for one that has shut."""

    class Meta:
        model = Organisation

    class Params:
        closed = factory.Trait(closed_on="2024-03-31")

    ods_code = factory.Sequence(lambda n: f"Z{n:05}")
    name = factory.Sequence(lambda n: f"Demo Surgery {n}")
    kind = OrganisationKind.PRACTICE
    place = "Demo Town"
    postcode = "ZZ99 3VZ"


class TrustFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    ods_code = factory.Sequence(lambda n: f"ZT{n:03}")
    name = factory.Sequence(lambda n: f"Demo Hospitals {n}")
    kind = OrganisationKind.TRUST


class SpecialtyFactory(factory.django.DjangoModelFactory):
    """A service of a trust with an address to write to."""

    class Meta:
        model = Specialty

    trust = factory.SubFactory(TrustFactory)
    name = factory.Sequence(lambda n: f"Demo Specialty {n}")
    feedback_email = factory.Sequence(lambda n: f"specialty{n}@example.nhs.uk")
