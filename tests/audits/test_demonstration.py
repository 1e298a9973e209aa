"""Invented letters: labelled, plausible, the same each time."""

import csv
from datetime import date

import pytest
from django.core.management import call_command

from audits import demonstration, services
from audits.models import Audit, Letter

pytestmark = pytest.mark.django_db


def test_an_invented_audit_is_labelled_and_counted(trust, dana):
    assert demonstration.make(count=150, by=dana) == 150
    audit = Audit.objects.get()
    assert audit.is_demonstration
    assert audit.rates_are_current
    assert services.drift(audit) == 0
    assert all(
        id_.startswith("DEMO-") for id_ in Letter.objects.values_list("letter_id", flat=True)
    )
    assert not Letter.objects.exclude(document_text="").exists()


def test_more_letters_go_on_where_the_first_ended(trust, dana):
    demonstration.make(count=50, by=dana)
    assert demonstration.make(count=70, by=dana) == 70
    assert Letter.objects.count() == 120
    assert Audit.objects.count() == 1


def test_two_cycles_share_the_letters_and_the_latest_is_the_newest(trust, dana):
    assert demonstration.make_both(letters=40, by=dana) == 40
    latest, before = Audit.objects.all()
    assert (latest.slug, before.slug) == ("demonstration-audit", "demonstration-audit-before")
    assert (latest.letters.count(), before.letters.count()) == (30, 10)
    assert latest.is_demonstration and before.is_demonstration
    assert demonstration.make_both(letters=40, by=dana) == 0
    assert demonstration.make_both(letters=60, by=dana) == 20


def test_letters_spread_over_more_than_a_year(trust, dana):
    demonstration.make(count=300, by=dana)
    assert Letter.objects.dates("discharged_on", "month").count() >= 12


def test_a_file_of_invented_letters_can_be_imported(trust, tmp_path, import_file):
    path = tmp_path / "invented.csv"
    call_command("demo_letters_csv", letters=80, out=path, verbosity=0)
    with path.open(newline="") as file:
        assert sum(1 for _ in csv.DictReader(file)) == 80
    assert import_file(path.read_bytes())["stored"] == 80


def test_the_same_seed_and_day_give_the_same_letters(trust, tmp_path):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    for path in (one, two):
        demonstration.write_csv(path, letters=100, on=date(2026, 3, 1))
    assert one.read_bytes() == two.read_bytes()


def test_without_specialties_there_is_nothing_to_invent(db, tmp_path):
    with pytest.raises(demonstration.NoDirectory):
        demonstration.write_csv(tmp_path / "none.csv", letters=1, on=date(2026, 3, 1))
