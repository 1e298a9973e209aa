import html
import uuid

import pytest

from interface.history import chain
from interface.outbox import services as outbox
from interface.outbox.models import Message, Shape, WebhookEndpoint
from issues import services, timeline
from issues.forgetting import everywhere, redacting
from issues.forgetting.everywhere import Words
from issues.forgetting.redacting import NothingToRemove, TooShort, Writing
from issues.models import Draft, Issue, Note, Redaction, Reply, ReplyDraft
from issues.services import NotYours
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import IssueFactory, NoteFactory, ReplyFactory
from tests.issues.statements.factories import public
from tests.issues.test_services import raising

pytestmark = pytest.mark.django_db
SAID = (
    "The Quillfeather clinic’s <letter> said “chase the scan”,\n"
    '- and it\'s "ours" & urgent\n'
    "- nobody was told"
)


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


def found(text):
    """Where words stand in the whole database, what is made from other columns included."""
    return [place.title for place in everywhere.find(Words(text), generated=True)]


def answered(team):
    """An issue whose answer was written, mailed, posted, drafted and quoted."""
    gp = UserFactory()
    issue = services.raise_issue(**raising(gp, specialty=SpecialtyFactory()))
    services.answer(issue, text=SAID, by=team)
    ReplyDraft.objects.create(issue=issue, writer=team, step="answer", text=f"Dear all, {SAID}")
    answers = {"what_happened": SAID}
    Draft.objects.create(owner=gp, submission=uuid.uuid4(), answers=answers)
    for shape in Shape:
        WebhookEndpoint.objects.create(name=shape, address="https://example.nhs.uk", shape=shape)
    outbox.webhook(event="demo", kind="demo", payload={"title": "News", "text": SAID})
    Message.objects.create(event="digest", html=f"Issue {issue}: {html.escape(SAID)}")
    return issue, Reply.objects.get(issue=issue)


def test_a_removed_answer_is_nowhere_and_the_history_still_verifies(team):
    issue, reply = answered(team)
    chain.seal()
    assert {"Reply, text", "Message, text", "Message, html", "Draft, answers"} <= set(found(SAID))
    done = redacting.redact(Writing(reply, "text"), reason="Names somebody", by=team)
    assert found(SAID) == found("Quillfeather") == []
    assert chain.verify().problems == []
    reply.refresh_from_db()
    assert reply.text == "[removed]" and reply.issue == issue
    assert done.places["Message, html"] == 1 and done.places["Message, text"] == 3
    assert "Dear all, [removed]" in ReplyDraft.objects.get().text
    assert Message.objects.get(html__contains="[removed]").html == f"Issue {issue}: [removed]"


def test_it_leaves_one_event_that_says_who_and_not_what(team):
    _issue, reply = answered(team)
    redacting.redact(Writing(reply, "text"), reason="Names somebody", by=team)
    events = reply.events.filter(pgh_context__action="redacted")
    assert [(event.text, event.pgh_context["by"]) for event in events] == [("[removed]", team.pk)]
    assert Redaction.objects.get().redacted_by == team


def test_what_was_said_before_goes_too_and_so_do_the_words_of_the_search(team):
    issue = IssueFactory(what_happened="The Quillfeather letter came after five weeks.")
    Issue.objects.filter(pk=issue.pk).update(what_happened="The letter came after five weeks.")
    assert "Issue, words" not in found("quillfeath")  # what the search makes of it
    Issue.objects.filter(pk=issue.pk).update(what_happened="A Quillfeather letter took weeks.")
    assert "Issue, words" in found("quillfeath")
    issue.refresh_from_db()
    redacting.redact(Writing(issue, "what_happened"), reason="Names somebody", by=team)
    assert found("Quillfeather") == found("quillfeath") == []


def test_words_that_are_published_for_good_can_be_removed(team):
    version = public(said="Quillfeather practices were asked to chase scans.")
    redacting.redact(Writing(version, "said"), reason="Names a practice", by=team)
    version.refresh_from_db()
    assert version.said == "[removed]" and found("Quillfeather") == []
    assert chain.verify().problems == []


def test_some_words_are_removed_from_every_text_and_the_rest_stays(team):
    note = NoteFactory(text="Ask Quillfeather’s sister at the meeting.")
    reply = ReplyFactory(text="The QUILLFEATHER letter was late. Quillfeathers are others.")
    redacting.redact_words("Quillfeather’s  sister", reason="Names somebody", by=team)
    redacting.redact_words("quillfeather", reason="Names somebody", by=team)
    note.refresh_from_db()
    reply.refresh_from_db()
    assert note.text == "Ask [removed] at the meeting."
    assert reply.text == "The [removed] letter was late. Quillfeathers are others."
    assert set(note.events.values_list("text", flat=True)) == {note.text}
    assert found("Quillfeather") == [] and chain.verify().problems == []


def test_what_no_person_wrote_is_left_alone(team):
    issue = IssueFactory(specialty=SpecialtyFactory(name="Quillfeather"), closed=True)
    NoteFactory(issue=issue, text="It is closed.")
    with pytest.raises(NothingToRemove):
        redacting.redact_words("Quillfeather", reason="Too much", by=team)
    redacting.redact_words("closed", reason="Only in the note", by=team)
    issue.refresh_from_db()
    assert issue.status == "closed" and issue.specialty.name == "Quillfeather"


def test_a_short_text_goes_from_its_own_row_and_mails_only(team):
    issue, other = IssueFactory(), NoteFactory(text="Yes")
    services.answer(issue, text="Yes", by=team)
    redacting.redact(Writing(issue.replies.get(), "text"), reason="Mistaken", by=team)
    other.refresh_from_db()
    assert other.text == "Yes"
    mail = Message.objects.get(event__startswith="issue_answered:")
    assert "[removed]" in mail.text and "Yes" not in mail.text


def test_every_text_of_an_issue_can_be_chosen(team):
    issue, _reply = answered(team)
    services.add_note(issue, text="Only for us", by=team)
    Issue.objects.filter(pk=issue.pk).update(own_reference="Our 12", public_summary="Late letters")
    titles = [one.title for one in redacting.writings_of(Issue.objects.get(pk=issue.pk))]
    assert {"Issue, what happened", "Issue, public summary", "Reply, text", "Note, text"} <= {
        *titles
    }
    assert any("reference" in title for title in titles)


def test_twice_is_once(team):
    note = NoteFactory(text="The Quillfeather letter was late again.")
    redacting.redact(Writing(note, "text"), reason="Names somebody", by=team)
    with pytest.raises(NothingToRemove):
        redacting.redact(Writing(note, "text"), reason="Names somebody", by=team)
    assert Redaction.objects.count() == 1


def test_others_than_the_team_remove_nothing():
    gp, note = UserFactory(), NoteFactory(text="The Quillfeather letter was late.")
    with pytest.raises(NotYours):
        redacting.redact(Writing(note, "text"), reason="Mine", by=gp)
    with pytest.raises(NotYours):
        redacting.redact_words("Quillfeather", reason="Mine", by=gp)
    assert Note.objects.get().text == note.text


def test_too_few_letters_are_refused(team):
    with pytest.raises(TooShort):
        redacting.redact_words("a b c", reason="Everything", by=team)


def test_a_long_text_is_removed_from_history_as_a_whole(team):
    long = " ".join(f"sentence {n} about the Quillfeather letter." for n in range(80))
    note, other = NoteFactory(text=long), NoteFactory(text=f"They said: {long}")
    redacting.redact(Writing(note, "text"), reason="Names somebody", by=team)
    other.refresh_from_db()
    assert other.text == "They said: [removed]"
    assert found("Quillfeather") == [] and chain.verify().problems == []


def test_a_redaction_is_told_on_the_issue_s_timeline(team):
    _issue, reply = answered(team)
    redacting.redact(Writing(reply, "text"), reason="Names somebody", by=team)
    said = [entry.said for entry in timeline.for_team(reply.issue)]
    assert f"{team.name} removed words" in said
