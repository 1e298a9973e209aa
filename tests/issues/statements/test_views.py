from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from issues.statements import services
from issues.statements.figures import before
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import IssueFactory
from tests.issues.statements.factories import MONTH, public, team_member, waiting

pytestmark = pytest.mark.django_db

PAGE = "/you-said-we-did/"
FEED = f"{PAGE}feed/"
UPDATE = f"{PAGE}2026/1/"
PUBLIC_PLACES = ["/", PAGE, FEED, UPDATE]
HOSTILE = '<script>alert(1)</script> {{ form }} ]]> & "quoted" #panic() =1+1'


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", PUBLIC_PLACES)
def test_nothing_is_public_before_a_second_person_approves(client, address):
    version = waiting(said="Not yet for anybody.")
    assert "Not yet for anybody" not in read(client, address)
    services.approve(version, by=team_member())
    assert "Not yet for anybody" in read(client, address)
    waiting(statement=version.statement, after=1, said="Later words.")
    page = read(client, address)
    assert "Later words" not in page and "Not yet for anybody" in page
    services.withdraw(version.statement, reason="Wrong", by=team_member())
    assert "Not yet for anybody" not in read(client, address)


@pytest.mark.parametrize("address", PUBLIC_PLACES)
def test_hostile_words_are_shown_and_never_run(client, address):
    public(said=HOSTILE, did=HOSTILE)
    page = read(client, address)
    assert "<script>alert" not in page and "script&" in page


@pytest.mark.parametrize("address", PUBLIC_PLACES)
def test_nobody_learns_which_issue_or_person_is_behind_it(client, address):
    issue = IssueFactory()
    version = public(issues=[issue])
    page = read(client, address)
    for secret in (issue.reference, issue.what_happened, str(issue.practice),
                   version.written_by.name, version.approved_by.name):  # fmt: skip
        assert secret not in page


class TestTheList:
    def test_it_begins_by_saying_what_will_be_there(self, client):
        page = read(client, PAGE)
        assert "Nothing to tell yet" in page and "/five-asks/" in page

    def test_the_latest_month_comes_first(self, client):
        public(said="Older one.", month=date(2025, 11, 1))
        public(said="Newer one.", month=date(2026, 2, 1))
        page = read(client, PAGE)
        assert page.index("February 2026") < page.index("Newer one.") < page.index("November 2025")

    def test_it_is_narrowed_by_specialty_and_ask(self, client):
        one, other = SpecialtyFactory(), SpecialtyFactory()
        public(said="Of the first.", specialty=one, ask=3)
        public(said="Of the second.", specialty=other, ask=4)
        assert "Of the second." not in read(client, f"{PAGE}?specialty={one.pk}")
        assert "Of the first." not in read(client, f"{PAGE}?ask=4")
        assert "Nothing about this yet" in read(client, f"{PAGE}?specialty={one.pk}&ask=4")

    @pytest.mark.parametrize("query", ["specialty=0", "specialty=x", "ask=9", "page=x", "ask=%00"])
    def test_a_strange_address_is_no_error(self, client, query):
        public()
        assert "Practices were asked" in read(client, f"{PAGE}?{query}")

    def test_the_share_stands_with_its_denominator(self, client):
        for _ in range(6):
            IssueFactory(closed=True)
        page = read(client, PAGE)
        assert "100%" in page and "6 of 6 closed issues" in page

    def test_praise_and_what_was_not_possible_are_told_too(self, client):
        public(kind="praise", said="A fine letter.", did="")
        public(result="not_possible", did="there is one machine.")
        page = read(client, PAGE)
        assert "You praised" in page and "We could not, because" in page

    def test_more_statements_ask_no_more_questions_of_the_database(
        self, client, django_assert_max_num_queries
    ):
        for number in range(25):
            public(said=f"Number {number}.", specialty=SpecialtyFactory(), ask=1)
        read(client, PAGE)  # figures are counted and kept
        with django_assert_max_num_queries(5):
            assert client.get(PAGE).context["page"].paginator.count == 25
        with django_assert_max_num_queries(1):
            read(client, FEED)


class TestTheFeed:
    def test_it_is_well_formed_with_the_latest_first(self, client):
        public(said="Older one.", month=date(2025, 11, 1))
        public(said=HOSTILE, did=f"{HOSTILE}\x0b", specialty=SpecialtyFactory(name="Ear\x07"))
        response = client.get(FEED)
        assert response["Content-Type"].startswith("application/rss+xml")
        channel = ElementTree.fromstring(response.content).find("channel")  # noqa: S314 our own
        first, second = channel.findall("item")
        assert HOSTILE[:40] in first.find("title").text
        assert "<script>" not in first.find("description").text
        assert second.find("title").text == "You said: Older one."
        assert "#said-" in first.find("link").text and first.find("pubDate").text
        assert first.find("category").text == "Ear"

    def test_without_statements_it_is_a_feed_all_the_same(self, client):
        channel = ElementTree.fromstring(client.get(FEED).content).find("channel")  # noqa: S314
        assert channel.find("title").text == "You said, we did" and not channel.findall("item")


class TestTheMonth:
    def test_it_counts_and_tells(self, client):
        for _ in range(6):
            moment = datetime(2026, 1, 15, 12, tzinfo=UTC)
            IssueFactory(closed=True, raised_at=moment, first_answered_at=moment, closed_at=moment)
        public()
        public(month=date(2025, 12, 1), said="Another month's.")
        page = read(client, UPDATE)
        assert "January 2026" in page and "Practices were asked" in page
        assert "Another month" not in page and "under 5" in page

    def test_a_month_with_nothing_says_so(self, client):
        assert "Nothing to tell about this month yet" in read(client, UPDATE)

    @pytest.mark.parametrize("month", ["2021/8", "2026/13", "2026/0", "99999/1", "9" * 30 + "/1"])
    def test_a_month_that_cannot_be_is_not_found(self, client, month):
        assert client.get(f"{PAGE}{month}/").status_code == 404
        assert client.get(f"{PAGE}{month}/update.pdf").status_code == 404

    def test_a_month_that_is_not_over_is_not_told(self, client):
        today = timezone.localdate()
        assert client.get(f"{PAGE}{today.year}/{today.month}/").status_code == 404
        last = before(today)
        assert client.get(f"{PAGE}{last.year}/{last.month}/").status_code == 200
        later = today + timedelta(days=40)
        assert client.get(f"{PAGE}{later.year}/{later.month}/update.docx").status_code == 404

    def test_another_kind_of_file_is_not_found(self, client):
        assert client.get(f"{UPDATE}update.xlsx").status_code == 404

    @pytest.mark.parametrize("kind", ["pdf", "docx"])
    def test_a_file_has_a_name_that_says_which_month(self, client, kind):
        response = client.get(f"{UPDATE}update.{kind}")
        name = f'attachment; filename="you-said-we-did-2026-01.{kind}"'
        assert response["Content-Disposition"] == name

    def test_a_withdrawn_statement_is_in_no_file_either(self, client):
        version = public(month=MONTH)
        first = client.get(f"{UPDATE}update.docx").content
        services.withdraw(version.statement, reason="Wrong", by=team_member())
        assert client.get(f"{UPDATE}update.docx").content != first


@pytest.mark.parametrize("address", [PAGE, FEED, UPDATE, f"{UPDATE}update.pdf"])
def test_nothing_is_sent_to_these_pages(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
