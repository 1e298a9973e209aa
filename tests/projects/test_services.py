from datetime import date

import pytest
from django.core.exceptions import ValidationError

from interface.accounts.models import Role, User
from projects import reference, services
from projects.changes import story
from projects.models import Milestone, Project
from tests.projects.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana():
    return User.objects.create_user(
        email="dana@example.nhs.uk", name="Dana Demo", role=Role.INTEGRATION_TEAM
    )


def sentences(project):
    return [told.sentence for told in story(project)]


def test_a_new_project_gets_the_address_its_title_suggests(dana):
    project = Project(title="Fewer faxes, please", domain="communications", stage="idea")
    services.save_project(project, by=dana)
    assert Project.objects.get().slug == "fewer-faxes-please"
    assert sentences(project) == ["Dana Demo added the project"]


def test_two_titles_that_read_alike_have_two_addresses(dana):
    ProjectFactory(slug="fewer-faxes")
    ProjectFactory(slug="fewer-faxes-2")
    project = Project(title="Fewer: faxes!", domain="communications", stage="idea")
    assert services.save_project(project, by=dana).slug == "fewer-faxes-3"


def test_a_title_without_letters_has_an_address_too(dana):
    project = Project(title="???", domain="communications", stage="idea")
    assert services.save_project(project, by=dana).slug == "project"


def test_an_address_stays_when_the_title_changes(dana):
    project = ProjectFactory(slug="first-title")
    project.title = "Second title"
    services.save_project(project, by=dana)
    assert Project.objects.get().slug == "first-title"


def test_a_change_is_told_in_words(dana):
    project = ProjectFactory(stage="planned")
    project.stage, project.started_month, project.asks = "active", date(2026, 3, 1), [1, 3]
    services.save_project(project, by=dana)
    newest = story(project)[0]
    assert newest.sentence == "Dana Demo changed the project"
    assert newest.lines == [
        "Stage: In progress (was Planned)", "Asks: 1, 3", "Started: March 2026",
    ]  # fmt: skip


def test_long_texts_and_removals_are_told_briefly(dana):
    project = ProjectFactory(summary="word " * 40, started_month=date(2026, 3, 1))
    project.summary, project.started_month = "other " * 40, None
    services.save_project(project, by=dana)
    assert story(project)[0].lines == ["Summary: rewritten", "Started: removed (was March 2026)"]


def test_starting_data_tells_no_details():
    reference.load()
    loaded = story(Project.objects.get(slug="echo-on-ice"))
    assert [(told.sentence, told.lines) for told in loaded] == [("Loaded the starting data", [])]


def test_milestones_are_part_of_the_projects_story(dana):
    project = ProjectFactory()
    milestone = Milestone(title="First clinic", month=date(2026, 3, 1), project=project)
    services.save_milestone(milestone, by=dana)
    milestone.status = Milestone.Status.DONE
    services.save_milestone(milestone, by=dana)
    told = {occasion.sentence: occasion.lines for occasion in story(project)}
    assert told["Dana Demo added a milestone: First clinic"] == ["Month: March 2026"]
    assert told["Dana Demo changed a milestone: First clinic"] == ["Status: Done (was Planned)"]


def test_a_patient_is_never_stored(dana):
    project = ProjectFactory()
    project.summary = "About 943 476 5919"
    with pytest.raises(ValidationError):
        services.save_project(project, by=dana)
    with pytest.raises(ValidationError):
        services.save_milestone(
            Milestone(title="About 943 476 5919", month=date(2026, 3, 1)), by=dana
        )
    assert not Milestone.objects.exists()
    assert len(story(project)) == 1


def test_removing_a_project_keeps_its_milestones_and_its_history(dana):
    milestone = MilestoneFactory(project=ProjectFactory())
    gone = milestone.project.pk
    services.remove_project(milestone.project, by=dana)
    milestone.refresh_from_db()
    assert milestone.project is None
    last = Project.pgh_event_model.objects.filter(pgh_obj_id=gone).latest("pgh_id")
    assert (last.pgh_label, last.pgh_context["by"]) == ("delete", dana.pk)


def test_a_milestone_can_be_removed(dana):
    services.remove_milestone(MilestoneFactory(), by=dana)
    assert not Milestone.objects.exists()
