"""Launch links: made, changed, revoked; and what coming in by one allows."""

from datetime import timedelta
from hashlib import sha256

import pytest
import segno
from django.urls import reverse
from django.utils import timezone

from interface.accounts import launch
from interface.accounts.address_guard import points_to_somebody
from interface.accounts.cards import QUIET, square_code
from interface.accounts.models import LaunchLink
from interface.accounts.services import Refused
from interface.directory.models import Organisation
from issues.models import Issue
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory, TrustFactory
from tests.issues.factories import CategoryFactory
from tests.issues.test_report import answers

pytestmark = pytest.mark.django_db
REPORT = "/report/"


@pytest.fixture
def practice():
    return PracticeFactory(name="Demo Link Surgery")


@pytest.fixture
def token(practice):
    return launch.make(practice, by=None)


@pytest.fixture
def dana(client):
    person = UserFactory(integration_team=True)
    client.force_login(person)
    return person


def address(token, query=""):
    return reverse("launch", args=[token]) + query


def link_of(practice):
    return LaunchLink.objects.get(practice=practice)


def sent(client, **changes):
    return client.post(REPORT, answers(**changes))


class TestTheLink:
    def test_it_is_kept_as_a_digest_only(self, practice, token):
        link = link_of(practice)
        assert len(token) == 43
        assert link.digest == sha256(token.encode()).hexdigest()
        assert token not in str(LaunchLink.objects.filter(pk=link.pk).values())
        assert not any(token in str(event.__dict__) for event in link.events.all())

    def test_a_practice_has_one(self, practice, token):
        with pytest.raises(launch.HasLink):
            launch.make(practice, by=None)

    @pytest.mark.parametrize("make", [TrustFactory, lambda: PracticeFactory(closed=True)])
    def test_only_an_open_practice_has_one(self, make):
        with pytest.raises(Refused):
            launch.make(make(), by=None)

    def test_each_step_is_in_history_with_who_took_it(self, dana, practice):
        launch.make(practice, by=dana)
        launch.rotate(link_of(practice), seen=link_of(practice).made_at, by=dana)
        launch.revoke(link_of(practice), seen=link_of(practice).made_at, by=dana)
        said = [event.pgh_context for event in link_of(practice).events.order_by("pgh_id")]
        assert [one["action"] for one in said] == [
            "made a launch link",
            "made a new launch link",
            "revoked the launch link",
        ]
        assert {one["by"] for one in said} == {dana.pk}

    def test_a_page_sent_twice_makes_one_new_link(self, practice, token):
        seen = link_of(practice).made_at
        new = launch.rotate(link_of(practice), seen=seen, by=None)
        with pytest.raises(launch.ChangedMeanwhile):
            launch.rotate(link_of(practice), seen=seen, by=None)
        assert launch.find(new)
        assert launch.find(token) is None

    def test_no_token_reads_like_a_patient(self):
        for _ in range(300):
            assert not points_to_somebody(f"/launch/{launch.new_token()}/")

    def test_the_card_shows_the_same_dark_squares_as_the_code(self):
        code = square_code("https://interface.example.nhs.uk/launch/demo/")
        matrix = segno.make("https://interface.example.nhs.uk/launch/demo/", error="m").matrix
        dark = {(x, y) for y, row in enumerate(matrix) for x, one in enumerate(row) if one}
        drawn = {
            (int(x) - QUIET, int(y) - QUIET)
            for x, y in (run.split("h")[0].split() for run in code.path.split("M")[1:])
        }
        assert drawn == dark
        assert code.side == len(matrix) + 2 * QUIET


class TestComingIn:
    def test_it_leads_to_the_form_of_its_practice(self, client, practice, token):
        response = client.get(address(token), follow=True)
        assert response.redirect_chain == [(REPORT, 302)]
        assert b"Demo Link Surgery" in response.content
        assert token.encode() not in response.content

    def test_only_what_is_on_the_list_goes_on(self, client, token):
        query = "?spec=320&cat=RES&ask=3&kind=praise&practice=9&next=//evil.example&text=x"
        response = client.get(address(token, query))
        assert response["Location"] == "/report/?spec=320&cat=RES&ask=3&kind=praise"

    @pytest.mark.parametrize(
        "query", ["spec=3200", "spec=<b>", "cat=res%0d%0a", "cat=RESU", "ask=6", "kind=other"]
    )
    def test_what_has_another_shape_is_dropped(self, client, token, query):
        assert client.get(address(token, f"?{query}"))["Location"] == REPORT

    def test_the_form_is_filled_in_with_what_it_said(self, client, token):
        specialty = SpecialtyFactory(treatment_function_code="320")
        category = CategoryFactory(code="RES", ask=3)
        for query in ("?spec=320&cat=RES", "?spec=320&ask=3"):
            page = client.get(client.get(address(token, query))["Location"])
            assert page.context["form"]["specialty"].value() == specialty.pk
            assert page.context["form"]["category"].value() == category.code
            assert f'value="{specialty.pk}" selected' in page.content.decode()

    def test_an_unknown_link_says_what_to_do(self, client):
        response = client.get(address("x" * 43))
        assert response.status_code == 404
        assert b"ask your practice manager" in response.content.lower()
        assert b"x" * 43 not in response.content

    def test_its_pages_tell_nobody_the_address(self, client, token):
        for one in (token, "x" * 43):
            assert client.get(address(one))["Referrer-Policy"] == "no-referrer"
            assert "no-store" in client.get(address(one))["Cache-Control"]

    def test_it_does_nothing_by_post(self, client, token):
        assert client.post(address(token)).status_code == 405

    def test_it_opens_nothing_but_the_form(self, client, token):
        client.get(address(token))
        for name in ("issues", "letters", "projects", "practice_settings"):
            assert reverse("account_login") in client.get(reverse(name))["Location"]

    def test_when_it_was_last_used_is_kept_to_the_hour(self, client, practice, token):
        client.get(address(token))
        first = link_of(practice).last_used_at
        client.get(address(token))
        assert link_of(practice).last_used_at == first
        LaunchLink.objects.update(last_used_at=timezone.now() - timedelta(minutes=61))
        client.get(address(token))
        assert link_of(practice).last_used_at > first

    def test_the_session_has_a_new_name_afterwards(self, client, token):
        client.session.save()
        session = client.session
        session["x"] = 1
        session.save()
        client.cookies["session"] = session.session_key
        before = session.session_key
        client.get(address(token))
        assert client.session.session_key != before


class TestRaising:
    def test_it_raises_an_issue_of_its_practice_and_no_other(self, client, practice, token):
        client.get(address(token))
        other = PracticeFactory()
        response = sent(client, practice=str(other.pk), raised_by="1", status="closed")
        issue = Issue.objects.get()
        assert response["Location"] == reverse("issue_receipt", args=[issue.reference])
        assert (issue.practice, issue.raised_by, issue.status) == (practice, None, "new")

    def test_its_receipt_is_for_this_session_only(self, client, token):
        client.get(address(token))
        receipt = sent(client)["Location"]
        assert Issue.objects.get().reference in client.get(receipt).content.decode()
        client.logout()
        assert reverse("account_login") in client.get(receipt)["Location"]

    def test_the_way_to_its_status_is_in_the_session(self, client, token):
        client.get(address(token))
        sent(client)
        issue = Issue.objects.get()
        assert client.session["sent_issues"] == {issue.reference: issue.status_token}

    def test_a_work_address_hears_back_by_the_status_link(self, client, token, mails):
        client.get(address(token))
        sent(client, hear_back_email="Pat@example.nhs.uk")
        issue = Issue.objects.get()
        assert issue.reporter_email == "pat@example.nhs.uk"
        (mail,) = mails("pat@example.nhs.uk")
        assert f"/status/{issue.status_token}/" in mail.text
        assert issue.get_absolute_url() not in mail.text
        assert not any("pat@" in str(event.__dict__) for event in issue.events.all())

    def test_another_address_is_refused(self, client, token):
        client.get(address(token))
        response = sent(client, hear_back_email="pat@example.com")
        assert b"Enter your work e-mail address" in response.content
        assert not Issue.objects.exists()

    def test_the_same_form_sent_twice_is_one_issue(self, client, token):
        client.get(address(token))
        said = answers()
        assert client.post(REPORT, said)["Location"] == client.post(REPORT, said)["Location"]
        assert Issue.objects.count() == 1

    def test_an_account_counts_before_the_link(self, client, token):
        user = UserFactory()
        client.force_login(user)
        client.get(address(token))
        sent(client)
        assert Issue.objects.get().practice == user.organisation

    def test_somebody_whose_account_may_not_raise_comes_by_the_link(self, client, token, practice):
        client.force_login(UserFactory(reviewer=True))
        client.get(address(token))
        sent(client)
        issue = Issue.objects.get()
        assert (issue.practice, issue.raised_by) == (practice, None)


class TestTheEnd:
    def test_a_new_link_stops_the_old_one_and_whoever_came_by_it(self, client, practice, token):
        client.get(address(token))
        launch.rotate(link_of(practice), seen=link_of(practice).made_at, by=None)
        response = sent(client)
        assert response.status_code == 403
        assert "A letter came after five weeks." in response.content.decode()
        assert client.get(address(token)).status_code == 404
        assert not Issue.objects.exists()

    def test_revoking_stops_the_next_request(self, client, practice, token):
        client.get(address(token))
        assert client.get(REPORT).status_code == 200
        launch.revoke(link_of(practice), seen=link_of(practice).made_at, by=None)
        assert reverse("account_login") in client.get(REPORT)["Location"]
        assert client.get(address(token)).status_code == 404
        assert client.get(reverse("join")).status_code == 403

    def test_a_closed_practice_has_no_way_in(self, client, practice, token):
        client.get(address(token))
        Organisation.objects.filter(pk=practice.pk).update(closed_on="2024-03-31")
        assert sent(client).status_code == 403
        assert client.get(address(token)).status_code == 404

    def test_it_is_forgotten_after_twelve_hours(self, client, token):
        client.get(address(token))
        session = client.session
        past = timezone.now() - timedelta(seconds=1)
        session["launch"] = session["launch"] | {"until": past.isoformat()}
        session.save()
        assert reverse("account_login") in client.get(REPORT)["Location"]


class TestTheAdmin:
    LIST = "admin:accounts_launchlink_changelist"

    def test_the_team_makes_one_and_sees_it_once(self, dana, client, practice):
        add = reverse("admin:accounts_launchlink_add")
        response = client.post(add, {"practice": practice.pk})
        shown = response.context["address"]
        assert "no-store" in response["Cache-Control"]
        assert response.content.count(shown.encode()) == 2
        assert launch.find(shown.rstrip("/").rsplit("/", 1)[-1]).practice == practice
        link = link_of(practice)
        change = reverse("admin:accounts_launchlink_change", args=[link.pk])
        for page in (change, reverse(self.LIST)):
            assert shown not in client.get(page).content.decode()

    def test_a_practice_that_has_one_cannot_be_chosen(self, dana, client, practice, token):
        response = client.post(reverse("admin:accounts_launchlink_add"), {"practice": practice.pk})
        assert response.context["adminform"].form.errors["practice"]
        assert launch.find(token)

    def test_a_new_one_takes_a_page_and_a_button(self, dana, client, practice, token):
        rotate = reverse("admin:accounts_launchlink_rotate", args=[link_of(practice).pk])
        page = client.get(rotate)
        assert launch.find(token)
        seen = page.context["link"].made_at.isoformat()
        assert seen in page.content.decode()
        response = client.post(rotate, {"seen": seen})
        assert launch.find(token) is None
        assert launch.find(response.context["address"].rstrip("/").rsplit("/", 1)[-1])
        again = client.post(rotate, {"seen": seen}, follow=True)
        assert b"A new link was made since" in again.content

    def test_revoking_takes_a_page_and_a_button(self, dana, client, practice, token):
        revoke = reverse("admin:accounts_launchlink_revoke", args=[link_of(practice).pk])
        assert client.get(revoke).status_code == 200
        client.post(revoke, {"seen": "never"})
        assert launch.find(token)
        client.post(revoke, {"seen": link_of(practice).made_at.isoformat()})
        assert launch.find(token) is None
        assert b"Revoked" in client.get(reverse(self.LIST)).content

    def test_the_card_brings_no_style_of_its_own(self, dana, client, practice):
        response = client.post(reverse("admin:accounts_launchlink_add"), {"practice": practice.pk})
        assert b"<svg" in response.content
        assert b"style=" not in response.content

    @pytest.mark.parametrize("step", ["rotate", "revoke"])
    def test_nobody_else_changes_one(self, client, practice, token, step):
        client.force_login(UserFactory(organisation=practice))
        link = link_of(practice)
        url = reverse(f"admin:accounts_launchlink_{step}", args=[link.pk])
        assert client.get(url).status_code == 403
        assert client.post(url, {"seen": link.made_at.isoformat()}).status_code == 403
        assert launch.find(token)


class TestManyAtOnce:
    MANY = "admin:accounts_launchlink_many"

    def test_each_practice_gets_its_own_link_on_a_card_of_its_own(self, dana, client):
        practices = [PracticeFactory(), PracticeFactory()]
        page = client.get(reverse(self.MANY)).content.decode()
        assert all(practice.name in page for practice in practices)
        given = {"practices": [practice.pk for practice in practices]}
        response = client.post(reverse(self.MANY), given)
        assert "no-store" in response["Cache-Control"]
        addresses = [card["address"] for card in response.context["cards"]]
        found = [launch.find(shown.rstrip("/").split("/")[-1]).practice for shown in addresses]
        assert found == [card["practice"] for card in response.context["cards"]]
        assert set(found) == set(practices)

    def test_sent_twice_it_makes_nothing_more(self, dana, client):
        practice, other = PracticeFactory(), PracticeFactory()
        client.post(reverse(self.MANY), {"practices": [practice.pk]})
        before = link_of(practice).digest
        response = client.post(reverse(self.MANY), {"practices": [practice.pk, other.pk]})
        assert response.context["form"].errors and link_of(practice).digest == before
        assert not LaunchLink.objects.filter(practice=other).exists()

    def test_a_practice_that_has_a_link_meanwhile_is_left_alone(self, practice, token):
        other = PracticeFactory()
        made, passed_over = launch.make_many([practice, other], by=None)
        assert [one for one, _token in made] == [other] and passed_over == [practice]
        assert launch.find(token).practice == practice

    def test_choosing_nobody_is_named(self, dana, client):
        PracticeFactory()
        page = client.post(reverse(self.MANY), {"practices": []}).content.decode()
        assert "Select at least one practice" in page and not LaunchLink.objects.exists()
