from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

import audits.demonstration
import audits.results.demonstration
import issues.demonstration
import issues.desk.demonstration
import issues.statements.demonstration
import issues.themes.demonstration
from interface.directory.models import Organisation
from interface.pages import invented_people
from issues.models import Category, Issue

LETTERS = 4000  # with fewer, there are no cycles read here: a small demonstration is made fast


class Command(BaseCommand):
    help = (
        "Make labelled, invented people, issues and audits to look at, in demonstration mode "
        "only. Running it again with the same numbers adds nothing; with larger ones, the rest."
    )

    def add_arguments(self, parser):
        parser.add_argument("--issues", type=int, default=40, metavar="N")
        parser.add_argument("--letters", type=int, default=LETTERS, metavar="N")

    def handle(self, **options):
        if not settings.DEMONSTRATION:
            raise CommandError(
                "Invented data belongs in a demonstration only, and DEMONSTRATION is not 1 here. "
                "Nothing was made."
            )
        for name in ("issues", "letters"):
            if options[name] < 0:
                raise CommandError(f"--{name} is a number of {name} to have; give 0 or more.")
        if (
            not Organisation.objects.filter(ods_code="RX1").exists()
            or not Category.objects.exists()
        ):
            raise CommandError("Run “python manage.py load_reference_data” first.")
        people = invented_people.make()
        by = invented_people.author()
        self.stdout.write(f"Invented people: {people} added")
        there = Issue.objects.filter(is_demonstration=True).count()
        added = 0
        if options["issues"] > there:
            added = issues.demonstration.make(count=options["issues"] - there, by=by)
        self.stdout.write(f"Invented issues: {added} added")
        parts = issues.themes.demonstration.make(by=by)
        self.stdout.write(f"Invented parts of themes: {parts} added")
        if issues.desk.demonstration.make(by=by):
            self.stdout.write("Invented rules and live problems: added")
        told = issues.statements.demonstration.make(by=by, approved_by=invented_people.second())
        self.stdout.write(f"Invented statements: {told} added")
        if options["letters"] >= LETTERS:
            added = audits.results.demonstration.make(by=by, readers=invented_people.readers())
            self.stdout.write(f"Invented letters read here: {added} added")
        added = audits.demonstration.make_both(letters=options["letters"], by=by)
        self.stdout.write(f"Invented letters: {added} added")
