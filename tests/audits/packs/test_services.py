"""Packs: asked for once, made one by one whatever happens, sent after a person approved them."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from audits.models import Audit, LaterChange, Pack, PackRun, PackState
from audits.packs import services
from interface.outbox.models import Message
from tests.audits.factories import AuditFactory

pytestmark = pytest.mark.django_db


def ask(audit, dana, submission=None):
    return services.ask_for_packs(audit, submission=submission or uuid.uuid4(), by=dana)


@pytest.fixture
def made(audit, cardiology, dana):
    run = ask(audit, dana)
    services.make_due()
    return run


def states(run):
    return dict(run.packs.values_list("specialty__name", "state"))


class TestAsking:
    def test_every_specialty_with_letters_gets_a_pack(self, audit, dana):
        assert states(ask(audit, dana)) == {
            "Demo cardiology": PackState.WAITING,
            "Demo orthopaedics": PackState.WAITING,
        }

    def test_the_same_press_of_the_button_gives_one_run(self, audit, dana):
        press = uuid.uuid4()
        assert ask(audit, dana, press) == ask(audit, dana, press)

    def test_a_second_run_waits_for_the_first(self, audit, dana):
        ask(audit, dana)
        with pytest.raises(services.UnderWay):
            ask(audit, dana)

    def test_an_audit_that_is_not_counted_has_no_packs(self, audit, dana):
        with pytest.raises(services.NotCounted):
            ask(AuditFactory(trust=audit.trust), dana)
        Audit.objects.filter(pk=audit.pk).update(changed_at=timezone.now() + timedelta(days=1))
        with pytest.raises(services.NotCounted):
            ask(audit, dana)
        assert not PackRun.objects.exists()

    def test_a_new_run_replaces_what_was_not_sent_and_keeps_what_was(self, made, audit, dana):
        sent = made.packs.get(specialty__name="Demo cardiology")
        services.approve(sent, by=dana)
        run = ask(audit, dana)
        assert set(Pack.objects.exclude(run=run)) == {sent}


class TestMaking:
    def test_each_pack_has_both_files(self, made):
        made.refresh_from_db()
        assert made.ended_at
        for pack in made.packs.all():
            assert (pack.state, pack.letters) == (PackState.MADE, 32)
            assert bytes(pack.pdf).startswith(b"%PDF-") and bytes(pack.word).startswith(b"PK")

    def test_a_pack_that_fails_leaves_the_others_alone(self, audit, dana, cardiology):
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE audits_pack ADD CONSTRAINT cannot_be_made"
                f" CHECK (specialty_id <> {cardiology.pk} OR state <> 'made')"
            )
        run = ask(audit, dana)
        services.make_due()
        assert states(run) == {
            "Demo cardiology": PackState.FAILED,
            "Demo orthopaedics": PackState.MADE,
        }

    def test_a_worker_killed_between_two_packs_leaves_the_rest_to_the_next(self, audit, dana):
        run = ask(audit, dana)
        assert services.make_next(run)
        first = run.packs.get(state=PackState.MADE)
        services.make_due()
        assert set(states(run).values()) == {PackState.MADE}
        assert run.packs.get(pk=first.pk).made_at == first.made_at

    def test_a_run_that_ended_is_not_made_again(self, made):
        before = list(made.packs.values_list("made_at"))
        assert not services.make_next(made)
        services.make_due()
        assert list(made.packs.values_list("made_at")) == before


class TestSending:
    def test_an_approved_pack_goes_to_the_specialty_as_a_link(self, made, dana, cardiology):
        services.approve(made.packs.get(specialty=cardiology), by=dana)
        pack, message = made.packs.get(specialty=cardiology), Message.objects.get()
        assert (pack.state, pack.approved_by) == (PackState.SENT, dana)
        assert (message.recipient, message.private) == (cardiology.feedback_email, True)
        token = message.text.split("/feedback-pack/")[1].split("/")[0]
        assert services.by_link(token) == pack
        assert token not in pack.link_digest

    def test_a_pack_is_sent_once(self, made, dana, cardiology):
        pack = made.packs.get(specialty=cardiology)
        services.approve(pack, by=dana)
        with pytest.raises(services.NotToBeSent):
            services.approve(pack, by=dana)
        assert Message.objects.count() == 1

    def test_a_pack_that_is_not_made_is_not_sent(self, audit, dana, cardiology):
        pack = ask(audit, dana).packs.get(specialty=cardiology)
        with pytest.raises(services.NotToBeSent):
            services.approve(pack, by=dana)

    def test_a_specialty_without_an_address_is_named(self, made, dana):
        pack = made.packs.get(specialty__name="Demo orthopaedics")
        with pytest.raises(services.NoAddress, match="Demo orthopaedics"):
            services.approve(pack, by=dana)
        assert not Message.objects.exists()

    def test_all_are_sent_that_have_an_address(self, made, dana):
        assert services.approve_all(made, by=dana) == 1
        assert services.approve_all(made, by=dana) == 0
        assert states(made)["Demo orthopaedics"] == PackState.MADE

    def test_a_link_is_ended_by_itself_and_once(self, made, dana, cardiology):
        pack = made.packs.get(specialty=cardiology)
        with pytest.raises(services.NoLink):
            services.end_link(pack, by=dana)
        services.approve(pack, by=dana)
        token = Message.objects.get().text.split("/feedback-pack/")[1].split("/")[0]
        services.end_link(pack, by=dana)
        assert services.by_link(token) is None
        with pytest.raises(services.NoLink):
            services.end_link(pack, by=dana)


def test_packs_are_out_of_date_once_a_letter_is_corrected(made, audit, dana):
    assert not services.corrected_since(made)
    LaterChange.objects.create(audit=audit, letter_id="L1", reason="Misread.", changed_by=dana)
    assert services.corrected_since(made)
    anew = ask(audit, dana)
    services.make_due()
    assert not services.corrected_since(anew)
