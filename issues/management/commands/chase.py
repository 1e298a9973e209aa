from django.core.management.base import BaseCommand
from django.utils import timezone

from issues.chasers import services
from issues.wording import counted


class Command(BaseCommand):
    help = "Remind specialties of what is overdue, and tell the team where that did not help."

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="say what comes next; send nothing"
        )

    def handle(self, *, dry_run, **options):
        now = timezone.now()
        if not dry_run:
            sent = services.run(at=now)
            self.stdout.write(f"{counted(sent, 'issue')} chased.")
            return
        planned = services.plan(at=services.next_run(after=now))
        for one in planned:
            self.stdout.write(f"{one.issue}, due {one.due}: {one.title}, {', '.join(one.to)}")
        self.stdout.write(f"{counted(len(planned), 'issue')} would be chased; nothing was sent.")
