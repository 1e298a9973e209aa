from django.core.management.base import BaseCommand
from django.utils import timezone

import issues.reference
import projects.reference
from interface.directory import reference as directory
from issues.clocks import holidays

FIRST_YEAR = 2021  # the group began then


class Command(BaseCommand):
    help = "Add the reference data that is missing. Safe to run at every start."

    def handle(self, **options):
        self.stdout.write(directory.load())
        self.stdout.write(issues.reference.load())
        self.stdout.write(projects.reference.load())
        years = range(FIRST_YEAR, holidays.years_ahead(timezone.localdate()).stop)
        added, _moved = holidays.load(years, by=None)
        self.stdout.write(f"Bank holidays: {added} added")
