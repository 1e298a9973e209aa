"""Joining a practice by its launch link and a confirmed work e-mail, and being removed again."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from interface.accounts import launch
from interface.accounts.models import JoinCode, LaunchLink, Role, User
from interface.joining import services
from interface.outbox.models import Message
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory

pytestmark = pytest.mark.django_db
PAT = "pat@example.nhs.uk"
EMAIL, CODE, NAME = "/join/", "/join/code/", "/join/name/"


@pytest.fixture
def practice():
    return PracticeFactory(name="Demo Joining Surgery")


@pytest.fixture
def launched(client, practice):
    """A browser that came by the practice's link."""
    client.get(reverse("launch", args=[launch.make(practice, by=None)]))
    return client


def mails(to):
    return list(Message.objects.filter(recipient=to).order_by("pk"))


def code_in(mail):
    return re.search(r"[A-Z]{3}-[A-Z]{3}", mail.subject)[0]


def ask(client, email=PAT):
    return client.post(EMAIL, {"email": email})


def joins(client, email=PAT, name="Pat Demo"):
    """All three pages, as somebody with that mailbox would go through them."""
    ask(client, email)
    client.post(CODE, {"code": code_in(mails(email)[-1])})
    return client.post(NAME, {"name": name})


class TestJoining:
    def test_a_code_and_a_name_make_somebody_one_of_the_practice(self, launched, practice):
        response = joins(launched)
        assert response["Location"] == reverse("practice_settings")
        user = User.objects.get(email=PAT)
        assert (user.name, user.role, user.organisation) == ("Pat Demo", Role.PRACTICE, practice)
        assert user.joined_by == LaunchLink.objects.get(practice=practice)
        assert not user.has_usable_password()
        page = launched.get(reverse("practice_settings")).content.decode()
        assert "You have joined Demo Joining Surgery" in page
        assert "By the launch link" in page

    def test_history_says_how_they_came(self, launched):
        joins(launched)
        (event,) = User.objects.get(email=PAT).events.all()
        assert event.pgh_context["action"] == "joined by the launch link"

    def test_the_session_has_a_new_name_afterwards(self, launched):
        before = launched.session.session_key
        joins(launched)
        assert launched.session.session_key != before

    def test_nobody_picks_a_practice(self, launched, practice):
        other = PracticeFactory()
        ask(launched)
        launched.post(CODE, {"code": code_in(mails(PAT)[-1]), "practice": other.pk})
        launched.post(
            NAME, {"name": "Pat", "practice": other.pk, "organisation": other.pk, "role": "x"}
        )
        user = User.objects.get(email=PAT)
        assert (user.organisation, user.role) == (practice, Role.PRACTICE)

    def test_the_others_are_told_once(self, launched, practice):
        colleague = UserFactory(organisation=practice)
        gone = UserFactory(organisation=practice, is_active=False)
        stranger = UserFactory()
        joins(launched)
        (mail,) = mails(colleague.email)
        assert mail.subject == "Pat Demo has joined Demo Joining Surgery"
        assert PAT in mail.text and reverse("practice_settings") in mail.text
        assert mails(gone.email) == mails(stranger.email) == []

    def test_of_the_first_the_team_is_told(self, launched):
        dana = UserFactory(integration_team=True)
        joins(launched)
        (mail,) = mails(dana.email)
        assert "Nobody else of this practice has an account" in mail.text

    def test_only_whoever_came_by_a_link_is_asked(self, client):
        for address in (EMAIL, CODE, NAME):
            for response in (client.get(address), client.post(address, {"email": PAT})):
                assert response.status_code == 403
        assert not Message.objects.exists()

    def test_the_pages_come_in_their_order(self, launched):
        assert launched.get(CODE)["Location"] == EMAIL
        assert launched.get(NAME)["Location"] == EMAIL
        ask(launched)
        assert launched.post(NAME, {"name": "Pat"})["Location"] == EMAIL
        assert not User.objects.filter(email=PAT).exists()

    @pytest.mark.parametrize("email", ["pat@example.com", "pat@nhs.uk.example.com", "pat", ""])
    def test_only_a_work_address_gets_a_code(self, launched, email):
        response = ask(launched, email)
        assert response.status_code == 200
        assert b"nhsuk-error-summary" in response.content
        assert not Message.objects.exists()

    @pytest.mark.parametrize("name", ["", "12345", "http://evil.example", "<b>Pat</b>", "a@b"])
    def test_a_name_is_a_name(self, launched, name):
        joins(launched, name=name)
        assert not User.objects.filter(email=PAT).exists()

    @pytest.mark.parametrize("name", ["Zoë O’Demo-Smith", "Dr P. Demo (GP partner)", "李 小龙"])
    def test_names_of_many_kinds_are_taken(self, launched, name):
        joins(launched, name=f"  {name} ")
        assert User.objects.get(email=PAT).name == name


class TestCodes:
    def test_no_code_is_kept(self, launched):
        ask(launched)
        code = code_in(mails(PAT)[-1])
        kept = str(JoinCode.objects.values())
        assert code not in kept and code.replace("-", "") not in kept
        assert mails(PAT)[-1].private

    def test_it_may_be_typed_in_any_way(self, launched):
        ask(launched)
        typed = code_in(mails(PAT)[-1]).replace("-", " ").lower()
        assert launched.post(CODE, {"code": f" {typed} "})["Location"] == NAME

    def test_it_works_once(self, launched, client):
        joins(launched)
        code = JoinCode.objects.get()
        with pytest.raises(services.CodeIsOver):
            services.confirm(code, typed="BCDFGH")
        with pytest.raises(services.CodeIsOver):
            services.join(code, name="Pat", by=None)

    def test_it_stops_after_five_wrong_ones(self, launched):
        ask(launched)
        right = code_in(mails(PAT)[-1])
        for _ in range(5):
            assert b"This one is not right" in launched.post(CODE, {"code": "x"}).content
        assert b"no longer works" in launched.post(CODE, {"code": right}).content

    def test_it_stops_after_ten_minutes(self, launched):
        ask(launched)
        right = code_in(mails(PAT)[-1])
        JoinCode.objects.update(sent_at=timezone.now() - timedelta(minutes=10, seconds=1))
        assert b"no longer works" in launched.post(CODE, {"code": right}).content

    def test_it_is_for_one_address_only(self, launched):
        ask(launched, "other@example.nhs.uk")
        code = code_in(mails("other@example.nhs.uk")[-1])
        ask(launched)
        assert b"not right" in launched.post(CODE, {"code": code}).content

    def test_a_new_link_stops_it(self, launched, practice):
        ask(launched)
        link = LaunchLink.objects.get()
        launch.rotate(link, seen=link.made_at, by=None)
        right = code_in(mails(PAT)[-1])
        assert launched.post(CODE, {"code": right}).status_code == 403

    def test_codes_to_one_address_are_few(self, launched):
        assert [ask(launched).status_code for _ in range(6)] == [302] * 5 + [429]
        assert len(mails(PAT)) == 5

    def test_codes_of_one_practice_are_not_many(self, launched):
        said = [ask(launched, f"pat{n}@example.nhs.uk").status_code for n in range(32)]
        assert said == [302] * 30 + [429] * 2

    def test_they_are_forgotten_after_a_day(self, launched):
        ask(launched)
        assert services.forget_codes() == 0
        JoinCode.objects.update(sent_at=timezone.now() - timedelta(hours=25))
        assert services.forget_codes() == 1


class TestNobodyIsToldWhoIsHere:
    @pytest.mark.parametrize("active", [True, False])
    def test_a_known_address_meets_the_same_pages(self, launched, active):
        UserFactory(email="known@example.nhs.uk", is_active=active)
        new, known = ask(launched, "new@example.nhs.uk"), launched.get(CODE).content
        shown = {}
        for email in ("new@example.nhs.uk", "known@example.nhs.uk"):
            response = ask(launched, email)
            assert (response.status_code, response["Location"]) == (302, CODE)
            page = launched.get(CODE).content.decode().replace(email, "")
            wrong = launched.post(CODE, {"code": "BCD-FGH"}).content.decode().replace(email, "")
            shown[email] = [re.sub(r'value="[A-Za-z0-9]{64}"', "", one) for one in (page, wrong)]
        assert shown["new@example.nhs.uk"] == shown["known@example.nhs.uk"]
        assert new.status_code == 302 and known

    def test_a_known_address_gets_another_mail(self, launched):
        UserFactory(email=PAT)
        ask(launched)
        (mail,) = mails(PAT)
        assert "You need none" in mail.text
        assert not re.search(r"[A-Z]{3}-[A-Z]{3}", mail.text + mail.subject)

    def test_whoever_was_removed_does_not_come_back_by_the_link(self, launched, practice):
        person = UserFactory(organisation=practice, email=PAT)
        services.remove(person, by=UserFactory(organisation=practice))
        ask(launched)
        assert "closed" in mails(PAT)[-1].text
        assert JoinCode.objects.get().digest == ""
        for typed in ("", "BCDFGH"):
            launched.post(CODE, {"code": typed})
        assert launched.get(NAME)["Location"] == EMAIL

    def test_an_address_that_became_known_meanwhile_is_not_joined_twice(self, launched):
        ask(launched)
        launched.post(CODE, {"code": code_in(mails(PAT)[-1])})
        UserFactory(email=PAT)
        assert b"cannot join with this address" in launched.post(NAME, {"name": "Pat"}).content
        assert User.objects.filter(email=PAT).count() == 1


class TestThePracticesPage:
    def test_it_lists_its_people_and_how_they_came(self, client, practice):
        dana = UserFactory(integration_team=True, name="Dana Demo")
        pat = UserFactory(organisation=practice, name="Pat Demo", invited_by=dana)
        UserFactory(organisation=practice, name="Gone Demo", is_active=False)
        UserFactory(name="Strange Demo")
        UserFactory(reviewer=True, organisation=practice, name="Reviewing Demo")
        client.force_login(pat)
        page = client.get(reverse("practice_settings")).content.decode()
        assert "Pat Demo (you)" in page and "Invited by Dana Demo" in page
        for nobody in ("Gone Demo", "Strange Demo", "Reviewing Demo"):
            assert nobody not in page

    def test_it_tells_how_the_link_is_used_and_never_the_link(self, client, practice):
        client.force_login(UserFactory(organisation=practice))
        assert "no launch link now" in client.get("/practice/").content.decode()
        token = launch.make(practice, by=None)
        page = client.get("/practice/").content.decode()
        assert "Not yet" in page and "EMIS Web" in page and "SystmOne" in page
        assert token not in page

    def test_removing_takes_two_buttons_and_tells_the_person(self, client, practice):
        pat, sam = UserFactory(organisation=practice), UserFactory(organisation=practice)
        client.force_login(pat)
        asked = client.post("/practice/remove/", {"person": sam.pk})
        assert sam.email in asked.content.decode()
        sam.refresh_from_db()
        assert sam.is_active
        client.post("/practice/remove/", {"person": sam.pk, "confirmed": "yes"})
        sam.refresh_from_db()
        assert not sam.is_active
        event = sam.events.latest("pgh_id")
        assert event.pgh_context == {"action": "removed from the practice", "by": pat.pk}
        assert len(mails(sam.email)) == 1

    def test_whoever_was_removed_is_signed_out_with_the_next_request(self, client, practice):
        sam = UserFactory(organisation=practice)
        client.force_login(sam)
        services.remove(sam, by=UserFactory(organisation=practice))
        assert reverse("account_login") in client.get("/practice/")["Location"]

    def test_nobody_removes_themselves_or_somebody_elsewhere(self, client, practice):
        pat = UserFactory(organisation=practice)
        client.force_login(pat)
        reviewer = UserFactory(reviewer=True, organisation=practice)
        for person in (pat, UserFactory(), reviewer, UserFactory(integration_team=True)):
            given = {"person": person.pk, "confirmed": "yes"}
            assert client.post("/practice/remove/", given).status_code == 404
            with pytest.raises(services.NotRemovable):
                services.remove(person, by=pat)
            person.refresh_from_db()
            assert person.is_active

    @pytest.mark.parametrize("person", ["", "x", "-1", "9" * 40])
    def test_nobody_is_nobody(self, client, practice, person):
        client.force_login(UserFactory(organisation=practice))
        assert client.post("/practice/remove/", {"person": person}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_who_remove_each_other_do_not_both_go():
    practice = PracticeFactory()
    pat, sam = UserFactory(organisation=practice), UserFactory(organisation=practice)

    def removes(pair):
        try:
            services.remove(pair[0], by=pair[1])
        except services.NotRemovable:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as both:
        done = list(both.map(removes, [(pat, sam), (sam, pat)]))
    assert sorted(done) == [False, True]
    assert User.objects.filter(organisation=practice, is_active=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_crowd_of_guesses_has_five_tries():
    practice = PracticeFactory()
    launch.make(practice, by=None)
    link = LaunchLink.objects.select_related("practice").get()
    code = services.send_code(link, email=PAT)

    def guess(number):
        try:
            services.confirm(code, typed="BBBBB" + "BCDFGHJKLMNP"[number % 12])
        except services.Refused as refusal:
            return type(refusal)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(8) as crowd:
        said = list(crowd.map(guess, range(24)))
    assert said.count(services.WrongCode) <= 5
    assert said.count(services.CodeIsOver) >= 19
    assert JoinCode.objects.get().tries == 5
