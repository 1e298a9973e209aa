"""The pages of packs: for the team, for those who lead a specialty, and by link."""

import uuid
from io import BytesIO
from zipfile import ZipFile

import pytest

from audits.models import LaterChange, Pack, PackRun, PackState
from audits.packs import services
from interface.accounts.models import Role
from interface.outbox.models import Message
from tests.accounts.factories import UserFactory
from tests.audits.factories import PackFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client, dana):
    client.force_login(dana)
    return dana


@pytest.fixture
def made(audit, cardiology, dana):
    run = services.ask_for_packs(audit, submission=uuid.uuid4(), by=dana)
    services.make_due()
    return run


def page(audit, rest=""):
    return f"/audits/{audit.slug}/packs/{rest}"


def said(response):
    return response.content.decode()


def test_the_team_asks_once_and_sees_how_far_they_are(client, team, audit):
    press = {"submission": str(uuid.uuid4())}
    for _ in range(2):
        response = client.post(page(audit, "make/"), press, follow=True)
    assert PackRun.objects.count() == 1
    assert "0 of 2 packs made" in said(response) and "data-refresh" in said(response)
    services.make_due()
    assert "data-refresh" not in said(client.get(page(audit)))


def test_a_button_without_its_number_makes_nothing(client, team, audit):
    response = client.post(page(audit, "make/"), follow=True)
    assert "Press the button" in said(response) and not PackRun.objects.exists()


def test_a_pack_comes_as_pdf_and_for_word(client, team, made, audit):
    pack = made.packs.first()
    for kind, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        response = client.get(page(audit, f"{pack.key}.{kind}"))
        assert response.getvalue().startswith(start)
        assert pack.file_name in response["Content-Disposition"]
    assert client.get(page(audit, f"{pack.key}.exe")).status_code == 404


def test_all_packs_come_as_one_archive_with_safe_names(client, team, made, audit, cardiology):
    cardiology.name = "../../Demo & cardiology"
    cardiology.save()
    archive = ZipFile(BytesIO(client.get(page(audit, "all.zip")).getvalue()))
    assert archive.testzip() is None and len(archive.namelist()) == 4
    assert not set("".join(archive.namelist())) & set("/\\ &")


def test_one_pack_is_approved_and_sent(client, team, made, audit, cardiology):
    pack = made.packs.get(specialty=cardiology)
    for words in ("is on its way", "sent already"):
        response = client.post(page(audit, f"{pack.key}/send/"), follow=True)
        assert words in said(response)
    assert Message.objects.count() == 1


def test_the_link_to_one_pack_is_ended(client, team, made, audit, cardiology):
    pack = made.packs.get(specialty=cardiology)
    services.approve(pack, by=team)
    assert "End its link" in said(client.get(page(audit)))
    for words in ("is ended", "does not work any more"):
        response = client.post(page(audit, f"{pack.key}/end-link/"), follow=True)
        assert words in said(response) and "End its link" not in said(response)
    client.force_login(UserFactory(role=Role.SPECIALTY))
    assert client.post(page(audit, f"{pack.key}/end-link/")).status_code == 403


def test_packs_from_before_a_correction_say_so_beside_the_button(client, team, made, audit):
    assert "out of date" not in said(client.get(page(audit)))
    LaterChange.objects.create(audit=audit, letter_id="L1", reason="Misread.", changed_by=team)
    shown = said(client.get(page(audit)))
    assert "out of date" in shown and shown.count("Make all packs anew") == 1


def test_all_are_sent_only_by_somebody_who_looked(client, team, made, audit):
    refused = said(client.post(page(audit, "send/")))
    assert "There is a problem" in refused and "Confirm that you have looked" in refused
    assert not Message.objects.exists()
    response = client.post(page(audit, "send/"), {"looked_at": "on"}, follow=True)
    assert "Packs on their way: 1." in said(response)
    assert "1 pack cannot be sent" in said(response)


def test_a_lead_downloads_what_was_sent_to_their_own_specialty(
    client, made, audit, cardiology, dana
):
    lead = UserFactory(role=Role.SPECIALTY)
    lead.specialties.add(cardiology)
    client.force_login(lead)
    own, other = made.packs.order_by("specialty__name")
    assert client.get(page(audit, f"{own.key}.pdf")).status_code == 404  # not approved yet
    for pack in (own, other):
        Pack.objects.filter(pk=pack.pk).update(
            state=PackState.SENT, approved_by=dana, approved_at=pack.made_at
        )
    assert client.get(page(audit, f"{own.key}.pdf")).status_code == 200
    assert client.get(page(audit, f"{other.key}.pdf")).status_code == 404
    shown = said(client.get(page(audit)))
    assert "Demo cardiology" in shown and "Demo orthopaedics" not in shown
    assert "Make" not in shown
    assert client.post(page(audit, "make/")).status_code == 403


def test_a_link_opens_its_pack_until_it_ends(client):
    pack = PackFactory(token="demo-token")
    shown = client.get("/feedback-pack/demo-token/")
    assert str(pack.specialty) in said(shown) and shown["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get("/feedback-pack/demo-token/pdf/").getvalue() == pack.pdf
    Pack.objects.update(link_ends_at=pack.made_at)
    for address in ("demo-token/", "demo-token/pdf/", "another/"):
        response = client.get(f"/feedback-pack/{address}")
        assert response.status_code == 404 and "does not work any more" in said(response)
