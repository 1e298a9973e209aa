from django.core.management.base import BaseCommand, CommandError

from audits import services
from audits.models import Audit


class Command(BaseCommand):
    help = "Count an audit's letters anew and compare the rates with a recount."

    def add_arguments(self, parser):
        parser.add_argument("slug")

    def handle(self, *, slug, **options):
        audit = Audit.objects.filter(slug=slug).first()
        if audit is None:
            raise CommandError(f"There is no audit “{slug}”.")
        services.aggregate(audit)
        if drift := services.drift(audit):
            raise CommandError(f"{drift:,} rates differ from a recount.")
        self.stdout.write(f"{audit.rates.count():,} rates of {audit}, equal to a recount.")
