"""A row that is stored with a statement of its own is the row that Django would have made."""

import pytest
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from interface.outbox.models import Message
from interface.storing import Storing
from issues.models import Issue
from tests.issues.factories import IssueFactory

pytestmark = pytest.mark.django_db
OF_ONE_ROW = {"id", "reference", "status_token", "submission"}

store = Storing(Issue)
store_once = Storing(Message, once=True)


def told(**said):
    return {"event": "told:1", "recipient": "gp@example.nhs.uk", **said}


def test_it_holds_what_was_said_and_the_defaults_of_the_rest():
    like = IssueFactory()
    names = [f.attname for f in Issue._meta.concrete_fields if f.name not in OF_ONE_ROW | {"words"}]
    said = {name: getattr(like, name) for name in names}
    first, second = store(**said), Issue.objects.create(**said)
    first.refresh_from_db(), second.refresh_from_db()
    assert model_to_dict(first, exclude=OF_ONE_ROW) == model_to_dict(second, exclude=OF_ONE_ROW)
    assert first.reference != second.reference and first.words == second.words


def test_what_comes_back_is_the_row_with_its_key():
    row = store_once(**told(text="“Quotes”, it's 100 %"))
    assert Message.objects.get() == row
    assert Message.objects.get().text == "“Quotes”, it's 100 %"
    row.text = "Again"
    row.save()
    assert Message.objects.get().text == "Again"


def test_it_leaves_history_like_any_other():
    like = IssueFactory()
    row = store(practice=like.practice, category=like.category, what_happened="No fit note")
    assert row.events.get().what_happened == "No fit note"


def test_what_is_there_already_is_stored_once_or_refused():
    assert store_once(**told()).pk and store_once(**told()).pk is None
    assert Message.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Storing(Message)(**told())
