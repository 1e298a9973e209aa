from django.db import migrations

from interface.history import sql


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]

    operations = [migrations.RunSQL(sql.INSTALL, sql.REMOVE)]
