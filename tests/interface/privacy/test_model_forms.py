"""The admin asks as every other form does."""

from html import unescape

import pytest
from django.urls import reverse

from projects.models import Project
from tests.accounts.factories import UserFactory
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db
NAME = "Mrs Demoperson rang about the letter."
NUMBER = "943 476 5919"  # passes the check; printed as an example by NHS England


@pytest.fixture
def save(client):
    client.force_login(UserFactory(integration_team=True))
    project = ProjectFactory()
    url = reverse("admin:projects_project_change", args=[project.pk])
    right = {"title": "Demo project", "domain": project.domain, "stage": project.stage}

    def post(summary, **more):
        return client.post(url, {**right, "summary": summary, **more})

    return post


def found_in(response):
    return response.context["adminform"].form.identifiers()


def test_a_name_is_asked_about_and_nothing_saved(save):
    page = save(NAME)
    assert "<mark>Mrs Demoperson</mark>" in unescape(page.content.decode())
    assert Project.objects.get().summary == ""


def test_the_writers_word_that_it_is_no_patient_lets_it_pass(save):
    [found] = found_in(save(NAME))
    save(NAME, **{found.not_a_patient: [one.digest for one in found.findings]})
    assert Project.objects.get().summary == NAME


def test_no_tick_answers_for_a_number(save):
    [found] = found_in(save(f"Letter for {NUMBER}."))
    assert [one.digest for one in found.findings] == [""]


def test_what_was_removed_is_read_once_more_before_it_is_saved(save):
    page = save(NAME, **{"summary-remove-identifiers": "yes"})
    words = unescape(page.content.decode())
    assert "[removed] rang about the letter." in words and "Read what is left" in words
    assert Project.objects.get().summary == ""
    save("[removed] rang about the letter.")
    assert Project.objects.get().summary == "[removed] rang about the letter."
