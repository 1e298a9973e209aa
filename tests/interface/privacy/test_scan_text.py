"""`manage.py scan_text`: many texts at once, all or nothing."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


@pytest.fixture
def scan(tmp_path):
    """Scans these lines; gives back the file that was written."""

    def scan(text):
        source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        source.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("scan_text", str(source), "--out", str(out))
        return out

    return scan


def test_each_text_gets_a_line_in_order(scan):
    out = scan('{"id": "b", "text": "NHS 999 521 4776"}\n{"id": 2, "text": "No letter"}\n')
    assert [json.loads(line) for line in out.read_text().splitlines()] == [
        {"id": "b", "spans": [[4, 16, "nhs_number"]]},
        {"id": 2, "spans": []},
    ]


def test_empty_lines_and_a_byte_order_mark_are_no_trouble(scan):
    out = scan("\ufeff" + '\n{"id": "é", "text": ""}\n\n')
    assert json.loads(out.read_text()) == {"id": "é", "spans": []}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("not json", "Line 2 is not JSON"),
        ("[" * 100_000, "Line 2 is not JSON"),
        ("[1]", "Line 2 is not an object"),
        ('{"text": "a"}', "Line 2 has no “id”"),
        ('{"id": "a"}', "Line 2 has no “text”"),
        ('{"id": "a", "text": 5}', "Line 2 has no “text”"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(scan, tmp_path, line, words):
    with pytest.raises(CommandError, match=words):
        scan('{"id": "a", "text": "b"}\n' + line)
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_what_was_there_before_stays_when_a_line_is_bad(scan, tmp_path):
    (tmp_path / "out.jsonl").write_text("before")
    with pytest.raises(CommandError):
        scan("not json")
    assert (tmp_path / "out.jsonl").read_text() == "before"


def test_bytes_that_are_no_text_are_refused(scan):
    with pytest.raises(CommandError, match="not UTF-8"):
        scan(b'{"id": "a", "text": "\xff"}')


def test_missing_files_and_folders_are_named(tmp_path):
    with pytest.raises(CommandError, match=r"nothing\.jsonl: No such file"):
        call_command("scan_text", str(tmp_path / "nothing.jsonl"), "--out", str(tmp_path / "o"))
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("scan_text", str(tmp_path), "--out", str(tmp_path / "no" / "o"))
