import re
import zlib
from importlib import import_module
from io import BytesIO

import docx
import pytest

from interface.charts import COUNT, Bar, BarChart, bar_chart
from interface.documents import (
    Bullets,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Picture,
    Table,
    pdf,
    word,
)

BARS = bar_chart(BarChart("Demo bars", "Issues", (Bar("A", 3), Bar("B", 5)), unit=COUNT))
EVERY_BLOCK = [
    Figures([Figure("12", "issues raised")]),
    Heading("What we raised"),
    Heading("By category", level=2),
    Paragraph("Two lines.\nThe second."),
    Paragraph("A note.", quiet=True),
    Bullets(["One", "Two"]),
    Table(["Category", "Issues"], [["Fit notes", "3"]], numeric=1, widths=[3, 1]),
    Picture(BARS),
]


def unpacked(made):
    """The PDF with its streams readable."""
    found = [made]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_every_kind_of_block_goes_into_a_pdf_for_screen_readers():
    made = pdf(Document("Our year", EVERY_BLOCK, subtitle="Demo practice", footer="Demo"))
    assert made.startswith(b"%PDF-")
    inside = unpacked(made)
    assert b"pdfuaid" in inside and b"/StructTreeRoot" in inside
    assert re.search(rb"/Lang\s*\(en-GB\)", inside)
    assert b"Our year" in inside
    for role in (b"/H1", b"/H2", b"/Table", b"/TH", b"/L", b"/Figure"):
        assert role in inside, role


def test_a_picture_is_described_in_words():
    assert b"/Alt" in unpacked(pdf(Document("Chart", [Picture(BARS)])))


def test_markup_in_words_stays_words():
    hostile = '#panic() $x$ *b* <label> @ref `raw` \\ "quoted" #import "x" [a] // no comment'
    blocks = [
        Heading(hostile),
        Paragraph(hostile),
        Bullets([hostile]),
        Figures([Figure(hostile, hostile)]),
        Table([hostile, "Issues"], [[hostile, hostile]]),
    ]
    assert pdf(Document(hostile, blocks, subtitle=hostile, footer=hostile)).startswith(b"%PDF-")


@pytest.mark.parametrize("words", ["\x00\x07", "\ud800", "\ufffe", "", "漢字 العربية 🙂"])
def test_characters_that_no_font_has_do_no_harm(words):
    assert pdf(Document("Demo", [Paragraph(f"Before {words} after.")])).startswith(b"%PDF-")


def test_every_character_let_through_can_be_shown():
    others = import_module("interface.documents.pdf")._OTHERS
    everything = "".join(map(chr, [*range(0x20, 0xD800), *range(0xE000, 0x10000)]))
    assert pdf(Document("Demo", [Paragraph(others.sub("", everything))])).startswith(b"%PDF-")


def test_a_document_without_blocks_is_a_page():
    assert pdf(Document("Nothing yet", [])).startswith(b"%PDF-")


def test_a_long_table_runs_over_pages():
    rows = [[f"Row {n}", str(n)] for n in range(200)]
    made = unpacked(pdf(Document("Long", [Table(["Row", "Number"], rows, numeric=1)])))
    assert len(re.findall(rb"/Type\s*/Page\b", made)) > 3


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="another number"):
        Table(["One", "Two"], [["only one"]])
    with pytest.raises(ValueError, match="another number"):
        Table(["One", "Two"], [], widths=[1])


def test_nothing_on_the_machine_or_elsewhere_is_read():
    template = import_module("interface.documents.pdf")._TEMPLATE.read_text()
    assert "#import" not in template and "read(" not in template and "http" not in template


def test_every_kind_of_block_goes_into_a_word_file_too():
    made = word(Document("Our year", EVERY_BLOCK, subtitle="Demo practice", footer="Demo"))
    opened = docx.Document(BytesIO(made))
    text = [paragraph.text for paragraph in opened.paragraphs]
    assert text[:2] == ["Our year", "Demo practice"]
    assert {"What we raised", "By category", "A note.", "One", "Demo bars"} <= set(text)
    assert [[cell.text for cell in row.cells] for row in opened.tables[1].rows] == [
        ["Category", "Issues"],
        ["Fit notes", "3"],
    ]
    (drawing,) = opened.inline_shapes
    assert drawing._inline.docPr.get("descr").startswith("Demo bars. ")
    assert opened.sections[0].footer.paragraphs[0].text == "Demo"
