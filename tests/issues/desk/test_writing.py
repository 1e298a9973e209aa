"""Writing at the desk: who reads it, drafts, agreed words, and what comes next."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interface.outbox.models import Message
from issues import services, tasks
from issues.models import CannedReply, Endorsement, ReplyDraft, Status
from issues.themes.services import merge
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory
from tests.issues.desk.test_desk import QUEUE, step, words, written
from tests.issues.factories import CategoryFactory, IssueFactory

pytestmark = pytest.mark.django_db
NUMBER = "943 476 5919"  # passes the check; printed as an example by NHS England


@pytest.fixture
def team(client):
    user = UserFactory(integration_team=True)
    client.force_login(user)
    return user


def unconfirmed(issue, text="Words.", **more):
    said = written(issue, text, **more)
    del said["confirmed"]
    return said


class TestBeforeItGoes:
    @pytest.mark.parametrize(("name", "is_news"), [("answer", True), ("ask", False),
                                                   ("close", True), ("reopen", True)])  # fmt: skip
    def test_whoever_will_read_it_is_named_first(self, client, team, name, is_news):
        issue = IssueFactory(closed=name == "reopen")
        UserFactory(organisation=issue.practice)
        Endorsement.objects.create(issue=issue, practice=PracticeFactory())
        said = unconfirmed(issue, "We do it.", outcome="no_change")
        page = words(client.post(step(issue, name), said))
        assert f"2 people at {issue.practice}" in page and "We do it." in page
        same = "1 practice that said the same will hear where it stands"
        assert (same in page) == is_news
        assert not issue.replies.exists() and not Message.objects.exists()

    def test_a_specialty_and_a_reporter_by_link_are_named_too(self, client, team):
        issue = IssueFactory(with_specialty=True, raised_by=None, hear_back_email="a@nhs.net")
        UserFactory(specialty=True, specialties=[issue.specialty])
        page = words(client.post(step(issue, "answer"), unconfirmed(issue)))
        assert f"1 person of {issue.specialty}, without the practice’s name" in page
        assert "whoever raised it, by its own link" in page

    @pytest.mark.parametrize(
        ("name", "reading"), [("answer", "2 practices"), ("close", "3 practices"), ("ask", "")]
    )
    def test_of_a_theme_those_are_named_to_whom_it_goes(self, client, team, name, reading):
        theme, part = IssueFactory(), IssueFactory()
        merge(IssueFactory(), into=part, by=team)
        merge(part, into=theme, by=team)
        merge(IssueFactory(answered=True), into=theme, by=team)
        Endorsement.objects.create(issue=part, practice=PracticeFactory())
        theme.refresh_from_db()
        page = words(client.post(step(theme, name), unconfirmed(theme, outcome="no_change")))
        assert ("whose issues are part of this one" in page) == bool(reading)
        assert f"{reading} whose issues are part" in page or not reading
        assert ("1 practice that said the same" in page) == bool(reading)

    def test_what_the_page_posts_sends_it(self, client, team):
        issue = IssueFactory()
        response = client.post(step(issue, "answer"), unconfirmed(issue, "We do it."))
        said = {**dict(response.context["posted"]), "confirmed": "yes"}
        assert client.post(step(issue, "answer"), said).status_code == 302
        assert issue.replies.get().text == "We do it."

    def test_one_can_go_back_and_change_it(self, client, team):
        issue = IssueFactory()
        page = words(client.post(step(issue, "answer"), written(issue, "We do", change="yes")))
        assert "We do</textarea>" in page and not issue.replies.exists()

    def test_a_note_asks_nothing(self, client, team):
        issue = IssueFactory()
        assert client.post(step(issue, "note"), unconfirmed(issue)).status_code == 302
        assert issue.notes.count() == 1

    def test_a_stale_page_is_told_before_the_question(self, client, team):
        issue = IssueFactory()
        said = unconfirmed(issue)
        services.triage(issue, category=issue.category, by=team)
        assert client.post(step(issue, "answer"), said).status_code == 409


class TestDrafts:
    def test_what_was_not_sent_is_there_again_for_its_writer_alone(self, client, team):
        issue = IssueFactory()
        client.post(step(issue, "answer"), unconfirmed(issue, "Half of an ans"))
        client.logout()
        client.force_login(team)
        page = words(client.get(f"{QUEUE}{issue.pk}/change/"))
        assert "Half of an ans</textarea>" in page and "not sent yet" in page
        client.force_login(UserFactory(integration_team=True))
        assert "Half of an ans" not in words(client.get(f"{QUEUE}{issue.pk}/change/"))

    def test_the_button_keeps_one(self, client, team):
        issue = IssueFactory()
        said = unconfirmed(issue, "Half of an ans", secondary="yes")
        assert "Draft kept" in words(client.post(step(issue, "close"), said, follow=True))
        assert "Half of an ans</textarea>" in words(client.get(step(issue, "close")))

    def test_the_page_s_script_keeps_one(self, client, team):
        issue = IssueFactory()
        url = reverse("admin:issues_issue_draft", args=[issue.pk, "note"])
        for text in ("Third", "Third this month."):
            assert client.post(url, {"text": text}).json()["said"].startswith("Draft kept at")
        assert ReplyDraft.objects.get().text == "Third this month."

    def test_a_refused_text_is_not_kept_and_takes_the_older_draft_with_it(self, client, team):
        issue = IssueFactory()
        url = reverse("admin:issues_issue_draft", args=[issue.pk, "answer"])
        client.post(url, {"text": "An answer."})
        assert "Not kept" in client.post(url, {"text": f"About {NUMBER}."}).json()["said"]
        client.post(step(issue, "answer"), unconfirmed(issue, f"{NUMBER}", secondary="yes"))
        assert not ReplyDraft.objects.exists()

    def test_what_was_sent_is_no_draft_any_more(self, client, team):
        issue = IssueFactory()
        client.post(step(issue, "answer"), unconfirmed(issue))
        client.post(step(issue, "answer"), written(issue))
        assert not ReplyDraft.objects.exists()

    def test_a_conflict_keeps_one(self, client, team):
        issue = IssueFactory()
        said = written(issue, "My careful answer.")
        services.triage(issue, category=issue.category, by=team)
        client.post(step(issue, "answer"), said)
        assert ReplyDraft.objects.get().text == "My careful answer."

    def test_it_is_forgotten_after_thirty_days(self, team):
        long_ago = timezone.now() - timedelta(days=31)
        for changed in (timezone.now(), long_ago):
            ReplyDraft.objects.create(
                issue=IssueFactory(), writer=team, step="note", text="Words.", changed_at=changed
            )
        tasks.forget_old_drafts()
        assert ReplyDraft.objects.count() == 1


class TestAgreedWords:
    def canned(self, **more):
        said = {"title": "Own results", "text": "The clinic chases its own results."}
        return CannedReply.objects.create(
            **{**said, "review_on": timezone.localdate() + timedelta(days=90), **more}
        )

    def test_they_are_put_into_the_box_after_what_stood_there(self, client, team):
        issue, canned = IssueFactory(), self.canned()
        said = unconfirmed(issue, "Thank you.", canned=canned.pk, insert="yes")
        box = client.post(step(issue, "answer"), said).context["form"]["text"].value()
        assert box == "Thank you.\n\nThe clinic chases its own results."
        assert not issue.replies.exists()

    def test_past_their_review_they_come_with_a_warning(self, client, team):
        issue, canned = IssueFactory(), self.canned(review_on=timezone.localdate())
        assert "its review was due on" in words(client.get(step(issue, "answer")))
        said = unconfirmed(issue, "", canned=canned.pk, insert="yes")
        assert "read it closely" in words(client.post(step(issue, "answer"), said))

    def test_only_what_fits_and_is_not_withdrawn_is_offered(self, client, team):
        issue = IssueFactory()
        fits = [self.canned(category=issue.category), self.canned(title="For all")]
        self.canned(title="Other", category=CategoryFactory())
        self.canned(title="Old", withdrawn=True)
        assert client.get(step(issue, "answer")).context["form"].offered == fits

    @pytest.mark.parametrize("key", ["", "x", "99999"])
    def test_none_chosen_is_said(self, client, team, key):
        self.canned()
        issue = IssueFactory()
        said = unconfirmed(issue, "Thank you.", canned=key, insert="yes")
        page = words(client.post(step(issue, "answer"), said))
        assert "Choose the agreed words" in page and "Thank you.</textarea>" in page

    def test_they_are_edited_in_the_admin_with_history(self, client, team):
        said = {"title": "Own results", "text": "It chases them.", "review_on": "2027-05-01"}
        url = reverse("admin:issues_cannedreply_add")
        assert client.post(url, {**said, "text": f"For {NUMBER}."}).status_code == 200
        assert client.post(url, said).status_code == 302
        assert CannedReply.objects.get().events.last().pgh_context["by"] == team.pk


class TestOnToTheNext:
    @pytest.fixture
    def three(self):
        day = timezone.localdate()
        return [IssueFactory(respond_by=day + timedelta(days=n)) for n in range(1, 4)]

    def change(self, client, issue, **way):
        return client.get(f"{QUEUE}{issue.pk}/change/", way).context["way"].beside

    def test_an_issue_knows_its_place_and_those_beside_it(self, client, team, three):
        first, second, third = three
        beside = self.change(client, second, **{"from": "queue=new"})
        assert (beside.place, beside.total) == (2, 3)
        assert (beside.previous, beside.next) == (first.pk, third.pk)
        assert self.change(client, third, **{"from": "queue=new"}).next is None

    def test_one_that_left_the_queue_leads_to_what_came_after_it(self, client, team, three):
        _, second, third = three
        url = f"{step(second, 'answer')}?from=queue%3Dnew"
        page = client.post(url, written(second), follow=True)
        beside = page.context["way"].beside
        assert (beside.place, beside.next) == (None, third.pk)

    @pytest.mark.parametrize(("name", "button"), [("answer", "next"), ("triage", "secondary")])
    def test_a_button_opens_the_next_at_once(self, client, team, three, name, button):
        _, second, third = three
        said = {**written(second), button: "yes", "category": second.category.code}
        day = timezone.localdate() + timedelta(days=5)
        said |= {f"respond_by-{part}": getattr(day, part) for part in ("day", "month", "year")}
        response = client.post(f"{step(second, name)}?from=queue%3Dnew", said)
        assert response["Location"] == f"{QUEUE}{third.pk}/change/?from=queue%3Dnew"

    def test_after_the_last_one_it_is_the_list(self, client, team, three):
        said = {**written(three[2]), "next": "yes"}
        response = client.post(f"{step(three[2], 'answer')}?from=queue%3Dnew", said)
        assert response["Location"] == f"{QUEUE}?queue=new"

    @pytest.mark.parametrize("way", [{"then": "x"}, {"then": "9" * 40}, {"from": "%%%&queue=no"}])
    def test_an_address_that_makes_no_sense_does_no_harm(self, client, team, three, way):
        url = f"{QUEUE}{three[0].pk}/change/"
        assert client.get(url, {**way, "at": "9" * 40}).status_code == 200

    def test_i_look_after_it_is_one_press(self, client, team, three):
        issue = three[0]
        client.post(step(issue, "assign"), {"owner": team.pk, "seen": 1})
        issue.refresh_from_db()
        assert issue.owner == team and issue.status == Status.NEW
