from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from issues.models import PublicStatement, StatementVersion
from issues.statements.models import State
from tests.accounts.factories import UserFactory
from tests.issues.factories import IssueFactory
from tests.issues.statements.factories import public, team_member, waiting
from tests.issues.statements.test_views import HOSTILE

pytestmark = pytest.mark.django_db

LIST = reverse("admin:issues_publicstatement_changelist")
ADD = reverse("admin:issues_publicstatement_add")


@pytest.fixture
def team(client):
    user = team_member()
    client.force_login(user)
    return user


def at(name, *args):
    return reverse(f"admin:{name}", args=args)


def answers(**changes):
    month = f"{timezone.localdate():%Y-%m}"
    return {
        "after": "0", "kind": "issue", "said": "Scans were chased.", "result": "changed",
        "did": "changed the form.", "month": month, "specialty": "", "ask": "3", "issues": "",
        **changes,
    }  # fmt: skip


@pytest.mark.parametrize("role", ["practice", "specialty", "leadership", "reviewer"])
def test_only_the_team_enters(client, role):
    client.force_login(UserFactory(**{role: True}))
    version = waiting()
    pk = version.statement_id
    for address in (LIST, ADD, at("statement_words", pk), at("statement_withdrawal", pk),
                    at("statement_approval", pk, 1), at("statement_request", pk, 1)):  # fmt: skip
        assert client.get(address).status_code == 403
        assert client.post(address, answers()).status_code == 403
    assert StatementVersion.objects.get().state == State.WAITING


def test_from_a_draft_to_the_public_page_by_two_people(client, team):
    client.post(ADD, answers())
    version = StatementVersion.objects.get()
    assert (version.state, version.written_by, version.ask) == (State.DRAFT, team, 3)
    pk = version.statement_id
    client.post(at("statement_request", pk, 1))
    own = client.get(at("statement_approval", pk, 1)).content.decode()
    assert "somebody else of the team" in own and "Approve and make public" not in own
    client.post(at("statement_approval", pk, 1))
    assert not StatementVersion.objects.public().exists()
    client.force_login(team_member())
    assert "Look at it and approve" in client.get(
        at("issues_publicstatement_change", pk)
    ).content.decode()  # fmt: skip
    preview = client.get(at("statement_approval", pk, 1)).content.decode()
    assert "Scans were chased." in preview and "Approve and make public" in preview
    assert not StatementVersion.objects.public().exists(), "looking changes nothing"
    client.post(at("statement_approval", pk, 1))
    assert StatementVersion.objects.public().get() == version


def test_both_texts_are_shown_to_the_later_of_two_writers(client, team):
    version = waiting(said="First words.")
    waiting(statement=version.statement, after=1, said="Written meanwhile.")
    address = at("statement_words", version.statement_id)
    page = client.post(address, answers(after="1", said="Mine."))
    text = page.content.decode()
    assert "Written meanwhile." in text and "Mine." in text
    assert StatementVersion.objects.count() == 2
    client.post(address, {**answers(said="Mine."), "after": page.context["form"]["after"].value()})
    assert version.statement.newest.said == "Mine."


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"said": ""}, "Enter what was said"),
        ({"result": ""}, "Select what became of it"),
        ({"did": ""}, "Enter what was done"),
        ({"kind": ""}, "Select whether something went wrong"),
        ({"said": "Seen: 943 476 5919"}, "Remove what looks like"),
        ({"issues": "IF-7K4QX2-M nonsense"}, "There is no issue"),
        ({"after": "x"}, "whole number"),
        ({"month": "1999-01"}, "Select a valid choice"),
    ],
)
def test_wrong_answers_come_back_with_what_is_wrong(client, team, wrong, said):
    page = client.post(ADD, answers(**wrong))
    assert page.status_code == 200 and said in unescape(page.content.decode())
    assert not PublicStatement.objects.exists()


def test_a_practices_own_words_come_back(client, team):
    issue = IssueFactory(what_happened="We were told to do all of this today by the clinic.")
    quoted = answers(said="Told to do all of this today by the clinic", issues=issue.reference)
    page = client.post(ADD, quoted)
    assert "own words" in page.content.decode() and not PublicStatement.objects.exists()


def test_praise_has_no_result_whatever_was_ticked(client, team):
    client.post(ADD, answers(kind="praise", did=""))
    assert StatementVersion.objects.get().result == ""


def test_withdrawal_asks_for_a_reason(client, team):
    version = public()
    address = at("statement_withdrawal", version.statement_id)
    assert "Say why" in client.post(address, {"reason": ""}).content.decode()
    assert client.post(address, {"reason": "Out of date"}).status_code == 302
    version.refresh_from_db()
    assert (version.state, version.withdrawn_because) == (State.WITHDRAWN, "Out of date")
    again = client.post(address, {"reason": "Twice"})
    assert "nothing to withdraw" in again.content.decode()


def test_the_list_is_narrowed_by_state(client, team):
    public(said="The public one.")
    waiting(said="The waiting one.")
    page = client.get(f"{LIST}?state=waiting").content.decode()
    assert "The waiting one." in page and "The public one." not in page
    assert "The public one." in client.get(f"{LIST}?q=public+one").content.decode()


def test_the_list_asks_as_much_for_many_as_for_few(client, team, django_assert_max_num_queries):
    for number in range(12):
        public(said=f"Number {number}.")
    with django_assert_max_num_queries(11):
        assert client.get(LIST).status_code == 200


def test_hostile_words_are_shown_and_never_run_at_the_desk(client, team):
    version = waiting(said=HOSTILE, did=HOSTILE)
    pk = version.statement_id
    for address in (LIST, at("issues_publicstatement_change", pk), at("statement_words", pk),
                    at("statement_approval", pk, 1)):  # fmt: skip
        assert "<script>alert(1)" not in client.get(address).content.decode()


def test_a_statement_that_is_not_there_is_not_found(client, team):
    for address in (at("statement_words", 99), at("statement_withdrawal", 99),
                    at("statement_approval", 99, 1)):  # fmt: skip
        assert client.get(address).status_code == 404
    assert client.get(at("issues_publicstatement_change", "x")).status_code == 404
