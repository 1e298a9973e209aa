"""Audits of discharge summaries: letters, their reviews, imports, and the rates pages show."""

from audits.models.audit import (
    RESERVED_SLUGS,
    Audit,
    Criterion,
    LaterChange,
    Sampling,
    Stage,
    StaleCell,
)
from audits.models.imports import (
    IMPORT_FOLDER,
    Import,
    ImportProblem,
    ImportStatus,
    import_path,
    import_storage,
    new_import_reference,
)
from audits.models.letters import ASK_COLUMNS, Judgement, Letter
from audits.models.rates import AskRate, LetterRate, RequestRate
from audits.models.reviews import Finding, Proforma, Rater, Result, Review, Verdict
from audits.packs.models import Pack, PackRun, PackState

__all__ = [
    "ASK_COLUMNS",
    "IMPORT_FOLDER",
    "RESERVED_SLUGS",
    "AskRate",
    "Audit",
    "Criterion",
    "Finding",
    "Import",
    "ImportProblem",
    "ImportStatus",
    "Judgement",
    "LaterChange",
    "Letter",
    "LetterRate",
    "Pack",
    "PackRun",
    "PackState",
    "Proforma",
    "Rater",
    "RequestRate",
    "Result",
    "Review",
    "Sampling",
    "Stage",
    "StaleCell",
    "Verdict",
    "import_path",
    "import_storage",
    "new_import_reference",
]
