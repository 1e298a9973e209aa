from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from lxml import html

from interface.worktime.services import load_bank_holidays
from issues.desk.queues import Moment
from issues.models import Endorsement, SavedView
from issues.themes.families import families, weights
from issues.themes.services import merge
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory
from tests.issues.desk.test_desk import QUEUE, lines, queued, words
from tests.issues.factories import IssueFactory, NoteFactory, ReplyFactory

pytestmark = pytest.mark.django_db
VIEWS = f"{QUEUE}views/"


@pytest.fixture
def team(client):
    user = UserFactory(integration_team=True)
    client.force_login(user)
    return user


class TestFilters:
    def test_they_combine(self, client, team):
        wanted = IssueFactory(owner=team, kind="praise")
        IssueFactory(owner=team)
        IssueFactory(kind="praise", specialty=wanted.specialty)
        found = queued(client, owner="me", kind="praise", specialty=wanted.specialty_id)
        assert found == {wanted.reference}

    @pytest.mark.parametrize(
        "query",
        [{"owner": "nobody"}, {"holder": "practice"}, {"place": "Elsewhere"},
         {"specialty": "none"}],
    )  # fmt: skip
    def test_each_narrows(self, client, team, query):
        wanted = IssueFactory(
            waiting=True, specialty=None, practice=PracticeFactory(place="Elsewhere")
        )
        IssueFactory(owner=team)
        assert queued(client, **query) == {wanted.reference}

    def test_a_search_stays_in_its_queue_and_leads_out_of_it_if_it_finds_nothing(
        self, client, team
    ):
        new, other = IssueFactory(), IssueFactory(with_specialty=True)
        page = html.fromstring(client.get(QUEUE, {"queue": "new"}).content.decode())
        [search] = [form for form in page.forms if form.get("id") == "desk-search"]
        said = dict(search.form_values())
        assert queued(client, **said, q="chase a scan") == {new.reference}
        nothing = client.get(QUEUE, {**said, "q": other.reference})
        address = html.fromstring(nothing.content.decode()).xpath(
            "//a[text()='search all issues']/@href"
        )[0]
        assert [row.pk for row in client.get(address).context["page"]] == [other.pk]

    def test_what_is_not_understood_narrows_nothing(self, client, team):
        issue = IssueFactory()
        assert queued(client, specialty="x", owner="9" * 30, sort="x") == {issue.reference}

    def test_the_heaviest_come_first_when_asked(self, client, team):
        light, heavy = IssueFactory(), IssueFactory()
        Endorsement.objects.create(issue=heavy, practice=PracticeFactory())
        rows = client.get(QUEUE, {"sort": "weight"}).context["page"]
        assert [(issue.pk, issue.weight) for issue in rows] == [(heavy.pk, 2), (light.pk, 1)]

    def test_a_theme_weighs_as_much_as_all_of_it(self, client, team):
        theme, part, alone = IssueFactory.create_batch(3)
        merge(IssueFactory(practice=theme.practice), into=part, by=team)
        merge(part, into=theme, by=team)
        for practice in (theme.practice, PracticeFactory(), PracticeFactory()):
            Endorsement.objects.create(issue=part, practice=practice)
        rows = client.get(QUEUE, {"sort": "weight"}).context["page"]
        weighed = weights(families([theme.pk]).values())[theme.pk]
        assert (rows[0].pk, rows[0].weight) == (theme.pk, weighed.practices)
        assert weighed.practices == 4
        assert {issue.pk: issue.weight for issue in rows}[alone.pk] == 1

    def test_an_issue_without_a_step_for_ten_working_days_stands_still(self, client, team):
        load_bank_holidays([timezone.localdate().year])
        IssueFactory()
        still = IssueFactory(status_since=timezone.now() - timedelta(days=20))
        assert queued(client, queue="still") == {still.reference}

    def test_what_is_written_or_sent_on_is_a_step(self, client, team):
        load_bank_holidays([timezone.localdate().year])
        long_ago = timezone.now() - timedelta(days=20)
        asked, noted, sent_on, old = (
            IssueFactory(with_specialty=True, status_since=long_ago, sent_to_specialty_at=at)
            for at in (long_ago, long_ago, timezone.now(), long_ago)
        )
        ReplyFactory(issue=asked)
        NoteFactory(issue=noted)
        ReplyFactory(issue=old, written_at=long_ago)
        assert queued(client, queue="still") == {old.reference}
        assert lines(client.get(QUEUE))["No step for 10 working days"][1] == "1"
        rows = client.get(QUEUE, {"sort": "still"}).context["page"]
        assert [issue.pk for issue in rows] == [old.pk, sent_on.pk, asked.pk, noted.pk]

    def test_ten_working_days_leave_out_weekends_and_holidays(self, team):
        now = Moment.now(team, frozenset())
        assert 14 <= (now.today - timezone.localdate(now.still_since)).days <= 16

    def test_the_query_count_is_the_same_for_ten_rows_and_fifty(
        self, client, team, django_assert_max_num_queries
    ):
        for count in (10, 40):
            for _ in range(count):
                IssueFactory()
            with django_assert_max_num_queries(12):
                client.get(QUEUE)


class TestSavedViews:
    def save(self, client, **said):
        return client.post(f"{VIEWS}save/?queue=new&sort=newest&page=3", {"name": "Mine", **said})

    def test_one_keeps_the_full_state_of_its_address(self, client, team):
        response = self.save(client)
        assert response["Location"] == f"{QUEUE}?queue=new&sort=newest"
        page = words(client.get(response["Location"]))
        assert "Rename, share or delete “Mine”" in page

    def test_what_is_shared_all_see_and_its_owner_changes(self, client, team):
        self.save(client)
        view = SavedView.objects.get()
        other = UserFactory(integration_team=True)
        client.force_login(other)
        assert list(client.get(QUEUE).context["views"]) == []
        client.force_login(team)
        client.post(f"{VIEWS}{view.pk}/", {"name": "Ours", "is_shared": "on"})
        client.force_login(other)
        assert [str(one) for one in client.get(QUEUE).context["views"]] == ["Ours"]
        for address in (f"{VIEWS}{view.pk}/", f"{VIEWS}{view.pk}/delete/"):
            assert client.post(address, {"name": "Stolen"}).status_code == 404

    def test_a_long_search_in_any_script_is_kept_whole(self, client, team):
        words = "é" * 200
        client.post(f"{VIEWS}save/?{urlencode({'q': words})}", {"name": "Mine"})
        assert QueryDict(SavedView.objects.get().address)["q"] == words

    def test_it_is_deleted_by_its_owner(self, client, team):
        self.save(client)
        client.post(f"{VIEWS}{SavedView.objects.get().pk}/delete/")
        assert not SavedView.objects.exists()

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("", "Enter a name for the view"),
            ("Mine", "You already have a view of this name"),
            ("NHS number 943 476 5919", "Remove these"),
        ],
    )
    def test_a_wrong_name_is_explained(self, client, team, name, message):
        self.save(client)
        assert message in words(self.save(client, name=name))
        assert SavedView.objects.count() == 1
