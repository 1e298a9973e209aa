import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import (
    BtreeGinExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations, models

import interface.at_once
import interface.privacy.fields


class Migration(migrations.Migration):
    replaces = [
        ("directory", "0002_trigram_search"),
        ("directory", "0003_dormant_practices"),
        ("directory", "0004_say_what_is_wrong"),
        ("directory", "0005_refuse_patients"),
    ]

    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        BtreeGinExtension(),
        UnaccentExtension(),
        interface.at_once.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Organisation",
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
                            "ods_code",
                            models.CharField(
                                max_length=10,
                                unique=True,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                                verbose_name="ODS code",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=150,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("practice", "GP practice"),
                                    ("trust", "NHS trust"),
                                    ("icb", "Integrated care board"),
                                    ("pbp", "Place-based partnership"),
                                    ("lmc", "Local medical committee"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("postcode", models.CharField(blank=True, max_length=8)),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                help_text="What others see of a practice",
                                max_length=60,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                            ),
                        ),
                        (
                            "icb_code",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                                verbose_name="ICB code",
                            ),
                        ),
                        (
                            "pickable",
                            models.BooleanField(
                                default=True,
                                help_text="Untick for special allocation schemes and federations",
                            ),
                        ),
                        (
                            "dormant",
                            models.BooleanField(
                                default=False,
                                help_text="Open on paper, with no patients at present",
                            ),
                        ),
                        ("opened_on", models.DateField(blank=True, null=True)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        (
                            "succeeded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="predecessors",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on", None),
                                    ("opened_on", None),
                                    ("closed_on__gte", models.F("opened_on")),
                                    _connector="OR",
                                ),
                                name="organisation_closes_after_opening",
                                violation_error_message="It closes before it opens.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("succeeded_by", None),
                                    models.Q(("succeeded_by", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="organisation_does_not_succeed_itself",
                                violation_error_message="It cannot be its own successor.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationEvent",
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
                                to="directory.organisation",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "ods_code",
                            models.CharField(
                                max_length=10,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                                verbose_name="ODS code",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=150,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("practice", "GP practice"),
                                    ("trust", "NHS trust"),
                                    ("icb", "Integrated care board"),
                                    ("pbp", "Place-based partnership"),
                                    ("lmc", "Local medical committee"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("postcode", models.CharField(blank=True, max_length=8)),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                help_text="What others see of a practice",
                                max_length=60,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                            ),
                        ),
                        (
                            "icb_code",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                                verbose_name="ICB code",
                            ),
                        ),
                        (
                            "pickable",
                            models.BooleanField(
                                default=True,
                                help_text="Untick for special allocation schemes and federations",
                            ),
                        ),
                        (
                            "dormant",
                            models.BooleanField(
                                default=False,
                                help_text="Open on paper, with no patients at present",
                            ),
                        ),
                        ("opened_on", models.DateField(blank=True, null=True)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        (
                            "succeeded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_organisationevent" ("closed_on", "dormant", "icb_code", "id", "kind", "name", "ods_code", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pickable", "place", "postcode", "succeeded_by_id") VALUES (NEW."closed_on", NEW."dormant", NEW."icb_code", NEW."id", NEW."kind", NEW."name", NEW."ods_code", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."pickable", NEW."place", NEW."postcode", NEW."succeeded_by_id"); RETURN NULL;',
                            hash="f6baa56660b02b19e9db90c1b1b440602758da72",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fd0fd",
                            table="directory_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "directory_organisationevent" ("closed_on", "dormant", "icb_code", "id", "kind", "name", "ods_code", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pickable", "place", "postcode", "succeeded_by_id") VALUES (NEW."closed_on", NEW."dormant", NEW."icb_code", NEW."id", NEW."kind", NEW."name", NEW."ods_code", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."pickable", NEW."place", NEW."postcode", NEW."succeeded_by_id"); RETURN NULL;',
                            hash="57d42a4f89e570e98f908c4e078f37f719e6cc51",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_17175",
                            table="directory_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_organisationevent" ("closed_on", "dormant", "icb_code", "id", "kind", "name", "ods_code", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pickable", "place", "postcode", "succeeded_by_id") VALUES (OLD."closed_on", OLD."dormant", OLD."icb_code", OLD."id", OLD."kind", OLD."name", OLD."ods_code", OLD."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."pickable", OLD."place", OLD."postcode", OLD."succeeded_by_id"); RETURN NULL;',
                            hash="ba1ee54f3e0f83f58bc84c22161d0fef242a9b78",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d686f",
                            table="directory_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="PcnMembership",
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
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pcn_memberships",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "pcn_code",
                            models.CharField(
                                max_length=10,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                                verbose_name="PCN code",
                            ),
                        ),
                        (
                            "pcn_name",
                            models.CharField(
                                max_length=120,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                                verbose_name="PCN name",
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "PCN membership",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to", None)),
                                fields=("practice",),
                                name="one_open_pcn_per_practice",
                                violation_error_message="It belongs to a network already: end that membership.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PcnMembershipEvent",
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
                                to="directory.pcnmembership",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "practice",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "pcn_code",
                            models.CharField(
                                max_length=10,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                                verbose_name="PCN code",
                            ),
                        ),
                        (
                            "pcn_name",
                            models.CharField(
                                max_length=120,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                                verbose_name="PCN name",
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pcnmembership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_pcnmembershipevent" ("id", "pcn_code", "pcn_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "valid_from", "valid_to") VALUES (NEW."id", NEW."pcn_code", NEW."pcn_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."practice_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="a6c0af195a26f2fddb7728e0b29ca88d8e4d94bd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b2ecd",
                            table="directory_pcnmembership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pcnmembership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "directory_pcnmembershipevent" ("id", "pcn_code", "pcn_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "valid_from", "valid_to") VALUES (NEW."id", NEW."pcn_code", NEW."pcn_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."practice_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="02db64c673c588db83610c6775475986d22d3cbd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dac99",
                            table="directory_pcnmembership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pcnmembership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_pcnmembershipevent" ("id", "pcn_code", "pcn_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "valid_from", "valid_to") VALUES (OLD."id", OLD."pcn_code", OLD."pcn_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."practice_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                            hash="1d438ddf9a0ec76449528c852ffd8043faf3ac92",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_803d0",
                            table="directory_pcnmembership",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Specialty",
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
                            "trust",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="specialties",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=120,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                            ),
                        ),
                        ("treatment_function_code", models.CharField(blank=True, max_length=3)),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                max_length=40,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                            ),
                        ),
                        (
                            "aliases",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text='For example ["T&O"]',
                                validators=[interface.privacy.fields.NoIdentifiers()],
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="directory.specialty",
                            ),
                        ),
                        ("feedback_email", models.EmailField(blank=True, max_length=254)),
                        (
                            "contact_route",
                            models.CharField(
                                blank=True,
                                help_text="How a GP reaches this team",
                                max_length=200,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                    ],
                    options={
                        "verbose_name_plural": "specialties",
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("trust", "name"), name="specialty_name_once_per_trust"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("treatment_function_code", ""), _negated=True),
                                fields=("trust", "treatment_function_code"),
                                name="specialty_code_once_per_trust",
                                violation_error_message="This code belongs to another specialty of the trust.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpecialtyEvent",
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
                                to="directory.specialty",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "trust",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=120,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                            ),
                        ),
                        ("treatment_function_code", models.CharField(blank=True, max_length=3)),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                max_length=40,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                            ),
                        ),
                        (
                            "aliases",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text='For example ["T&O"]',
                                validators=[interface.privacy.fields.NoIdentifiers()],
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        ("feedback_email", models.EmailField(blank=True, max_length=254)),
                        (
                            "contact_route",
                            models.CharField(
                                blank=True,
                                help_text="How a GP reaches this team",
                                max_length=200,
                                validators=[interface.privacy.fields.NoIdentifiers()],
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_specialtyevent" ("active", "aliases", "contact_route", "feedback_email", "group", "id", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "treatment_function_code", "trust_id") VALUES (NEW."active", NEW."aliases", NEW."contact_route", NEW."feedback_email", NEW."group", NEW."id", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."treatment_function_code", NEW."trust_id"); RETURN NULL;',
                            hash="4f775cd3585a90f23c94fa5d6aad627ebb431042",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e5c2c",
                            table="directory_specialty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "directory_specialtyevent" ("active", "aliases", "contact_route", "feedback_email", "group", "id", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "treatment_function_code", "trust_id") VALUES (NEW."active", NEW."aliases", NEW."contact_route", NEW."feedback_email", NEW."group", NEW."id", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."treatment_function_code", NEW."trust_id"); RETURN NULL;',
                            hash="9043809eca8e9551196fb430243075e24ffff800",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c46b8",
                            table="directory_specialty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "directory_specialtyevent" ("active", "aliases", "contact_route", "feedback_email", "group", "id", "name", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "treatment_function_code", "trust_id") VALUES (OLD."active", OLD."aliases", OLD."contact_route", OLD."feedback_email", OLD."group", OLD."id", OLD."name", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."treatment_function_code", OLD."trust_id"); RETURN NULL;',
                            hash="46d2e83236c1242e683040a39e505e14424503b3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_deb1f",
                            table="directory_specialty",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
