from html import unescape
from io import BytesIO

import docx
import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from issues.letters import services
from issues.letters.models import LetterUse
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory
from tests.issues.letters.factories import LetterFactory, RuleFactory, VersionFactory
from tests.issues.letters.test_documents import HOSTILE, text_of

pytestmark = pytest.mark.django_db

READERS = ["practice", "specialty", "leadership", "integration_team"]
TICKED = {"requests": ["0"], "reasons": ["0"]}


@pytest.fixture
def gp(client):
    user = UserFactory()
    client.force_login(user)
    return user


def download(client, letter, **answers):
    return client.post(reverse("download_letter", args=[letter.code]), {**TICKED, **answers})


def letter_text(response):
    page = response.content.decode()
    return unescape(page.split("readonly>\n")[1].split("</textarea>")[0])


class TestAccess:
    @pytest.mark.parametrize("role", READERS)
    def test_everybody_who_deals_with_issues_may_read_letters(self, client, role):
        letter = VersionFactory().letter
        client.force_login(UserFactory(**{role: True}))
        assert letter.title in client.get(reverse("letters")).content.decode()
        assert client.get(letter.get_absolute_url()).status_code == 200
        assert download(client, letter).status_code == 200

    def test_a_reviewer_may_not(self, client):
        letter = VersionFactory().letter
        client.force_login(UserFactory(reviewer=True))
        assert client.get(reverse("letters")).status_code == 403
        assert client.get(letter.get_absolute_url()).status_code == 403
        assert download(client, letter).status_code == 403
        assert client.post(reverse("copied_letter", args=[letter.code])).status_code == 403

    def test_whoever_is_not_signed_in_is_asked_to(self, client):
        letter = VersionFactory().letter
        for address in (reverse("letters"), letter.get_absolute_url()):
            response = client.get(address)
            assert response.status_code == 302 and "/accounts/login/" in response.url


class TestList:
    def test_letters_come_in_the_order_of_their_numbers(self, client, gp):
        for code in ("L10", "L2"):
            VersionFactory(letter__code=code, letter__title=f"Title of {code}")
        page = client.get(reverse("letters")).content.decode()
        assert page.index("Title of L2") < page.index("Title of L10")

    def test_a_draft_is_not_listed_and_not_found(self, client, gp):
        letter = VersionFactory(draft=True, letter__title="Secret draft").letter
        assert "Secret draft" not in client.get(reverse("letters")).content.decode()
        assert client.get(letter.get_absolute_url()).status_code == 404
        assert download(client, letter).status_code == 404

    def test_before_any_agreement_it_says_what_will_appear(self, client, gp):
        assert b"No letters yet" in client.get(reverse("letters")).content

    def test_the_team_is_told_what_waits_for_an_agreement(self, client):
        VersionFactory(draft=True)
        client.force_login(UserFactory(integration_team=True))
        assert b"1 letter waits for that" in client.get(reverse("letters")).content

    def test_more_letters_need_no_more_queries(self, client, gp, django_assert_num_queries):
        VersionFactory.create_batch(12)
        with django_assert_num_queries(3):  # session with its person, letters, versions
            client.get(reverse("letters"))


class TestFilling:
    def test_a_page_just_opened_shows_a_letter_ready_to_send(self, client, gp):
        text = letter_text(client.get(VersionFactory().letter.get_absolute_url()))
        assert "- Do the first thing" in text and "- It is yours to do" in text
        assert f"From: {gp.organisation.name}" in text and "[Patient name]" in text

    def test_what_is_chosen_is_what_it_says(self, client, gp):
        specialty = SpecialtyFactory()
        answers = {"requests": ["1"], "reasons": ["0", "1"], "specialty": specialty.pk}
        text = letter_text(client.post(VersionFactory().letter.get_absolute_url(), answers))
        assert "- Do the second thing" in text and "- Do the first thing" not in text
        assert "- We cannot do it" in text and specialty.name in text

    def test_the_code_may_be_typed_in_small_letters(self, client, gp):
        letter = VersionFactory().letter
        assert client.get(f"/letters/{letter.code.lower()}/").status_code == 200

    def test_nothing_ticked_is_said_so_and_gives_no_letter(self, client, gp):
        response = client.post(VersionFactory().letter.get_absolute_url(), {})
        assert b"Tick what the letter is about" in response.content
        assert b"Tick why you send it" in response.content
        assert b"<textarea" not in response.content

    @pytest.mark.parametrize("tick", ["9", "-1", "x", "0 OR 1=1"])
    def test_a_tick_that_does_not_exist_is_refused(self, client, gp, tick):
        answers = {**TICKED, "requests": [tick]}
        response = client.post(VersionFactory().letter.get_absolute_url(), answers)
        assert response.status_code == 200 and b"<textarea" not in response.content

    def test_looking_at_a_letter_is_not_counted(self, client, gp):
        letter = VersionFactory().letter
        client.get(letter.get_absolute_url())
        client.post(letter.get_absolute_url(), TICKED)
        assert not LetterUse.objects.exists()

    def test_past_its_review_the_page_warns(self, client, gp):
        page = client.get(VersionFactory(past_review=True).letter.get_absolute_url())
        assert b"May be out of date" in page.content
        assert "It was to be reviewed by 30 June 2025" in letter_text(page)

    def test_the_page_says_when_the_hospital_is_right_to_ask(self, client, gp):
        RuleFactory(code="R1", exception="It was agreed beforehand.")
        page = client.get(VersionFactory().letter.get_absolute_url())
        assert b"It was agreed beforehand." in page.content


class TestReference:
    def test_an_own_issue_gives_its_reference_and_specialty(self, client, gp):
        issue = IssueFactory(practice=gp.organisation)
        letter = VersionFactory().letter
        typed = issue.reference.lower().replace("-", " ")
        for response in (
            client.post(letter.get_absolute_url(), {**TICKED, "issue": typed}),
            client.get(letter.get_absolute_url(), {"issue": issue.reference}),
        ):
            text = letter_text(response)
            assert f"Our reference: {issue.reference}" in text and issue.specialty.name in text

    @pytest.mark.parametrize(
        ("typed", "in_address"),
        [
            ("IF-000000-0", 404),
            ("<b>x</b>", 404),
            ("' OR 1=1 --", 404),
            ("943 476 5919", 400),  # no address may hold what looks like an NHS number
        ],
    )
    def test_what_is_no_reference_is_refused(self, client, gp, typed, in_address):
        address = VersionFactory().letter.get_absolute_url()
        response = client.post(address, {**TICKED, "issue": typed})
        assert b"None of the issues you can see has this reference" in response.content
        assert client.get(address, {"issue": typed}).status_code == in_address

    def test_another_practices_reference_is_like_none(self, client, gp):
        issue = IssueFactory(practice=PracticeFactory())
        letter = VersionFactory().letter
        answers = {**TICKED, "issue": issue.reference}
        for address in ("letter", "download_letter"):
            response = client.post(reverse(address, args=[letter.code]), answers)
            assert b"None of the issues you can see has this reference" in response.content
            assert b"Our reference: " not in response.content
        assert client.get(letter.get_absolute_url(), {"issue": issue.reference}).status_code == 404
        assert not LetterUse.objects.exists()

    def test_leadership_sees_no_issue_and_can_name_none(self, client):
        client.force_login(UserFactory(leadership=True))
        answers = {**TICKED, "issue": IssueFactory().reference}
        response = client.post(VersionFactory().letter.get_absolute_url(), answers)
        assert b"<textarea" not in response.content

    def test_a_specialty_lead_does_not_learn_the_practice(self, client):
        issue = IssueFactory(with_specialty=True)
        client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
        answers = {**TICKED, "issue": issue.reference}
        text = letter_text(client.post(VersionFactory().letter.get_absolute_url(), answers))
        assert issue.reference in text and "From: [Practice]" in text

    def test_the_team_writes_in_the_practices_name(self, client):
        issue = IssueFactory()
        client.force_login(UserFactory(integration_team=True))
        answers = {**TICKED, "issue": issue.reference}
        text = letter_text(client.post(VersionFactory().letter.get_absolute_url(), answers))
        assert f"From: {issue.practice.name}" in text

    def test_an_issue_of_a_specialty_that_has_closed_still_gives_a_letter(self, client, gp):
        issue = IssueFactory(practice=gp.organisation, specialty__active=False)
        page = client.get(VersionFactory().letter.get_absolute_url(), {"issue": issue.reference})
        assert issue.specialty.name in letter_text(page)


class TestTaking:
    def test_the_download_says_what_the_page_says(self, client, gp):
        issue = IssueFactory(practice=gp.organisation)
        version = VersionFactory()
        answers = {**TICKED, "issue": issue.reference}
        page = client.post(version.letter.get_absolute_url(), answers)
        response = download(client, version.letter, issue=issue.reference)
        assert text_of(docx.Document(BytesIO(response.content))) == letter_text(page)

    def test_the_file_is_an_attachment_with_a_name_of_ours(self, client, gp):
        letter = VersionFactory(letter__title='x"; filename="evil.exe\r\nSet-Cookie: a').letter
        response = download(client, letter)
        name = f"{letter.code}-x-filenameevilexe-set-cookie-a.docx"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Content-Type"].endswith("wordprocessingml.document")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "no-store"

    def test_copies_and_downloads_are_counted_for_the_specialty(self, client, gp):
        letter, specialty = VersionFactory().letter, SpecialtyFactory()
        answers = {**TICKED, "specialty": specialty.pk}
        download(client, letter, **answers)
        copied = client.post(reverse("copied_letter", args=[letter.code]), answers)
        assert copied.status_code == 204
        counted = {(use.specialty, use.kind, use.count) for use in LetterUse.objects.all()}
        assert counted == {(specialty, "copied", 1), (specialty, "downloaded", 1)}

    def test_an_issue_is_counted_for_its_specialty_and_not_itself(self, client, gp):
        issue = IssueFactory(practice=gp.organisation)
        download(client, VersionFactory().letter, issue=issue.reference)
        assert LetterUse.objects.get().specialty == issue.specialty
        fields = {field.name for field in LetterUse._meta.get_fields()}
        assert fields == {"id", "letter", "specialty", "kind", "month", "count"}

    def test_nonsense_is_not_counted(self, client, gp):
        letter = VersionFactory().letter
        assert client.post(reverse("copied_letter", args=[letter.code])).status_code == 400
        assert not LetterUse.objects.exists()

    @pytest.mark.parametrize("name", ["download_letter", "copied_letter"])
    def test_an_address_that_is_only_followed_takes_nothing(self, client, gp, name):
        address = reverse(name, args=[VersionFactory().letter.code])
        assert client.get(address).status_code == 405


class TestWithdrawn:
    def test_the_page_says_why_and_what_to_use_instead(self, client, gp):
        other = VersionFactory(letter__title="The better letter").letter
        letter = VersionFactory(withdrawn=True, letter__replaced_by=other).letter
        page = client.get(letter.get_absolute_url()).content.decode()
        assert "withdrawn on 5 January 2026" in page and "The rule has changed." in page
        assert f'href="{other.get_absolute_url()}"' in page and "The better letter" in page
        assert "<textarea" not in page

    def test_it_cannot_be_had_in_any_way(self, client, gp):
        letter = VersionFactory(withdrawn=True).letter
        assert download(client, letter).status_code == 404
        copied = client.post(reverse("copied_letter", args=[letter.code]), TICKED)
        assert copied.status_code == 404
        assert b"<textarea" not in client.post(letter.get_absolute_url(), TICKED).content
        assert not LetterUse.objects.exists()

    def test_a_letter_that_never_was_is_not_found(self, client, gp):
        LetterFactory(code="L98")
        assert client.get("/letters/L98/").status_code == 404
        assert client.get("/letters/L99/").status_code == 404


@pytest.mark.parametrize("words", [words for words in HOSTILE if "\x00" not in words])
def test_hostile_words_are_shown_and_never_run(client, words):
    gp = UserFactory(organisation=PracticeFactory(name=words))
    client.force_login(gp)
    version = VersionFactory(
        letter__title=words[:80], letter__use_when=words, reasons=words.replace("{", "(")
    )
    response = client.get(version.letter.get_absolute_url())
    page = response.content.decode()
    assert words.replace("{", "(") in letter_text(response) and words in letter_text(response)
    for dangerous in ("<script>alert", "<w:p/>"):
        assert dangerous not in page
    assert "AnonymousUser" not in page and f">{gp}<" not in letter_text(response)


def test_the_receipts_part_can_be_copied_downloaded_and_changed(rf):
    category = CategoryFactory()
    version = VersionFactory(letter__categories=[category])
    VersionFactory(letter__categories=[category], letter__title="The other one")
    issue = IssueFactory(category=category)
    offer = services.offer(issue, to=issue.raised_by, on=timezone.localdate())
    request = rf.get("/")
    part = render_to_string("issues/letters/_for_issue.html", {"offer": offer}, request)
    assert f"Our reference: {issue.reference}" in part and 'data-copy="letter-text"' in part
    assert f'action="{reverse("download_letter", args=[version.letter.code])}"' in part
    assert "csrfmiddlewaretoken" in part and "The other one" in part
    assert f"{version.letter.get_absolute_url()}?issue={issue.reference}" in part
