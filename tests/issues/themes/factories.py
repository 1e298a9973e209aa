"""What themes are made of, without the services that make them."""

from datetime import timedelta

import factory
from django.utils import timezone

from issues.endorsements.models import Endorsement
from issues.models import PromisedFix
from tests.directory.factories import PracticeFactory
from tests.issues.factories import IssueFactory


class EndorsementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Endorsement

    issue = factory.SubFactory(IssueFactory)
    practice = factory.SubFactory(PracticeFactory)


class PromisedFixFactory(factory.django.DjangoModelFactory):
    """A promise made a month ago, to hold for five more."""

    class Meta:
        model = PromisedFix

    issue = factory.SubFactory(IssueFactory, closed=True)
    closed_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=30))
    specialty = factory.SelfAttribute("issue.specialty")
    category = factory.SelfAttribute("issue.category")
    holds_until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=150))
