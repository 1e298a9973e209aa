import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import interface.privacy.fields
import issues.search.keys


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_say_what_is_wrong"),
        ("issues", "0002_rules_and_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        migrations.RemoveIndex(model_name="issue", name="issue_words"),
        migrations.RemoveField(model_name="issue", name="words"),
        migrations.CreateModel(
            name="Endorsement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("endorsed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "minutes_lost",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "None"),
                            (5, "About 5"),
                            (10, "About 10"),
                            (15, "About 15"),
                            (30, "30 or more"),
                        ],
                        null=True,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-endorsed_at"],
            },
        ),
        migrations.CreateModel(
            name="EndorsementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("endorsed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "minutes_lost",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "None"),
                            (5, "About 5"),
                            (10, "About 10"),
                            (15, "About 15"),
                            (30, "30 or more"),
                        ],
                        null=True,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="issue",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="issue",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="issue",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="issue",
            name="public_progress",
            field=interface.privacy.fields.GuardedTextField(
                blank=True,
                help_text="What has been done about it, in the team’s words; other practices read it",
                max_length=500,
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="public_summary",
            field=interface.privacy.fields.GuardedCharField(
                blank=True,
                help_text="What it is about in the integration team’s words; other practices read it",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="issueevent",
            name="public_progress",
            field=interface.privacy.fields.GuardedTextField(
                blank=True,
                help_text="What has been done about it, in the team’s words; other practices read it",
                max_length=500,
            ),
        ),
        migrations.AddField(
            model_name="issueevent",
            name="public_summary",
            field=interface.privacy.fields.GuardedCharField(
                blank=True,
                help_text="What it is about in the integration team’s words; other practices read it",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.CombinedSearchVector(
                        django.contrib.postgres.search.SearchVector(
                            "public_summary", config="english", weight="A"
                        ),
                        "||",
                        django.contrib.postgres.search.SearchVector(
                            "what_happened", config="english", weight="B"
                        ),
                        django.contrib.postgres.search.SearchConfig("english"),
                    ),
                    "||",
                    issues.search.keys.Keys(
                        "id", "practice", "category", "specialty", "status", "public_summary"
                    ),
                    django.contrib.postgres.search.SearchConfig("english"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["words"], gin_pending_list_limit=64, name="issue_words"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_issueevent" ("category_id", "closed_at", "direction", "first_answered_at", "id", "is_demonstration", "kind", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "public_progress", "public_summary", "raised_at", "raised_by_id", "reference", "respond_by", "sent_to_specialty_at", "specialty_id", "status", "status_since", "triage_by", "validity", "what_happened") VALUES (NEW."category_id", NEW."closed_at", NEW."direction", NEW."first_answered_at", NEW."id", NEW."is_demonstration", NEW."kind", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."practice_id", NEW."public_progress", NEW."public_summary", NEW."raised_at", NEW."raised_by_id", NEW."reference", NEW."respond_by", NEW."sent_to_specialty_at", NEW."specialty_id", NEW."status", NEW."status_since", NEW."triage_by", NEW."validity", NEW."what_happened"); RETURN NULL;',
                    hash="f8b715da449b2f97ab5013ed0a9eae9f1152dace",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8fbe2",
                    table="issues_issue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."first_answered_at" IS DISTINCT FROM (NEW."first_answered_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demonstration" IS DISTINCT FROM (NEW."is_demonstration") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."practice_id" IS DISTINCT FROM (NEW."practice_id") OR OLD."public_progress" IS DISTINCT FROM (NEW."public_progress") OR OLD."public_summary" IS DISTINCT FROM (NEW."public_summary") OR OLD."raised_at" IS DISTINCT FROM (NEW."raised_at") OR OLD."raised_by_id" IS DISTINCT FROM (NEW."raised_by_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."respond_by" IS DISTINCT FROM (NEW."respond_by") OR OLD."sent_to_specialty_at" IS DISTINCT FROM (NEW."sent_to_specialty_at") OR OLD."specialty_id" IS DISTINCT FROM (NEW."specialty_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."status_since" IS DISTINCT FROM (NEW."status_since") OR OLD."triage_by" IS DISTINCT FROM (NEW."triage_by") OR OLD."validity" IS DISTINCT FROM (NEW."validity") OR OLD."what_happened" IS DISTINCT FROM (NEW."what_happened"))',
                    func='INSERT INTO "issues_issueevent" ("category_id", "closed_at", "direction", "first_answered_at", "id", "is_demonstration", "kind", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "public_progress", "public_summary", "raised_at", "raised_by_id", "reference", "respond_by", "sent_to_specialty_at", "specialty_id", "status", "status_since", "triage_by", "validity", "what_happened") VALUES (NEW."category_id", NEW."closed_at", NEW."direction", NEW."first_answered_at", NEW."id", NEW."is_demonstration", NEW."kind", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."practice_id", NEW."public_progress", NEW."public_summary", NEW."raised_at", NEW."raised_by_id", NEW."reference", NEW."respond_by", NEW."sent_to_specialty_at", NEW."specialty_id", NEW."status", NEW."status_since", NEW."triage_by", NEW."validity", NEW."what_happened"); RETURN NULL;',
                    hash="927f398c074ba05de4e01951c59b28573df79c6e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c95b6",
                    table="issues_issue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_issueevent" ("category_id", "closed_at", "direction", "first_answered_at", "id", "is_demonstration", "kind", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "public_progress", "public_summary", "raised_at", "raised_by_id", "reference", "respond_by", "sent_to_specialty_at", "specialty_id", "status", "status_since", "triage_by", "validity", "what_happened") VALUES (OLD."category_id", OLD."closed_at", OLD."direction", OLD."first_answered_at", OLD."id", OLD."is_demonstration", OLD."kind", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."practice_id", OLD."public_progress", OLD."public_summary", OLD."raised_at", OLD."raised_by_id", OLD."reference", OLD."respond_by", OLD."sent_to_specialty_at", OLD."specialty_id", OLD."status", OLD."status_since", OLD."triage_by", OLD."validity", OLD."what_happened"); RETURN NULL;',
                    hash="f728295af0f8160bac6d59280f495022b56794ab",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_04ec9",
                    table="issues_issue",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="endorsement",
            name="endorsed_by",
            field=models.ForeignKey(
                help_text="Empty: somebody who came by the practice’s launch link",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="endorsements",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="endorsement",
            name="issue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="endorsements",
                to="issues.issue",
            ),
        ),
        migrations.AddField(
            model_name="endorsement",
            name="practice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="endorsements",
                to="directory.organisation",
            ),
        ),
        migrations.AddField(
            model_name="endorsementevent",
            name="endorsed_by",
            field=models.ForeignKey(
                db_constraint=False,
                help_text="Empty: somebody who came by the practice’s launch link",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="endorsementevent",
            name="issue",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="issues.issue",
            ),
        ),
        migrations.AddField(
            model_name="endorsementevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                related_query_name="events",
                to="issues.endorsement",
            ),
        ),
        migrations.AddField(
            model_name="endorsementevent",
            name="practice",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="directory.organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["word"], name="search_word_alike", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="endorsement",
            index=models.Index(
                condition=models.Q(("withdrawn_at", None)),
                fields=["practice", "-endorsed_at"],
                name="endorsement_of_practice",
            ),
        ),
        migrations.AddConstraint(
            model_name="endorsement",
            constraint=models.UniqueConstraint(
                fields=("issue", "practice"), name="practice_endorses_issue_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="endorsement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_endorsementevent" ("endorsed_at", "endorsed_by_id", "id", "issue_id", "minutes_lost", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "withdrawn_at") VALUES (NEW."endorsed_at", NEW."endorsed_by_id", NEW."id", NEW."issue_id", NEW."minutes_lost", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."practice_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="05f1e03e8493fb010b317fa61bb9863d2f6a0880",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_64cdd",
                    table="issues_endorsement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="endorsement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "issues_endorsementevent" ("endorsed_at", "endorsed_by_id", "id", "issue_id", "minutes_lost", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "withdrawn_at") VALUES (NEW."endorsed_at", NEW."endorsed_by_id", NEW."id", NEW."issue_id", NEW."minutes_lost", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."practice_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="20b46a6f260a9c1311273f15234215e8246233a1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8d340",
                    table="issues_endorsement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="endorsement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_endorsementevent" ("endorsed_at", "endorsed_by_id", "id", "issue_id", "minutes_lost", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "withdrawn_at") VALUES (OLD."endorsed_at", OLD."endorsed_by_id", OLD."id", OLD."issue_id", OLD."minutes_lost", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."practice_id", OLD."withdrawn_at"); RETURN NULL;',
                    hash="269afa9b4e8edb89bfc5c1bf5f41fecb5198ea8f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9ff66",
                    table="issues_endorsement",
                    when="AFTER",
                ),
            ),
        ),
    ]
