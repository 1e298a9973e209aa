from django.db import migrations

from interface.history import sql


class Migration(migrations.Migration):
    dependencies = [("history", "0002_guard_events")]

    operations = [migrations.RunSQL(sql.FORGET, sql.REMEMBER)]
