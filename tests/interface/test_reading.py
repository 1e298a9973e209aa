"""A statement put together once reads what Django would."""

import pytest

from interface import history
from interface.accounts.models import User
from interface.history.events import events_of
from interface.reading import Reading, Together
from issues.models import Issue, Note, Reply, SpecialtyProposal
from tests.accounts.factories import UserFactory
from tests.issues.factories import IssueFactory, NoteFactory, ReplyFactory

pytestmark = pytest.mark.django_db
JOINED = ["practice", "specialty", "raised_by"]
issue_with_key = Reading(
    Issue,
    "WHERE this.id = %s",
    joined=JOINED,
    also={"has_replies": "EXISTS (SELECT FROM issues_reply WHERE issue_id = this.id)"},
    without=["words"],
)


def fields_of(row):
    return {
        name: value for name, value in vars(row).items() if name not in ("_state", "has_replies")
    }


@pytest.mark.parametrize("known", [{}, {"specialty": None}])
def test_it_reads_the_same_as_django_without_a_query_more(known, django_assert_num_queries):
    pk = IssueFactory(**known).pk
    expected = Issue.objects.select_related(*JOINED).defer("words").get(pk=pk)
    with django_assert_num_queries(1):
        [found] = issue_with_key(pk)
        assert found == expected
        assert fields_of(found) == fields_of(expected)
        for name in JOINED:
            other, same = getattr(found, name), getattr(expected, name)
            assert other == same and (other is None or fields_of(other) == fields_of(same))
        assert found.has_replies is False


@pytest.mark.parametrize("known", [{}, {"raised_by": None}])
def test_what_is_joined_brings_along_what_is_joined_to_it(known, django_assert_num_queries):
    pk = IssueFactory(**known).pk
    paths = ["raised_by", "raised_by__organisation"]
    expected = Issue.objects.select_related(*paths).get(pk=pk)
    with django_assert_num_queries(1):
        [found] = Reading(Issue, "WHERE this.id = %s", joined=paths)(pk)
        assert found.raised_by == expected.raised_by
        if expected.raised_by:
            here, there = found.raised_by.organisation, expected.raised_by.organisation
            assert fields_of(here) == fields_of(there)


def test_what_was_left_out_is_fetched_when_it_is_wanted(django_assert_num_queries):
    [found] = issue_with_key(IssueFactory().pk)
    with django_assert_num_queries(1):
        assert found.words


def test_values_that_django_converts_are_converted():
    @history.action("invited")
    def invite(*, by):
        return UserFactory()

    user = invite(by=None)
    events = events_of(User).model
    [event] = Reading(events, "WHERE this.pgh_obj_id = %s")(user.pk)
    assert event.pgh_context == {"action": "invited", "by": None}


def test_no_row_is_no_first_one():
    assert issue_with_key.first(0) is None


def test_a_row_that_was_read_can_be_saved():
    [found] = issue_with_key(IssueFactory(own_reference="").pk)
    found.own_reference = "A7"
    found.save(update_fields=["own_reference"])
    assert Issue.objects.get().own_reference == "A7"


def test_several_models_are_read_together_as_each_alone(django_assert_num_queries):
    issue, other = IssueFactory(), IssueFactory()
    models = [events_of(model).model for model in (Note, Reply, SpecialtyProposal)]
    together = Together(models, "WHERE this.issue_id = %s")
    for one in (issue, other):
        NoteFactory.create_batch(2, issue=one)
        ReplyFactory(issue=one)
    expected = [list(model.objects.filter(issue=issue)) for model in models]
    with django_assert_num_queries(1):
        found = together(issue.pk)
    assert [len(rows) for rows in found] == [2, 1, 0]
    for rows, same in zip(found, expected, strict=True):
        assert sorted(map(fields, rows), key=str) == sorted(map(fields, same), key=str)


def fields(row):
    return type(row), fields_of(row)
