"""Two cycles compared: differences equal the golden vectors, and words follow the intervals."""

import pytest
from django.urls import reverse
from lxml import html

from audits.cycles import Difference, comparable_with, differences, differences_chart
from audits.models import AskRate
from audits.rates import Counts, Line
from interface.vocabulary import Ask
from tests.accounts.factories import UserFactory
from tests.audits.factories import AuditFactory, LetterFactory
from tests.directory.factories import SpecialtyFactory
from tests.interface.stats.golden_files import STATS, same

pytestmark = pytest.mark.django_db


def line(met, judged, label="1. Demo", key="1"):
    return Line(label, Counts(met=met, not_met=judged - met, not_judged=3), key)


def difference(this, other):
    return Difference(line(*this), line(*other))


GOLDENS = [case for case in STATS["newcombe_difference"] if case["input"]["confidence"] == 0.95]


@pytest.mark.parametrize("case", GOLDENS, ids=lambda case: str(case["input"]))
def test_each_golden_interval_of_a_difference_is_equal(case):
    given, expected = case["input"], case["expected"]
    this = given["after_x"], given["after_n"]
    other = given["before_x"], given["before_n"]
    found = difference(this, other).points
    if min(this[1], other[1]) < 30:
        assert found is None
    else:
        wanted = [100 * expected[name] for name in ("difference", "lower", "upper")]
        assert same(list(found), wanted, STATS["tolerance"])


@pytest.mark.parametrize(
    ("this", "other", "words"),
    [
        ((720, 1000), (659, 1000), "Higher by 6.1 points (2.0 to 10.1)"),
        ((659, 1000), (720, 1000), "Lower by 6.1 points (2.0 to 10.1)"),
        ((50, 100), (50, 100), "No clear difference (−13.6 to +13.6 points)"),
        ((29, 29), (0, 400), "Too few letters to compare"),
        ((0, 400), (29, 29), "Too few letters to compare"),
        ((0, 0), (0, 0), "Too few letters to compare"),
        ((30, 30), (0, 30), "Higher by 100.0 points (83.9 to 100.0)"),
    ],
)
def test_words_say_how_far_and_how_sure(this, other, words):
    assert difference(this, other).words == words


def test_only_lines_of_both_are_compared_in_the_order_of_the_first():
    these = [line(40, 50, name, key) for name, key in [("B", "2"), ("A", "1"), ("C", "3")]]
    others = [line(20, 50, name, key) for name, key in [("A of old", "1"), ("B", "2"), ("D", "4")]]
    found = differences(these, others)
    assert [one.label for one in found] == ["B", "A"]
    assert [one.other.label for one in found] == ["B", "A of old"]


def test_there_is_a_chart_of_the_asks_only_where_one_can_be_compared():
    this, other = AuditFactory.build(name="Demo this"), AuditFactory.build(name="Demo other")
    few, many = difference((10, 20), (10, 40)), difference((50, 100), (30, 100))
    assert differences_chart([few, few], this=this, other=other) is None
    rows = differences_chart([few, many], this=this, other=other).rows
    assert rows[0][1] is None
    assert rows[1][1:4] == tuple(points / 100 for points in many.points)


# The page -------------------------------------------------------------------------------------


def counted(audit, specialty, met, judged, **more):
    for ask in Ask:
        AskRate.objects.create(
            audit=audit, specialty=specialty, ask=ask, month="2026-03-01",
            met=met, not_met=judged - met, **more,
        )  # fmt: skip
    audit.rates_computed_at = audit.created_at
    audit.save()


@pytest.fixture
def pair(db):
    """Two cycles of one trust: orthopaedics was in the first only."""
    earlier = AuditFactory(name="Demo spring")
    later = AuditFactory(name="Demo autumn", trust=earlier.trust)
    own = SpecialtyFactory(
        trust=earlier.trust, name="Demo cardiology", treatment_function_code="320"
    )
    other = SpecialtyFactory(
        trust=earlier.trust, name="Demo dermatology", treatment_function_code="330"
    )
    gone = SpecialtyFactory(
        trust=earlier.trust, name="Demo orthopaedics", treatment_function_code="110"
    )
    counted(earlier, own, 50, 100)
    counted(earlier, other, 70, 100)
    counted(earlier, gone, 20, 100)
    counted(later, own, 80, 100, not_judged=7)
    counted(later, other, 20, 29)
    return later, earlier


@pytest.fixture
def compare(client):
    def get(audit, slug, *, status=200, **query):
        response = client.get(reverse("audit_compare", args=[audit.slug, slug]), query)
        assert response.status_code == status
        return html.fromstring(response.content.decode())

    return get


def words(element):
    return " ".join(element.text_content().split())


@pytest.fixture
def sign_in(client):
    def as_(role, **fields):
        client.force_login(UserFactory(**{role: True}, **fields))

    return as_


def rows_of(shown, caption):
    (table,) = shown.xpath(f"//table[caption[contains(., '{caption}')]]")
    return {words(row.xpath("./th")[0]): words(row) for row in table.xpath(".//tbody/tr")}


def test_each_ask_and_each_specialty_of_both_shows_its_difference(pair, compare, sign_in):
    later, earlier = pair
    sign_in("leadership")
    shown = compare(later, earlier.slug, ask=3)
    asks = rows_of(shown, "Difference by ask")
    assert len(asks) == len(Ask)
    third = next(text for name, text in asks.items() if "Follow up" in name)
    assert "46.7%: 140 of 300" in third and "77.5%: 100 of 129" in third
    assert "Higher by 30.9 points" in third
    specialties = rows_of(shown, "Difference by specialty")
    assert [name.removeprefix("Specialty ") for name in specialties] == [
        "Demo cardiology", "Demo dermatology",
    ]  # fmt: skip
    first, second = specialties.values()
    assert "50.0%: 50 of 100" in first and "80.0%: 80 of 100" in first
    assert "Higher by 30.0 points (16.9 to 41.7)" in first
    assert "20 of 29" in second and "Too few" in second
    assert "two independent samples" in words(shown)


def test_the_other_way_round_is_lower(pair, compare, sign_in):
    later, earlier = pair
    sign_in("leadership")
    shown = compare(earlier, later.slug)
    first = next(iter(rows_of(shown, "Difference by specialty").values()))
    assert "Lower by 30.0 points (16.9 to 41.7)" in first


def test_a_specialty_lead_compares_that_specialty_only(pair, compare, sign_in):
    later, earlier = pair
    own = AskRate.objects.filter(specialty__name="Demo cardiology").first().specialty
    sign_in("specialty", specialties=[own])
    shown = compare(later, earlier.slug)
    assert "80.0%: 80 of 100" in next(iter(rows_of(shown, "Difference by ask").values()))
    assert "dermatology" not in words(shown)


def test_a_lead_without_rates_in_both_is_told(pair, compare, sign_in):
    later, earlier = pair
    gone = AskRate.objects.filter(specialty__name="Demo orthopaedics").first().specialty
    sign_in("specialty", specialties=[gone])
    assert "no rates to show you yet" in words(compare(later, earlier.slug))


def test_what_cannot_be_compared_is_said_with_a_list_of_what_can(pair, compare, sign_in):
    later, earlier = pair
    AuditFactory(slug="new", name="Demo new")
    AuditFactory(slug="invented", is_demonstration=True)
    sign_in("leadership")
    for slug, message in [
        (later.slug, "cannot be compared with itself"),
        ("nowhere", "no other audit at this address"),
        ("new", "Demo new has no rates yet"),
        ("invented", "Invented letters and real ones are not compared"),
    ]:
        shown = compare(later, slug, status=404)
        assert message in words(shown)
        assert shown.xpath("//main//li/a/@href") == [
            reverse("audit_compare", args=[later.slug, earlier.slug])
        ]


def test_an_unknown_audit_is_not_found(pair, client, sign_in):
    sign_in("leadership")
    assert client.get(reverse("audit_compare", args=["nowhere", pair[1].slug])).status_code == 404


def test_practices_find_nothing_to_compare(pair, client, sign_in):
    sign_in("practice")
    address = reverse("audit_compare", args=[one.slug for one in pair])
    assert client.get(address).status_code == 404


def test_the_audit_offers_the_others_to_compare_with(pair, client, sign_in):
    later, earlier = pair
    AuditFactory()
    sign_in("leadership")
    shown = html.fromstring(client.get(later.get_absolute_url()).content.decode())
    assert shown.xpath("//a[contains(@href, '/compare/')]/text()") == [earlier.name]
    assert list(comparable_with(later, user=UserFactory(leadership=True))) == [earlier]


def test_figures_open_their_letters_for_the_team_only(pair, compare, sign_in, client):
    later, earlier = pair
    LetterFactory(audit=earlier)
    sign_in("leadership")
    assert not compare(later, earlier.slug).xpath("//main//a[contains(@href, 'letters')]")
    sign_in("integration_team")
    links = compare(later, earlier.slug).xpath("//main//table//a/@href")
    assert len(links) == 4 * (len(Ask) + 2)
    assert {client.get(link).status_code for link in links} == {200}
    assert any(earlier.slug in link for link in links)


def test_the_page_takes_few_queries(pair, sign_in, client, django_assert_max_num_queries):
    sign_in("integration_team")
    AuditFactory.create_batch(5)
    with django_assert_max_num_queries(12):
        client.get(reverse("audit_compare", args=[one.slug for one in pair]))
