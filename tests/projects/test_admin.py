"""Projects and milestones in the admin: every save goes through a service."""

from datetime import date

import pytest
from django.urls import reverse

from interface.accounts.models import Role, User
from projects.changes import story
from projects.models import Milestone, Project
from tests.projects.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db

PROJECT = {"title": "Fewer faxes", "domain": "communications", "stage": "active"}


@pytest.fixture
def dana(client):
    person = User.objects.create_user(
        email="dana@example.nhs.uk", name="Dana Demo", role=Role.INTEGRATION_TEAM
    )
    client.force_login(person)
    return person


def errors(response):
    return response.context["adminform"].form.errors


def test_adding_a_project_is_in_its_story(dana, client):
    given = PROJECT | {"started_month": "March 2026", "asks": ["1", "3"]}
    response = client.post(reverse("admin:projects_project_add"), given)
    assert response.status_code == 302
    project = Project.objects.get()
    assert (project.slug, project.asks) == ("fewer-faxes", [1, 3])
    assert project.started_month == date(2026, 3, 1)
    assert story(project)[0].sentence == "Dana Demo added the project"


@pytest.mark.parametrize("written", ["March 2026", "mar 2026", "3/2026", "2026-03"])
def test_a_month_is_read_however_it_is_written(dana, client, written):
    client.post(reverse("admin:projects_project_add"), PROJECT | {"started_month": written})
    assert Project.objects.get().started_month == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"started_month": "Smarch 2026"}, "started_month", "Enter a month and a year"),
        ({"started_month": "March 0026"}, "started_month", "Enter a month and a year"),
        (
            {"started_month": "March 2026", "completed_month": "May 2025"},
            "completed_month",
            "completes after it has started",
        ),
        ({"domain": "nowhere"}, "domain", "not one of the available choices"),
        ({"title": "x" * 121}, "title", "at most 120 characters"),
        ({"asks": ["6"]}, "asks", "not one of the available choices"),
    ],
)
def test_a_wrong_project_is_refused_where_it_is_wrong(dana, client, wrong, field, words):
    response = client.post(reverse("admin:projects_project_add"), PROJECT | wrong)
    assert words in str(errors(response)[field])
    assert not Project.objects.exists()


@pytest.mark.parametrize(("page", "field"), [("project", "summary"), ("milestone", "detail")])
def test_a_patient_is_refused_at_the_field_that_names_one(dana, client, page, field):
    given = PROJECT | {"month": "March 2027", "status": "planned", field: "About 943 476 5919"}
    response = client.post(reverse(f"admin:projects_{page}_add"), given)
    assert "Remove what looks like an NHS number" in str(errors(response)[field])
    assert not Project.objects.exists()
    assert not Milestone.objects.exists()


def test_changing_a_project_shows_its_months_in_words(dana, client):
    project = ProjectFactory(started_month=date(2026, 3, 1))
    address = reverse("admin:projects_project_change", args=[project.pk])
    assert b'value="March 2026"' in client.get(address).content
    client.post(address, PROJECT | {"title": "New title", "started_month": "March 2026"})
    newest = story(project)[0]
    assert newest.sentence == "Dana Demo changed the project"
    assert not any("Started" in line for line in newest.lines)


def test_removing_projects_keeps_their_history(dana, client):
    project, other = ProjectFactory.create_batch(2)
    client.post(reverse("admin:projects_project_delete", args=[project.pk]), {"post": "yes"})
    client.post(
        reverse("admin:projects_project_changelist"),
        {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"},
    )
    assert not Project.objects.exists()
    deleted = Project.pgh_event_model.objects.filter(pgh_label="delete")
    assert {event.pgh_context["by"] for event in deleted} == {dana.pk}


def test_a_milestone_is_added_changed_and_removed(dana, client):
    project = ProjectFactory()
    given = {
        "title": "First clinic", "month": "March 2027", "status": "planned", "public": "on",
        "domain": "communications", "project": project.pk,
    }  # fmt: skip
    client.post(reverse("admin:projects_milestone_add"), given)
    milestone = Milestone.objects.get()
    assert milestone.month == date(2027, 3, 1)
    change = reverse("admin:projects_milestone_change", args=[milestone.pk])
    client.post(change, given | {"status": "done"})
    milestone.refresh_from_db()
    assert milestone.status == Milestone.Status.DONE
    client.post(reverse("admin:projects_milestone_delete", args=[milestone.pk]), {"post": "yes"})
    actions = {told.sentence for told in story(project)}
    assert "Dana Demo added a milestone: First clinic" in actions
    assert "Dana Demo changed a milestone: First clinic" in actions


def test_milestones_are_removed_by_the_list_too(dana, client):
    milestone = MilestoneFactory()
    client.post(
        reverse("admin:projects_milestone_changelist"),
        {"action": "delete_selected", "_selected_action": [milestone.pk], "post": "yes"},
    )
    event = Milestone.pgh_event_model.objects.get(pgh_label="delete")
    assert event.pgh_context["action"] == "removed a milestone"


@pytest.mark.parametrize("page", ["project_changelist", "milestone_changelist", "milestone_add"])
def test_the_lists_and_forms_open(dana, client, page, django_assert_max_num_queries):
    MilestoneFactory(project=ProjectFactory())
    address = reverse(f"admin:projects_{page}")
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200


def test_others_do_not_enter(client):
    person = User.objects.create_user(
        email="iris@example.nhs.uk", name="Iris Demo", role=Role.LEADERSHIP
    )
    client.force_login(person)
    response = client.get(reverse("admin:projects_project_changelist"))
    assert response.status_code == 403
