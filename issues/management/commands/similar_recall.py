import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from issues import recall


class Command(BaseCommand):
    help = (
        "Say how often “is it already here?” finds the issue that another practice words "
        "differently, among invented ones. Nothing stays in the database."
    )

    def add_arguments(self, parser):
        parser.add_argument("pairs", type=Path, help="JSON lines: see tests/issues/paraphrases")
        parser.add_argument("--among", type=int, default=2_000, metavar="N", help="invented issues")
        parser.add_argument("--missed", metavar="USE", help="list the missed pairs of this use")

    def handle(self, **options):
        try:
            lines = options["pairs"].read_text(encoding="utf-8").splitlines()
        except OSError as problem:
            raise CommandError(f"{options['pairs']} cannot be read: {problem.strerror}.") from None
        with transaction.atomic():
            measured = recall.measure([json.loads(line) for line in lines], options["among"])
            transaction.set_rollback(True)
        for use, found in measured.by_use().items():
            self.stdout.write(f"{use:<6} {found}")
        self.stdout.write(f"Offered a match where theirs cannot be: {measured.offered:.0%}")
        for pair in measured.missed(options["missed"]) if options["missed"] else []:
            self.stdout.write(f"missed: {pair['query']} | {pair['what_happened']}")
