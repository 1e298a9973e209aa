import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from audits import services


class Command(BaseCommand):
    help = (
        "Store a CSV file or Excel workbook of letters in an audit, which is begun if there is "
        "none. Rows with an error are listed and left out; the same file twice adds nothing. "
        "Exit code 1 if nothing could be stored."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--audit", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="store nothing, say what would")
        parser.add_argument(
            "--mask", action="store_true", help="mask what looks like a patient in the texts"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, file, audit, dry_run, **options):
        report = services.import_letters(
            path=file, slug=audit, dry_run=dry_run, by=None, masks=options["mask"]
        )
        if options["json"]:
            for piece in report.as_json():
                self.stdout.write(piece, ending="")
            self.stdout.write()
        else:
            for problem in report.problems:
                row = report.header_row + problem.record
                column = f", {problem.column}" if problem.column else ""
                self.stderr.write(f"Row {row}{column}: {problem.message}")
            (self.stdout if report.accepted else self.stderr).write(report.message)
        if not report.accepted:
            sys.exit(1)
