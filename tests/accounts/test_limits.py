"""Limits: counted once each, by whoever is counted, and not fooled by forged headers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from interface.accounts import launch, limits
from interface.accounts.limits import Limit, client_address
from interface.accounts.models import Tally
from issues.models import Issue
from tests.directory.factories import PracticeFactory
from tests.issues.test_report import answers

THREE = Limit("demo", 3, timedelta(hours=1))
REPORT = "/report/"


def request(peer="192.0.2.1", forwarded=None):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=peer, **headers)


@pytest.mark.django_db
class TestCounting:
    def test_so_many_and_no_more(self):
        assert [THREE.allows("a") for _ in range(5)] == [True, True, True, False, False]

    def test_each_is_counted_apart(self):
        assert all(THREE.allows(one) for one in "abcdefgh")

    def test_a_new_period_begins_at_the_end_of_the_last(self):
        for _ in range(5):
            THREE.allows("a")
        Tally.objects.update(began_at=timezone.now() - timedelta(minutes=59))
        assert not THREE.allows("a")
        Tally.objects.update(began_at=timezone.now() - timedelta(minutes=61))
        assert [THREE.allows("a") for _ in range(4)] == [True, True, True, False]

    def test_what_is_over_is_forgotten(self):
        THREE.allows("old")
        Tally.objects.update(began_at=timezone.now() - timedelta(days=2))
        THREE.allows("new")
        assert limits.forget() == 1
        assert Tally.objects.get().key == "demo:new"

    def test_no_address_is_kept(self):
        limits.allows_post(request("192.0.2.77"), practice_id=None)
        assert "192.0.2.77" not in Tally.objects.get().key


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_as_many():
    def one(_):
        try:
            return Limit("crowd", 10, timedelta(hours=1)).allows("a")
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as crowd:
        allowed = list(crowd.map(one, range(60)))
    assert allowed.count(True) == 10
    assert Tally.objects.get().times == 60


class TestClientAddress:
    def test_without_a_proxy_only_the_peer_is_believed(self, settings):
        settings.TRUSTED_PROXIES = 0
        seen = {client_address(request(forwarded=f"203.0.113.{n}")) for n in range(100)}
        assert seen == {"192.0.2.1"}

    def test_behind_one_proxy_only_what_it_added_is_believed(self, settings):
        settings.TRUSTED_PROXIES = 1
        forged = [f"203.0.113.{n}, 198.51.100.7" for n in range(100)]
        assert {client_address(request(forwarded=one)) for one in forged} == {"198.51.100.7"}

    def test_behind_two_the_one_before_the_last_is_the_client(self, settings):
        settings.TRUSTED_PROXIES = 2
        forwarded = "6.6.6.6, 198.51.100.7, 192.0.2.9"
        assert client_address(request(forwarded=forwarded)) == "198.51.100.7"

    @pytest.mark.parametrize("forwarded", [None, "198.51.100.7", "x, 192.0.2.9", ", ,"])
    def test_what_did_not_come_through_all_of_them_is_its_peer(self, settings, forwarded):
        settings.TRUSTED_PROXIES = 2
        assert client_address(request(forwarded=forwarded)) == "192.0.2.1"

    def test_a_network_of_ipv6_is_one_address(self, settings):
        settings.TRUSTED_PROXIES = 0
        first, second = request("2001:db8::1"), request("2001:db8::ffff:2")
        assert client_address(first) == client_address(second) == "2001:db8::/64"
        assert client_address(request("::ffff:192.0.2.5")) == "192.0.2.5"

    def test_a_socket_without_an_address_is_nobody(self, settings):
        settings.TRUSTED_PROXIES = 0
        assert client_address(request("")) == ""


@pytest.mark.django_db
class TestPosting:
    def launched(self, client, practice):
        client.get(reverse("launch", args=[launch.make(practice, by=None)]))

    def test_eight_people_behind_one_address_are_not_stopped(self, client):
        self.launched(client, PracticeFactory())
        said = [client.post(REPORT, answers()).status_code for _ in range(16)]
        assert said == [302] * 16

    def test_a_practice_sends_sixty_a_day_and_the_next_keeps_its_text(self, client):
        practice = PracticeFactory()
        self.launched(client, practice)
        for _ in range(limits.POSTS_OF_PRACTICE.times):
            limits.POSTS_OF_PRACTICE.allows(practice.pk)
        response = client.post(REPORT, answers())
        assert response.status_code == 429
        assert "A letter came after five weeks." in response.content.decode()
        assert "Too many issues were sent" in response.content.decode()
        assert not Issue.objects.exists()

    def test_another_practice_at_the_same_address_is_not_stopped(self, client):
        practice = PracticeFactory()
        for _ in range(61):
            limits.POSTS_OF_PRACTICE.allows(practice.pk)
        self.launched(client, PracticeFactory())
        assert client.post(REPORT, answers()).status_code == 302

    def test_who_comes_from_nowhere_is_stopped_whatever_they_forge(self, client, settings):
        settings.TRUSTED_PROXIES = 0
        said = answers()
        statuses = [
            client.post(REPORT, said, headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code
            for n in range(100)
        ]
        assert statuses == [403] * 10 + [429] * 90
        last = client.post(REPORT, said)
        assert "A letter came after five weeks." in last.content.decode()
