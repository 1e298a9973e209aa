"""Issues at every point of their life, without the services that take them there."""

from datetime import date

import factory
from django.utils import timezone

from issues.models import Category, Issue, Note, Outcome, Reply, Status
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category

    code = factory.Sequence(lambda n: f"{n % 16**3:03x}")  # three letters, for more than 999
    label = factory.Sequence(lambda n: f"Demo category {n}")
    example = "One line about it"


class IssueFactory(factory.django.DjangoModelFactory):
    """A new issue; traits for the later states."""

    class Meta:
        model = Issue

    class Params:
        triaged = factory.Trait(status=Status.TRIAGED)
        with_specialty = factory.Trait(
            status=Status.WITH_SPECIALTY, sent_to_specialty_at=factory.LazyFunction(timezone.now)
        )
        waiting = factory.Trait(status=Status.WAITING_FOR_PRACTICE, returns_to=Status.TRIAGED)
        answered = factory.Trait(
            status=Status.ANSWERED, first_answered_at=factory.LazyFunction(timezone.now)
        )
        closed = factory.Trait(
            status=Status.CLOSED,
            outcome=Outcome.FIXED_FOR_ALL,
            first_answered_at=factory.LazyFunction(timezone.now),
            closed_at=factory.LazyFunction(timezone.now),
        )

    practice = factory.SubFactory(PracticeFactory)
    specialty = factory.SubFactory(SpecialtyFactory)
    category = factory.SubFactory(CategoryFactory)
    what_happened = "The clinic asks us to chase a scan it ordered."
    raised_by = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..practice"))
    triage_by = date(2030, 1, 8)
    respond_by = date(2030, 1, 15)


class ReplyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reply

    issue = factory.SubFactory(IssueFactory)
    text = "The clinic follows it up itself from now on."
    written_by = factory.SubFactory(UserFactory, integration_team=True)


class NoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Note

    issue = factory.SubFactory(IssueFactory)
    text = "Raise at the weekly meeting."
    written_by = factory.SubFactory(UserFactory, integration_team=True)
