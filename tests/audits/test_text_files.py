"""CSV files as they really come: encodings, separators, line ends, and damage of every kind."""

import codecs

import pytest

from audits.importing import files
from audits.models import Letter, Review
from tests.audits.factories import GOOD, as_csv, letters

pytestmark = pytest.mark.django_db

CAFE = "Café ward"


def stored_ids():
    return set(Letter.objects.values_list("letter_id", flat=True))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_any_common_encoding_is_read(import_file, encoding):
    answer = import_file(as_csv(letters(3, ward=CAFE)).encode(encoding))
    assert answer["stored"] == 3
    assert set(Letter.objects.values_list("ward", flat=True)) == {CAFE}


def test_big_endian_utf_16_with_its_mark_is_read(import_file):
    content = codecs.BOM_UTF16_BE + as_csv(letters(2, ward=CAFE)).encode("utf-16-be")
    assert import_file(content)["stored"] == 2


def test_the_encoding_that_was_guessed_is_told(import_file):
    answer = import_file(as_csv(letters(1, ward=CAFE)).encode("cp1252"))
    assert "It was read as Windows-1252." in answer["message"]


def test_a_damaged_byte_in_utf_8_costs_its_row_and_changes_no_other(import_file):
    content = as_csv(letters(5, ward=CAFE)).encode()
    lines = content.split(b"\r\n")
    lines[3] = lines[3].replace("é".encode(), b"\xc3")
    answer = import_file(b"\r\n".join(lines))
    assert (answer["stored"], answer["rejected"]) == (4, 1)
    assert [(error["record"], error["column"]) for error in answer["errors"]] == [(3, "ward")]
    assert set(Letter.objects.values_list("ward", flat=True)) == {CAFE}


def test_utf_16_cut_in_the_middle_of_a_character_costs_its_last_row(import_file):
    answer = import_file(as_csv(letters(3)).encode("utf-16")[:-5])
    assert (answer["stored"], answer["rejected"]) == (2, 1)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_any_separator_and_line_end_is_read(import_file, separator, line_end):
    text = as_csv(letters(3, ward="B3, bay 2"), separator=separator, line_end=line_end)
    assert import_file(text)["stored"] == 3
    assert set(Letter.objects.values_list("ward", flat=True)) == {"B3, bay 2"}


def test_excels_own_hint_of_the_separator_is_followed(import_file):
    assert import_file("sep=;\r\n" + as_csv(letters(2), separator=";"))["stored"] == 2


def test_line_breaks_and_quotation_marks_inside_a_cell_are_kept(import_file):
    text = 'GP to chase\r\nthe "urgent" bloods,\nplease.'
    import_file(letters(2, document_text=text))
    assert set(Letter.objects.values_list("document_text", flat=True)) == {text}


def test_rows_are_numbered_as_records_whatever_lines_they_fill(import_file):
    rows = letters(3, document_text="one\ntwo\nthree")
    rows[2]["ask_1"] = "perhaps"
    assert [error["record"] for error in import_file(rows)["errors"]] == [3]


def test_blank_rows_are_ignored_counted_and_keep_the_numbers_of_the_others(import_file):
    lines = as_csv(letters(3)).split("\r\n")
    lines[2:2] = ["", ",,,,,,,,,,", "   "]
    lines[-2] = lines[-2].replace("320", "999")
    answer = import_file("\r\n".join(lines))
    assert (answer["rows"], answer["stored"], answer["ignored"], answer["rejected"]) == (6, 2, 3, 1)
    assert [error["record"] for error in answer["errors"]] == [6]


def test_blank_rows_at_the_end_are_no_rows(import_file):
    answer = import_file(as_csv(letters(2)) + "\r\n\r\n,,,,,,,,,,\r\n")
    assert (answer["rows"], answer["ignored"]) == (2, 0)


def test_blank_lines_above_the_column_names_are_passed_over(import_file):
    assert import_file("\r\n,,,\r\n" + as_csv(letters(2)))["stored"] == 2


def test_a_last_row_without_a_line_end_is_a_row(import_file):
    assert import_file(as_csv(letters(2)).rstrip("\r\n"))["stored"] == 2


def test_a_quotation_mark_that_is_never_closed_costs_its_row_only(import_file):
    lines = as_csv(letters(200)).split("\r\n")
    lines[3] = lines[3].replace("B3", '"B3')
    answer = import_file("\r\n".join(lines))
    assert (answer["rows"], answer["stored"], answer["rejected"]) == (200, 199, 1)
    assert [error["record"] for error in answer["errors"]] == [3]
    assert "L3" not in stored_ids()


def test_a_quotation_mark_closed_in_another_row_costs_neither_the_rows_after(import_file):
    rows = letters(6)
    rows[3]["ward"] = "B3, bay 2"  # quoted, so it closes what row 2 opened
    lines = as_csv(rows).split("\r\n")
    lines[2] = lines[2].replace("B3", '"B3')
    answer = import_file("\r\n".join(lines))
    assert stored_ids() == {"L1", "L3", "L4", "L5", "L6"}
    assert answer["rejected"] == 1


def test_many_unclosed_quotation_marks_cost_many_rows_and_little_time(import_file):
    lines = as_csv(letters(3000)).split("\r\n")
    for number in range(2, 3000, 3):
        lines[number] = lines[number].replace("B3", '"B3')
    answer = import_file("\r\n".join(lines))
    assert answer["rejected"] == 1000
    assert answer["stored"] == 2000


def test_a_quotation_mark_in_the_middle_of_a_quoted_cell_is_an_error(import_file):
    lines = as_csv(letters(3)).split("\r\n")
    lines[2] = lines[2].replace("B3", '"B"3"')
    answer = import_file("\r\n".join(lines))
    assert (answer["stored"], answer["rejected"]) == (2, 1)
    assert "written twice" in answer["errors"][0]["message"]


def test_a_row_with_too_many_cells_is_an_error(import_file):
    lines = as_csv(letters(3)).split("\r\n")
    lines[2] = lines[2].replace("B3", "B3, bay 2")
    answer = import_file("\r\n".join(lines))
    assert (answer["stored"], answer["rejected"]) == (2, 1)
    assert "12 cells" in answer["errors"][0]["message"]


def test_blank_cells_beyond_the_last_column_do_no_harm(import_file):
    text = as_csv(letters(2)).replace("\r\n", ",,\r\n")
    assert import_file(text)["stored"] == 2


def test_a_row_that_lost_one_of_its_asks_is_an_error(import_file):
    lines = as_csv(letters(3, ask_5="met")).split("\r\n")
    lines[2] = lines[2].removesuffix(",met")
    answer = import_file("\r\n".join(lines))
    assert (answer["stored"], answer["rejected"]) == (2, 1)


def test_a_row_whose_blank_cells_at_the_end_were_left_off_is_read(import_file):
    blank = {f"ask_{ask}": "" for ask in range(1, 6)}
    text = as_csv(letters(2, **blank)).replace(",,,,,\r\n", "\r\n")
    assert import_file(text)["stored"] == 2
    assert not Review.objects.exists()


def test_a_file_cut_off_in_the_middle_of_its_last_row_costs_that_row(import_file):
    text = as_csv(letters(3))
    answer = import_file(text[: text.rindex("C84001") + 6])
    assert (answer["stored"], answer["rejected"]) == (2, 1)
    assert answer["errors"][0]["message"] == "The file ends in the middle of this row."


def test_a_nul_costs_its_row(import_file):
    rows = letters(3)
    rows[1]["ward"] = "B\0003"
    answer = import_file(rows)
    assert [(e["record"], e["column"]) for e in answer["errors"]] == [(2, "ward")]
    assert answer["stored"] == 2


def test_a_huge_cell_costs_its_row(import_file):
    rows = letters(3)
    rows[1]["document_text"] = "x" * 3_000_000
    answer = import_file(rows)
    assert (answer["stored"], answer["rejected"]) == (2, 1)
    assert "characters" in answer["errors"][0]["message"]


def test_backslashes_and_tabs_come_through_unharmed(import_file):
    text = "C:\\new\\table\tand \\N and \\. end"
    import_file(letters(1, ward="B\\3", document_text=text))
    letter = Letter.objects.get()
    assert (letter.ward, letter.document_text) == ("B\\3", text)


def test_a_text_that_looks_like_sql_is_only_a_text(import_file):
    import_file(letters(1, ward="'); DROP TABLE x; --"))
    assert Letter.objects.get().ward == "'); DROP TABLE x; --"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letters.csv", b"", "empty"),
        ("letters.csv", b"\r\n\r\n", "empty"),
        ("letters.csv", b"\xef\xbb\xbf", "empty"),
        ("letters.csv", b"a,b,c\n1,2,3\n", "none of the column names"),
        ("letters.csv", b"%PDF-1.7 ...", "a PDF"),
        ("letters.csv", b"\x89PNG\r\n\x1a\n0000", "a picture"),
        ("letters.csv", b"PK\x03\x04 and so on", "zip archive"),
        ("letters.csv", b"<!DOCTYPE html><html></html>", "a web page"),
        ("letters.csv", b"  <HTML><body>", "a web page"),
        ("letters.csv", bytes(range(256)) * 40, "none of the column names"),
        ("letters.csv", b"\0" * 5000, "none of the column names"),
        ("letters.csv", b'"' * 5000, "none of the column names"),
        ("letters.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        ("letters.xlsx", as_csv([GOOD]).encode(), "no Excel workbook"),
        ("letters.ods", b"PK\x03\x04mimetype", "zip archive"),
        ("letters.json", b"[]", "no .json files"),
        ("letters.csv", b"letter_id" * 200_000, "far too long"),
    ],
)
def test_a_wrong_file_is_refused_with_a_reason(import_file, name, content, words):
    answer = import_file(content, name=name)
    assert (answer["outcome"], answer["exit"], answer["rows"]) == ("reject", 1, 0)
    assert words in answer["message"]
    assert answer["errors"] == []


def test_a_file_that_is_too_large_is_refused(import_file, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_FILE", 1 << 20)
    answer = import_file(as_csv(letters(1)) + "\n" * (2 << 20))
    assert answer["outcome"] == "reject"
    assert "2 MB" in answer["message"]
