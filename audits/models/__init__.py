"""Audits of discharge summaries: letters, their reviews, imports, and the rates pages show."""

from audits.models.audit import RESERVED_SLUGS, Audit
from audits.models.imports import (
    IMPORT_FOLDER,
    Import,
    ImportProblem,
    ImportStatus,
    import_path,
    import_storage,
    new_import_reference,
)
from audits.models.letters import ASK_COLUMNS, Judgement, Letter, Review
from audits.models.rates import AskRate

__all__ = [
    "ASK_COLUMNS",
    "IMPORT_FOLDER",
    "RESERVED_SLUGS",
    "AskRate",
    "Audit",
    "Import",
    "ImportProblem",
    "ImportStatus",
    "Judgement",
    "Letter",
    "Review",
    "import_path",
    "import_storage",
    "new_import_reference",
]
