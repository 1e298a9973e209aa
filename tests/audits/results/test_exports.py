"""Files of what a cycle came to: the figures of its page, and nothing that tells a small count."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse

from audits.models import RequestRate
from audits.rate_exports import LEFT_OUT
from audits.results.exports import Row, _shown, letter_rows, request_rows
from audits.results.figures import ReadHere
from issues.models import Category
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


def rows_of(client, name, audit):
    response = client.get(reverse(name, args=[audit.slug]))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_the_files_hold_the_figures_of_the_page(cycle, client, dana):
    client.force_login(dana)
    found = ReadHere(cycle, user=dana)
    letters, requests = found.letters().counts, found.requests()
    (first, *_) = rows_of(client, "audit_results_csv", cycle)
    assert int(first["some_inappropriate"]) == letters.some_inappropriate
    assert float(first["rate_percent"]) == pytest.approx(letters.inappropriate.percentage, 1e-4)
    (first, *_) = rows_of(client, "audit_requests_csv", cycle)
    assert int(first["gp_minutes_of_inappropriate"]) == requests.counts.gp_minutes
    assert float(first["inappropriate_per_100_letters"]) == pytest.approx(
        requests.requests_per_100, 1e-4
    )


def test_the_workbook_has_a_sheet_of_each(cycle, client, dana):
    client.force_login(dana)
    response = client.get(reverse("audit_rates_xlsx", args=[cycle.slug]))
    book = openpyxl.load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["Rates", "Letters", "Requests", "Notes"]
    found = ReadHere(cycle, user=dana)
    for sheet, rows in (("Letters", letter_rows), ("Requests", request_rows)):
        stored = [["" if one is None else one for one in row] for row in book[sheet].values][1:]
        assert stored == [[*row] for row in rows(found, small_counts=True)]


def test_a_name_like_a_formula_stays_a_text(cycle, client, dana):
    Category.objects.filter(pk=RequestRate.objects.first().request_type_id).update(label="=1+1")
    client.force_login(dana)
    names = [row["name"] for row in rows_of(client, "audit_requests_csv", cycle)]
    assert "'=1+1" in names and "=1+1" not in names


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([[9, 0], [5, 30]], []),
        ([[4, 9], [9, 9], [9, 7]], [0, 2]),
        ([[4, 9], [3, 9], [9, 7]], [0, 1]),
        ([[4, 9]], [0]),
    ],
)
def test_a_row_with_a_small_count_goes_with_the_one_that_would_tell_it(counts, hidden):
    rows = [Row([str(place)], one, [], sum(one)) for place, one in enumerate(counts)]
    shown = _shown(rows, small_counts=False)
    assert [place for place, cells in enumerate(shown) if LEFT_OUT in cells] == hidden
    assert not any(LEFT_OUT in cells for cells in _shown(rows, small_counts=True))


def test_leadership_gets_no_small_counts(cycle, client):
    client.force_login(UserFactory(leadership=True))
    for name in ("audit_results_csv", "audit_requests_csv"):
        for row in rows_of(client, name, cycle):
            assert not {"1", "2", "3", "4"} & {v for k, v in row.items() if k not in {"code"}}
