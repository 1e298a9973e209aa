"""What is kept of a table is what the table holds."""

import pytest

from interface.directory.models import Specialty
from interface.history.kept import Kept
from tests.directory.factories import SpecialtyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def names():
    return Kept(lambda: sorted(Specialty.objects.values_list("name", flat=True)), Specialty)


def test_it_is_read_once_while_nothing_changes(names, django_assert_num_queries):
    SpecialtyFactory(name="Invented medicine")
    names()
    with django_assert_num_queries(1):  # is there news?
        assert names() == ["Invented medicine"]


def test_every_way_of_changing_a_row_is_news(names):
    SpecialtyFactory(name="Invented medicine")
    names()
    Specialty.objects.update(name="Invented surgery")
    assert names() == ["Invented surgery"]
    Specialty.objects.bulk_create(
        [SpecialtyFactory.build(trust=Specialty.objects.get().trust, name="Another")]
    )
    assert names() == ["Another", "Invented surgery"]
    Specialty.objects.filter(name="Another").delete()
    assert names() == ["Invented surgery"]


def test_an_empty_table_is_kept_too(names):
    assert names() == [] and names() == []


def test_after_a_while_it_is_read_without_news(names, django_assert_num_queries):
    names()
    names.seconds = -1
    with django_assert_num_queries(2):
        names()
