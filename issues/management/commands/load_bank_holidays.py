from django.core.management.base import BaseCommand
from django.utils import timezone

from issues.clocks import holidays
from issues.wording import counted


class Command(BaseCommand):
    help = "Add England's bank holidays of this year and the next two; due dates move with them."

    def handle(self, **options):
        added, moved = holidays.load(holidays.years_ahead(timezone.localdate()), by=None)
        days, issues = counted(added, "bank holiday"), counted(moved, "open issue")
        self.stdout.write(f"{days} added; the dates of {issues} moved.")
