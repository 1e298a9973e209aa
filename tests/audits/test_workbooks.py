"""Excel workbooks: what spreadsheets do to letters, and what strangers do to spreadsheets."""

import datetime as dt
import io
import random
import zipfile

import openpyxl
import pytest
import xlsxwriter

from audits.importing import files
from audits.importing.layout import COLUMNS
from audits.models import Letter, Review
from tests.audits.factories import GOOD, letters

pytestmark = pytest.mark.django_db

SHEET = "xl/worksheets/sheet1.xml"


def workbook(rows, fill=lambda book, sheet: None):
    """An .xlsx as openpyxl writes it: the columns, then the rows as lists or dicts of values."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([row.get(c) or None for c in COLUMNS] if isinstance(row, dict) else row)
    fill(book, sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def workbook_with_shared_strings(rows):
    """An .xlsx as Excel and xlsxwriter write it, each text once and apart from the sheet."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, COLUMNS)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, [row[column] for column in COLUMNS])
    book.close()
    return content.getvalue()


def rewritten(content, **parts):
    """The same archive with some parts replaced (or added), by path with __ for /."""
    parts = {name.replace("__", "/") + ".xml": data for name, data in parts.items()}
    old, new = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in {*old.namelist(), *parts}:
            archive.writestr(name, parts[name] if name in parts else old.read(name))
    return new.getvalue()


def part_of(content, path):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(path).decode()


@pytest.fixture
def import_workbook(import_file):
    def run(content, *options, name="letters.xlsx"):
        return import_file(content, *options, name=name)

    return run


def test_a_workbook_of_texts_is_stored(import_workbook):
    answer = import_workbook(workbook(letters(3)))
    assert (answer["outcome"], answer["rows"], answer["stored"]) == ("accept", 3, 3)


def test_the_same_letters_as_csv_and_as_workbook_are_the_same(import_workbook, import_file):
    import_file(letters(4))
    assert import_workbook(workbook(letters(4)))["unchanged"] == 4


def test_dates_and_numbers_of_excel_are_read_as_they_show(import_workbook):
    row = GOOD | {"discharge_date": dt.date(2026, 3, 9), "specialty_code": 320, "letter_id": 1001}
    assert import_workbook(workbook([row]))["stored"] == 1
    letter = Letter.objects.get()
    assert (letter.letter_id, letter.discharged_on) == ("1001", dt.date(2026, 3, 9))


def test_a_date_with_a_time_is_its_day(import_workbook):
    row = GOOD | {"discharge_date": dt.datetime(2026, 3, 9, 16, 45)}
    import_workbook(workbook([row]))
    assert Letter.objects.get().discharged_on == dt.date(2026, 3, 9)


def test_dates_counted_from_1904_are_read_right(import_workbook):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"date_1904": True, "in_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, COLUMNS)
    for place, column in enumerate(COLUMNS):
        sheet.write(1, place, GOOD[column])
    sheet.write_datetime(1, 1, dt.datetime(2026, 3, 9), day)
    book.close()
    assert import_workbook(content.getvalue())["stored"] == 1
    assert Letter.objects.get().discharged_on == dt.date(2026, 3, 9)


def test_a_number_without_a_date_format_is_no_date(import_workbook):
    answer = import_workbook(workbook([*letters(1), GOOD | {"discharge_date": 46090}]))
    assert [(e["record"], e["column"]) for e in answer["errors"]] == [(2, "discharge_date")]


def test_a_formula_counts_by_its_value_and_without_one_is_an_error(import_workbook):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, COLUMNS)
    for row, letter_id in enumerate(["L1", "L2"], start=1):
        for place, column in enumerate(COLUMNS):
            sheet.write(row, place, (GOOD | {"letter_id": letter_id})[column])
    ask_1 = COLUMNS.index("ask_1")
    sheet.write_formula(1, ask_1, '=IF(1,"met","not_met")', value="met")
    sheet.write_formula(2, ask_1, '=IF(1,"met","not_met")', value="")
    book.close()
    answer = import_workbook(content.getvalue())
    assert (answer["stored"], answer["rejected"]) == (1, 1)
    assert (answer["errors"][0]["record"], answer["errors"][0]["column"]) == (2, "ask_1")
    assert Review.objects.get().ask_1 == "met"


def test_an_error_value_and_a_tick_are_no_judgements(import_workbook):
    rows = [*letters(1), GOOD | {"letter_id": "L2", "ask_1": "#N/A", "ask_2": True}]
    answer = import_workbook(workbook(rows))
    assert [error["column"] for error in answer["errors"]] == ["ask_1", "ask_2"]


def test_rows_are_numbered_as_in_the_sheet(import_workbook):
    blank = [None] * len(COLUMNS)
    rows = [letters(1)[0], blank, blank, GOOD | {"letter_id": "L2", "specialty_code": "999"}]
    answer = import_workbook(workbook(rows))
    assert (answer["rows"], answer["ignored"]) == (4, 2)
    assert [error["record"] for error in answer["errors"]] == [4]


def test_a_stray_cell_in_the_last_corner_does_no_harm(import_workbook):
    def stray(book, sheet):
        sheet["XFD1048576"] = "x"

    answer = import_workbook(workbook(letters(3), stray))
    assert (answer["outcome"], answer["rows"], answer["stored"]) == ("accept", 3, 3)
    assert "1 cell stands outside the columns" in answer["message"]


def test_a_stray_cell_under_the_table_is_a_row_with_errors(import_workbook):
    def stray(book, sheet):
        sheet["A5000"] = "total"

    answer = import_workbook(workbook(letters(3), stray))
    assert (answer["stored"], answer["rejected"], answer["ignored"]) == (3, 1, 4995)
    assert {error["record"] for error in answer["errors"]} == {4999}


def test_only_the_first_visible_sheet_is_read_and_the_others_are_named(import_workbook):
    def more(book, sheet):
        book.create_sheet("Notes")["A1"] = "other"
        hidden = book.create_sheet("Hidden", 0)
        hidden["A1"], hidden.sheet_state = "hidden", "hidden"

    answer = import_workbook(workbook(letters(2), more))
    assert answer["stored"] == 2
    assert "Only the first of 2 sheets was read." in answer["message"]


def test_control_characters_that_excel_escapes_are_found(import_workbook):
    content = workbook_with_shared_strings(letters(2))
    strings = part_of(content, "xl/sharedStrings.xml")
    broken = strings.replace("<t>L2</t>", "<t>L2_x0000_</t>")
    answer = import_workbook(rewritten(content, xl__sharedStrings=broken))
    assert [(e["record"], e["column"]) for e in answer["errors"]] == [(2, "letter_id")]
    assert answer["stored"] == 1


def refused(answer, words):
    assert (answer["outcome"], answer["exit"]) == ("reject", 1)
    assert words in answer["message"]
    assert not Letter.objects.exists()


def test_a_workbook_under_another_name_is_refused(import_workbook):
    refused(import_workbook(workbook(letters(1)), name="letters.csv"), "ends in .csv")


def test_an_empty_workbook_is_refused(import_workbook):
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    refused(import_workbook(content.getvalue()), "empty")


def test_a_zip_bomb_is_refused_before_it_is_opened(import_workbook):
    content = rewritten(workbook(letters(1)), xl__bomb=b"\0" * (120 << 20))
    assert len(content) < 1 << 20
    refused(import_workbook(content), "unpacks to 120 MB")


def test_an_archive_that_is_packed_too_tightly_is_refused(import_workbook):
    refused(
        import_workbook(rewritten(workbook(letters(1)), xl__bomb=b"\0" * (20 << 20))), "tighter"
    )


def test_an_archive_of_too_many_parts_is_refused(import_workbook):
    parts = {f"xl__part{number}": b"<x/>" for number in range(300)}
    refused(import_workbook(rewritten(workbook(letters(1)), **parts)), "more parts")


BILLION_LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
<!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>"""
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("prologue", [BILLION_LAUGHS, OUTSIDE])
@pytest.mark.parametrize("part", ["xl__worksheets__sheet1", "xl__workbook", "xl__sharedStrings"])
def test_xml_definitions_are_refused_in_every_part(import_workbook, prologue, part):
    content = workbook_with_shared_strings(letters(1))
    xml = part_of(content, part.replace("__", "/") + ".xml").split("?>", 1)[-1]
    refused(import_workbook(rewritten(content, **{part: prologue + xml})), "definitions")


@pytest.mark.parametrize(
    "sheet",
    [
        "<worksheet",
        "",
        "no xml",
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="x"></row></sheetData></worksheet>',
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="s"><v>99999</v></c></row></sheetData></worksheet>',
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="999999999"><c r="A9"><v>1</v></c></row>'
        "</sheetData></worksheet>",
    ],
)
def test_a_damaged_sheet_is_refused(import_workbook, sheet):
    refused(import_workbook(rewritten(workbook(letters(1)), xl__worksheets__sheet1=sheet)), "")


def test_a_truncated_workbook_is_refused(import_workbook):
    content = workbook(letters(300))
    refused(import_workbook(content[: len(content) // 2]), "damaged")


def test_a_workbook_with_a_spoiled_part_is_refused_even_after_good_rows(import_workbook):
    content = bytearray(workbook(letters(3000)))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        entry = archive.getinfo(SHEET)
    place = entry.header_offset + 60 + entry.compress_size * 9 // 10
    content[place : place + 8] = b"\xff" * 8
    refused(import_workbook(bytes(content)), "damaged")


def test_another_zip_archive_with_the_ending_of_a_workbook_is_refused(import_workbook):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("hello.txt", "hello")
    refused(import_workbook(content.getvalue()), "not laid out as an Excel workbook")


def test_a_sheet_with_a_header_across_all_columns_is_read_in_bounds(import_workbook):
    def wide(book, sheet):
        sheet["XFD1"] = "far away"

    answer = import_workbook(workbook(letters(50), wide))
    assert answer["stored"] == 50


def test_a_workbook_that_takes_too_long_is_given_up(import_workbook, monkeypatch):
    monkeypatch.setattr(files, "WORKBOOK_SECONDS", 0)
    refused(import_workbook(workbook(letters(5))), "more time or memory")


def test_nothing_of_the_project_is_loaded_by_the_child():
    source = files.WORKBOOK.read_text()
    assert "django" not in source.lower()
    assert "from audits" not in source


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "x" * 5_000_000 + "</t></is></c></row>",
        '<row r="1"><c r="' + "A" * 5_000_000 + '"><v>1</v></c></row>',
        "<a>" * 200_000 + "</a>" * 200_000,
        '<row r="1">' + '<c r="A1"><v>1</v></c>' * 100_000 + "</row>",
    ],
)
def test_a_sheet_made_to_exhaust_its_reader_is_refused(import_workbook, row):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{row}</sheetData></worksheet>'
    content = rewritten(
        workbook(letters(1)),
        xl__worksheets__sheet1=sheet,
        padding=random.Random(1).randbytes(99_999),
    )
    refused(import_workbook(content), "")
