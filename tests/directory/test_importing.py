"""Files of practices and specialties: every layout, every refusal, and nothing half stored."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from interface.directory import importing, reference
from interface.directory.importing import ImportRefused, import_practices, import_specialties
from interface.directory.models import Organisation, OrganisationKind, PcnMembership, Specialty

pytestmark = pytest.mark.django_db

HEADINGS = [
    "ods_code", "name", "postcode", "icb_code", "pcn_code_2022", "pcn_name_2022", "place_derived",
    "status_code", "open_date", "close_date", "succeeded_by",
]  # fmt: skip
PRACTICE = {
    "ods_code": "Z99001",
    "name": "INVENTED SURGERY",
    "postcode": "NG1 1AA",
    "icb_code": "QT1",
    "status_code": "A",
    "open_date": "20100401",
}


@pytest.fixture
def our_file(tmp_path):
    """Write rows in the project's own layout, each a change to an ordinary practice."""

    def write(*rows, headings=HEADINGS):
        path = tmp_path / "practices.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, headings, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(PRACTICE | row for row in rows)
        return path

    return write


@pytest.fixture
def epraccur(tmp_path):
    """Write rows in NHS England's layout: 27 columns, quoted, no headings."""

    def write(*rows, ending="\r\n", quoting=csv.QUOTE_ALL, marked=False):
        path = tmp_path / "epraccur.csv"
        text = StringIO()
        writer = csv.writer(text, lineterminator=ending, quoting=quoting)
        for row in rows:
            cells = [""] * 27
            cells[0], cells[1], cells[2], cells[3] = "Z99001", "INVENTED SURGERY", "Y60", "QT1"
            cells[4], cells[9], cells[10], cells[12] = "1 NO STREET", "NG1 1AA", "20100401", "A"
            cells[14], cells[17], cells[25] = "52R", "0115 0000000", "4"
            for column, value in row.items():
                cells[column] = value
            writer.writerow(cells)
        path.write_text(text.getvalue(), encoding="utf-8-sig" if marked else "utf-8", newline="")
        return path

    return write


def practice(code="Z99001"):
    return Organisation.objects.get(ods_code=code)


def reasons(refusal):
    return [str(rejected) for rejected in refusal.value.report.rejected]


# What a file stores ----------------------------------------------------------------------------


def test_the_projects_own_file_holds_175_practices():
    report = import_practices(importing.DATA / "gp_practices_notts.csv", by=None)
    practices = Organisation.objects.practices()
    assert (report.added, practices.count()) == (175, 175)
    assert practices.filter(icb_code="QT1", closed_on=None, dormant=False).count() == 129
    assert practices.filter(icb_code="QT1", dormant=True).count() == 2
    assert practices.exclude(closed_on=None).count() == 23
    assert practices.filter(place="Out of area").count() == 21


def test_what_is_closed_dormant_or_not_ordinary_is_not_picked():
    import_practices(importing.DATA / "gp_practices_notts.csv", by=None)
    pickable = set(Organisation.objects.pickable().values_list("ods_code", flat=True))
    assert len(pickable) == 129 + 21 - 3
    assert not pickable & {"C84720", "Y08082", "Y05960", "C84031", "C84103", "C84048"}
    assert "C84004" in pickable


def test_a_practice_of_epraccur_is_stored_without_address_and_telephone(epraccur):
    report = import_practices(epraccur({}), by=None)
    stored = practice()
    assert str(report) == "1 added, 0 changed, 0 unchanged, 0 ignored, 0 rejected"
    assert (stored.name, stored.postcode, stored.icb_code) == ("Invented Surgery", "NG1 1AA", "QT1")
    assert (stored.opened_on, stored.closed_on) == (date(2010, 4, 1), None)
    assert (stored.kind, stored.pickable) == (OrganisationKind.PRACTICE, True)


@pytest.mark.parametrize(
    "style",
    [
        {"ending": "\n"},
        {"ending": "\r\n"},
        {"quoting": csv.QUOTE_MINIMAL},
        {"marked": True},
    ],
)
def test_epraccur_is_read_however_it_was_saved(epraccur, style):
    assert import_practices(epraccur({}, **style), by=None).added == 1


def test_epraccur_names_closed_dormant_and_distant_practices(epraccur):
    import_practices(
        epraccur(
            {0: "Z99001", 11: "20240630", 12: "C"},
            {0: "Z99002", 12: "D"},
            {0: "Z99003", 3: "QHM", 9: "TS1 1AA"},
            {0: "Z99004", 3: "QJ2", 9: "NG10 1AA"},
        ),
        by=None,
    )
    assert practice("Z99001").closed_on == date(2024, 6, 30)
    assert practice("Z99002").dormant
    assert (practice("Z99003").place, practice("Z99003").pickable) == ("Out of area", False)
    assert (practice("Z99004").place, practice("Z99004").pickable) == ("Out of area", True)


def test_what_is_no_gp_practice_or_not_open_yet_is_ignored(epraccur):
    report = import_practices(epraccur({25: "1"}, {0: "Z99002", 12: "P"}), by=None)
    assert (report.ignored, report.added) == (2, 0)
    assert not Organisation.objects.exists()


def test_importing_again_changes_nothing(our_file):
    path = our_file({"pcn_code_2022": "U1", "pcn_name_2022": "FIRST PCN"})
    import_practices(path, by=None)
    events = Organisation.pgh_event_model.objects.count()
    report = import_practices(path, by=None)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 1)
    assert Organisation.pgh_event_model.objects.count() == events


def test_a_newer_file_changes_the_practice_and_history_says_so(our_file, epraccur):
    import_practices(our_file({"place_derived": "Nottingham City"}), by=None)
    report = import_practices(epraccur({1: "RENAMED SURGERY", 11: "20260331", 12: "C"}), by=None)
    stored = practice()
    assert report.changed == 1
    assert (stored.name, stored.closed_on) == ("Renamed Surgery", date(2026, 3, 31))
    assert stored.place == "Nottingham City"  # epraccur has no such column
    last = stored.events.order_by("pgh_id").last()
    assert (last.pgh_label, last.pgh_context["action"]) == ("update", "imported practices")


def test_whether_a_practice_can_be_picked_stays_as_the_team_left_it(our_file):
    import_practices(our_file({}), by=None)
    Organisation.objects.update(pickable=False)
    import_practices(our_file({"name": "RENAMED SURGERY"}), by=None)
    assert (practice().name, practice().pickable) == ("Renamed Surgery", False)


def test_a_name_in_somebodys_own_writing_stays_as_it_is(our_file):
    import_practices(our_file({"name": "The RHR and McInvented Practice"}), by=None)
    assert practice().name == "The RHR and McInvented Practice"


def test_a_successor_is_linked_wherever_it_stands_in_the_file(our_file):
    closed = {"status_code": "C", "close_date": "20240630", "succeeded_by": "Z99002"}
    import_practices(our_file(closed, {"ods_code": "Z99002"}), by=None)
    assert practice().succeeded_by == practice("Z99002")


# Networks --------------------------------------------------------------------------------------


def test_a_network_begins_when_it_is_known_and_ends_with_the_practice(our_file):
    network = {"pcn_code_2022": "U1", "pcn_name_2022": "FIRST PCN"}
    closed = {"ods_code": "Z99002", "status_code": "C", "close_date": "20240630"}
    young = {"ods_code": "Z99003", "open_date": "20231101"}
    import_practices(our_file(network, network | closed, network | young), by=None)
    assert list(PcnMembership.objects.order_by("pk").values_list("valid_from", "valid_to")) == [
        (date(2022, 7, 1), None),
        (date(2022, 7, 1), date(2024, 6, 30)),
        (date(2023, 11, 1), None),
    ]
    assert PcnMembership.objects.first().pcn_name == "First PCN"


def test_a_practice_that_moves_keeps_its_former_network(our_file):
    import_practices(our_file({"pcn_code_2022": "U1", "pcn_name_2022": "FIRST PCN"}), by=None)
    newer = [heading.replace("2022", "2026") for heading in HEADINGS]
    moved = {"pcn_code_2026": "U2", "pcn_name_2026": "SECOND PCN"}
    report = import_practices(our_file(moved, headings=newer), by=None)
    assert report.changed == 1
    assert list(practice().pcn_memberships.order_by("valid_from").values_list(
        "pcn_name", "valid_from", "valid_to"
    )) == [
        ("First PCN", date(2022, 7, 1), date(2026, 7, 1)),
        ("Second PCN", date(2026, 7, 1), None),
    ]  # fmt: skip
    assert import_practices(our_file(moved, headings=newer), by=None).unchanged == 1


def test_an_older_map_does_not_undo_a_move(our_file):
    newer = [heading.replace("2022", "2026") for heading in HEADINGS]
    import_practices(our_file({"pcn_code_2026": "U2"}, headings=newer), by=None)
    report = import_practices(our_file({"pcn_code_2022": "U1"}), by=None)
    assert report.unchanged == 1
    assert practice().pcn_memberships.get().pcn_code == "U2"


def test_a_corrected_map_changes_the_network_in_place(our_file):
    import_practices(our_file({"pcn_code_2022": "U1"}), by=None)
    import_practices(our_file({"pcn_code_2022": "U2", "pcn_name_2022": "RIGHT PCN"}), by=None)
    assert practice().pcn_memberships.get().pcn_name == "Right PCN"


def test_closing_a_practice_ends_its_membership(our_file, epraccur):
    import_practices(our_file({"pcn_code_2022": "U1"}), by=None)
    import_practices(epraccur({11: "20260331", 12: "C"}), by=None)
    assert practice().pcn_memberships.get().valid_to == date(2026, 3, 31)


# What is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"ods_code": "not a code"}, "Row 2: “not a code” is not an ODS code."),
        ({"name": ""}, "Row 2: the name is empty."),
        ({"name": "N" * 151}, "Row 2: the name is longer than 150 characters."),
        ({"postcode": "nowhere"}, "Row 2: the postcode “nowhere” is not a postcode."),
        ({"icb_code": "Q" * 11}, "Row 2: the ICB code “QQQQQQQQQQQ” is longer than 10 characters."),
        ({"status_code": "X"}, "Row 2: the status “X” is not A, C, D or P."),
        ({"status_code": "C"}, "Row 2: it is closed and has no closing date."),
        (
            {"open_date": "20230230"},
            "Row 2: open_date “20230230” is not a day that exists (YYYYMMDD).",
        ),
        (
            {"open_date": "2023131"},
            "Row 2: open_date “2023131” is not a day that exists (YYYYMMDD).",
        ),
        (
            {"open_date": "20240101", "close_date": "20230101"},
            "Row 2: it closes on 2023-01-01 before it opens on 2024-01-01.",
        ),
        ({"place_derived": "P" * 61}, "Row 2: the place is longer than 60 characters."),
        (
            {"pcn_code_2022": "U" * 11},
            "Row 2: the PCN code “UUUUUUUUUUU” is longer than 10 characters.",
        ),
        ({"succeeded_by": "Z99001"}, "Row 2: it is its own successor."),
        ({"succeeded_by": "Z99404"}, "Row 2: its successor Z99404 is not known."),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(our_file, wrong, reason):
    with pytest.raises(ImportRefused) as refusal:
        import_practices(our_file(wrong, {"ods_code": "Z99002"}), by=None)
    assert reasons(refusal) == [reason]
    assert not Organisation.objects.exists()


def test_every_wrong_row_is_named_at_once(our_file):
    with pytest.raises(ImportRefused) as refusal:
        import_practices(our_file({"name": ""}, {}, {"status_code": "?"}, {}), by=None)
    assert [rejected.row for rejected in refusal.value.report.rejected] == [2, 4, 5]
    assert reasons(refusal)[-1] == "Row 5: Z99001 is already on row 3."


def test_a_short_row_of_epraccur_is_named(epraccur):
    path = epraccur({}, {0: "Z99002"})
    path.write_text(path.read_text().rsplit(",", 1)[0] + "\n")
    with pytest.raises(ImportRefused) as refusal:
        import_practices(path, by=None)
    assert reasons(refusal) == ["Row 2: it has 26 columns instead of 27."]


def test_the_code_of_another_kind_of_body_is_refused(our_file):
    reference.load()
    with pytest.raises(ImportRefused) as refusal:
        import_practices(our_file({"ods_code": "RX1"}), by=None)
    assert reasons(refusal) == [
        "Row 2: RX1 is Nottingham University Hospitals NHS Trust, which is not a practice."
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b"PK\x03\x04\xff\xfe", "is not a CSV file in UTF-8"),
        (b"title,domain\nx,y\n", "is not a file of practices"),
        (b"ods_code,name\nZ99001,X\n", "has no column icb_code, open_date, postcode, status_code"),
        (
            b"ods_code,name,name,postcode,icb_code,status_code,open_date\n",
            "has more than one column name",
        ),
        (
            b"ods_code,name,postcode,icb_code,status_code,open_date\nZ99001,X,NG1 1AA,QT1,A,,,,\n",
            "row 2 has 9 cells and there are 6 headings",
        ),
        (
            b'ods_code,name,postcode,icb_code,status_code,open_date\n"Z99001,X',
            "is not a whole CSV file",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_the_reason(tmp_path, content, words):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=words):
        import_practices(path, by=None)
    assert not Organisation.objects.exists()


# Specialties -----------------------------------------------------------------------------------


@pytest.fixture
def trust():
    return Organisation.objects.create(ods_code="RX1", name="The trust", kind="trust")


def specialties_file(tmp_path, text):
    path = tmp_path / "specialties.csv"
    path.write_text("code,name,group,suggested_short_list\n" + text)
    return path


CODES = importing.DATA / "treatment_function_codes.csv"


def test_the_short_list_becomes_the_trusts_specialties(trust):
    report = import_specialties(CODES, trust=trust, by=None)
    assert (report.added, report.ignored) == (47, 40)
    assert trust.specialties.active().count() == 47
    orthopaedics = trust.specialties.get(treatment_function_code="110")
    assert orthopaedics.name == "Trauma and orthopaedics"
    assert {"T&O", "fracture clinic"} <= set(orthopaedics.aliases)
    assert not trust.specialties.filter(name__endswith="Service").exists()


def test_importing_specialties_again_changes_nothing(trust):
    import_specialties(CODES, trust=trust, by=None)
    assert import_specialties(CODES, trust=trust, by=None).unchanged == 47


def test_a_newer_list_renames_and_keeps_what_the_team_added(trust, tmp_path):
    path = specialties_file(tmp_path, "999,Invented Medicine Service,medical,yes\n")
    import_specialties(path, trust=trust, by=None)
    Specialty.objects.update(active=False, aliases=["the new clinic"], feedback_email="a@nhs.uk")
    newer = specialties_file(tmp_path, "999,Newly Named Service,medical,yes\n")
    assert import_specialties(newer, trust=trust, by=None).changed == 1
    stored = Specialty.objects.get()
    assert (stored.name, stored.active) == ("Newly named", False)
    assert (stored.aliases, stored.feedback_email) == (["the new clinic"], "a@nhs.uk")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("12,X,medical,yes", "Row 2: the code “12” is not three digits."),
        ("999,,medical,yes", "Row 2: the name is empty."),
        (f"999,{'N' * 121},medical,yes", "Row 2: the name is longer than 120 characters."),
        ("999,X,medical,maybe", "Row 2: suggested_short_list is “maybe”, not yes or no."),
        ("999,Cardiology,medical,yes\n320,Cardiology,medical,yes",
         "Row 3: “Cardiology” is already the name of another specialty."),
    ],
)  # fmt: skip
def test_a_wrong_specialty_is_named_and_nothing_is_stored(trust, tmp_path, row, reason):
    with pytest.raises(ImportRefused) as refusal:
        import_specialties(specialties_file(tmp_path, row + "\n"), trust=trust, by=None)
    assert reasons(refusal) == [reason]
    assert not Specialty.objects.exists()


# Commands --------------------------------------------------------------------------------------


def test_the_command_prints_its_counts(epraccur, capsys):
    call_command("import_practices", epraccur({}))
    assert capsys.readouterr().out == "1 added, 0 changed, 0 unchanged, 0 ignored, 0 rejected.\n"


def test_the_command_prints_the_wrong_rows_and_fails(our_file, capsys):
    with pytest.raises(CommandError, match="nothing was stored") as failure:
        call_command("import_practices", our_file({"name": ""}))
    assert failure.value.returncode == 1
    assert "Row 2: the name is empty." in capsys.readouterr().err


def test_the_command_prints_the_first_fifty_wrong_rows(our_file, capsys):
    with pytest.raises(CommandError):
        call_command("import_practices", our_file(*[{"name": ""}] * 60))
    assert "… and 10 more rows." in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_practices", tmp_path / "none.csv")


def test_specialties_need_a_trust(capsys):
    with pytest.raises(CommandError, match="no trust RX1"):
        call_command("import_specialties", CODES)


def test_specialties_are_imported_by_command(trust, capsys):
    call_command("import_specialties", CODES)
    assert "47 added" in capsys.readouterr().out
