from pathlib import Path

from django.core.management.base import BaseCommand

from interface.directory.importing import import_practices
from interface.directory.printing import report_import


class Command(BaseCommand):
    help = (
        "Bring the practices up to date from a file: NHS England's epraccur.csv, or a file with "
        "the headings of interface/directory/data/gp_practices_notts.csv. A file with a wrong row "
        "changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        report_import(self, lambda: import_practices(file, by=None))
