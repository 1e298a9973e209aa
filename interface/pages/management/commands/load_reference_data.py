from django.core.management.base import BaseCommand
from django.utils import timezone

import issues.reference
import projects.reference
from interface.directory import reference as directory
from interface.worktime.services import load_bank_holidays

FIRST_YEAR = 2021  # the group began then


class Command(BaseCommand):
    help = "Add the reference data that is missing. Safe to run at every start."

    def handle(self, **options):
        self.stdout.write(directory.load())
        self.stdout.write(issues.reference.load())
        self.stdout.write(projects.reference.load())
        added = load_bank_holidays(range(FIRST_YEAR, timezone.localdate().year + 3))
        self.stdout.write(f"Bank holidays: {added} added")
