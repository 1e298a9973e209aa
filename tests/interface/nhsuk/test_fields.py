"""What the fields of our own accept, refuse and say."""

import datetime as dt

import pytest
from django import forms

from interface.nhsuk.fields import DateField, Radios, TextField


def typed(day="", month="", year=""):
    return {"day": day, "month": month, "year": year}


@pytest.mark.parametrize(
    "boxes",
    [
        typed("5", "3", "2026"),
        typed("05", "03", "2026"),
        typed("5", "March", "2026"),
        typed("5", "mar", "2026"),
    ],
)
def test_a_date_may_be_written_in_figures_or_with_its_month_in_words(boxes):
    assert DateField().clean(boxes) == dt.date(2026, 3, 5)


def test_september_may_be_shortened_as_people_do():
    assert DateField().clean(typed("1", "Sept", "2026")) == dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("boxes", "words", "parts"),
    [
        (typed(), "Enter a date", None),
        (typed("", "3", "2026"), "Answer date must include a day", ["day"]),
        (typed("5", "", ""), "Answer date must include a month and year", ["month", "year"]),
        (typed("31", "2", "2026"), "Answer date must be a real date", ["day", "month", "year"]),
        (typed("29", "2", "2027"), "Answer date must be a real date", ["day", "month", "year"]),
        (typed("32", "1", "2026"), "Answer date must be a real date", ["day"]),
        (typed("5", "13", "2026"), "Answer date must be a real date", ["month"]),
        (typed("5", "Marchember", "2026"), "Answer date must be a real date", ["month"]),
        (typed("five", "3", "0"), "Answer date must be a real date", ["day", "year"]),
        (typed("5", "3", "26"), "Year must include 4 numbers", ["year"]),
        (typed("²", "3", "2026"), "Answer date must be a real date", ["day"]),
    ],
)
def test_a_wrong_date_says_which_box_is_wrong(boxes, words, parts):
    with pytest.raises(forms.ValidationError) as refused:
        DateField(name="Answer date").clean(boxes)
    assert refused.value.messages == [words]
    error = refused.value.error_list[0]
    assert (error.params or {}).get("parts") == parts


def test_a_date_outside_its_limits_says_the_limit_in_words():
    field = DateField(min_value=lambda: dt.date(2026, 1, 5), max_value=dt.date(2026, 12, 31))
    for boxes, words in (
        (typed("4", "1", "2026"), "Date must be 5 January 2026 or later"),
        (typed("1", "1", "2027"), "Date must be 31 December 2026 or earlier"),
    ):
        with pytest.raises(forms.ValidationError, match=words):
            field.clean(boxes)
    assert field.clean(typed("5", "1", "2026")) == dt.date(2026, 1, 5)


def test_a_date_nobody_needs_may_stay_empty():
    assert DateField(required=False).clean(typed()) is None


class DatedForm(forms.Form):
    respond_by = DateField()


def test_a_wrong_date_keeps_what_was_typed():
    form = DatedForm({"respond_by-day": "31", "respond_by-month": "2", "respond_by-year": "2026"})
    assert not form.is_valid()
    assert form["respond_by"].value() == typed("31", "2", "2026")


def test_a_date_knows_whether_it_was_changed():
    same = {"respond_by-day": "5", "respond_by-month": "3", "respond_by-year": "2026"}
    initial = {"respond_by": dt.date(2026, 3, 5)}
    assert not DatedForm(same, initial=initial).has_changed()
    assert DatedForm({**same, "respond_by-day": "6"}, initial=initial).has_changed()
    assert DatedForm({**same, "respond_by-day": "x"}, initial=initial).has_changed()


def test_a_line_break_counts_as_one_character():
    assert TextField(max_length=3).clean("a\r\nb") == "a\nb"
    with pytest.raises(forms.ValidationError):
        TextField(max_length=3).clean("a\r\nbc")


def test_hints_of_options_may_come_from_a_function():
    widget = Radios(hints=lambda value: f"about {value}")
    assert widget.hint_for("scans") == "about scans"
    assert Radios(hints={"a": "words"}).hint_for("a") == "words"
    assert Radios().hint_for("a") == ""
