from django.core.management.base import BaseCommand
from django.db import connection

from interface.history.chain import event_models


class Command(BaseCommand):
    help = "Leave a database role able to write history and unable to change it. Run as the owner."

    def add_arguments(self, parser):
        parser.add_argument("role", help="the role that the service signs in with")

    def handle(self, *, role, **options):
        quoted = connection.ops.quote_name(role)
        with connection.cursor() as cursor:
            for model in event_models():
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {quoted}")
                cursor.execute(f"GRANT SELECT, INSERT ON {table} TO {quoted}")
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON history_entry FROM {quoted}")
            cursor.execute(
                f"GRANT SELECT, INSERT, UPDATE (number, seal) ON history_entry TO {quoted}"
            )
        self.stdout.write(f"{role} can add to {len(event_models())} event tables and change none")
