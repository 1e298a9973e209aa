import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.core.management import call_command
from django.db import migrations, models

import interface.at_once
import interface.outbox.models
import interface.privacy.fields


def create_cache_table(apps, schema_editor):
    """Rate limits and caches live in PostgreSQL, so that a request needs no broker."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    replaces = [
        ("outbox", "0002_cache_table"),
        ("outbox", "0003_webhooks"),
        ("outbox", "0004_news_in_digests"),
        ("outbox", "0005_topic_of_news"),
    ]

    initial = True

    dependencies = []

    operations = [
        interface.at_once.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="WebhookEndpoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            interface.privacy.fields.GuardedCharField(
                                help_text="Who is told, such as “Site team, Teams channel”",
                                max_length=80,
                                unique=True,
                            ),
                        ),
                        (
                            "address",
                            models.CharField(help_text="Begins with https://", max_length=1000),
                        ),
                        (
                            "shape",
                            models.CharField(
                                choices=[
                                    ("signed_json", "Signed JSON"),
                                    ("teams", "Microsoft Teams (adaptive card)"),
                                ],
                                default="signed_json",
                                max_length=20,
                            ),
                        ),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    max_length=60,
                                    validators=[
                                        django.core.validators.RegexValidator(
                                            "^[a-z_]+(\\.[a-z_]+)?\\Z"
                                        )
                                    ],
                                ),
                                blank=True,
                                default=list,
                                help_text="Separated by commas, such as fix_it.raised; fix_it means all of its kinds. Empty means everything.",
                                size=None,
                                verbose_name="events it wants",
                            ),
                        ),
                        (
                            "secret",
                            models.CharField(
                                default=interface.outbox.models.new_secret,
                                editable=False,
                                max_length=100,
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                    ],
                    options={
                        "verbose_name": "webhook",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="WebhookEndpointEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="outbox.webhookendpoint",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "name",
                            interface.privacy.fields.GuardedCharField(
                                help_text="Who is told, such as “Site team, Teams channel”",
                                max_length=80,
                            ),
                        ),
                        (
                            "shape",
                            models.CharField(
                                choices=[
                                    ("signed_json", "Signed JSON"),
                                    ("teams", "Microsoft Teams (adaptive card)"),
                                ],
                                default="signed_json",
                                max_length=20,
                            ),
                        ),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    max_length=60,
                                    validators=[
                                        django.core.validators.RegexValidator(
                                            "^[a-z_]+(\\.[a-z_]+)?\\Z"
                                        )
                                    ],
                                ),
                                blank=True,
                                default=list,
                                help_text="Separated by commas, such as fix_it.raised; fix_it means all of its kinds. Empty means everything.",
                                size=None,
                                verbose_name="events it wants",
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="webhookendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outbox_webhookendpointevent" ("active", "id", "kinds", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shape") VALUES (NEW."active", NEW."id", NEW."kinds", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."shape"); RETURN NULL;',
                            hash="b5ff9d690463c72685d9e923af61ca6f726a308a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1a369",
                            table="outbox_webhookendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="webhookendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."active" IS DISTINCT FROM (NEW."active") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kinds" IS DISTINCT FROM (NEW."kinds") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."shape" IS DISTINCT FROM (NEW."shape"))',
                            func='INSERT INTO "outbox_webhookendpointevent" ("active", "id", "kinds", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shape") VALUES (NEW."active", NEW."id", NEW."kinds", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."shape"); RETURN NULL;',
                            hash="3a350cc94ad78a53ca699b32042d55cd2b3c6886",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ee58c",
                            table="outbox_webhookendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="webhookendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outbox_webhookendpointevent" ("active", "id", "kinds", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shape") VALUES (OLD."active", OLD."id", OLD."kinds", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."shape"); RETURN NULL;',
                            hash="9605dd2f56fb6e2996255fcf7248c3e4da1fc4ef",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f9092",
                            table="outbox_webhookendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="NewsChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True)),
                        (
                            "pace",
                            models.CharField(
                                choices=[
                                    ("at_once", "At once"),
                                    ("daily", "Once a day"),
                                    ("weekly", "Once a week"),
                                    ("off", "Not at all"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                ),
                migrations.CreateModel(
                    name="NewsChoiceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="outbox.newschoice",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "pace",
                            models.CharField(
                                choices=[
                                    ("at_once", "At once"),
                                    ("daily", "Once a day"),
                                    ("weekly", "Once a week"),
                                    ("off", "Not at all"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="newschoice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outbox_newschoiceevent" ("chosen_at", "id", "pace", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."chosen_at", NEW."id", NEW."pace", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="5f094dab81ce8215c62fc1810bc3e12c0b736eb2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_84d53",
                            table="outbox_newschoice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="newschoice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."chosen_at" IS DISTINCT FROM (NEW."chosen_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."pace" IS DISTINCT FROM (NEW."pace"))',
                            func='INSERT INTO "outbox_newschoiceevent" ("chosen_at", "id", "pace", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."chosen_at", NEW."id", NEW."pace", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="e07ca63a2db462fafc85a783e0aeff207b539519",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_97033",
                            table="outbox_newschoice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="newschoice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outbox_newschoiceevent" ("chosen_at", "id", "pace", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."chosen_at", OLD."id", OLD."pace", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="f0daf1ac7d0b1aa26c9439cfa771c60db248dc97",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dee27",
                            table="outbox_newschoice",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("email", "E-mail"), ("webhook", "Webhook")],
                                default="email",
                                max_length=10,
                            ),
                        ),
                        ("event", models.CharField(max_length=150)),
                        (
                            "kind",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("event"),
                                    models.Value(":"),
                                    models.Value(1),
                                    function="split_part",
                                ),
                                help_text="What sort of event: the first part of its name",
                                output_field=models.CharField(max_length=150),
                            ),
                        ),
                        ("recipient", models.CharField(max_length=254)),
                        (
                            "endpoint",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="outbox.webhookendpoint",
                            ),
                        ),
                        ("subject", models.CharField(max_length=200)),
                        ("text", models.TextField(blank=True)),
                        ("html", models.TextField(blank=True)),
                        (
                            "about",
                            models.CharField(
                                blank=True,
                                help_text="A reference: a digest puts news of one together",
                                max_length=40,
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                blank=True,
                                help_text="What that is, in words of our lists",
                                max_length=250,
                            ),
                        ),
                        (
                            "link",
                            models.CharField(
                                blank=True,
                                help_text="The page where it can be seen",
                                max_length=200,
                            ),
                        ),
                        (
                            "private",
                            models.BooleanField(
                                default=False, help_text="Holds a sign-in code: emptied once sent"
                            ),
                        ),
                        (
                            "is_news",
                            models.BooleanField(
                                default=False,
                                help_text="May wait for a digest; anything else goes at once",
                            ),
                        ),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("alone", "By itself"),
                                    ("digest", "In a digest"),
                                    ("kept", "Not sent: no news wanted"),
                                ],
                                default="alone",
                                max_length=10,
                            ),
                        ),
                        (
                            "digest",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="news",
                                to="outbox.message",
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("dead_at", models.DateTimeField(blank=True, null=True)),
                        ("error", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["-created_at", "-id"],
                        "indexes": [
                            models.Index(
                                models.F("due_at"),
                                condition=models.Q(
                                    ("dead_at", None), ("route", "alone"), ("sent_at", None)
                                ),
                                name="message_to_send",
                            ),
                            models.Index(
                                condition=models.Q(("digest", None), ("route", "digest")),
                                fields=["recipient", "created_at"],
                                name="message_for_digest",
                            ),
                            models.Index(
                                models.F("dead_at"),
                                condition=models.Q(("dead_at__isnull", False)),
                                name="message_dead",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("event", "recipient"), name="one_message_per_event"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at", None), ("dead_at", None), _connector="OR"
                                ),
                                name="message_is_sent_or_dead",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel", "email"), ("endpoint", None)),
                                    models.Q(("channel", "webhook"), ("endpoint__isnull", False)),
                                    _connector="OR",
                                ),
                                name="message_of_webhook_has_endpoint",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("route", "alone"), ("is_news", True), _connector="OR"
                                ),
                                name="only_news_waits",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tries",
                                to="outbox.message",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "reason",
                            models.TextField(
                                blank=True, help_text="Why it failed; empty: it was sent"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
            ],
        ),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
    ]
