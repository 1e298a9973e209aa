from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audits import demonstration


class Command(BaseCommand):
    help = "Write a file of invented letters (DEMO-000001 …) for trying the upload page."

    def add_arguments(self, parser):
        parser.add_argument("--letters", type=int, default=7000, metavar="N")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")
        parser.add_argument("--seed", type=int, default=7000, help="another one, other letters")

    def handle(self, *, letters, out, seed, **options):
        try:
            demonstration.write_csv(out, letters=letters, on=timezone.localdate(), seed=seed)
        except demonstration.NoDirectory:
            raise CommandError("Run “python manage.py load_reference_data” first.") from None
        self.stdout.write(f"{letters:,} invented letters in {out}")
