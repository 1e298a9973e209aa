"""The reviewing desk as reviewers and adjudicators meet it."""

import pytest
from django.utils import timezone
from lxml import html

from audits.desk import services
from audits.models import Finding, Result, Review, Stage
from interface.accounts.models import Role
from tests.accounts.factories import UserFactory
from tests.audits.factories import AuditFactory, LetterFactory
from tests.directory.factories import PracticeFactory
from tests.issues.factories import CategoryFactory

pytestmark = pytest.mark.django_db

PAGE = "/audits/spring/read/1/"


def reader():
    return UserFactory(role=Role.REVIEWER, organisation=PracticeFactory())


@pytest.fixture
def audit(trust):
    return AuditFactory(
        slug="spring", trust=trust, stage=Stage.IN_REVIEW, seed=1, sampled_at=timezone.now()
    )


@pytest.fixture
def review(audit):
    """The first of two letters in somebody's list."""
    person = reader()
    for position in (2, 1):
        review = Review.objects.create(
            letter=LetterFactory(audit=audit, document_text="Please repeat the scan."),
            reviewer=person, rater=1, position=position, counts=False,
        )  # fmt: skip
    return review


@pytest.fixture
def me(client, review):
    client.force_login(review.reviewer)
    return review.reviewer


def answers(**changes):
    return {"version": 1, "clarity": "clear", **changes}


def test_the_letter_stands_beside_its_questions(client, me):
    page = client.get(PAGE).content.decode()
    assert "Please repeat the scan." in page and "2 left" in page


def test_nobody_elses_letter_is_found(client, review):
    client.force_login(reader())
    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}nothing/", {"version": 1}).status_code == 404


def test_nothing_to_report_leads_to_the_next_letter_and_then_to_the_list(client, me, review):
    response = client.post(f"{PAGE}nothing/", {"version": 1})
    assert response.url == "/audits/spring/read/2/"
    response = client.post("/audits/spring/read/2/nothing/", {"version": 1})
    assert response.url == "/audits/spring/read/"
    assert "You have read all your letters" in client.get(response.url).content.decode()


def test_answers_are_kept_by_script_and_carry_their_version(client, me, review):
    headers = {"Accept": "application/json"}
    kept = client.post(f"{PAGE}answers/", answers(), headers=headers)
    assert kept.json() == {"said": "Saved", "version": 2}
    stale = client.post(f"{PAGE}answers/", answers(), headers=headers)
    assert (stale.status_code, "another window" in stale.json()["said"]) == (409, True)
    wrong = client.post(f"{PAGE}answers/", answers(clarity="muddy"), headers=headers)
    assert wrong.status_code == 422


def test_a_stale_page_comes_back_with_what_was_written_and_can_be_sent_again(client, me, review):
    services.save_answers(review, answers={}, version=1, by=me)
    response = client.post(f"{PAGE}answers/", answers(comments="Two plans in one letter."))
    assert response.status_code == 409
    assert "Two plans in one letter." in response.content.decode()
    assert response.context["answers"]["version"].value() == 2


def test_an_identifier_in_the_comments_is_refused_and_stored_nowhere(client, me, review):
    response = client.post(f"{PAGE}answers/", answers(comments="NHS number 943 476 5919"))
    assert response.status_code == 422
    assert not hasattr(Review.objects.get(pk=review.pk), "proforma")


def test_a_request_is_written_down_changed_and_removed(client, me, review):
    kind = CategoryFactory(ask=3)
    asked = {"version": 1, "request_type": kind.code, "verdict": "inappropriate", "ask": "type"}
    client.post(f"{PAGE}request/", asked)
    finding = Finding.objects.get()
    assert (finding.ask, finding.verdict, finding.minutes) == (3, "inappropriate", None)
    change = {**asked, "version": 2, "sequence": 1, "ask": "", "minutes": "15"}
    client.post(f"{PAGE}request/", change)
    finding.refresh_from_db()
    assert (finding.ask, finding.minutes) == (None, 15)
    assert f'value="{kind.code}" selected' in client.get(f"{PAGE}?request=1").content.decode()
    client.post(f"{PAGE}request/1/remove/", {"version": 3})
    assert not Finding.objects.exists()


@pytest.mark.parametrize("sequence", [0, 1, 10**12])
def test_a_request_that_is_not_there_cannot_be_changed(client, me, sequence):
    asked = {"version": 1, "request_type": CategoryFactory(ask=3).code, "ask": "type"}
    changed = {**asked, "verdict": "inappropriate", "sequence": sequence}
    assert client.post(f"{PAGE}request/", changed).status_code == 409
    assert not Finding.objects.exists()


def test_a_request_with_mistakes_comes_back_with_them(client, me):
    response = client.post(f"{PAGE}request/", {"version": 1})
    assert response.status_code == 422
    assert set(response.context["asked"].errors) == {"request_type", "verdict"}


def test_handing_in_needs_the_clarity_and_can_be_taken_back(client, me, review):
    response = client.post(f"{PAGE}answers/", answers(clarity="", do="finish"))
    assert "Say how clear the letter is" in response.content.decode()
    client.post(f"{PAGE}answers/", answers(version=2, do="finish"))
    review.refresh_from_db()
    assert review.proforma.result == Result.NO_REQUEST
    client.post(f"{PAGE}back/")
    review.refresh_from_db()
    assert review.finished_at is None


def test_a_letter_can_be_beyond_judging(client, me, review):
    client.post(f"{PAGE}answers/", answers(do="cannot"))
    review.refresh_from_db()
    assert review.ask_2 == "cannot"


@pytest.fixture
def disputed(audit):
    """A letter that two people read differently."""
    letter = LetterFactory(audit=audit, letter_id="L/7")
    for rater in (1, 2):
        review = Review.objects.create(
            letter=letter, reviewer=reader(), rater=rater, position=1, counts=False
        )
        if rater == 2:
            values = {"request_type": CategoryFactory(), "verdict": "inappropriate", "ask": 2}
            services.save_finding(
                review, sequence=None, values=values, version=1, by=review.reviewer
            )
            saved = services.save_answers(
                review, answers={"clarity": "clear"}, version=2, by=review.reviewer
            )
            services.finish(review, version=saved.version, by=review.reviewer)
    return letter


def test_readings_are_seen_side_by_side_only_when_both_are_in(client, disputed):
    judge = reader()
    client.force_login(judge)
    page = "/audits/spring/settle/L/7/"
    assert client.get(page).status_code == 404
    first = disputed.reviews.get(rater=1)
    services.nothing_to_report(first, version=1, by=first.reviewer)
    shown = client.get(page)
    assert shown.context["rows"][1] == {
        "label": "Ask 2", "said": ["Not applicable", "Not met"], "differs": True,
    }  # fmt: skip
    assert page in client.get("/audits/spring/read/").content.decode()
    begun = client.post(f"{page}begin/", {"base": "2"})
    assert begun.url == "/audits/spring/read/1/"
    assert disputed.reviews.get(rater=3).findings.count() == 1
    client.force_login(first.reviewer)
    assert client.get(page).status_code == 404


def test_the_page_asks_as_little_for_many_letters_as_for_few(
    client, me, audit, django_assert_max_num_queries
):
    for position in range(3, 30):
        Review.objects.create(
            letter=LetterFactory(audit=audit), reviewer=me, rater=1, position=position, counts=False
        )
    with django_assert_max_num_queries(12):
        client.get(PAGE)


@pytest.fixture
def locked(client, me, review, audit):
    """The team looks at a locked audit of one letter, in which nothing was asked."""
    review.letter.audit.letters.exclude(pk=review.letter_id).delete()
    services.nothing_to_report(review, version=1, by=me)
    team = UserFactory(integration_team=True)
    services.lock(audit, by=team)
    client.force_login(team)
    return review


def corrected(**changes):
    form = {"request-TOTAL_FORMS": 1, "request-INITIAL_FORMS": 0, "version": 1, "clarity": "buried"}
    return {**form, "reason": "The second page was missing.", **changes}


def test_a_letter_of_a_locked_audit_is_corrected_and_the_change_listed(client, locked):
    page = f"/audits/spring/correct/?letter={locked.letter.letter_id}"
    assert "Correct letter" in client.get(page).content.decode()
    request = {"request-0-request_type": CategoryFactory(ask=5).code, "request-0-ask": "type",
               "request-0-verdict": "inappropriate"}  # fmt: skip
    response = client.post(page, corrected(**request), follow=True)
    assert "The second page was missing." in response.content.decode()
    locked.refresh_from_db()
    assert (locked.ask_1, locked.ask_5) == ("not_met", "not_met")


def test_a_request_of_a_locked_letter_is_removed_by_its_one_box(client, locked):
    page = f"/audits/spring/correct/?letter={locked.letter.letter_id}"
    request = {"request-0-request_type": CategoryFactory(ask=5).code, "request-0-ask": "type",
               "request-0-verdict": "inappropriate"}  # fmt: skip
    client.post(page, corrected(**request))
    shown = html.fromstring(client.get(page).content)
    boxes = shown.xpath("//input[contains(@name, 'DELETE')]/@name")
    assert boxes == ["request-0-DELETE"]
    removed = {**request, "request-0-DELETE": "on", "request-INITIAL_FORMS": 1}
    client.post(page, corrected(**removed))
    assert not locked.findings.exists()


def test_a_correction_needs_its_reason_and_a_letter(client, locked):
    page = f"/audits/spring/correct/?letter={locked.letter.letter_id}"
    assert "Say why" in client.post(page, corrected(reason="")).content.decode()
    assert client.get("/audits/spring/correct/?letter=NONE").status_code == 302
    assert not locked.letter.audit.later_changes.exists()
