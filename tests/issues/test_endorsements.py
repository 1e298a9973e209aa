import uuid
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from interface.outbox.models import Message
from issues import services
from issues.endorsements.models import Endorsement
from issues.endorsements.services import OwnIssue, endorse, withdraw
from issues.models import Issue, Kind
from issues.public_words import public_line, write_public_words
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory, ReplyFactory

pytestmark = pytest.mark.django_db
SECRET = "Zebra words of the first practice"
MINE = "Asked to chase the MRI report that the clinic ordered."


def words(response):
    return unescape(response.content.decode())


@pytest.fixture
def gp(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def known(gp):
    """Another practice's issue that says the same in other words."""
    return IssueFactory(what_happened=f"{SECRET}: please follow up our magnetic resonance report.")


def said(issue, **changes):
    return {
        "submission": str(uuid.uuid4()),
        "specialty": str(issue.specialty_id),
        "category": issue.category.code,
        "what_happened": MINE,
        "removed_patient_details": "on",
        **changes,
    }


class TestService:
    def test_a_practice_counts_once_however_many_say_so(self, known):
        practice = PracticeFactory()
        for _ in range(2):
            endorse(known, practice=practice, by=UserFactory(organisation=practice))
        assert Endorsement.objects.count() == 1
        assert Message.objects.filter(event__startswith="issue_endorsed").count() == 1

    def test_nobody_speaks_for_another_practice(self, known, gp):
        with pytest.raises(services.NotYours):
            endorse(known, practice=PracticeFactory(), by=gp)
        with pytest.raises(services.NotYours):
            endorse(known, practice=gp.organisation, by=None)

    def test_the_team_may_on_behalf_of_a_practice(self, known):
        practice = PracticeFactory()
        endorse(known, practice=practice, by=UserFactory(integration_team=True))
        assert known.endorsements.get().practice == practice

    def test_a_practice_does_not_endorse_its_own_issue(self, gp):
        with pytest.raises(OwnIssue):
            endorse(IssueFactory(practice=gp.organisation), practice=gp.organisation, by=gp)

    def test_praise_is_not_endorsed(self, gp):
        with pytest.raises(services.NotYours):
            endorse(IssueFactory(kind=Kind.PRAISE), practice=gp.organisation, by=gp)

    def test_a_closed_practice_says_nothing(self, known):
        practice = PracticeFactory(closed_on=timezone.localdate())
        with pytest.raises(services.PracticeIsClosed):
            endorse(known, practice=practice, by=UserFactory(organisation=practice))

    def test_it_is_taken_back_and_said_again(self, known, gp):
        one = endorse(known, practice=gp.organisation, by=gp, minutes_lost=5)
        withdraw(one, practice=gp.organisation, by=gp)
        assert not known.endorsements.standing().exists()
        endorse(known, practice=gp.organisation, by=gp, minutes_lost=15)
        assert known.endorsements.standing().get().minutes_lost == 15
        assert Message.objects.filter(event__startswith="issue_endorsed").count() == 2

    def test_nobody_takes_back_what_another_practice_said(self, known, gp):
        one = endorse(known, practice=gp.organisation, by=gp)
        with pytest.raises(services.NotYours):
            withdraw(one, practice=PracticeFactory(), by=None)


class TestMail:
    def test_who_it_happened_to_hears_of_every_step_without_others_words(self, known, gp):
        endorse(known, practice=gp.organisation, by=gp)
        team = UserFactory(integration_team=True)
        services.send_to_specialty(known, specialty=known.specialty, by=team)
        services.answer(known, text="Dear first practice, done.", by=team)
        services.close(known, outcome="fixed_for_all", text="Dear first practice, closed.", by=team)
        mails = Message.objects.filter(event__startswith="issue_moved", recipient=gp.email)
        assert mails.count() == 3
        for mail in mails:
            assert SECRET not in mail.text and "Dear first practice" not in mail.text
            assert known.practice.name not in mail.text
            assert reverse("same_here", args=[known.reference]) in mail.text

    def test_a_question_to_the_practice_is_between_two(self, known, gp):
        endorse(known, practice=gp.organisation, by=gp)
        services.ask_practice(known, text="Which?", by=UserFactory(integration_team=True))
        assert not Message.objects.filter(event__startswith="issue_moved").exists()

    def test_after_taking_it_back_there_is_no_mail(self, known, gp):
        one = endorse(known, practice=gp.organisation, by=gp)
        withdraw(one, practice=gp.organisation, by=gp)
        team = UserFactory(integration_team=True)
        services.send_to_specialty(known, specialty=known.specialty, by=team)
        assert not Message.objects.filter(event__startswith="issue_moved").exists()

    def test_new_words_on_what_was_done_are_sent(self, known, gp):
        endorse(known, practice=gp.organisation, by=gp)
        team = UserFactory(integration_team=True)
        for _ in range(2):  # the second time nothing is new
            write_public_words(known, summary="A summary", progress="New form in use.", by=team)
        mail = Message.objects.get(event__startswith="issue_moved")
        assert "New form in use." in mail.text


class TestPublicWords:
    def test_without_a_summary_only_what_it_was_filed_under_is_told(self):
        issue = IssueFactory(what_happened=SECRET, specialty=SpecialtyFactory(name="Demo clinic"))
        line = public_line(issue)
        assert line.startswith(f"{issue.category.label}, Demo clinic, raised in ")
        assert SECRET not in line

    def test_only_the_team_writes_them(self, known, gp):
        with pytest.raises(services.NotYours):
            write_public_words(known, summary="Mine", progress="", by=gp)

    def test_a_stale_page_changes_nothing(self, known):
        team = UserFactory(integration_team=True)
        with pytest.raises(services.ChangedMeanwhile):
            write_public_words(known, summary="x", progress="", by=team, seen=known.version + 1)

    def test_they_are_written_at_the_desk_and_guarded(self, client, known):
        client.force_login(UserFactory(integration_team=True))
        url = reverse("admin:issues_issue_step", args=[known.pk, "public"])
        refused = client.post(url, {"seen": 1, "summary": "NHS number 943 476 5919"})
        assert refused.status_code == 200 and "Nothing has been saved" in words(refused)
        client.post(url, {"seen": 1, "summary": "Scans are not chased", "progress": "Agreed."})
        known.refresh_from_db()
        assert (known.public_summary, known.public_progress) == ("Scans are not chased", "Agreed.")


class TestAsking:
    def test_a_likely_match_is_shown_before_anything_is_stored(self, client, gp, known):
        write_public_words(
            known,
            summary="Scan reports are left to practices",
            progress="New form.",
            by=UserFactory(integration_team=True),
        )
        page = words(client.post("/report/", said(known)))
        assert "Is it already here?" in page and "Scan reports are left to practices" in page
        assert "New form." in page and "Told by 1 practice" in page
        assert SECRET not in page and known.practice.name not in page
        assert Issue.objects.count() == 1

    def test_nothing_like_it_is_sent_at_once(self, client, gp, known):
        response = client.post("/report/", said(known, what_happened="No interpreter was there."))
        assert response.status_code == 302 and Issue.objects.count() == 2

    def test_none_of_these_sends_what_was_typed(self, client, gp, known):
        page = client.post("/report/", said(known))
        kept = dict(page.context["kept"])
        assert kept["what_happened"] == MINE
        response = client.post("/report/", {**kept, "different": "yes"})
        raised = Issue.objects.exclude(pk=known.pk).get()
        assert raised.what_happened == MINE
        assert response.url == reverse("issue_receipt", args=[raised.reference])

    def test_the_same_happened_to_us_keeps_none_of_the_text(self, client, gp, known):
        answer = said(known, same=known.reference, minutes_lost="10")
        response = client.post("/report/", answer)
        assert response.url == reverse("same_here", args=[known.reference])
        assert client.post("/report/", answer).url == response.url  # a double click
        one = known.endorsements.get()
        assert (one.practice, one.endorsed_by, one.minutes_lost) == (gp.organisation, gp, 10)
        assert Issue.objects.count() == 1

    def test_refused_text_comes_back_from_the_hidden_fields_too(self, client, gp, known):
        for button in ({"same": known.reference}, {"different": "yes"}):
            text = "NHS number 943 476 5919"
            page = client.post("/report/", said(known, what_happened=text, **button))
            assert "This looks like a patient" in words(page)
        assert Issue.objects.count() == 1 and not Endorsement.objects.exists()

    def test_a_form_that_was_sent_leads_to_its_receipt(self, client, gp):
        first = IssueFactory(what_happened="No interpreter was there.")
        answer = said(first)
        sent = client.post("/report/", answer).url
        IssueFactory(
            specialty=first.specialty, category=first.category, what_happened=f"{SECRET}. {MINE}"
        )
        assert client.post("/report/", answer).url == sent

    def test_own_and_endorsed_issues_are_not_offered(self, client, gp, known):
        Issue.objects.filter(pk=known.pk).update(practice=gp.organisation)
        assert client.post("/report/", said(known)).status_code == 302
        other = IssueFactory(what_happened=MINE)
        endorse(other, practice=gp.organisation, by=gp)
        assert client.post("/report/", said(other)).status_code == 302

    def test_a_reference_made_up_is_refused_and_the_text_kept(self, client, gp, known):
        page = words(client.post("/report/", said(known, same="IF-000000-0")))
        assert "This cannot be done now." in page and MINE in page

    def test_praise_is_sent_without_asking(self, client, gp, known):
        assert client.post("/report/", said(known, kind="praise")).status_code == 302


class TestPages:
    def test_it_has_a_receipt_and_a_list_without_others_words(self, client, gp, known):
        ReplyFactory(issue=known, text="Reply to the first practice")
        endorse(known, practice=gp.organisation, by=gp)
        for url in (reverse("same_here", args=[known.reference]), reverse("endorsed_issues")):
            page = words(client.get(url))
            assert known.reference in page and "Told by 2 practices" in page
            assert SECRET not in page and known.practice.name not in page
            assert "Reply to the first practice" not in page and known.raised_by.name not in page

    def test_the_issue_s_own_address_leads_there(self, client, gp, known):
        assert client.get(known.get_absolute_url()).status_code == 404
        endorse(known, practice=gp.organisation, by=gp)
        response = client.get(known.get_absolute_url())
        assert response.url == reverse("same_here", args=[known.reference])

    def test_it_is_taken_back_by_a_button_alone(self, client, gp, known):
        endorse(known, practice=gp.organisation, by=gp)
        url = reverse("withdraw_endorsement", args=[known.reference])
        assert client.get(url).status_code == 405
        assert client.post(url).url == reverse("endorsed_issues")
        assert not known.endorsements.standing().exists()
        assert client.get(reverse("same_here", args=[known.reference])).status_code == 404

    def test_the_list_counts_them_in_a_tab_of_their_own(self, client, gp, known):
        endorse(known, practice=gp.organisation, by=gp)
        IssueFactory(practice=gp.organisation)
        assert reverse("endorsed_issues") in words(client.get("/issues/"))

    def test_the_list_costs_the_same_for_many(self, client, gp, django_assert_max_num_queries):
        for _ in range(5):
            endorse(IssueFactory(), practice=gp.organisation, by=gp)
        with django_assert_max_num_queries(8):
            client.get(reverse("endorsed_issues"))

    def test_the_desk_shows_who_else_it_happened_to(self, client, gp, known):
        endorse(known, practice=gp.organisation, by=gp, minutes_lost=30)
        client.force_login(UserFactory(integration_team=True))
        page = words(client.get(reverse("admin:issues_issue_change", args=[known.pk])))
        assert gp.organisation.name in page and "30 or more minutes" in page


def test_an_issue_filed_under_another_category_is_not_offered_for_one_word(client, gp):
    IssueFactory(what_happened="The report of the scan is missing.")
    other = IssueFactory.build(
        specialty=SpecialtyFactory(), category=CategoryFactory(), what_happened=""
    )
    assert client.post("/report/", said(other)).status_code == 302
