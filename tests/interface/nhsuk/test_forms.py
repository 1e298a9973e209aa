"""What `{% crispy form %}` prints around the fields."""

from django import forms
from django.template import engines
from django.test import RequestFactory
from lxml import html

from interface.nhsuk.fields import DateField, Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import (
    Button,
    ButtonLink,
    Buttons,
    Details,
    Field,
    Fieldset,
    Html,
)

SUMMARY = "//div[@data-module='nhsuk-error-summary']"


class ReportForm(forms.Form):
    what = forms.CharField(label="What happened?", error_messages={"required": "Say what happened"})
    when = DateField(label="When?", required=False, name="Date")
    contact = forms.ChoiceField(
        label="May we ring you?",
        required=False,
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios(conditional={"yes": "phone"}),
    )
    phone = forms.CharField(label="Telephone", required=False)
    draft = forms.CharField(widget=forms.HiddenInput, required=False)
    helper = form_helper(submit="Send to specialty", secondary="Save for later", cancel="/issues/")

    def clean(self):
        if self.cleaned_data.get("what") == "nothing":
            raise forms.ValidationError("Nothing happened, so there is nothing to send")


def page(form, template="{% load crispy_forms_tags %}{% crispy form %}"):
    request = RequestFactory().get("/")
    return html.fragment_fromstring(
        engines["django"].from_string(template).render({"form": form}, request), "div"
    )


def test_one_line_gives_a_form_its_buttons_token_and_fields():
    drawn = page(ReportForm())
    assert [
        button.text_content().strip() for button in drawn.xpath("//button[@type='submit']")
    ] == [
        "Send to specialty",
        "Save for later",
    ]
    assert drawn.xpath("//input[@name='csrfmiddlewaretoken']")
    assert drawn.xpath("//form[@novalidate][@method='post']")
    assert drawn.xpath("//a[@href='/issues/']")[0].text == "Cancel"
    assert len(drawn.xpath("//*[@name='phone']")) == 1
    assert drawn.xpath("//div[@id='conditional-id_contact']//*[@name='phone']")


def test_errors_are_listed_on_top_and_lead_to_the_first_wrong_box():
    form = ReportForm({"when-day": "3", "when-year": "2026"})
    drawn = page(form)
    links = {a.get("href"): a.text_content() for a in drawn.xpath(f"{SUMMARY}//a")}
    assert links == {
        "#id_what": "Say what happened",
        "#id_when-month": "Date must include a month",
    }
    for href in links:
        assert drawn.xpath(f"//input[@id='{href[1:]}']")


def test_an_error_of_the_whole_form_is_in_the_summary_without_a_link():
    drawn = page(ReportForm({"what": "nothing"}))
    [item] = drawn.xpath(f"{SUMMARY}//li")
    assert item.text_content().strip() == "Nothing happened, so there is nothing to send"
    assert not item.xpath(".//a")


def test_a_page_that_places_the_summary_itself_has_only_one():
    template = (
        "{% load crispy_forms_tags nhsuk_forms %}{% error_summary form %}<h1>Report</h1>"
        "{% crispy form %}"
    )
    drawn = page(ReportForm({}), template)
    assert len(drawn.xpath(SUMMARY)) == 1
    assert drawn.xpath(f"{SUMMARY}/following-sibling::h1")


def test_a_form_without_faults_has_no_summary():
    assert not page(ReportForm()).xpath(SUMMARY)
    assert not page(ReportForm({"what": "A scan"})).xpath(SUMMARY)


def test_what_may_stay_empty_says_so_except_in_a_search():
    labels = [label.text_content() for label in page(ReportForm()).xpath("//legend | //label")]
    assert "What happened?" in labels
    assert "When? (optional)" in labels

    class SearchForm(ReportForm):
        helper = form_helper(method="get", submit="Search")

    search = page(SearchForm())
    assert not [label for label in search.xpath("//label") if "optional" in label.text_content()]
    assert not search.xpath("//input[@name='csrfmiddlewaretoken']")


class GroupedForm(ReportForm):
    helper = form_helper(
        Html("<p class='before'>Before</p>"),
        Fieldset("About it", Field("what", width=20, autocomplete="off"), heading=2),
        Details("Add more", "when", "contact"),
        Buttons(Button("Send", name="send", value="now"), ButtonLink("Back", "/")),
        submit="",
    )


def test_fields_are_grouped_as_the_layout_says():
    drawn = page(GroupedForm())
    assert drawn.xpath("//fieldset/legend/h2")[0].text == "About it"
    [what] = drawn.xpath("//fieldset//*[@name='what']")
    assert "nhsuk-input--width-20" in what.get("class")
    assert what.get("autocomplete") == "off"
    assert drawn.xpath("//details[not(@open)]//*[@name='when-day']")
    assert drawn.xpath("//button[@name='send'][@value='now']")
    assert drawn.xpath("//a[contains(@class, 'nhsuk-button--secondary')][@href='/']")


def test_folded_fields_open_when_one_of_them_is_wrong():
    assert page(GroupedForm({"what": "A scan", "when-day": "3"})).xpath("//details[@open]")


def test_hidden_fields_come_along_with_a_layout():
    assert page(GroupedForm()).xpath("//input[@type='hidden'][@name='draft']")


def test_a_file_makes_the_form_multipart():
    class UploadForm(forms.Form):
        letters = forms.FileField(label="Letters")
        helper = form_helper(submit="Upload")

    assert page(UploadForm()).xpath("//form[@enctype='multipart/form-data']")


def test_a_long_paste_is_not_cut_off_by_the_browser():
    class LongForm(forms.Form):
        title = forms.CharField(max_length=1500)
        words = forms.CharField(max_length=1500, widget=forms.Textarea)

    drawn = page(LongForm())
    assert not drawn.xpath("//*[@maxlength]")
    assert drawn.xpath("//*[@data-maxlength='1500']")


def test_a_number_has_no_spinner_and_a_keypad():
    class CountForm(forms.Form):
        letters = forms.IntegerField(min_value=1)

    [box] = page(CountForm({"letters": "12"})).xpath("//*[@name='letters']")
    assert (box.get("type"), box.get("inputmode"), box.get("value")) == ("text", "numeric", "12")


def test_every_form_of_a_formset_is_printed_with_its_management():
    formset = forms.formset_factory(ReportForm, extra=2)()
    formset.helper = form_helper(submit="Save all")
    template = "{% load crispy_forms_tags %}{% crispy form form.helper %}"
    drawn = page(formset, template)
    assert drawn.xpath("//*[@name='form-TOTAL_FORMS']")
    assert drawn.xpath("//*[@name='form-1-what']")
