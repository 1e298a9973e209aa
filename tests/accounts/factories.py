"""Invented people, a trait for each role."""

import factory

from interface.accounts.models import Role, User
from tests.directory.factories import PracticeFactory


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody of a practice, unless a trait says otherwise.

    `UserFactory(specialty=True, specialties=[cardiology])` leads those specialties.
    """

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        practice = factory.Trait(role=Role.PRACTICE)
        specialty = factory.Trait(role=Role.SPECIALTY, organisation=None)
        reviewer = factory.Trait(role=Role.REVIEWER, organisation=None)
        leadership = factory.Trait(role=Role.LEADERSHIP, organisation=None)
        integration_team = factory.Trait(role=Role.INTEGRATION_TEAM, organisation=None)

    email = factory.Sequence(lambda n: f"demo.person{n}@example.nhs.uk")
    name = factory.Sequence(lambda n: f"Demo Person {n}")
    role = Role.PRACTICE
    organisation = factory.SubFactory(PracticeFactory)

    @factory.post_generation
    def specialties(self, create, extracted, **kwargs):
        if extracted:
            self.specialties.set(extracted)
