"""Projects and milestones for tests: invented, one sensible row each."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from interface.vocabulary import Domain
from projects.models import Delivery, Milestone, Project, Stage


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    title = factory.Sequence(lambda n: f"Invented project {n}")
    slug = factory.Sequence(lambda n: f"invented-project-{n}")
    domain = Domain.COMMUNICATIONS
    stage = Stage.ACTIVE

    class Params:
        at_risk = factory.Trait(delivery=Delivery.AT_RISK)
        finished = factory.Trait(
            stage=Stage.COMPLETED,
            started_month=date(2024, 1, 1),
            completed_month=date(2024, 6, 1),
        )


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = Milestone

    title = factory.Sequence(lambda n: f"Invented milestone {n}")
    month = date(2026, 3, 1)
    domain = Domain.COMMUNICATIONS

    class Params:
        done = factory.Trait(status=Milestone.Status.DONE)
        private = factory.Trait(public=False)
