import pytest

from interface.accounts.models import User
from interface.history import chain
from interface.outbox.models import Message
from issues import services, timeline
from issues.forgetting import everywhere, people
from issues.forgetting.everywhere import Words
from issues.forgetting.people import LastOfTheTeam, Nobody, NotYourself
from issues.forgetting.redacting import NothingToRemove
from issues.models import Issue, PersonRequest
from issues.services import NotYours
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import IssueFactory
from tests.issues.test_services import raising

pytestmark = pytest.mark.django_db
WHY = {"reason": "They asked in person"}


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


@pytest.fixture
def gp():
    return UserFactory(name="Gina Quillfeather", email="gina.quillfeather@example.nhs.uk")


def test_everything_about_a_person_is_given_out_and_no_key_to_any_door(team, gp):
    issue = services.raise_issue(**raising(gp, what_happened="A letter came late."))
    IssueFactory(hear_back_email=gp.email, raised_by=None, what_happened="Without an account.")
    kept = people.export(gp.email.upper(), by=team, **WHY)
    said = str(kept)
    assert {"Account", "Issues", "Messages", "What they did"} <= set(kept)
    assert "A letter came late." in said and "Without an account." in said
    assert "Gina Quillfeather" in said
    assert issue.status_token not in said.replace(str(kept["Messages"]), "")
    assert PersonRequest.objects.get().person == gp


def test_a_person_is_gone_and_their_issues_stay(team, gp):
    issue = services.raise_issue(**raising(gp))
    other = IssueFactory(hear_back_email=gp.email, raised_by=None)
    people.anonymise(gp.email, by=team, **WHY)
    issue.refresh_from_db()
    other.refresh_from_db()
    assert issue.raised_by == gp and str(issue.raised_by) == people.NAMELESS
    assert not issue.raised_by.is_active and issue.reporter_email == other.hear_back_email == ""
    for words in ("Gina Quillfeather", "gina.quillfeather@example.nhs.uk"):
        assert everywhere.find(Words(words), generated=True) == []
    assert "Former member of staff raised this issue" in timeline.for_team(issue)[-1].said
    assert not Message.objects.filter(sent_at=None, dead_at=None).exists()
    assert chain.verify().problems == []


def test_twice_is_once(team, gp):
    people.anonymise(gp.email, by=team, **WHY)
    gp.refresh_from_db()
    for email in ("gina.quillfeather@example.nhs.uk", gp.email):
        with pytest.raises(NothingToRemove):
            people.anonymise(email, by=team, **WHY)
    assert PersonRequest.objects.count() == 1


def test_nobody_makes_themselves_or_the_last_of_the_team_anonymous(team):
    with pytest.raises(NotYourself):
        people.anonymise(team.email, by=team, **WHY)
    gone = UserFactory(integration_team=True)
    User.objects.filter(pk=team.pk).update(is_active=False)
    with pytest.raises(LastOfTheTeam):
        people.anonymise(gone.email, by=team, **WHY)


def test_others_than_the_team_learn_and_change_nothing(gp):
    with pytest.raises(NotYours):
        people.export(gp.email, by=UserFactory(), **WHY)
    with pytest.raises(NotYours):
        people.anonymise(gp.email, by=gp, **WHY)


def test_an_address_that_is_only_the_directory_s_is_left_there_and_refused(team):
    specialty = SpecialtyFactory(feedback_email="cardiology.desk@example.nhs.uk")
    with pytest.raises(NothingToRemove):
        people.anonymise(specialty.feedback_email, by=team, **WHY)
    specialty.refresh_from_db()
    assert specialty.feedback_email and not PersonRequest.objects.exists()


def test_an_address_that_nobody_has_is_refused(team):
    with pytest.raises(Nobody):
        people.export("nobody@example.nhs.uk", by=team, **WHY)
    with pytest.raises(NothingToRemove):
        people.anonymise("nobody@example.nhs.uk", by=team, **WHY)
    assert not PersonRequest.objects.exists() and not Issue.objects.exists()
