"""A practice's year: every figure recounted, every number opened, the PDF the same."""

import random
from datetime import date, datetime, timedelta
from html import unescape
from statistics import median_high
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from interface.documents import Bullets, Figures, Paragraph, Table
from issues.endorsements.models import Endorsement
from issues.fixed.models import FixedAnswer
from issues.models import Direction, Kind, Outcome
from issues.year import figures
from issues.year.document import document
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 20)


def words(response):
    return unescape(response.content.decode())


@pytest.fixture
def gp(client, time_machine):
    time_machine.move_to("2026-11-20 12:00+00:00")
    user = UserFactory()
    client.force_login(user)
    return user


def full_year(practice):
    """Thirty issues of 2026 with everything that the page speaks about, and some of 2025."""
    dice = random.Random(3)
    categories = [CategoryFactory(label=f"Demo category {letter}") for letter in "ABC"]
    specialties = [SpecialtyFactory(name=f"Demo specialty {letter}") for letter in "XY"]
    for number in range(36):
        year = 2025 if number < 6 else 2026
        raised = datetime(year, 1, 1, 12, tzinfo=LONDON) + timedelta(days=dice.uniform(0, 300))
        closed = dice.random() < 0.5
        answered = {"first_answered_at": raised + timedelta(days=dice.uniform(0, 20))}
        ends = {"closed": True, "closed_at": raised + timedelta(days=25)} | answered
        issue = IssueFactory(
            practice=practice, raised_at=raised, category=dice.choice(categories),
            specialty=dice.choice([*specialties, None]), kind=dice.choice(Kind.values),
            minutes_lost=dice.choice([None, 0, 5, 30]), **(ends if closed else {}),
            **({"outcome": dice.choice(Outcome.values)} if closed else {}),
        )  # fmt: skip
        if closed:
            FixedAnswer.objects.create(
                issue=issue, closed_at=issue.closed_at, claimed=issue.outcome, answer="yes",
                answered_at=issue.closed_at,
            )  # fmt: skip
    for minutes in (10, None):
        Endorsement.objects.create(
            issue=IssueFactory(), practice=practice, minutes_lost=minutes,
            endorsed_at=datetime(2026, 2, 2, tzinfo=LONDON),
        )  # fmt: skip


def test_every_figure_is_what_a_recount_gives(gp):
    full_year(gp.organisation)
    year = figures.of(gp.organisation, year=2026, on=TODAY)
    rows = [i for i in gp.organisation.issues.all() if i.raised_at.astimezone(LONDON).year == 2026]
    assert year.raised == len(rows) == 30
    assert year.answered == sum(row.first_answered_at is not None for row in rows)
    assert year.open == sum(row.is_open for row in rows)
    assert year.minutes == 10 + sum(row.minutes_lost or 0 for row in rows)
    assert len(year.said_minutes) == 1 + sum(row.minutes_lost is not None for row in rows)
    assert set(year.praise) == {str(row) for row in rows if row.kind == Kind.PRAISE}
    for counts in (year.by_kind, year.by_category, year.by_specialty):
        assert sum(one.number for one in counts) == 30
    closed = {row.reference for row in rows if row.is_closed}
    assert {reference for one in year.outcomes for reference in one.references} == closed
    assert year.fixed["yes"] == len(closed)
    waits = [
        sum(
            (row.raised_at.astimezone(LONDON).date() + timedelta(days=n)).weekday() < 5
            for n in range(
                1, (row.first_answered_at.astimezone(LONDON).date()
                    - row.raised_at.astimezone(LONDON).date()).days + 1,
            )
        )
        for row in rows
        if row.first_answered_at
    ]  # fmt: skip
    assert year.median_wait == median_high(waits)


def test_every_number_opens_exactly_what_it_counts(client, gp):
    full_year(gp.organisation)
    IssueFactory(practice=gp.organisation, direction=Direction.TRUST_TO_PRACTICE)
    response = client.get(reverse("our_year"))
    opened = [
        (cell["text"], cell["href"])
        for _headings, rows in response.context["groups"]
        for _label, cell in rows
        if isinstance(cell, dict)
    ]
    opened += [(str(len(one.references)), url) for one, url in response.context["outcomes"]]
    opened += [("30", response.context["raised_url"])]
    year = response.context["year"]
    opened += [(str(len(year.praise)), response.context["praise_url"])]
    assert len(opened) > 10
    for number, url in opened:
        assert str(client.get(url).context["page"].paginator.count) == number, url


def test_a_year_begins_and_ends_at_midnight_in_london(gp):
    for moment in (
        datetime(2025, 12, 31, 23, 59, tzinfo=LONDON),
        datetime(2026, 1, 1, 0, 0, tzinfo=LONDON),
        datetime(2026, 12, 31, 23, 59, tzinfo=LONDON),
        datetime(2027, 1, 1, 0, 0, tzinfo=LONDON),
    ):
        IssueFactory(practice=gp.organisation, raised_at=moment)
    assert figures.of(gp.organisation, year=2026, on=TODAY).raised == 2


def test_what_others_raised_is_not_ours(gp):
    IssueFactory()
    IssueFactory(practice=gp.organisation, direction=Direction.TRUST_TO_PRACTICE)
    assert figures.of(gp.organisation, year=2026, on=TODAY).is_empty


def test_an_empty_year_says_what_will_appear(client, gp):
    page = words(client.get(reverse("our_year")))
    assert "Nothing raised in this year" in page and "/report/" in page
    assert client.get(reverse("our_year_pdf")).content.startswith(b"%PDF-")


@pytest.mark.parametrize("asked", ["", "abc", "1999", "2027", "99999", "²²²²", "-1", "2026.0"])
def test_a_year_that_there_is_not_is_this_one(client, gp, asked):
    assert client.get(reverse("our_year"), {"year": asked}).context["year"].year == 2026


def test_earlier_years_are_a_click_away(client, gp):
    IssueFactory(practice=gp.organisation, raised_at=datetime(2024, 5, 1, tzinfo=LONDON))
    response = client.get(reverse("our_year"), {"year": 2024})
    assert [tab["label"] for tab in response.context["tabs"]] == ["2026", "2025", "2024"]
    assert response.context["year"].raised == 1


@pytest.mark.parametrize("role", ["specialty", "reviewer", "leadership", "integration_team"])
def test_it_is_for_practices(client, role):
    client.force_login(UserFactory(**{role: True}))
    for name in ("our_year", "our_year_pdf"):
        assert client.get(reverse(name)).status_code == 403


def test_more_issues_need_no_more_queries(client, gp, django_assert_max_num_queries):
    full_year(gp.organisation)
    with django_assert_max_num_queries(10):
        client.get(reverse("our_year"))


class TestTheDocument:
    def test_it_says_the_same_as_the_page(self, gp):
        full_year(gp.organisation)
        year = figures.of(gp.organisation, year=2026, on=TODAY)
        made = document(year)
        assert made.title == "Our year 2026" and made.subtitle == str(gp.organisation)
        (numbers,) = [block for block in made.blocks if isinstance(block, Figures)]
        assert [one.value for one in numbers.items][:2] == ["30", str(year.answered)]
        tables = [block for block in made.blocks if isinstance(block, Table)]
        assert [row[1] for row in tables[1].rows] == [str(one.number) for one in year.by_category]
        assert len(tables[-1].rows) == 30

    def test_it_holds_no_words_that_anybody_wrote(self, gp):
        full_year(gp.organisation)
        made = document(figures.of(gp.organisation, year=2026, on=TODAY))
        said = []
        for block in made.blocks:
            match block:
                case Paragraph(text, _):
                    said.append(text)
                case Bullets(items):
                    said += items
                case Table(_, rows, _, _):
                    said += [cell for row in rows for cell in row]
        for issue in gp.organisation.issues.all():
            assert not any(issue.what_happened in text for text in said)
            assert not any(issue.raised_by.name in text for text in said)

    def test_it_comes_as_a_file_with_a_name(self, client, gp):
        full_year(gp.organisation)
        response = client.get(reverse("our_year_pdf"), {"year": 2026})
        assert response["Content-Type"] == "application/pdf"
        name = f"our-year-2026-{gp.organisation.ods_code}.pdf"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response.content.startswith(b"%PDF-") and b"StructTreeRoot" in response.content

    def test_a_very_long_year_names_how_many_are_left_out(self, gp):
        IssueFactory.create_batch(
            3, practice=gp.organisation, raised_at=datetime(2026, 2, 2, tzinfo=LONDON)
        )
        year = figures.of(gp.organisation, year=2026, on=TODAY)
        year.issues.extend(year.issues * 150)
        last = document(year).blocks[-1]
        assert last == Paragraph("153 earlier ones are left out here.", quiet=True)


def test_another_practice_meets_its_own_year(client, gp):
    IssueFactory(practice=PracticeFactory())
    assert client.get(reverse("our_year")).context["year"].is_empty
