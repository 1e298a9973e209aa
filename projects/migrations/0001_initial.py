import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import interface.at_once
import interface.privacy.fields


class Migration(migrations.Migration):
    replaces = [("projects", "0002_refuse_patients"), ("projects", "0003_ask_about_patients")]

    initial = True

    dependencies = []

    operations = [
        interface.at_once.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Project",
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
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        (
                            "title",
                            interface.privacy.fields.GuardedCharField(max_length=120, unique=True),
                        ),
                        (
                            "domain",
                            models.CharField(
                                choices=[
                                    ("culture_relationships", "Culture and relationships"),
                                    ("continuous_improvement", "Continuous improvement"),
                                    ("clinical_integration", "Clinical integration"),
                                    ("digital_integration", "Digital integration"),
                                    ("training_development", "Training and development"),
                                    ("communications", "Communications"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("idea", "Idea"),
                                    ("planned", "Planned"),
                                    ("active", "In progress"),
                                    ("embedded", "Embedded"),
                                    ("completed", "Completed"),
                                    ("paused", "Paused"),
                                    ("closed", "Closed without delivery"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "delivery",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("grey", "Not started"),
                                    ("green", "On track"),
                                    ("amber", "At risk"),
                                    ("red", "Off track"),
                                    ("blue", "Complete"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "summary",
                            interface.privacy.fields.GuardedTextField(blank=True, max_length=2000),
                        ),
                        (
                            "asks",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Numbers of the Five Asks it serves",
                            ),
                        ),
                        (
                            "started_month",
                            models.DateField(
                                blank=True, help_text="First day of the month", null=True
                            ),
                        ),
                        (
                            "completed_month",
                            models.DateField(
                                blank=True, help_text="First day of the month", null=True
                            ),
                        ),
                        (
                            "is_demonstration",
                            models.BooleanField(
                                default=False, verbose_name="invented for demonstration"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["title"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("completed_month", None),
                                    ("started_month", None),
                                    ("completed_month__gte", models.F("started_month")),
                                    _connector="OR",
                                ),
                                name="project_completes_after_start",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectEvent",
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
                                to="projects.project",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("slug", models.SlugField(db_index=False, max_length=80)),
                        ("title", interface.privacy.fields.GuardedCharField(max_length=120)),
                        (
                            "domain",
                            models.CharField(
                                choices=[
                                    ("culture_relationships", "Culture and relationships"),
                                    ("continuous_improvement", "Continuous improvement"),
                                    ("clinical_integration", "Clinical integration"),
                                    ("digital_integration", "Digital integration"),
                                    ("training_development", "Training and development"),
                                    ("communications", "Communications"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("idea", "Idea"),
                                    ("planned", "Planned"),
                                    ("active", "In progress"),
                                    ("embedded", "Embedded"),
                                    ("completed", "Completed"),
                                    ("paused", "Paused"),
                                    ("closed", "Closed without delivery"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "delivery",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("grey", "Not started"),
                                    ("green", "On track"),
                                    ("amber", "At risk"),
                                    ("red", "Off track"),
                                    ("blue", "Complete"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "summary",
                            interface.privacy.fields.GuardedTextField(blank=True, max_length=2000),
                        ),
                        (
                            "asks",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Numbers of the Five Asks it serves",
                            ),
                        ),
                        (
                            "started_month",
                            models.DateField(
                                blank=True, help_text="First day of the month", null=True
                            ),
                        ),
                        (
                            "completed_month",
                            models.DateField(
                                blank=True, help_text="First day of the month", null=True
                            ),
                        ),
                        (
                            "is_demonstration",
                            models.BooleanField(
                                default=False, verbose_name="invented for demonstration"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="project",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_projectevent" ("asks", "completed_month", "delivery", "domain", "id", "is_demonstration", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "stage", "started_month", "summary", "title") VALUES (NEW."asks", NEW."completed_month", NEW."delivery", NEW."domain", NEW."id", NEW."is_demonstration", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."slug", NEW."stage", NEW."started_month", NEW."summary", NEW."title"); RETURN NULL;',
                            hash="5d8dad8d70906975e8ef336aa3e6576e75fd1349",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2e147",
                            table="projects_project",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="project",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_projectevent" ("asks", "completed_month", "delivery", "domain", "id", "is_demonstration", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "stage", "started_month", "summary", "title") VALUES (NEW."asks", NEW."completed_month", NEW."delivery", NEW."domain", NEW."id", NEW."is_demonstration", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."slug", NEW."stage", NEW."started_month", NEW."summary", NEW."title"); RETURN NULL;',
                            hash="a79c596de7c0306a420fa1658981db17de007cb7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_804c3",
                            table="projects_project",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="project",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_projectevent" ("asks", "completed_month", "delivery", "domain", "id", "is_demonstration", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "stage", "started_month", "summary", "title") VALUES (OLD."asks", OLD."completed_month", OLD."delivery", OLD."domain", OLD."id", OLD."is_demonstration", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."slug", OLD."stage", OLD."started_month", OLD."summary", OLD."title"); RETURN NULL;',
                            hash="0a3886408b30c932802842d2c7e992ecb933c30c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2192f",
                            table="projects_project",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Milestone",
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
                        ("month", models.DateField(help_text="First day of the month")),
                        ("title", interface.privacy.fields.GuardedCharField(max_length=150)),
                        (
                            "detail",
                            interface.privacy.fields.GuardedTextField(blank=True, max_length=1000),
                        ),
                        (
                            "domain",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("culture_relationships", "Culture and relationships"),
                                    ("continuous_improvement", "Continuous improvement"),
                                    ("clinical_integration", "Clinical integration"),
                                    ("digital_integration", "Digital integration"),
                                    ("training_development", "Training and development"),
                                    ("communications", "Communications"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="milestones",
                                to="projects.project",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("late", "Slipped"),
                                    ("done", "Done"),
                                    ("dropped", "Dropped"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("public", models.BooleanField(default=True)),
                        (
                            "is_demonstration",
                            models.BooleanField(
                                default=False, verbose_name="invented for demonstration"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["month", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("month", "title"), name="milestone_once_a_month"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MilestoneEvent",
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
                                to="projects.milestone",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(help_text="First day of the month")),
                        ("title", interface.privacy.fields.GuardedCharField(max_length=150)),
                        (
                            "detail",
                            interface.privacy.fields.GuardedTextField(blank=True, max_length=1000),
                        ),
                        (
                            "domain",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("culture_relationships", "Culture and relationships"),
                                    ("continuous_improvement", "Continuous improvement"),
                                    ("clinical_integration", "Clinical integration"),
                                    ("digital_integration", "Digital integration"),
                                    ("training_development", "Training and development"),
                                    ("communications", "Communications"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="projects.project",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("late", "Slipped"),
                                    ("done", "Done"),
                                    ("dropped", "Dropped"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("public", models.BooleanField(default=True)),
                        (
                            "is_demonstration",
                            models.BooleanField(
                                default=False, verbose_name="invented for demonstration"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_milestoneevent" ("detail", "domain", "id", "is_demonstration", "month", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "public", "status", "title") VALUES (NEW."detail", NEW."domain", NEW."id", NEW."is_demonstration", NEW."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."project_id", NEW."public", NEW."status", NEW."title"); RETURN NULL;',
                            hash="3ab4b6eaa0769a4d1505ceaf0b27b56c63bd1c6a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2945c",
                            table="projects_milestone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "projects_milestoneevent" ("detail", "domain", "id", "is_demonstration", "month", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "public", "status", "title") VALUES (NEW."detail", NEW."domain", NEW."id", NEW."is_demonstration", NEW."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."project_id", NEW."public", NEW."status", NEW."title"); RETURN NULL;',
                            hash="97e6956b6fc7f9e9a44e1de54fe8a5bead518175",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_96e58",
                            table="projects_milestone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "projects_milestoneevent" ("detail", "domain", "id", "is_demonstration", "month", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "public", "status", "title") VALUES (OLD."detail", OLD."domain", OLD."id", OLD."is_demonstration", OLD."month", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."project_id", OLD."public", OLD."status", OLD."title"); RETURN NULL;',
                            hash="a61bbcb70d5b727e1c6447e8e36a4eb029e0c697",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fed44",
                            table="projects_milestone",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
