"""Every figure of a cycle's page opens exactly the rows that it counts, for those who may."""

import re

import pytest
from django.urls import reverse
from lxml import html

from audits.models import Finding, Stage
from audits.results.figures import ReadHere
from tests.accounts.factories import UserFactory
from tests.audits.factories import AuditFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_page(client):
    """The parsed page at an address, which must be there."""

    def get(address, **query):
        response = client.get(address, query)
        assert response.status_code == 200, address
        return html.fromstring(response.content.decode())

    return get


@pytest.fixture
def sign_in(client, trust):
    def as_(role, **fields):
        client.force_login(UserFactory(**{role: True}, **fields))

    return as_


def words(element):
    return " ".join(element.text_content().split())


def figures(page, kind):
    """The addresses of a page's figures that open letters or requests, each with its number."""
    links = page.xpath(f"//main//a[contains(@href, '/{kind}/?') and span]")
    return {link.get("href"): (link.text.strip().replace(",", ""), words(link)) for link in links}


def heading(page):
    return [
        int(number.replace(",", ""))
        for number in re.findall(r"\d[\d,]*", words(page.xpath("//main//h2")[0]))
    ]


def test_every_number_opens_the_letters_that_it_counts(cycle, sign_in, open_page):
    sign_in("integration_team")
    found = figures(open_page(cycle.get_absolute_url()), "letters")
    opened = {address: number for address, (number, _) in found.items() if number.isdigit()}
    assert len([one for one in opened if "result=" in one]) > 20
    for address, number in opened.items():
        assert heading(open_page(address))[0] == int(number), address


def test_every_number_opens_the_requests_that_it_counts(cycle, sign_in, open_page):
    sign_in("integration_team")
    found = figures(open_page(cycle.get_absolute_url()), "requests")
    assert len(found) > 15
    for address, (number, said) in found.items():
        requests, minutes = heading(open_page(address))
        if number.isdigit():
            assert int(number) == (minutes if "minutes" in said else requests), address


def test_the_large_figures_open_what_their_notes_count(cycle, sign_in, open_page):
    sign_in("integration_team")
    page = open_page(cycle.get_absolute_url())
    tiles = page.xpath("//div[contains(@class, 'app-figure') and p]")
    assert len(tiles) == 4
    for tile in tiles:
        (address,) = tile.xpath(".//a/@href")
        behind = words(tile.xpath(".//p[contains(@class, 'note')]")[0])
        opened = heading(open_page(address))
        counted = opened[1] if "minutes" in behind else opened[0]
        assert behind.startswith(f"{counted:,} ")


@pytest.mark.parametrize("role", ["leadership", "reviewer", "integration_team"])
def test_the_headline_is_what_the_figures_say(role, cycle, sign_in, open_page):
    sign_in(role)
    share = ReadHere(cycle, user=UserFactory(leadership=True)).letters().counts.inappropriate
    said = words(open_page(cycle.get_absolute_url()))
    assert f"{share.percentage:.1f}% letters with an inappropriate request" in said.replace(
        "% letters with an inappropriate request letters", "% letters"
    )
    assert f"{share.part} of {share.whole} judged letters" in said


def test_others_than_the_team_open_nothing(cycle, sign_in, open_page, client):
    sign_in("leadership")
    page = open_page(cycle.get_absolute_url())
    assert not page.xpath(
        "//main//a[contains(@href, '/letters/') or contains(@href, '/requests/')]"
    )
    assert client.get(reverse("audit_requests", args=[cycle.slug])).status_code == 404


def test_an_unknown_choice_of_requests_is_said_at_its_field(cycle, sign_in, open_page):
    sign_in("integration_team")
    page = open_page(reverse("audit_requests", args=[cycle.slug]), verdict="wrong")
    assert "Select a judgement from the list" in words(page)
    assert heading(page) or "No requests like that" in words(page)


def test_the_page_takes_few_queries(cycle, sign_in, client, django_assert_max_num_queries):
    sign_in("leadership")
    with django_assert_max_num_queries(12):
        client.get(cycle.get_absolute_url())


def test_the_page_reads_no_findings(cycle, sign_in, client):
    sign_in("leadership")
    before = client.get(cycle.get_absolute_url()).content
    Finding.objects.all().delete()
    after = client.get(cycle.get_absolute_url()).content
    tiles = [html.fromstring(page).xpath("//div[@class='app-figure']") for page in (before, after)]
    assert [words(tile) for tile in tiles[0]] == [words(tile) for tile in tiles[1]]


def test_every_number_of_the_agreement_opens_its_letters(cycle, sign_in, open_page):
    sign_in("integration_team")
    page = open_page(reverse("audit_agreement", args=[cycle.slug]))
    found = figures(page, "letters")
    assert len(found) > 6
    for address, (number, _) in found.items():
        assert heading(open_page(address))[0] == int(number), address


def test_an_audit_without_second_readings_says_so(sign_in, open_page):
    sign_in("leadership")
    audit = AuditFactory(stage=Stage.FRAME)
    page = open_page(reverse("audit_agreement", args=[audit.slug]))
    assert "No letter of this audit was given to two readers" in words(page)


@pytest.mark.parametrize("name", ["audit_agreement", "audit_requests"])
def test_an_audit_read_elsewhere_has_neither(name, sign_in, client):
    sign_in("integration_team")
    assert client.get(reverse(name, args=[AuditFactory().slug])).status_code == 404
