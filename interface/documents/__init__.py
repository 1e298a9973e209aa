"""Words, figures and tables in, an accessible PDF or a Word file out. No models, no requests.

pdf(Document("Our year 2026", [Heading("What we raised"), Paragraph("12 issues."), …]))
"""

from interface.documents.blocks import (
    Block,
    Bullets,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from interface.documents.pdf import pdf
from interface.documents.word import WORD, printable, word

__all__ = [
    "WORD",
    "Block",
    "Bullets",
    "Document",
    "Figure",
    "Figures",
    "Heading",
    "Paragraph",
    "Picture",
    "Table",
    "pdf",
    "printable",
    "word",
]
