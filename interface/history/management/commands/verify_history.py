from django.core.management.base import BaseCommand, CommandError

from interface.history import chain


class Command(BaseCommand):
    help = "Check that no past event was altered, deleted or inserted. Exit 1 when one was."

    def handle(self, **options):
        verdict = chain.verify()
        for problem in verdict.problems:
            self.stderr.write(problem)
        if verdict.problems:
            raise CommandError(f"{len(verdict.problems)} problems in {verdict.entries} entries")
        self.stdout.write(f"{verdict.entries} entries verified; head {verdict.head}")
