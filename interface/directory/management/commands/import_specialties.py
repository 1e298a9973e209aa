from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from interface.directory.importing import import_specialties
from interface.directory.models import Organisation, OrganisationKind
from interface.directory.printing import report_import
from interface.directory.reference import TRUST


class Command(BaseCommand):
    help = (
        "Bring a trust's specialties up to date from a file with the headings of "
        "interface/directory/data/treatment_function_codes.csv. A file with a wrong row changes "
        "nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--trust", default=TRUST, help="ODS code of the trust")

    def handle(self, *, file, trust, **options):
        holder = Organisation.objects.filter(kind=OrganisationKind.TRUST, ods_code=trust).first()
        if holder is None:
            raise CommandError(
                f"There is no trust {trust} in the directory. "
                "Run “python manage.py load_reference_data” first."
            )
        report_import(self, lambda: import_specialties(file, trust=holder, by=None))
