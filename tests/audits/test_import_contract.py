"""`import_letters FILE --audit SLUG [--dry-run] [--json]`: what others script against."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from audits.importing.storing import CONTRADICTION
from audits.models import Audit, Import, Letter, Review
from interface.directory.models import Organisation
from interface.privacy import Allowed
from tests.audits.factories import GOOD, as_csv, letters

pytestmark = pytest.mark.django_db


def test_a_good_file_is_stored_and_every_field_of_the_answer_says_so(import_file):
    assert import_file(letters(3)) == {
        "outcome": "accept",
        "message": "3 letters were stored.",
        "rows": 3,
        "stored": 3,
        "unchanged": 0,
        "ignored": 0,
        "rejected": 0,
        "errors": [],
        "exit": 0,
    }


def test_a_letter_keeps_every_value_of_its_row(import_file):
    import_file([GOOD | {"document_text": "GP to chase the blood results."}])
    letter = Letter.objects.with_judgements().get()
    assert (letter.letter_id, letter.discharged_on, letter.ward) == ("L1", date(2026, 3, 9), "B3")
    assert letter.specialty.treatment_function_code == "320"
    assert letter.practice.ods_code == "C84001"
    assert letter.document_text == "GP to chase the blood results."
    judged = [letter.ask_1, letter.ask_2, letter.ask_3, letter.ask_4, letter.ask_5]
    assert judged == ["met", "not_met", "n/a", "", "met"]


def test_filled_asks_are_a_review_finished_elsewhere(import_file):
    import_file(letters(1))
    review = Review.objects.get()
    assert review.reviewer is None
    assert review.finished_at is not None


def test_blank_asks_leave_the_letter_to_be_reviewed(import_file):
    answer = import_file(letters(1, ask_1="", ask_2="", ask_3="", ask_4="", ask_5=""))
    assert answer["stored"] == 1
    assert Letter.objects.count() == 1
    assert not Review.objects.exists()


def test_an_unknown_audit_is_begun_for_the_trust(import_file, trust):
    import_file(letters(1), audit="spring-2026")
    audit = Audit.objects.get()
    assert (audit.slug, audit.name, audit.trust) == ("spring-2026", "Spring 2026", trust)
    assert not audit.is_demonstration


def test_a_bad_row_is_listed_and_costs_no_good_one(import_file):
    rows = letters(4)
    rows[1]["discharge_date"] = "09/03/2026"
    answer = import_file(rows)
    assert (answer["outcome"], answer["exit"]) == ("accept", 0)
    assert (answer["rows"], answer["stored"], answer["rejected"]) == (4, 3, 1)
    (error,) = answer["errors"]
    assert (error["record"], error["column"]) == (2, "discharge_date")
    assert "2026-03-09" in error["message"]
    assert set(Letter.objects.values_list("letter_id", flat=True)) == {"L1", "L3", "L4"}


def test_every_column_of_a_row_that_is_wrong_is_listed(import_file):
    bad = {
        "letter_id": "", "discharge_date": "2026-02-30", "specialty_code": "999",
        "practice_ods_code": "C99999", "ask_3": "perhaps",
    }  # fmt: skip
    answer = import_file([*letters(1), GOOD | bad])
    assert answer["rejected"] == 1
    assert {error["column"] for error in answer["errors"]} == set(bad)
    assert {error["record"] for error in answer["errors"]} == {2}


def test_a_file_of_bad_rows_only_is_refused(import_file):
    answer = import_file(letters(2, practice_ods_code="C99999"))
    assert (answer["outcome"], answer["exit"]) == ("reject", 1)
    assert (answer["stored"], answer["rejected"]) == (0, 2)
    assert not Audit.objects.exists()


def test_a_file_without_letters_is_refused(import_file):
    answer = import_file([])
    assert (answer["outcome"], answer["rows"]) == ("reject", 0)
    assert answer["message"] == "There are no letters below the column names."


def test_a_dry_run_says_what_would_be_stored_and_stores_nothing(import_file):
    rows = letters(3)
    rows[2]["ask_1"] = "unsure"
    answer = import_file(rows, "--dry-run")
    assert (answer["outcome"], answer["stored"], answer["rejected"]) == ("accept", 2, 1)
    assert answer["message"] == "2 letters would be stored, 1 row rejected."
    assert not Audit.objects.exists()
    assert not Letter.objects.exists()
    assert not Import.objects.exists()


def test_the_same_file_twice_adds_nothing(import_file):
    import_file(letters(5))
    reviews = list(Review.objects.values())
    answer = import_file(letters(5))
    assert (answer["outcome"], answer["exit"]) == ("accept", 0)
    assert (answer["stored"], answer["unchanged"], answer["rejected"]) == (0, 5, 0)
    assert Letter.objects.count() == 5
    assert list(Review.objects.values()) == reviews


def test_the_same_letters_belong_to_each_audit_that_has_them(import_file):
    import_file(letters(2), audit="one")
    assert import_file(letters(2), audit="two")["stored"] == 2


def test_a_row_twice_in_a_file_is_stored_once(import_file):
    answer = import_file([*letters(2), letters(1)[0]])
    assert (answer["stored"], answer["unchanged"], answer["rejected"]) == (2, 1, 0)


def test_two_rows_of_a_letter_that_contradict_keep_the_first(import_file):
    answer = import_file([*letters(1), GOOD | {"ask_1": "not_met"}])
    assert (answer["stored"], answer["rejected"]) == (1, 1)
    assert answer["errors"] == [{"record": 2, "column": "ask_1", "message": CONTRADICTION}]
    assert Review.objects.get().ask_1 == "met"


def test_a_row_that_contradicts_what_is_stored_changes_nothing(import_file):
    import_file(letters(2))
    answer = import_file([GOOD | {"specialty_code": "110", "ward": "C4"}, letters(2)[1]])
    assert (answer["outcome"], answer["unchanged"], answer["rejected"]) == ("accept", 1, 1)
    assert [error["column"] for error in answer["errors"]] == ["specialty_code", "ward"]
    assert Letter.objects.get(letter_id="L1").ward == "B3"


def test_reviews_complete_letters_that_came_without_them(import_file):
    blank = {f"ask_{ask}": "" for ask in range(1, 6)}
    import_file(letters(3, ward="", **blank))
    answer = import_file(letters(3))
    assert (answer["stored"], answer["unchanged"]) == (3, 0)
    assert "3 of them completing a letter that was there" in answer["message"]
    assert Letter.objects.count() == 3
    assert set(Letter.objects.values_list("ward", flat=True)) == {"B3"}
    assert set(Review.objects.values_list("ask_2", flat=True)) == {"not_met"}


def test_a_blank_cell_says_nothing_about_what_is_stored(import_file):
    import_file(letters(1))
    answer = import_file(letters(1, ward="", ask_1="", ask_2=""))
    assert (answer["stored"], answer["unchanged"]) == (0, 1)
    assert Review.objects.get().ask_2 == "not_met"


def test_rows_that_complete_a_letter_one_after_the_other_all_count(import_file):
    blank = {f"ask_{ask}": "" for ask in range(1, 6)}
    rows = [
        GOOD | blank | {"ask_1": "met"},
        GOOD | blank | {"ask_2": "met"},
        GOOD | blank | {"ask_2": "not_met", "ask_3": "met"},
        GOOD | blank | {"ask_4": "met"},
    ]
    answer = import_file(rows)
    assert (answer["stored"], answer["rejected"]) == (3, 1)
    assert [error["record"] for error in answer["errors"]] == [3]
    review = Review.objects.get()
    assert (review.ask_1, review.ask_2, review.ask_3, review.ask_4) == ("met", "met", "", "met")


@pytest.mark.parametrize("spelling", ["Met", " met ", "MET", "met"])
def test_case_and_spaces_of_a_judgement_do_not_matter(import_file, spelling):
    import_file(letters(1, ask_1=spelling))
    assert Review.objects.get().ask_1 == "met"


@pytest.mark.parametrize("spelling", ["not met", "Not_Met", " NOT_MET", "not-met"])
def test_not_met_may_be_written_with_a_space(import_file, spelling):
    import_file(letters(1, ask_1=spelling))
    assert Review.objects.get().ask_1 == "not_met"


def test_codes_may_have_spaces_around_and_small_letters(import_file):
    answer = import_file(letters(1, practice_ods_code=" c84001", specialty_code="320 "))
    assert answer["stored"] == 1


def test_a_practice_that_has_closed_is_known(import_file):
    assert import_file(letters(1, practice_ods_code="C84002"))["stored"] == 1


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("letter_id", ""),
        ("letter_id", "two words"),
        ("letter_id", "x" * 65),
        ("letter_id", "=1+1"),
        ("letter_id", "9434765919"),
        ("letter_id", "943-476-5919"),
        ("letter_id", "QQ123456C"),
        ("discharge_date", ""),
        ("discharge_date", "2026-02-29"),
        ("discharge_date", "2026-13-01"),
        ("discharge_date", "09/03/2026"),
        ("discharge_date", "20260309"),
        ("discharge_date", "2026-3-9"),
        ("discharge_date", "1951-03-09"),
        ("discharge_date", "٢٠٢٦-٠٣-٠٩"),
        ("specialty_code", ""),
        ("specialty_code", "999"),
        ("specialty_code", "Cardiology"),
        ("practice_ods_code", ""),
        ("practice_ods_code", "RX1"),
        ("ward", "x" * 61),
        ("ward", "B3\nC4"),
        ("ward", "NHS 943 476 5919"),
        ("ask_1", "yes"),
        ("ask_5", "#N/A"),
        ("document_text", "Seen with NHS number 943 476 5919 on the ward."),
        ("document_text", "x" * 100_001),
        ("document_text", "bell\x07"),
    ],
)
def test_a_wrong_cell_is_an_error_of_its_column(import_file, column, cell):
    answer = import_file([*letters(1), GOOD | {"letter_id": "L2", column: cell}])
    assert answer["outcome"] == "accept"
    assert [(e["record"], e["column"]) for e in answer["errors"]] == [(2, column)]
    assert answer["stored"] == 1


@time_machine.travel("2026-03-08 23:30:00+00:00", tick=False)
def test_today_is_no_future_and_tomorrow_is(import_file):
    rows = letters(2, discharge_date="2026-03-08")
    rows[1]["discharge_date"] = "2026-03-09"
    answer = import_file(rows)
    assert [error["record"] for error in answer["errors"]] == [2]


def test_an_identifier_is_named_with_its_place_and_never_repeated(import_file):
    answer = import_file(
        [*letters(1), GOOD | {"letter_id": "L2", "document_text": "Number 943 476 5919."}]
    )
    (error,) = answer["errors"]
    assert "an NHS number at characters 8 to 19" in error["message"]
    assert "5919" not in str(answer)


def test_an_identifier_is_found_anywhere_in_a_long_letter(import_file):
    text = "The chest was clear. " * 1000 + "NHS number 943 476 5919." + " All well." * 100
    answer = import_file([*letters(1), GOOD | {"letter_id": "L2", "document_text": text}])
    assert answer["errors"][0]["column"] == "document_text"


def test_a_number_of_ten_digits_is_judged_by_its_digits_and_not_by_its_shape(import_file):
    rows = letters(2)
    rows[0]["letter_id"], rows[1]["letter_id"] = "9434765918", "9434765919"
    assert [error["record"] for error in import_file(rows)["errors"]] == [2]


def test_columns_may_come_in_any_order_and_spelling(import_file):
    columns = list(reversed(GOOD))
    text = as_csv(letters(2), columns=columns)
    text = text.replace("letter_id", "Letter ID", 1).replace("ask_1", "Ask 1", 1)
    assert import_file(text)["stored"] == 2


def test_ward_and_text_may_be_left_out(import_file):
    columns = [column for column in GOOD if column not in {"ward", "document_text"}]
    assert import_file(as_csv(letters(2), columns=columns))["stored"] == 2


@pytest.mark.parametrize(
    "column", ["letter_id", "discharge_date", "specialty_code", "practice_ods_code", "ask_4"]
)
def test_a_missing_column_refuses_the_file_and_is_named(import_file, column):
    answer = import_file(as_csv(letters(2), columns=[c for c in GOOD if c != column]))
    assert (answer["outcome"], answer["exit"], answer["stored"]) == ("reject", 1, 0)
    assert f"missing: {column}." in answer["message"]


def test_a_column_that_is_there_twice_refuses_the_file(import_file):
    answer = import_file(as_csv(letters(1)).replace("ward", "Ask 1", 1))
    assert answer["outcome"] == "reject"
    assert "more than once: ask_1" in answer["message"]


def test_an_unknown_column_is_named_and_not_stored(import_file):
    rows = [row | {"consultant": "Dr Demo"} for row in letters(2)]
    answer = import_file(as_csv(rows, columns=[*GOOD, "consultant"]))
    assert answer["stored"] == 2
    assert "1 unknown column ignored: consultant." in answer["message"]


def test_a_slug_that_is_no_address_is_refused(import_file):
    for slug in ("import", "two words", "x" * 61):
        assert import_file(letters(1), audit=slug)["outcome"] == "reject"
    assert not Audit.objects.exists()


def test_without_reference_data_the_file_is_refused(import_file, trust):
    Organisation.objects.filter(pk=trust.pk).update(ods_code="RX9")
    answer = import_file(letters(1))
    assert answer["outcome"] == "reject"
    assert "RX1" in answer["message"]


def test_a_file_that_is_not_there_is_refused(trust, tmp_path):
    said = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command(
            "import_letters", str(tmp_path / "none.csv"), "--json", audit="demo", stdout=said
        )
    assert end.value.code == 1
    assert "cannot be opened" in said.getvalue()


def test_without_json_errors_are_told_by_the_rows_of_the_file(trust, tmp_path):
    rows = letters(3)
    rows[1]["ask_1"] = "perhaps"
    path = tmp_path / "letters.csv"
    path.write_text(as_csv(rows))
    said, complained = StringIO(), StringIO()
    call_command("import_letters", str(path), audit="demo", stdout=said, stderr=complained)
    assert complained.getvalue() == "Row 3, ask_1: Write met, not_met or n/a, or leave it blank.\n"
    assert said.getvalue() == "2 letters were stored, 1 row rejected.\n"


def test_the_command_leaves_a_record_of_the_import(import_file):
    rows = letters(3)
    rows[1]["ask_1"] = "perhaps"
    import_file(rows)
    done = Import.objects.get()
    assert (done.status, done.file_name, done.stored, done.rejected) == (
        "stored", "letters.csv", 2, 1
    )  # fmt: skip
    assert done.problems.get().record == 2


def test_the_guard_asks_the_directory_before_rows_are_sent(import_file, monkeypatch):
    """During a COPY the connection answers nothing: a question would wait for ever."""

    def ask():
        Organisation.objects.count()
        return Allowed()

    monkeypatch.setattr("interface.privacy.allowlist._providers", [ask])
    answer = import_file(letters(3, document_text="Seen on the ward. Please chase the result."))
    assert answer["stored"] == 3
