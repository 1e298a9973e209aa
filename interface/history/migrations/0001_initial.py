from django.db import migrations, models

from interface.history import sql


class Migration(migrations.Migration):
    replaces = [
        ("history", "0002_guard_events"),
        ("history", "0003_forget_words_and_people"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("event", "Event written"),
                            ("redaction", "Text removed on purpose"),
                        ],
                        max_length=10,
                    ),
                ),
                ("event_table", models.CharField(max_length=63)),
                ("event_id", models.BigIntegerField()),
                ("digest", models.BinaryField(help_text="SHA-256 of the event row")),
                ("recorded_at", models.DateTimeField()),
                (
                    "number",
                    models.BigIntegerField(help_text="Place in the chain", null=True, unique=True),
                ),
                (
                    "seal",
                    models.BinaryField(
                        help_text="SHA-256 of the previous seal and this entry", null=True
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries",
                "indexes": [
                    models.Index(fields=["event_table", "event_id"], name="entry_of_event"),
                    models.Index(
                        condition=models.Q(("number", None)), fields=["id"], name="entry_unsealed"
                    ),
                ],
            },
        ),
        migrations.RunSQL(sql.INSTALL, sql.REMOVE),
        migrations.RunSQL(sql.FORGET, sql.REMEMBER),
    ]
