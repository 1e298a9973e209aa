"""A document as a PDF that a screen reader can read (PDF/UA-1), made by typst."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import font_source_sans_pro
import typst

from interface.charts.png import drawing_style
from interface.documents.blocks import Document, as_data

_TEMPLATE = Path(__file__).with_name("document.typ")
_NO_TEXT = {"Cc", "Cf", "Cs", "Cn", "Co"}  # control, format, halves, none, private
# Outside what typst's fonts are known to hold: one of these would make it refuse the document.
_OTHERS = re.compile(
    "[^\n\u0020-\u024f\u0370-\u03ff\u0400-\u045f\u1e00-\u1eff\u2010-\u2040\u2070-\u209c"
    "\u20a0-\u20bf\u2122\u2190-\u2199\u2200-\u2265\u25a0-\u25cf\ufb00-\ufb06]"
)
_NOT_SHOWN = "\u25a1"  # an empty square


def pdf(document: Document) -> bytes:
    """The document on A4: tagged, titled, in English, with page numbers.

    The same document gives the same pages; nothing is fetched from anywhere.
    """
    told = {
        "title": document.title,
        "subtitle": document.subtitle,
        "footer": document.footer,
        "author": document.author,
        "blocks": [as_data(block) for block in document.blocks],
    }
    made = typst.compile(
        _TEMPLATE,
        format="pdf",
        font_paths=[font_source_sans_pro.font_directory],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_clean(told))},
        pdf_standards=["ua-1"],
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def _clean(told: Any) -> Any:
    """The same in characters that the fonts have; a drawing gets its colours."""
    match told:
        case str():
            text = "".join(
                c
                for c in unicodedata.normalize("NFC", told)
                if c == "\n" or unicodedata.category(c) not in _NO_TEXT
            )
            return _OTHERS.sub(_NOT_SHOWN, text)
        case list():
            return [_clean(one) for one in told]
        case {"kind": "picture", "svg": svg, **rest}:
            styled = svg.replace("<title>", f"<style>{drawing_style()}</style><title>", 1)
            return {"kind": "picture", "svg": styled, **_clean(rest)}
        case dict():
            return {name: _clean(one) for name, one in told.items()}
        case _:
            return told
