import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0006_was_it_fixed"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="endorsement",
            name="update_update",
        ),
        migrations.AddField(
            model_name="endorsement",
            name="hear_back_email",
            field=models.EmailField(
                blank=True, help_text="Of somebody without an account", max_length=254
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="endorsement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."endorsed_at" IS DISTINCT FROM (NEW."endorsed_at") OR OLD."endorsed_by_id" IS DISTINCT FROM (NEW."endorsed_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issue_id" IS DISTINCT FROM (NEW."issue_id") OR OLD."minutes_lost" IS DISTINCT FROM (NEW."minutes_lost") OR OLD."practice_id" IS DISTINCT FROM (NEW."practice_id") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                    func='INSERT INTO "issues_endorsementevent" ("endorsed_at", "endorsed_by_id", "id", "issue_id", "minutes_lost", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "withdrawn_at") VALUES (NEW."endorsed_at", NEW."endorsed_by_id", NEW."id", NEW."issue_id", NEW."minutes_lost", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."practice_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="2d88e8479b068420d33f62afaa4a2a08a3beb0d3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8d340",
                    table="issues_endorsement",
                    when="AFTER",
                ),
            ),
        ),
    ]
