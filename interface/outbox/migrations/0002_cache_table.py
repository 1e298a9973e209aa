from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    """Rate limits and caches live in PostgreSQL, so that a request needs no broker."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [migrations.RunPython(create_cache_table, migrations.RunPython.noop)]
