import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import audits.models.imports
import interface.at_once
import interface.privacy.fields


class Migration(migrations.Migration):
    replaces = [
        ("audits", "0002_cycles_read_here"),
        ("audits", "0003_mask_or_stop_an_import"),
        ("audits", "0004_feedback_packs"),
        ("audits", "0005_recounts_and_answered_boxes"),
    ]

    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        ("issues", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        interface.at_once.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Audit",
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
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("name", interface.privacy.fields.GuardedCharField(max_length=120)),
                        (
                            "trust",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="audits",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "is_demonstration",
                            models.BooleanField(
                                default=False, verbose_name="invented for demonstration"
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("elsewhere", "Read elsewhere"),
                                    ("frame", "Sampling frame"),
                                    ("sampled", "Sample drawn"),
                                    ("in_review", "In review"),
                                    ("adjudication", "Adjudication"),
                                    ("locked", "Locked"),
                                ],
                                default="elsewhere",
                                max_length=15,
                            ),
                        ),
                        (
                            "protocol_version",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=20),
                        ),
                        (
                            "window_from",
                            models.DateField(
                                blank=True, null=True, verbose_name="first day of discharge"
                            ),
                        ),
                        (
                            "window_to",
                            models.DateField(
                                blank=True, null=True, verbose_name="last day of discharge"
                            ),
                        ),
                        (
                            "inclusion_rules",
                            interface.privacy.fields.GuardedTextField(blank=True, max_length=2000),
                        ),
                        (
                            "sampling",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("census", "Every letter of the frame"),
                                    ("stratified", "Random letters of every specialty"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "expected_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Of letters with something inappropriate, as expected",
                                null=True,
                            ),
                        ),
                        (
                            "half_width_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Percentage points either side that the sample aims at",
                                null=True,
                            ),
                        ),
                        (
                            "least_per_specialty",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "second_rated_percent",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Per cent of the sample that a second rater reads, blinded",
                            ),
                        ),
                        (
                            "seed",
                            models.BigIntegerField(
                                editable=False,
                                help_text="Draws the same sample from the same frame",
                                null=True,
                            ),
                        ),
                        ("sampled_at", models.DateTimeField(editable=False, null=True)),
                        ("locked_at", models.DateTimeField(editable=False, null=True)),
                        ("changed_at", models.DateTimeField(editable=False, null=True)),
                        ("rates_computed_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "rates_progress",
                            models.PositiveSmallIntegerField(
                                editable=False,
                                help_text="Per cent of a computation that is under way",
                                null=True,
                            ),
                        ),
                        ("recounted_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "cells_differing",
                            models.PositiveIntegerField(
                                editable=False,
                                help_text="From the rates, in the last recount; 0 if all is well",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("window_from", None),
                                    ("window_to", None),
                                    ("window_to__gte", models.F("window_from")),
                                    _connector="OR",
                                ),
                                name="window_of_discharges_runs_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("second_rated_percent__lte", 100)),
                                name="second_rated_is_a_percentage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["elsewhere", "frame"]),
                                    models.Q(
                                        ("sampled_at__isnull", False), ("seed__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="drawn_sample_has_its_seed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("locked_at__isnull", False), ("stage", "locked")),
                                    models.Q(
                                        models.Q(("stage", "locked"), _negated=True),
                                        ("locked_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="locked_audit_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditEvent",
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
                                to="audits.audit",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("slug", models.SlugField(db_index=False, max_length=60)),
                        ("name", interface.privacy.fields.GuardedCharField(max_length=120)),
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
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "is_demonstration",
                            models.BooleanField(
                                default=False, verbose_name="invented for demonstration"
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("elsewhere", "Read elsewhere"),
                                    ("frame", "Sampling frame"),
                                    ("sampled", "Sample drawn"),
                                    ("in_review", "In review"),
                                    ("adjudication", "Adjudication"),
                                    ("locked", "Locked"),
                                ],
                                default="elsewhere",
                                max_length=15,
                            ),
                        ),
                        (
                            "protocol_version",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=20),
                        ),
                        (
                            "window_from",
                            models.DateField(
                                blank=True, null=True, verbose_name="first day of discharge"
                            ),
                        ),
                        (
                            "window_to",
                            models.DateField(
                                blank=True, null=True, verbose_name="last day of discharge"
                            ),
                        ),
                        (
                            "inclusion_rules",
                            interface.privacy.fields.GuardedTextField(blank=True, max_length=2000),
                        ),
                        (
                            "sampling",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("census", "Every letter of the frame"),
                                    ("stratified", "Random letters of every specialty"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "expected_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Of letters with something inappropriate, as expected",
                                null=True,
                            ),
                        ),
                        (
                            "half_width_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Percentage points either side that the sample aims at",
                                null=True,
                            ),
                        ),
                        (
                            "least_per_specialty",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "second_rated_percent",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Per cent of the sample that a second rater reads, blinded",
                            ),
                        ),
                        (
                            "seed",
                            models.BigIntegerField(
                                editable=False,
                                help_text="Draws the same sample from the same frame",
                                null=True,
                            ),
                        ),
                        ("sampled_at", models.DateTimeField(editable=False, null=True)),
                        ("locked_at", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="audit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_auditevent" ("created_at", "expected_percent", "half_width_percent", "id", "inclusion_rules", "is_demonstration", "least_per_specialty", "locked_at", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_version", "sampled_at", "sampling", "second_rated_percent", "seed", "slug", "stage", "trust_id", "window_from", "window_to") VALUES (NEW."created_at", NEW."expected_percent", NEW."half_width_percent", NEW."id", NEW."inclusion_rules", NEW."is_demonstration", NEW."least_per_specialty", NEW."locked_at", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."protocol_version", NEW."sampled_at", NEW."sampling", NEW."second_rated_percent", NEW."seed", NEW."slug", NEW."stage", NEW."trust_id", NEW."window_from", NEW."window_to"); RETURN NULL;',
                            hash="d71039474982cc16a5324a5c75d292c0aee7ac20",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0d463",
                            table="audits_audit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="audit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."expected_percent" IS DISTINCT FROM (NEW."expected_percent") OR OLD."half_width_percent" IS DISTINCT FROM (NEW."half_width_percent") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."inclusion_rules" IS DISTINCT FROM (NEW."inclusion_rules") OR OLD."is_demonstration" IS DISTINCT FROM (NEW."is_demonstration") OR OLD."least_per_specialty" IS DISTINCT FROM (NEW."least_per_specialty") OR OLD."locked_at" IS DISTINCT FROM (NEW."locked_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."protocol_version" IS DISTINCT FROM (NEW."protocol_version") OR OLD."sampled_at" IS DISTINCT FROM (NEW."sampled_at") OR OLD."sampling" IS DISTINCT FROM (NEW."sampling") OR OLD."second_rated_percent" IS DISTINCT FROM (NEW."second_rated_percent") OR OLD."seed" IS DISTINCT FROM (NEW."seed") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."trust_id" IS DISTINCT FROM (NEW."trust_id") OR OLD."window_from" IS DISTINCT FROM (NEW."window_from") OR OLD."window_to" IS DISTINCT FROM (NEW."window_to"))',
                            func='INSERT INTO "audits_auditevent" ("created_at", "expected_percent", "half_width_percent", "id", "inclusion_rules", "is_demonstration", "least_per_specialty", "locked_at", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_version", "sampled_at", "sampling", "second_rated_percent", "seed", "slug", "stage", "trust_id", "window_from", "window_to") VALUES (NEW."created_at", NEW."expected_percent", NEW."half_width_percent", NEW."id", NEW."inclusion_rules", NEW."is_demonstration", NEW."least_per_specialty", NEW."locked_at", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."protocol_version", NEW."sampled_at", NEW."sampling", NEW."second_rated_percent", NEW."seed", NEW."slug", NEW."stage", NEW."trust_id", NEW."window_from", NEW."window_to"); RETURN NULL;',
                            hash="9be7ec019af3a76d6d1df88f45436aac05962b82",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_854cb",
                            table="audits_audit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="audit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_auditevent" ("created_at", "expected_percent", "half_width_percent", "id", "inclusion_rules", "is_demonstration", "least_per_specialty", "locked_at", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_version", "sampled_at", "sampling", "second_rated_percent", "seed", "slug", "stage", "trust_id", "window_from", "window_to") VALUES (OLD."created_at", OLD."expected_percent", OLD."half_width_percent", OLD."id", OLD."inclusion_rules", OLD."is_demonstration", OLD."least_per_specialty", OLD."locked_at", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."protocol_version", OLD."sampled_at", OLD."sampling", OLD."second_rated_percent", OLD."seed", OLD."slug", OLD."stage", OLD."trust_id", OLD."window_from", OLD."window_to"); RETURN NULL;',
                            hash="145242348e4ae04a263074af0e2fea4eaad3bfe5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3d3e8",
                            table="audits_audit",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Criterion",
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
                            "audit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="criteria",
                                to="audits.audit",
                            ),
                        ),
                        (
                            "ask",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Communicate clearly and concisely"),
                                    (2, "Refer onward internally"),
                                    (3, "Follow up the tests you ordered"),
                                    (4, "Issue a fit note"),
                                    (5, "Prescribe new or altered medicines"),
                                ]
                            ),
                        ),
                        ("text", interface.privacy.fields.GuardedTextField(max_length=500)),
                    ],
                    options={
                        "verbose_name_plural": "criteria",
                        "ordering": ["ask"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audit", "ask"), name="one_criterion_per_ask"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CriterionEvent",
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
                                to="audits.criterion",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "audit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="audits.audit",
                            ),
                        ),
                        (
                            "ask",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Communicate clearly and concisely"),
                                    (2, "Refer onward internally"),
                                    (3, "Follow up the tests you ordered"),
                                    (4, "Issue a fit note"),
                                    (5, "Prescribe new or altered medicines"),
                                ]
                            ),
                        ),
                        ("text", interface.privacy.fields.GuardedTextField(max_length=500)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frozen_once_sampled",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF EXISTS (\n                        SELECT FROM audits_audit\n                        WHERE id = coalesce(NEW.audit_id, OLD.audit_id) AND sampled_at IS NOT NULL\n                    ) THEN\n                        RAISE EXCEPTION 'the criteria of this audit are frozen'\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN coalesce(NEW, OLD);\n                ",
                            hash="b9be8d6e42c18467ee0580616ca04e1cd3e8aee7",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_once_sampled_32790",
                            table="audits_criterion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_criterionevent" ("ask", "audit_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."ask", NEW."audit_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="eef081767b59a0d91c6ff8e5c0f8bfde20d3efe2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4bc67",
                            table="audits_criterion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "audits_criterionevent" ("ask", "audit_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."ask", NEW."audit_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="bbafeab3b8cc2032c394a0e56013acebf0101b93",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b5165",
                            table="audits_criterion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_criterionevent" ("ask", "audit_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."ask", OLD."audit_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;',
                            hash="f6331dbdd5c320ae3eed3ecb367f98d485b792a6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_10ede",
                            table="audits_criterion",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LaterChange",
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
                            "audit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="later_changes",
                                to="audits.audit",
                            ),
                        ),
                        ("letter_id", interface.privacy.fields.GuardedCharField(max_length=64)),
                        ("reason", interface.privacy.fields.GuardedTextField(max_length=500)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["-changed_at"],
                    },
                ),
                migrations.CreateModel(
                    name="LaterChangeEvent",
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
                                to="audits.laterchange",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "audit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="audits.audit",
                            ),
                        ),
                        ("letter_id", interface.privacy.fields.GuardedCharField(max_length=64)),
                        ("reason", interface.privacy.fields.GuardedTextField(max_length=500)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="laterchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_laterchangeevent" ("audit_id", "changed_at", "changed_by_id", "id", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."audit_id", NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="0dea87e1bf4b845646a1b121c78053060e792008",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c31ed",
                            table="audits_laterchange",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="laterchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "audits_laterchangeevent" ("audit_id", "changed_at", "changed_by_id", "id", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."audit_id", NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="61ae046fc7b11045a6cafa616b92dc15f6ad4ba0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_45f17",
                            table="audits_laterchange",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="laterchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_laterchangeevent" ("audit_id", "changed_at", "changed_by_id", "id", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."audit_id", OLD."changed_at", OLD."changed_by_id", OLD."id", OLD."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                            hash="23d073e7b54c6d40dbefbfb6ea912161aa965217",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_366b2",
                            table="audits_laterchange",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="StaleCell",
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
                            "audit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stale_cells",
                                to="audits.audit",
                            ),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        ("month", models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Import",
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
                            "reference",
                            models.CharField(
                                default=audits.models.imports.new_import_reference,
                                max_length=16,
                                unique=True,
                            ),
                        ),
                        ("audit_slug", models.SlugField(max_length=60)),
                        (
                            "audit_name",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=120),
                        ),
                        (
                            "audit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="imports",
                                to="audits.audit",
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                blank=True,
                                storage=audits.models.imports.import_storage,
                                upload_to=audits.models.imports.import_path,
                            ),
                        ),
                        ("file_name", interface.privacy.fields.GuardedCharField(max_length=150)),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "uploaded_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting to be checked"),
                                    ("checked", "Checked"),
                                    ("confirmed", "Being stored"),
                                    ("stored", "Stored"),
                                    ("refused", "Refused"),
                                    ("cancelled", "Cancelled"),
                                    ("failed", "Failed"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        (
                            "masks",
                            models.BooleanField(
                                default=False,
                                help_text="What looks like a patient in a text is masked, not refused",
                            ),
                        ),
                        ("stop_asked", models.BooleanField(default=False, editable=False)),
                        (
                            "progress",
                            models.PositiveSmallIntegerField(
                                default=0,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("message", models.TextField(blank=True)),
                        ("header_row", models.PositiveIntegerField(default=1)),
                        ("rows", models.PositiveIntegerField(default=0)),
                        ("stored", models.PositiveIntegerField(default=0)),
                        ("unchanged", models.PositiveIntegerField(default=0)),
                        ("ignored", models.PositiveIntegerField(default=0)),
                        ("rejected", models.PositiveIntegerField(default=0)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="ImportEvent",
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
                                to="audits.import",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "reference",
                            models.CharField(
                                default=audits.models.imports.new_import_reference, max_length=16
                            ),
                        ),
                        ("audit_slug", models.SlugField(db_index=False, max_length=60)),
                        (
                            "audit_name",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=120),
                        ),
                        (
                            "audit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="audits.audit",
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                blank=True,
                                storage=audits.models.imports.import_storage,
                                upload_to=audits.models.imports.import_path,
                            ),
                        ),
                        ("file_name", interface.privacy.fields.GuardedCharField(max_length=150)),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "uploaded_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting to be checked"),
                                    ("checked", "Checked"),
                                    ("confirmed", "Being stored"),
                                    ("stored", "Stored"),
                                    ("refused", "Refused"),
                                    ("cancelled", "Cancelled"),
                                    ("failed", "Failed"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        (
                            "masks",
                            models.BooleanField(
                                default=False,
                                help_text="What looks like a patient in a text is masked, not refused",
                            ),
                        ),
                        ("message", models.TextField(blank=True)),
                        ("header_row", models.PositiveIntegerField(default=1)),
                        ("rows", models.PositiveIntegerField(default=0)),
                        ("stored", models.PositiveIntegerField(default=0)),
                        ("unchanged", models.PositiveIntegerField(default=0)),
                        ("ignored", models.PositiveIntegerField(default=0)),
                        ("rejected", models.PositiveIntegerField(default=0)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="import",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_importevent" ("audit_id", "audit_name", "audit_slug", "file", "file_name", "finished_at", "header_row", "id", "ignored", "masks", "message", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "rejected", "rows", "status", "stored", "unchanged", "uploaded_at", "uploaded_by_id") VALUES (NEW."audit_id", NEW."audit_name", NEW."audit_slug", NEW."file", NEW."file_name", NEW."finished_at", NEW."header_row", NEW."id", NEW."ignored", NEW."masks", NEW."message", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reference", NEW."rejected", NEW."rows", NEW."status", NEW."stored", NEW."unchanged", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                            hash="5b50283103bba7b5ef6ea601ccf32fd8b89b22e6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_16dda",
                            table="audits_import",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="import",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."audit_id" IS DISTINCT FROM (NEW."audit_id") OR OLD."audit_name" IS DISTINCT FROM (NEW."audit_name") OR OLD."audit_slug" IS DISTINCT FROM (NEW."audit_slug") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."finished_at" IS DISTINCT FROM (NEW."finished_at") OR OLD."header_row" IS DISTINCT FROM (NEW."header_row") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."ignored" IS DISTINCT FROM (NEW."ignored") OR OLD."masks" IS DISTINCT FROM (NEW."masks") OR OLD."message" IS DISTINCT FROM (NEW."message") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."rejected" IS DISTINCT FROM (NEW."rejected") OR OLD."rows" IS DISTINCT FROM (NEW."rows") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."stored" IS DISTINCT FROM (NEW."stored") OR OLD."unchanged" IS DISTINCT FROM (NEW."unchanged") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))',
                            func='INSERT INTO "audits_importevent" ("audit_id", "audit_name", "audit_slug", "file", "file_name", "finished_at", "header_row", "id", "ignored", "masks", "message", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "rejected", "rows", "status", "stored", "unchanged", "uploaded_at", "uploaded_by_id") VALUES (NEW."audit_id", NEW."audit_name", NEW."audit_slug", NEW."file", NEW."file_name", NEW."finished_at", NEW."header_row", NEW."id", NEW."ignored", NEW."masks", NEW."message", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reference", NEW."rejected", NEW."rows", NEW."status", NEW."stored", NEW."unchanged", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                            hash="b247601dc9ea4779fe544a74c47b9cb39951f695",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1fff5",
                            table="audits_import",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="import",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_importevent" ("audit_id", "audit_name", "audit_slug", "file", "file_name", "finished_at", "header_row", "id", "ignored", "masks", "message", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "rejected", "rows", "status", "stored", "unchanged", "uploaded_at", "uploaded_by_id") VALUES (OLD."audit_id", OLD."audit_name", OLD."audit_slug", OLD."file", OLD."file_name", OLD."finished_at", OLD."header_row", OLD."id", OLD."ignored", OLD."masks", OLD."message", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reference", OLD."rejected", OLD."rows", OLD."status", OLD."stored", OLD."unchanged", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                            hash="c6b6623213ee66ed532ae417fbed7ca25885044d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0602f",
                            table="audits_import",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ImportProblem",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="problems",
                                to="audits.import",
                            ),
                        ),
                        (
                            "record",
                            models.PositiveIntegerField(
                                help_text="Counted from 1, without the header", verbose_name="row"
                            ),
                        ),
                        ("column", models.CharField(blank=True, max_length=60)),
                        ("message", models.TextField()),
                    ],
                    options={
                        "ordering": ["of", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
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
                            "audit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="audits.audit",
                            ),
                        ),
                        ("letter_id", interface.privacy.fields.GuardedCharField(max_length=64)),
                        ("discharged_on", models.DateField()),
                        (
                            "specialty",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "ward",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=60),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="directory.organisation",
                            ),
                        ),
                        ("document_text", interface.privacy.fields.GuardedTextField(blank=True)),
                        (
                            "in_sample",
                            models.BooleanField(
                                db_default=True,
                                default=True,
                                help_text="Of a frame, the letters that were drawn",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["audit", "letter_id"],
                        "indexes": [
                            models.Index(
                                fields=["audit", "specialty", "discharged_on"],
                                name="letters_behind_a_rate",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audit", "letter_id"), name="letter_once_per_audit"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterEvent",
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
                                to="audits.letter",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "audit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="audits.audit",
                            ),
                        ),
                        ("letter_id", interface.privacy.fields.GuardedCharField(max_length=64)),
                        ("discharged_on", models.DateField()),
                        (
                            "specialty",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "ward",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=60),
                        ),
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
                            "in_sample",
                            models.BooleanField(
                                db_default=True,
                                default=True,
                                help_text="Of a frame, the letters that were drawn",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."audit_id" IS DISTINCT FROM (NEW."audit_id") OR OLD."discharged_on" IS DISTINCT FROM (NEW."discharged_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_sample" IS DISTINCT FROM (NEW."in_sample") OR OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."practice_id" IS DISTINCT FROM (NEW."practice_id") OR OLD."specialty_id" IS DISTINCT FROM (NEW."specialty_id") OR OLD."ward" IS DISTINCT FROM (NEW."ward"))',
                            func='INSERT INTO "audits_letterevent" ("audit_id", "discharged_on", "id", "in_sample", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "specialty_id", "ward") VALUES (NEW."audit_id", NEW."discharged_on", NEW."id", NEW."in_sample", NEW."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."practice_id", NEW."specialty_id", NEW."ward"); RETURN NULL;',
                            hash="cecf4a21c4c9943ff12cfa9878b3c023590bb2c6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a5465",
                            table="audits_letter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_letterevent" ("audit_id", "discharged_on", "id", "in_sample", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "specialty_id", "ward") VALUES (OLD."audit_id", OLD."discharged_on", OLD."id", OLD."in_sample", OLD."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."practice_id", OLD."specialty_id", OLD."ward"); RETURN NULL;',
                            hash="8d5a967ddc75bb26ebcb69ecb38f9fb7a4cc16d3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7e074",
                            table="audits_letter",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Review",
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
                            "letter",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviews",
                                to="audits.letter",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rater",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "First rater"),
                                    (2, "Second rater"),
                                    (3, "Adjudicator"),
                                ],
                                null=True,
                            ),
                        ),
                        (
                            "position",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="In the order in which the reviewer meets their letters",
                                null=True,
                            ),
                        ),
                        (
                            "counts",
                            models.BooleanField(
                                db_default=True,
                                default=True,
                                help_text="Whether the rates count it: one of a letter does",
                            ),
                        ),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ask_1",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("n/a", "Not applicable"),
                                    ("cannot", "Cannot judge"),
                                ],
                                max_length=7,
                            ),
                        ),
                        (
                            "ask_2",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("n/a", "Not applicable"),
                                    ("cannot", "Cannot judge"),
                                ],
                                max_length=7,
                            ),
                        ),
                        (
                            "ask_3",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("n/a", "Not applicable"),
                                    ("cannot", "Cannot judge"),
                                ],
                                max_length=7,
                            ),
                        ),
                        (
                            "ask_4",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("n/a", "Not applicable"),
                                    ("cannot", "Cannot judge"),
                                ],
                                max_length=7,
                            ),
                        ),
                        (
                            "ask_5",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("n/a", "Not applicable"),
                                    ("cannot", "Cannot judge"),
                                ],
                                max_length=7,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("reviewer", None), _negated=True),
                                fields=["reviewer", "position"],
                                name="reviews_of_a_reviewer",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("letter", "reviewer"),
                                name="letter_reviewed_once_by_each",
                                nulls_distinct=False,
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("rater__isnull", False)),
                                fields=("letter", "rater"),
                                name="one_review_of_each_rater",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("counts", True), ("rater__isnull", False)),
                                fields=("letter",),
                                name="one_review_here_counts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rater", None), ("reviewer", None)),
                                    models.Q(("rater__isnull", False), ("reviewer__isnull", False)),
                                    _connector="OR",
                                ),
                                name="who_reviews_here_is_a_rater",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ask_1__in", ["", "met", "not_met", "n/a", "cannot"]),
                                    ("ask_2__in", ["", "met", "not_met", "n/a", "cannot"]),
                                    ("ask_3__in", ["", "met", "not_met", "n/a", "cannot"]),
                                    ("ask_4__in", ["", "met", "not_met", "n/a", "cannot"]),
                                    ("ask_5__in", ["", "met", "not_met", "n/a", "cannot"]),
                                ),
                                name="judgements_are_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewEvent",
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
                                to="audits.review",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "letter",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="audits.letter",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rater",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "First rater"),
                                    (2, "Second rater"),
                                    (3, "Adjudicator"),
                                ],
                                null=True,
                            ),
                        ),
                        (
                            "position",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="In the order in which the reviewer meets their letters",
                                null=True,
                            ),
                        ),
                        (
                            "counts",
                            models.BooleanField(
                                db_default=True,
                                default=True,
                                help_text="Whether the rates count it: one of a letter does",
                            ),
                        ),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ask_1",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("n/a", "Not applicable"),
                                    ("cannot", "Cannot judge"),
                                ],
                                max_length=7,
                            ),
                        ),
                        (
                            "ask_2",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("n/a", "Not applicable"),
                                    ("cannot", "Cannot judge"),
                                ],
                                max_length=7,
                            ),
                        ),
                        (
                            "ask_3",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("n/a", "Not applicable"),
                                    ("cannot", "Cannot judge"),
                                ],
                                max_length=7,
                            ),
                        ),
                        (
                            "ask_4",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("n/a", "Not applicable"),
                                    ("cannot", "Cannot judge"),
                                ],
                                max_length=7,
                            ),
                        ),
                        (
                            "ask_5",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("n/a", "Not applicable"),
                                    ("cannot", "Cannot judge"),
                                ],
                                max_length=7,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "audits_reviewevent" ("ask_1", "ask_2", "ask_3", "ask_4", "ask_5", "counts", "finished_at", "id", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rater", "reviewer_id") VALUES (NEW."ask_1", NEW."ask_2", NEW."ask_3", NEW."ask_4", NEW."ask_5", NEW."counts", NEW."finished_at", NEW."id", NEW."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."rater", NEW."reviewer_id"); RETURN NULL;',
                            hash="7326ab3534980c2afdc0ca7d466489ded8713326",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_36496",
                            table="audits_review",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_reviewevent" ("ask_1", "ask_2", "ask_3", "ask_4", "ask_5", "counts", "finished_at", "id", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rater", "reviewer_id") VALUES (OLD."ask_1", OLD."ask_2", OLD."ask_3", OLD."ask_4", OLD."ask_5", OLD."counts", OLD."finished_at", OLD."id", OLD."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."rater", OLD."reviewer_id"); RETURN NULL;',
                            hash="57a5f688b6017653f4307039a56e7f834f8aa329",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e3f98",
                            table="audits_review",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Proforma",
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
                            "review",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proforma",
                                to="audits.review",
                            ),
                        ),
                        (
                            "document_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("inpatient", "Inpatient"),
                                    ("day_case", "Day case"),
                                    ("emergency", "Emergency department"),
                                    ("outpatient", "Outpatient"),
                                    ("advice", "Advice and guidance"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "author_grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("f1", "F1"),
                                    ("f2", "F2"),
                                    ("core", "SHO or core trainee"),
                                    ("registrar", "Registrar"),
                                    ("consultant", "Consultant"),
                                    ("practitioner", "ACP or nurse"),
                                    ("pharmacist", "Pharmacist"),
                                    ("other", "Other"),
                                    ("not_stated", "Not stated"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "admission",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("emergency", "Emergency"),
                                    ("elective", "Elective"),
                                    ("not_stated", "Not stated"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "action_box",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("empty", "Yes, but empty")],
                                max_length=5,
                            ),
                        ),
                        ("actions_elsewhere_only", models.BooleanField(blank=True, null=True)),
                        (
                            "clarity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("clear", "Clear"),
                                    ("with_effort", "Findable with effort"),
                                    ("buried", "Buried"),
                                    ("contradictory", "Contradictory"),
                                ],
                                max_length=13,
                            ),
                        ),
                        (
                            "medication_changes",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("all", "All explained"),
                                    ("some", "Some explained"),
                                    ("none", "None explained"),
                                    ("no_change", "No change"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "follow_up_plan",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("stated", "Stated"),
                                    ("unclear", "Unclear"),
                                    ("absent", "Absent"),
                                    ("not_needed", "Not needed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "fit_note",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("covers_period", "Covers the period"),
                                    ("too_short", "Too short"),
                                    ("not_issued", "Not issued but needed"),
                                    ("not_needed", "Not needed"),
                                    ("cannot_tell", "Cannot tell"),
                                ],
                                max_length=13,
                            ),
                        ),
                        (
                            "sent_within_24_hours",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                                max_length=7,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no_request", "No request"),
                                    ("all_appropriate", "All appropriate"),
                                    ("some_inappropriate", "Some inappropriate"),
                                    ("cannot_judge", "Cannot judge"),
                                ],
                                max_length=18,
                            ),
                        ),
                        (
                            "comments",
                            interface.privacy.fields.GuardedTextField(blank=True, max_length=1000),
                        ),
                        (
                            "is_flagged",
                            models.BooleanField(default=False, verbose_name="to be discussed"),
                        ),
                        (
                            "seconds",
                            models.PositiveIntegerField(
                                default=0, help_text="Spent on it at the desk"
                            ),
                        ),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["review"],
                    },
                ),
                migrations.CreateModel(
                    name="ProformaEvent",
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
                                to="audits.proforma",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "review",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="audits.review",
                            ),
                        ),
                        (
                            "document_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("inpatient", "Inpatient"),
                                    ("day_case", "Day case"),
                                    ("emergency", "Emergency department"),
                                    ("outpatient", "Outpatient"),
                                    ("advice", "Advice and guidance"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "author_grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("f1", "F1"),
                                    ("f2", "F2"),
                                    ("core", "SHO or core trainee"),
                                    ("registrar", "Registrar"),
                                    ("consultant", "Consultant"),
                                    ("practitioner", "ACP or nurse"),
                                    ("pharmacist", "Pharmacist"),
                                    ("other", "Other"),
                                    ("not_stated", "Not stated"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "admission",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("emergency", "Emergency"),
                                    ("elective", "Elective"),
                                    ("not_stated", "Not stated"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "action_box",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("empty", "Yes, but empty")],
                                max_length=5,
                            ),
                        ),
                        ("actions_elsewhere_only", models.BooleanField(blank=True, null=True)),
                        (
                            "clarity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("clear", "Clear"),
                                    ("with_effort", "Findable with effort"),
                                    ("buried", "Buried"),
                                    ("contradictory", "Contradictory"),
                                ],
                                max_length=13,
                            ),
                        ),
                        (
                            "medication_changes",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("all", "All explained"),
                                    ("some", "Some explained"),
                                    ("none", "None explained"),
                                    ("no_change", "No change"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "follow_up_plan",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("stated", "Stated"),
                                    ("unclear", "Unclear"),
                                    ("absent", "Absent"),
                                    ("not_needed", "Not needed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "fit_note",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("covers_period", "Covers the period"),
                                    ("too_short", "Too short"),
                                    ("not_issued", "Not issued but needed"),
                                    ("not_needed", "Not needed"),
                                    ("cannot_tell", "Cannot tell"),
                                ],
                                max_length=13,
                            ),
                        ),
                        (
                            "sent_within_24_hours",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                                max_length=7,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no_request", "No request"),
                                    ("all_appropriate", "All appropriate"),
                                    ("some_inappropriate", "Some inappropriate"),
                                    ("cannot_judge", "Cannot judge"),
                                ],
                                max_length=18,
                            ),
                        ),
                        (
                            "comments",
                            interface.privacy.fields.GuardedTextField(blank=True, max_length=1000),
                        ),
                        (
                            "is_flagged",
                            models.BooleanField(default=False, verbose_name="to be discussed"),
                        ),
                        (
                            "seconds",
                            models.PositiveIntegerField(
                                default=0, help_text="Spent on it at the desk"
                            ),
                        ),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="proforma",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "audits_proformaevent" ("action_box", "actions_elsewhere_only", "admission", "author_grade", "clarity", "comments", "document_type", "fit_note", "follow_up_plan", "id", "is_flagged", "medication_changes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "review_id", "saved_at", "seconds", "sent_within_24_hours", "version") VALUES (NEW."action_box", NEW."actions_elsewhere_only", NEW."admission", NEW."author_grade", NEW."clarity", NEW."comments", NEW."document_type", NEW."fit_note", NEW."follow_up_plan", NEW."id", NEW."is_flagged", NEW."medication_changes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."result", NEW."review_id", NEW."saved_at", NEW."seconds", NEW."sent_within_24_hours", NEW."version"); RETURN NULL;',
                            hash="c603ce84b155b9a4f93c2591605b92643da6e28e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_432b7",
                            table="audits_proforma",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="proforma",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_proformaevent" ("action_box", "actions_elsewhere_only", "admission", "author_grade", "clarity", "comments", "document_type", "fit_note", "follow_up_plan", "id", "is_flagged", "medication_changes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "review_id", "saved_at", "seconds", "sent_within_24_hours", "version") VALUES (OLD."action_box", OLD."actions_elsewhere_only", OLD."admission", OLD."author_grade", OLD."clarity", OLD."comments", OLD."document_type", OLD."fit_note", OLD."follow_up_plan", OLD."id", OLD."is_flagged", OLD."medication_changes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."result", OLD."review_id", OLD."saved_at", OLD."seconds", OLD."sent_within_24_hours", OLD."version"); RETURN NULL;',
                            hash="45aa8ee666b89eddd79318f980b3158a92a3c026",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f4ba1",
                            table="audits_proforma",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Finding",
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
                            "review",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="audits.review",
                            ),
                        ),
                        (
                            "sequence",
                            models.PositiveSmallIntegerField(
                                help_text="Counted from 1",
                                validators=[django.core.validators.MaxValueValidator(20)],
                            ),
                        ),
                        (
                            "request_type",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="issues.category",
                            ),
                        ),
                        (
                            "ask",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "Communicate clearly and concisely"),
                                    (2, "Refer onward internally"),
                                    (3, "Follow up the tests you ordered"),
                                    (4, "Issue a fit note"),
                                    (5, "Prescribe new or altered medicines"),
                                ],
                                null=True,
                            ),
                        ),
                        (
                            "where",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("action_box", "Action box"),
                                    ("free_text", "Free text"),
                                    ("medication_list", "Medication list"),
                                    ("follow_up", "Follow-up section"),
                                ],
                                max_length=15,
                                verbose_name="where found",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("appropriate", "Appropriate"),
                                    ("inappropriate", "Inappropriate"),
                                    ("borderline", "Borderline"),
                                    ("cannot_judge", "Cannot judge"),
                                ],
                                max_length=13,
                                verbose_name="judgement",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("related", "Related to the admission"),
                                    ("own_test", "Result of their own test"),
                                    ("not_prescribed", "Should have been prescribed"),
                                    ("not_certified", "Should have been certified"),
                                    ("no_agreement", "No agreement"),
                                    ("time", "Unworkable time"),
                                    ("unclear_owner", "Unclear owner"),
                                    ("other", "Other"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "time_asked",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("under_1_week", "Less than 1 week"),
                                    ("weeks_1_2", "1 to 2 weeks"),
                                    ("weeks_2_6", "2 to 6 weeks"),
                                    ("over_6_weeks", "More than 6 weeks"),
                                    ("none", "No time given"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "needed_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("gp", "GP"),
                                    ("nurse", "Nurse or healthcare assistant"),
                                    ("pharmacist", "Pharmacist"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=13,
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(5, "5"), (10, "10"), (15, "15"), (30, "30")],
                                null=True,
                            ),
                        ),
                        (
                            "risk",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "None"),
                                    ("low", "Low"),
                                    ("moderate", "Moderate"),
                                    ("high", "High"),
                                ],
                                max_length=8,
                                verbose_name="risk if missed",
                            ),
                        ),
                        (
                            "paraphrase",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=200),
                        ),
                        (
                            "is_learning_point",
                            models.BooleanField(default=False, verbose_name="a learning point"),
                        ),
                    ],
                    options={
                        "ordering": ["review", "sequence"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("review", "sequence"), name="one_finding_per_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "verdict__in",
                                        [
                                            "appropriate",
                                            "inappropriate",
                                            "borderline",
                                            "cannot_judge",
                                        ],
                                    )
                                ),
                                name="verdict_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sequence__gte", 1), ("sequence__lte", 20)),
                                name="findings_are_numbered_from_one",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FindingEvent",
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
                                to="audits.finding",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "review",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="audits.review",
                            ),
                        ),
                        (
                            "sequence",
                            models.PositiveSmallIntegerField(
                                help_text="Counted from 1",
                                validators=[django.core.validators.MaxValueValidator(20)],
                            ),
                        ),
                        (
                            "request_type",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.category",
                            ),
                        ),
                        (
                            "ask",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "Communicate clearly and concisely"),
                                    (2, "Refer onward internally"),
                                    (3, "Follow up the tests you ordered"),
                                    (4, "Issue a fit note"),
                                    (5, "Prescribe new or altered medicines"),
                                ],
                                null=True,
                            ),
                        ),
                        (
                            "where",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("action_box", "Action box"),
                                    ("free_text", "Free text"),
                                    ("medication_list", "Medication list"),
                                    ("follow_up", "Follow-up section"),
                                ],
                                max_length=15,
                                verbose_name="where found",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("appropriate", "Appropriate"),
                                    ("inappropriate", "Inappropriate"),
                                    ("borderline", "Borderline"),
                                    ("cannot_judge", "Cannot judge"),
                                ],
                                max_length=13,
                                verbose_name="judgement",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("related", "Related to the admission"),
                                    ("own_test", "Result of their own test"),
                                    ("not_prescribed", "Should have been prescribed"),
                                    ("not_certified", "Should have been certified"),
                                    ("no_agreement", "No agreement"),
                                    ("time", "Unworkable time"),
                                    ("unclear_owner", "Unclear owner"),
                                    ("other", "Other"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "time_asked",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("under_1_week", "Less than 1 week"),
                                    ("weeks_1_2", "1 to 2 weeks"),
                                    ("weeks_2_6", "2 to 6 weeks"),
                                    ("over_6_weeks", "More than 6 weeks"),
                                    ("none", "No time given"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "needed_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("gp", "GP"),
                                    ("nurse", "Nurse or healthcare assistant"),
                                    ("pharmacist", "Pharmacist"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=13,
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(5, "5"), (10, "10"), (15, "15"), (30, "30")],
                                null=True,
                            ),
                        ),
                        (
                            "risk",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "None"),
                                    ("low", "Low"),
                                    ("moderate", "Moderate"),
                                    ("high", "High"),
                                ],
                                max_length=8,
                                verbose_name="risk if missed",
                            ),
                        ),
                        (
                            "paraphrase",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=200),
                        ),
                        (
                            "is_learning_point",
                            models.BooleanField(default=False, verbose_name="a learning point"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "audits_findingevent" ("ask", "id", "is_learning_point", "minutes", "needed_by", "paraphrase", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "request_type_id", "review_id", "risk", "sequence", "time_asked", "verdict", "where") VALUES (NEW."ask", NEW."id", NEW."is_learning_point", NEW."minutes", NEW."needed_by", NEW."paraphrase", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."request_type_id", NEW."review_id", NEW."risk", NEW."sequence", NEW."time_asked", NEW."verdict", NEW."where"); RETURN NULL;',
                            hash="8e5fef41345475dfdffb02b27c0ba674cf6588b4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_79e16",
                            table="audits_finding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_findingevent" ("ask", "id", "is_learning_point", "minutes", "needed_by", "paraphrase", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "request_type_id", "review_id", "risk", "sequence", "time_asked", "verdict", "where") VALUES (OLD."ask", OLD."id", OLD."is_learning_point", OLD."minutes", OLD."needed_by", OLD."paraphrase", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."request_type_id", OLD."review_id", OLD."risk", OLD."sequence", OLD."time_asked", OLD."verdict", OLD."where"); RETURN NULL;',
                            hash="75bff5b5d90e74080503219251b46ae2a015eef2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_446fd",
                            table="audits_finding",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="AskRate",
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
                            "audit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rates",
                                to="audits.audit",
                            ),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "ask",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Communicate clearly and concisely"),
                                    (2, "Refer onward internally"),
                                    (3, "Follow up the tests you ordered"),
                                    (4, "Issue a fit note"),
                                    (5, "Prescribe new or altered medicines"),
                                ]
                            ),
                        ),
                        ("month", models.DateField(help_text="Its first day")),
                        ("met", models.PositiveIntegerField(default=0)),
                        ("not_met", models.PositiveIntegerField(default=0)),
                        ("not_applicable", models.PositiveIntegerField(default=0)),
                        ("cannot_judge", models.PositiveIntegerField(default=0)),
                        ("not_judged", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audit", "specialty", "ask", "month"),
                                name="one_rate_per_cell",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterRate",
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
                            "audit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letter_rates",
                                to="audits.audit",
                            ),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        ("month", models.DateField(help_text="Its first day")),
                        (
                            "letters",
                            models.PositiveIntegerField(default=0, help_text="In the sample"),
                        ),
                        ("no_request", models.PositiveIntegerField(default=0)),
                        ("all_appropriate", models.PositiveIntegerField(default=0)),
                        ("some_inappropriate", models.PositiveIntegerField(default=0)),
                        ("cannot_judge", models.PositiveIntegerField(default=0)),
                        (
                            "clear_box",
                            models.PositiveIntegerField(
                                default=0, help_text="Letters whose action box is there and filled"
                            ),
                        ),
                        (
                            "box_answered",
                            models.PositiveIntegerField(
                                default=0,
                                help_text="Letters of which a reader said whether they have an action box",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audit", "specialty", "month"),
                                name="one_letter_rate_per_cell",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestRate",
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
                            "audit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="request_rates",
                                to="audits.audit",
                            ),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        ("month", models.DateField(help_text="Its first day")),
                        (
                            "request_type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.category",
                            ),
                        ),
                        (
                            "ask",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Communicate clearly and concisely"),
                                    (2, "Refer onward internally"),
                                    (3, "Follow up the tests you ordered"),
                                    (4, "Issue a fit note"),
                                    (5, "Prescribe new or altered medicines"),
                                ],
                                null=True,
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("appropriate", "Appropriate"),
                                    ("inappropriate", "Inappropriate"),
                                    ("borderline", "Borderline"),
                                    ("cannot_judge", "Cannot judge"),
                                ],
                                max_length=13,
                            ),
                        ),
                        ("requests", models.PositiveIntegerField()),
                        (
                            "minutes",
                            models.PositiveIntegerField(help_text="Of everybody in the practice"),
                        ),
                        (
                            "gp_minutes",
                            models.PositiveIntegerField(help_text="Of those, a GP's own"),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=(
                                    "audit",
                                    "specialty",
                                    "month",
                                    "request_type",
                                    "ask",
                                    "verdict",
                                ),
                                name="one_request_rate_per_cell",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PackRun",
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
                            "audit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pack_runs",
                                to="audits.audit",
                            ),
                        ),
                        (
                            "submission",
                            models.UUIDField(
                                help_text="One button pressed twice is one run", unique=True
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("audit",),
                                name="one_pack_run_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PackRunEvent",
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
                                to="audits.packrun",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "audit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="audits.audit",
                            ),
                        ),
                        (
                            "submission",
                            models.UUIDField(help_text="One button pressed twice is one run"),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_packrunevent" ("asked_at", "asked_by_id", "audit_id", "ended_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submission") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."audit_id", NEW."ended_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."submission"); RETURN NULL;',
                            hash="841db33bb79eb4b960b79c1710f6a13087c75557",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_48950",
                            table="audits_packrun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "audits_packrunevent" ("asked_at", "asked_by_id", "audit_id", "ended_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submission") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."audit_id", NEW."ended_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."submission"); RETURN NULL;',
                            hash="5db06af1cd753903cfdf01ec55e8a57fd6d25535",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2f369",
                            table="audits_packrun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="packrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_packrunevent" ("asked_at", "asked_by_id", "audit_id", "ended_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submission") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."audit_id", OLD."ended_at", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."submission"); RETURN NULL;',
                            hash="3e68afa78fbe2e039867c30c80f3533075031e5a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4de86",
                            table="audits_packrun",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Pack",
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
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "run",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="packs",
                                to="audits.packrun",
                            ),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="packs",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("made", "To be approved"),
                                    ("failed", "Not made"),
                                    ("sent", "Sent"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        (
                            "letters",
                            models.PositiveIntegerField(
                                default=0, help_text="Of the specialty in the audit"
                            ),
                        ),
                        ("pdf", models.BinaryField(default=b"")),
                        ("word", models.BinaryField(default=b"")),
                        ("made_at", models.DateTimeField(null=True)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("sent_to", models.EmailField(blank=True, max_length=254)),
                        ("link_digest", models.CharField(blank=True, max_length=64)),
                        ("link_ends_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["specialty__name", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("run", "specialty"), name="one_pack_per_specialty"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("link_digest", ""), _negated=True),
                                fields=("link_digest",),
                                name="one_pack_per_link",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sent"), _negated=True),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="sent_pack_was_approved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["made", "sent"]), _negated=True),
                                    models.Q(
                                        ("pdf", b""), ("word", b""), _connector="OR", _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="made_pack_has_both_files",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PackEvent",
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
                                to="audits.pack",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "run",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="audits.packrun",
                            ),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("made", "To be approved"),
                                    ("failed", "Not made"),
                                    ("sent", "Sent"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        (
                            "letters",
                            models.PositiveIntegerField(
                                default=0, help_text="Of the specialty in the audit"
                            ),
                        ),
                        ("made_at", models.DateTimeField(null=True)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("sent_to", models.EmailField(blank=True, max_length=254)),
                        ("link_ends_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pack",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_packevent" ("approved_at", "approved_by_id", "id", "key", "letters", "link_ends_at", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id", "sent_to", "specialty_id", "state") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."id", NEW."key", NEW."letters", NEW."link_ends_at", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."run_id", NEW."sent_to", NEW."specialty_id", NEW."state"); RETURN NULL;',
                            hash="697b5689f0dd4bb53fa738723b94920e7b9a9fa2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_06216",
                            table="audits_pack",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pack",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."letters" IS DISTINCT FROM (NEW."letters") OR OLD."link_ends_at" IS DISTINCT FROM (NEW."link_ends_at") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."run_id" IS DISTINCT FROM (NEW."run_id") OR OLD."sent_to" IS DISTINCT FROM (NEW."sent_to") OR OLD."specialty_id" IS DISTINCT FROM (NEW."specialty_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "audits_packevent" ("approved_at", "approved_by_id", "id", "key", "letters", "link_ends_at", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id", "sent_to", "specialty_id", "state") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."id", NEW."key", NEW."letters", NEW."link_ends_at", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."run_id", NEW."sent_to", NEW."specialty_id", NEW."state"); RETURN NULL;',
                            hash="8527fac8132f6c72dfe80466729cd4e1de731366",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eb8fb",
                            table="audits_pack",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pack",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "audits_packevent" ("approved_at", "approved_by_id", "id", "key", "letters", "link_ends_at", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id", "sent_to", "specialty_id", "state") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."id", OLD."key", OLD."letters", OLD."link_ends_at", OLD."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."run_id", OLD."sent_to", OLD."specialty_id", OLD."state"); RETURN NULL;',
                            hash="9d0381992292d4a45cfac2510bab956a1d442ae4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c0adb",
                            table="audits_pack",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
