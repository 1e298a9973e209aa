"""Files of rates: the figures of the page, nothing small for those who need it not, no formula."""

import csv
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from audits import demonstration
from audits.models import AskRate, Audit
from audits.rate_exports import HEADER, LEFT_OUT, Row, without_small_counts
from audits.rates import Counts, Line, Results
from interface.stats import wilson
from interface.vocabulary import Ask
from tests.accounts.factories import UserFactory
from tests.audits.factories import AuditFactory
from tests.directory.factories import SpecialtyFactory

pytestmark = pytest.mark.django_db

COUNTS = ["met", "not_met", "not_applicable", "not_judged"]


@pytest.fixture
def audit(trust):
    demonstration.make(count=300, by=None)
    return Audit.objects.get()


@pytest.fixture
def sign_in(client):
    def as_(role, **fields):
        client.force_login(UserFactory(**{role: True}, **fields))

    return as_


@pytest.fixture
def download(client):
    """The rows of an audit's CSV as dicts, and its notes."""

    def get(audit):
        response = client.get(reverse("audit_rates_csv", args=[audit.slug]))
        assert response.status_code == 200
        assert "attachment" in response["Content-Disposition"]
        lines = list(csv.reader(response.getvalue().decode("utf-8-sig").splitlines()))
        end = lines.index([])
        assert lines[0] == HEADER
        rows = [dict(zip(HEADER, line, strict=True)) for line in lines[1:end]]
        return rows, "\n".join(cell for line in lines[end + 1 :] for cell in line)

    return get


def recount(row, audit):
    """The counts of a row, summed here from the stored rates."""
    sums = dict.fromkeys(COUNTS, 0)
    for rate in AskRate.objects.filter(audit=audit, ask=row["ask"]).select_related("specialty"):
        if row["specialty_code"] not in {"", rate.specialty.treatment_function_code}:
            continue
        if row["month"] not in {"", f"{rate.month:%Y-%m}"}:
            continue
        for name in COUNTS:
            sums[name] += getattr(rate, name)
    return sums


def test_every_row_equals_a_recount_with_its_denominator_and_interval(audit, sign_in, download):
    sign_in("integration_team")
    rows, _ = download(audit)
    months = AskRate.objects.filter(audit=audit).values("month").distinct().count()
    assert len(rows) == len(Ask) * (1 + 2 + months)
    for row in rows:
        sums = recount(row, audit)
        assert {name: int(row[name]) for name in COUNTS} == sums
        judged = sums["met"] + sums["not_met"]
        assert int(row["judged"]) == judged
        given = [
            row["rate_percent"],
            row["interval_95_from_percent"],
            row["interval_95_to_percent"],
        ]
        if judged < 30:
            assert given == ["", "", ""]
        else:
            expected = [sums["met"] / judged, *wilson(sums["met"], judged)]
            assert [float(x) for x in given] == pytest.approx([100 * x for x in expected], abs=1e-4)


def test_the_notes_state_the_method(audit, sign_in, download):
    sign_in("integration_team")
    notes = download(audit)[1]
    for words in ("all specialties", "Wilson", "95%", "fewer than 30", "invented", "no ranking"):
        assert words in notes


def test_a_specialty_lead_takes_that_specialty_only(audit, trust, sign_in, download):
    own, other = trust.specialties.order_by("treatment_function_code")
    sign_in("specialty", specialties=[own])
    rows, notes = download(audit)
    assert {row["specialty"] for row in rows} == {"", own.name}
    assert own.name in notes and other.name not in notes
    first = next(row for row in rows if row["counted_by"] == "all")
    assert int(first["met"]) == sum(
        AskRate.objects.filter(audit=audit, specialty=own, ask=1).values_list("met", flat=True)
    )


@pytest.mark.parametrize("role", ["leadership", "reviewer"])
def test_small_counts_do_not_leave_with_others(role, audit, sign_in, download):
    sign_in(role)
    rows, notes = download(audit)
    shown = [row[name] for row in rows for name in [*COUNTS, "judged"]]
    assert LEFT_OUT in shown
    assert not {"1", "2", "3", "4"} & set(shown)
    assert "Counts of 1 to 4 are left out" in notes


def test_a_workbook_holds_the_same_with_numbers_as_numbers(audit, sign_in, download, client):
    sign_in("integration_team")
    rows, notes = download(audit)
    response = client.get(reverse("audit_rates_xlsx", args=[audit.slug]))
    book = openpyxl.load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["Rates", "Notes"]
    header, *lines = book["Rates"].iter_rows()
    assert [cell.value for cell in header] == HEADER
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        found = dict(zip(HEADER, line, strict=True))
        for name in [*COUNTS, "judged", "ask"]:
            assert found[name].data_type == "n"
            assert found[name].value == int(row[name])
        for name in ("rate_percent", "interval_95_to_percent"):
            value = found[name].value
            assert value is None if row[name] == "" else value == float(row[name])
        assert found["specialty_code"].value in {None, row["specialty_code"]}
    said = [cell.value for (cell,) in book["Notes"].iter_rows()]
    assert set(said[2:]) <= set(notes.splitlines())


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+cmd", "-2+3"])
def test_no_name_becomes_a_formula(name, db, sign_in, client):
    audit = AuditFactory(name=name)
    specialty = SpecialtyFactory(trust=audit.trust, name=name, treatment_function_code="320")
    AskRate.objects.create(
        audit=audit, specialty=specialty, ask=1, month=date(2026, 3, 1), met=40, not_met=20
    )
    sign_in("integration_team")
    text = client.get(reverse("audit_rates_csv", args=[audit.slug])).getvalue().decode("utf-8-sig")
    cells = [cell for line in csv.reader(text.splitlines()) for cell in line]
    assert f"'{name}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    content = client.get(reverse("audit_rates_xlsx", args=[audit.slug])).content
    for sheet in openpyxl.load_workbook(BytesIO(content)):
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("name", ["audit_rates_csv", "audit_rates_xlsx"])
def test_without_rates_there_is_a_message_and_no_file(name, db, sign_in, client):
    audit = AuditFactory()
    sign_in("leadership")
    response = client.get(reverse(name, args=[audit.slug]), follow=True)
    assert response.redirect_chain == [(audit.get_absolute_url(), 302)]
    assert "There are no rates to download yet" in response.content.decode()


@pytest.mark.parametrize("name", ["audit_rates_csv", "audit_rates_xlsx"])
def test_practices_find_no_file(name, audit, sign_in, client):
    sign_in("practice")
    assert client.get(reverse(name, args=[audit.slug])).status_code == 404


def test_a_file_takes_few_queries(audit, sign_in, client, django_assert_max_num_queries):
    sign_in("leadership")
    with django_assert_max_num_queries(12):
        client.get(reverse("audit_rates_xlsx", args=[audit.slug]))


# What small counts take with them -------------------------------------------------------------


def block(*counts):
    """Rows of one ask by specialty, and what of each is left out."""
    rows = [
        Row(Ask.REFER, "specialty", Line(str(place), Counts(*one), query={"ask": 2}))
        for place, one in enumerate(counts)
    ]
    return [set(row.hidden) for row in without_small_counts(rows)]


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([(10, 20, 0, 5)], [set()]),
        ([(0, 0, 0, 0)], [set()]),
        ([(4, 20, 0, 5)], [{"rate"}]),
        ([(5, 20, 0, 1)], [{"rest"}]),
        ([(2, 1, 0, 9)], [{"judged", "rest", "rate"}]),
        ([(1, 20, 0, 0), (30, 30, 0, 0), (9, 9, 0, 0)], [{"rate"}, set(), {"rate"}]),
        ([(1, 20, 0, 0), (2, 30, 0, 0), (9, 9, 0, 0)], [{"rate"}, {"rate"}, set()]),
        ([(9, 20, 1, 0), (9, 30, 6, 0), (9, 9, 5, 0)], [{"rest"}, set(), {"rest"}]),
        ([(1, 1, 0, 9), (9, 9, 0, 9)], [{"judged", "rest", "rate"}] * 2),
    ],
)
def test_what_would_tell_a_small_count_goes_with_it(counts, hidden):
    assert block(*counts) == hidden


def test_nothing_left_out_can_be_had_by_subtraction(audit):
    """In each ask and part a column is left out in no row or in several; so within each row."""
    results = Results(audit, user=UserFactory(leadership=True))
    for ask in Ask:
        for lines in (results.by_specialty(ask), results.by_month(ask)):
            rows = without_small_counts([Row(ask, "specialty", line) for line in lines])
            columns = zip(*(row.cells() for row in rows), strict=True)
            assert all(column.count(LEFT_OUT) != 1 for column in columns)
            for row in rows:
                cells = dict(zip(HEADER, row.cells(), strict=True))
                assert (cells["met"] == LEFT_OUT) == (cells["not_met"] == LEFT_OUT)
                assert (cells["not_judged"] == LEFT_OUT) == (cells["not_applicable"] == LEFT_OUT)
