"""Forms that refuse identifiers, and the two answers a writer may give."""

from django import forms
from django.http import QueryDict
from django.template import engines
from lxml import html

from interface.privacy import Allowed, Kind, find_identifiers
from interface.privacy.forms import GuardedCharField, GuardedForm, digest
from interface.privacy.refusal import IdentifiersFound

NAMED = "Mrs Quillfeather had no fit note. Mr Thornqvist rang too."
NUMBERED = "NHS 999 521 4776 had no fit note."


class ReplyForm(GuardedForm):
    text = GuardedCharField(label="Your reply", widget=forms.Textarea, max_length=4000)
    own_reference = GuardedCharField(label="Your reference", required=False, ask=False)


def posted(text, *, ticks=(), **others):
    data = QueryDict(mutable=True)
    data["text"] = text
    data.setlist("text-not-a-patient", list(ticks))
    data.update(others)
    return data


def ticks_for(text):
    return [digest(text, one) for one in find_identifiers(text)]


def drawn(form):
    page = engines["django"].from_string("{% load privacy %}{% identifiers form %}")
    return html.fragment_fromstring(page.render({"form": form}), "div")


def test_a_text_about_a_process_is_taken():
    form = ReplyForm(posted("The ward gave no fit note."))
    assert form.is_valid()
    assert form.identifiers() == []


def test_a_finding_is_an_error_that_names_the_kind_and_never_the_text():
    form = ReplyForm(posted(NUMBERED))
    assert not form.is_valid()
    (error,) = form.errors.as_data()["text"]
    assert isinstance(error, IdentifiersFound)
    assert error.code == "identifier"
    assert [one.kind for one in error.identifiers] == [Kind.NHS_NUMBER]
    (message,) = form.errors["text"]
    assert "looks like an NHS number" in message
    assert "your own reference" in message
    assert "4776" not in message


def test_two_names_make_one_message():
    form = ReplyForm(posted(NAMED))
    (message,) = form.errors["text"]
    assert message.count("a name") == 1
    assert "or say that it is not a patient" in message


def test_ticking_every_likely_finding_lets_the_text_pass_unchanged():
    form = ReplyForm(posted(NAMED, ticks=ticks_for(NAMED)))
    assert form.is_valid()
    assert form.cleaned_data["text"] == NAMED


def test_a_tick_counts_only_for_the_letters_it_was_given_for():
    form = ReplyForm(posted("Mrs Thistlewood had no fit note.", ticks=ticks_for(NAMED)))
    assert not form.is_valid()


def test_a_tick_for_one_leaves_the_other():
    form = ReplyForm(posted(NAMED, ticks=ticks_for(NAMED)[:1]))
    (error,) = form.errors.as_data()["text"]
    assert len(error.identifiers) == 1


def test_a_tick_never_answers_for_an_nhs_number():
    assert not ReplyForm(posted(NUMBERED, ticks=ticks_for(NUMBERED))).is_valid()


def test_staff_may_override_where_the_field_says_so():
    class TeamForm(GuardedForm):
        text = GuardedCharField(may_override=True)

    assert not TeamForm(posted(NUMBERED)).is_valid()
    assert TeamForm(posted(NUMBERED, ticks=ticks_for(NUMBERED))).is_valid()


def test_a_digest_cannot_be_made_without_the_secret(settings):
    (one,) = find_identifiers(NUMBERED)
    before = digest(NUMBERED, one)
    settings.SECRET_KEY = "another secret"
    assert digest(NUMBERED, one) != before


def test_remove_these_takes_out_what_is_not_ticked():
    data = posted(NAMED, ticks=ticks_for(NAMED)[:1])
    data["text-remove-identifiers"] = "yes"
    form = ReplyForm(data)
    assert form.is_valid()
    assert form.removed
    assert form.cleaned_data["text"] == ("Mrs Quillfeather had no fit note. [removed] rang too.")


def test_a_form_made_from_a_plain_dict_can_be_answered_too():
    form = ReplyForm({"text": NUMBERED, "text-remove-identifiers": "yes"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "NHS [removed] had no fit note."


def test_fields_of_a_prefixed_form_are_answered_by_their_own_names():
    data = QueryDict(mutable=True)
    data["b-text"] = NAMED
    data.setlist("b-text-not-a-patient", ticks_for(NAMED))
    assert ReplyForm(data, prefix="b").is_valid()


def test_a_field_that_does_not_ask_refuses_only_what_is_certain():
    assert ReplyForm(posted("No letter.", own_reference="for Mrs Quillfeather")).is_valid()
    assert not ReplyForm(posted("No letter.", own_reference="9995214776")).is_valid()


def test_a_field_may_be_told_what_belongs_to_organisations():
    class LocalForm(GuardedForm):
        text = GuardedCharField(allowed=lambda: Allowed(staff=["Mrs Quillfeather"]))

    assert LocalForm(posted("Mrs Quillfeather had no fit note.")).is_valid()


def test_the_page_marks_each_finding_and_offers_both_ways_out():
    form = ReplyForm(posted(f"{NAMED} {NUMBERED}"))
    page = drawn(form)
    marked = [mark.text for mark in page.xpath("//*[@class='app-identifiers__text']/mark")]
    assert marked == ["Mrs Quillfeather", "Mr Thornqvist", "999 521 4776"]
    boxes = page.xpath("//input[@type='checkbox']")
    assert [box.get("name") for box in boxes] == ["text-not-a-patient"] * 2
    assert [box.get("value") for box in boxes] == ticks_for(NAMED)
    for box in boxes:
        assert page.xpath(f"//label[@for='{box.get('id')}']")
    assert [button.get("name") for button in page.xpath("//button")] == ["text-remove-identifiers"]


def test_answers_already_given_travel_with_the_page():
    form = ReplyForm(posted(NAMED, ticks=ticks_for(NAMED)[:1]))
    hidden = drawn(form).xpath("//input[@type='hidden']")
    assert [(one.get("name"), one.get("value")) for one in hidden] == [
        ("text-not-a-patient", ticks_for(NAMED)[0])
    ]


def test_the_page_says_nothing_while_nothing_was_found():
    assert drawn(ReplyForm()).text_content().strip() == ""
    assert drawn(ReplyForm(posted("No letter."))).text_content().strip() == ""


def test_what_the_writer_typed_is_shown_as_text():
    page = drawn(ReplyForm(posted("<b>Mrs Quillfeather</b>\n<script>1</script>")))
    assert not page.xpath("//b | //script")
    assert "<script>" in page.text_content()
