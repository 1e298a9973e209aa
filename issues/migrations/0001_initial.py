import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import interface.at_once
import interface.privacy.fields
import issues.drafts.models
import issues.fixit.models
import issues.letters.models
import issues.models
import issues.references
import issues.search.keys
import issues.statements.models


class Migration(migrations.Migration):
    replaces = [
        ("issues", "0002_rules_and_letters"),
        ("issues", "0003_similar_issues_and_endorsements"),
        ("issues", "0004_hear_back"),
        ("issues", "0005_more_about_an_issue_and_drafts"),
        ("issues", "0006_was_it_fixed"),
        ("issues", "0007_endorser_without_account"),
        ("issues", "0008_you_said_we_did"),
        ("issues", "0009_find_the_latest_first"),
        ("issues", "0010_who_looks_after_an_issue"),
        ("issues", "0011_issues_of_one_theme"),
        ("issues", "0012_what_the_desk_keeps"),
        ("issues", "0013_who_holds_an_issue"),
        ("issues", "0014_who_held_issues_until_now"),
        ("issues", "0015_routing_rules"),
        ("issues", "0016_reply_desk"),
        ("issues", "0017_reminders"),
        ("issues", "0018_fix_it"),
        ("issues", "0019_what_was_forgotten"),
        ("issues", "0020_list_addresses_of_any_length"),
    ]

    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        interface.at_once.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Endorsement",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="endorsements",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="endorsements",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "endorsed_by",
                            models.ForeignKey(
                                help_text="Empty: somebody who came by the practice’s launch link",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="endorsements",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "hear_back_email",
                            models.EmailField(
                                blank=True,
                                help_text="Of somebody without an account",
                                max_length=254,
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
                        "indexes": [
                            models.Index(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=["practice", "-endorsed_at"],
                                name="endorsement_of_practice",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("issue", "practice"), name="practice_endorses_issue_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EndorsementEvent",
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
                                to="issues.endorsement",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "issue",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.issue",
                            ),
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
                            "endorsed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="Empty: somebody who came by the practice’s launch link",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        "abstract": False,
                    },
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
                migrations.CreateModel(
                    name="Category",
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
                        ("code", models.CharField(max_length=3, unique=True)),
                        ("label", interface.privacy.fields.GuardedCharField(max_length=60)),
                        (
                            "example",
                            interface.privacy.fields.GuardedCharField(
                                help_text="One line, shown under the radio", max_length=120
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
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("valid_from", models.DateField(default=datetime.date(2021, 9, 1))),
                        ("valid_to", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "categories",
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="CategoryEvent",
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
                                to="issues.category",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=3)),
                        ("label", interface.privacy.fields.GuardedCharField(max_length=60)),
                        (
                            "example",
                            interface.privacy.fields.GuardedCharField(
                                help_text="One line, shown under the radio", max_length=120
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
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("valid_from", models.DateField(default=datetime.date(2021, 9, 1))),
                        ("valid_to", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="category",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_categoryevent" ("ask", "code", "example", "id", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "valid_from", "valid_to") VALUES (NEW."ask", NEW."code", NEW."example", NEW."id", NEW."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="11eb4dc005c918a71e3df75288b9102d4bd9044a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b10f8",
                            table="issues_category",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="category",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_categoryevent" ("ask", "code", "example", "id", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "valid_from", "valid_to") VALUES (NEW."ask", NEW."code", NEW."example", NEW."id", NEW."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="f91957c8725fa9c7d8c69a57d5ea9ee3a31326ae",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2e2cd",
                            table="issues_category",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="category",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_categoryevent" ("ask", "code", "example", "id", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "valid_from", "valid_to") VALUES (OLD."ask", OLD."code", OLD."example", OLD."id", OLD."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                            hash="2c0cd7c7645bb181507597525d3f11215efb5d14",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e453e",
                            table="issues_category",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Issue",
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
                            "source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("discharge_summary", "Discharge summary"),
                                    ("clinic_letter", "Clinic letter"),
                                    ("result", "Result"),
                                    ("phone", "Telephone"),
                                    ("advice_and_guidance", "Advice and guidance"),
                                    ("patient_told_us", "The patient told us"),
                                ],
                                max_length=20,
                                verbose_name="came up in",
                            ),
                        ),
                        (
                            "letter_date",
                            models.DateField(
                                blank=True, null=True, verbose_name="date of the letter"
                            ),
                        ),
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
                        (
                            "dealt_with_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("gp", "GP"),
                                    ("nurse", "Nurse or healthcare assistant"),
                                    ("pharmacist", "Pharmacist"),
                                    ("administrator", "Administrator"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "risk",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "No"),
                                    ("could_have_harmed", "Yes, it could have harmed"),
                                    ("harmed", "Yes, it harmed"),
                                ],
                                max_length=20,
                                verbose_name="risk of harm",
                            ),
                        ),
                        (
                            "times_seen",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="times this month"
                            ),
                        ),
                        (
                            "own_reference",
                            interface.privacy.fields.GuardedCharField(
                                blank=True,
                                help_text="A line of their own log, never a patient’s number",
                                max_length=40,
                                verbose_name="their own reference",
                            ),
                        ),
                        (
                            "wants_reply",
                            models.BooleanField(
                                default=True, verbose_name="wants to hear what becomes of it"
                            ),
                        ),
                        (
                            "may_be_shared",
                            models.BooleanField(
                                default=True,
                                verbose_name="may be shared without the practice’s name",
                            ),
                        ),
                        (
                            "safety_route_shown_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="When the reporter confirmed having read where harm is reported",
                                null=True,
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                choices=[
                                    ("normal", "Normal"),
                                    ("prompt", "Before others: it has come back"),
                                    ("same_day", "Same working day"),
                                ],
                                default="normal",
                                max_length=10,
                            ),
                        ),
                        (
                            "part_of",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                editable=False,
                                help_text="The issue that leads the theme, or another that is part of it",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "recurrence_of",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                editable=False,
                                help_text="What was promised to be fixed when this was raised",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recurrences",
                                to="issues.promisedfix",
                            ),
                        ),
                        (
                            "is_recurrence",
                            models.BooleanField(
                                default=False,
                                editable=False,
                                help_text="Not, although there was a promise: the team says that it is something else",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                default=issues.references.new_reference,
                                editable=False,
                                max_length=12,
                                unique=True,
                            ),
                        ),
                        (
                            "status_token",
                            models.CharField(
                                default=issues.models.new_status_token,
                                editable=False,
                                max_length=43,
                                unique=True,
                            ),
                        ),
                        (
                            "submission",
                            models.UUIDField(
                                editable=False,
                                help_text="One form sent twice is one issue",
                                null=True,
                                unique=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("issue", "Issue"),
                                    ("praise", "Praise"),
                                    ("idea", "Idea"),
                                ],
                                default="issue",
                                max_length=10,
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[
                                    ("practice_to_trust", "Practice to trust"),
                                    ("trust_to_practice", "Trust to practice"),
                                ],
                                default="practice_to_trust",
                                max_length=20,
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: the practice was not sure",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="issues.category",
                            ),
                        ),
                        (
                            "what_happened",
                            interface.privacy.fields.GuardedTextField(max_length=500),
                        ),
                        (
                            "public_summary",
                            interface.privacy.fields.GuardedCharField(
                                blank=True,
                                help_text="What it is about in the integration team’s words; other practices read it",
                                max_length=200,
                            ),
                        ),
                        (
                            "public_progress",
                            interface.privacy.fields.GuardedTextField(
                                blank=True,
                                help_text="What has been done about it, in the team’s words; other practices read it",
                                max_length=500,
                            ),
                        ),
                        (
                            "words",
                            models.GeneratedField(
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
                                        "id",
                                        "practice",
                                        "category",
                                        "specialty",
                                        "status",
                                        "public_summary",
                                    ),
                                    django.contrib.postgres.search.SearchConfig("english"),
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues_raised",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                help_text="Who in the integration team looks after it",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="issues_owned",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "hear_back_email",
                            models.EmailField(
                                blank=True,
                                editable=False,
                                help_text="Of a reporter without an account, if they gave it",
                                max_length=254,
                            ),
                        ),
                        (
                            "raised_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("reopened", "Reopened"),
                                    ("triaged", "Triaged"),
                                    ("with_specialty", "With specialty"),
                                    ("waiting_for_practice", "Waiting for practice"),
                                    ("answered", "Answered"),
                                    ("in_project", "In project"),
                                    ("closed", "Closed"),
                                ],
                                default="new",
                                max_length=20,
                            ),
                        ),
                        (
                            "status_since",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "returns_to",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="Status once the practice has replied",
                                max_length=20,
                            ),
                        ),
                        (
                            "sent_to_specialty_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "validity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("upheld", "Upheld"),
                                    ("partly", "Partly upheld"),
                                    (
                                        "appropriate_request",
                                        "Appropriate request, the rule was followed",
                                    ),
                                    ("general_practice_side", "On the general practice side"),
                                    ("not_enough_information", "Not enough information"),
                                    ("out_of_scope", "Out of scope"),
                                ],
                                max_length=25,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fixed_for_all", "Fixed for everyone"),
                                    ("fixed_this_case", "Fixed in this case"),
                                    ("rule_explained", "Rule explained to the team"),
                                    ("in_project", "Taken into a project"),
                                    ("appropriate_request", "Appropriate request"),
                                    ("duplicate_of_theme", "Part of a known theme"),
                                    ("not_enough_detail", "Not enough detail"),
                                    ("no_change", "No change, and why"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "triage_by",
                            models.DateField(
                                blank=True, help_text="Read and passed on by then", null=True
                            ),
                        ),
                        (
                            "respond_by",
                            models.DateField(blank=True, help_text="Answered by then", null=True),
                        ),
                        (
                            "first_answered_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1,
                                editable=False,
                                help_text="Grows with every step, so that a stale page shows",
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
                        "ordering": ["-raised_at"],
                        "indexes": [
                            models.Index(
                                fields=["practice", "-raised_at"], name="issue_of_practice"
                            ),
                            models.Index(fields=["status", "-raised_at"], name="issue_by_status"),
                            models.Index(fields=["specialty", "status"], name="issue_of_specialty"),
                            models.Index(fields=["status", "respond_by"], name="issue_by_due_date"),
                            models.Index(
                                condition=models.Q(("status", "closed")),
                                fields=["closed_at"],
                                name="issue_by_closing",
                            ),
                            models.Index(
                                fields=["raised_by", "-raised_at"], name="issue_of_reporter"
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("status__in", ["answered", "closed"]), _negated=True
                                ),
                                fields=["owner", "respond_by"],
                                name="issue_of_owner",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["words"], gin_pending_list_limit=64, name="issue_words"
                            ),
                            models.Index(
                                condition=models.Q(("part_of__isnull", False)),
                                fields=["part_of"],
                                name="issue_part_of",
                            ),
                            models.Index(
                                condition=models.Q(("is_recurrence", True)),
                                fields=["recurrence_of", "raised_at"],
                                name="issue_recurring",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "with_specialty"), _negated=True),
                                    models.Q(
                                        ("sent_to_specialty_at__isnull", False),
                                        ("specialty__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="issue_with_specialty_has_specialty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "closed"), _negated=True),
                                    models.Q(
                                        models.Q(("outcome", ""), _negated=True),
                                        ("closed_at__isnull", False),
                                        ("first_answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="closed_issue_has_outcome_and_answer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("what_happened", ""), _negated=True),
                                name="issue_says_what_happened",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("what_happened"), 500
                                ),
                                name="issue_is_short",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("risk__in", ["could_have_harmed", "harmed"]), _negated=True
                                    ),
                                    ("safety_route_shown_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="who_reports_harm_saw_the_safety_route",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("part_of", None),
                                    models.Q(("part_of", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="issue_is_no_part_of_itself",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_recurrence", False),
                                    ("recurrence_of__isnull", False),
                                    _connector="OR",
                                ),
                                name="recurrence_has_its_promise",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IssueEvent",
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
                                to="issues.issue",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("discharge_summary", "Discharge summary"),
                                    ("clinic_letter", "Clinic letter"),
                                    ("result", "Result"),
                                    ("phone", "Telephone"),
                                    ("advice_and_guidance", "Advice and guidance"),
                                    ("patient_told_us", "The patient told us"),
                                ],
                                max_length=20,
                                verbose_name="came up in",
                            ),
                        ),
                        (
                            "letter_date",
                            models.DateField(
                                blank=True, null=True, verbose_name="date of the letter"
                            ),
                        ),
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
                        (
                            "dealt_with_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("gp", "GP"),
                                    ("nurse", "Nurse or healthcare assistant"),
                                    ("pharmacist", "Pharmacist"),
                                    ("administrator", "Administrator"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "risk",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "No"),
                                    ("could_have_harmed", "Yes, it could have harmed"),
                                    ("harmed", "Yes, it harmed"),
                                ],
                                max_length=20,
                                verbose_name="risk of harm",
                            ),
                        ),
                        (
                            "times_seen",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="times this month"
                            ),
                        ),
                        (
                            "own_reference",
                            interface.privacy.fields.GuardedCharField(
                                blank=True,
                                help_text="A line of their own log, never a patient’s number",
                                max_length=40,
                                verbose_name="their own reference",
                            ),
                        ),
                        (
                            "wants_reply",
                            models.BooleanField(
                                default=True, verbose_name="wants to hear what becomes of it"
                            ),
                        ),
                        (
                            "may_be_shared",
                            models.BooleanField(
                                default=True,
                                verbose_name="may be shared without the practice’s name",
                            ),
                        ),
                        (
                            "safety_route_shown_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="When the reporter confirmed having read where harm is reported",
                                null=True,
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                choices=[
                                    ("normal", "Normal"),
                                    ("prompt", "Before others: it has come back"),
                                    ("same_day", "Same working day"),
                                ],
                                default="normal",
                                max_length=10,
                            ),
                        ),
                        (
                            "part_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="The issue that leads the theme, or another that is part of it",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "recurrence_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="What was promised to be fixed when this was raised",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.promisedfix",
                            ),
                        ),
                        (
                            "is_recurrence",
                            models.BooleanField(
                                default=False,
                                editable=False,
                                help_text="Not, although there was a promise: the team says that it is something else",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                default=issues.references.new_reference,
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("issue", "Issue"),
                                    ("praise", "Praise"),
                                    ("idea", "Idea"),
                                ],
                                default="issue",
                                max_length=10,
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[
                                    ("practice_to_trust", "Practice to trust"),
                                    ("trust_to_practice", "Trust to practice"),
                                ],
                                default="practice_to_trust",
                                max_length=20,
                            ),
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
                            "specialty",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty: the practice was not sure",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.category",
                            ),
                        ),
                        (
                            "what_happened",
                            interface.privacy.fields.GuardedTextField(max_length=500),
                        ),
                        (
                            "public_summary",
                            interface.privacy.fields.GuardedCharField(
                                blank=True,
                                help_text="What it is about in the integration team’s words; other practices read it",
                                max_length=200,
                            ),
                        ),
                        (
                            "public_progress",
                            interface.privacy.fields.GuardedTextField(
                                blank=True,
                                help_text="What has been done about it, in the team’s words; other practices read it",
                                max_length=500,
                            ),
                        ),
                        (
                            "raised_by",
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
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Who in the integration team looks after it",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "raised_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("reopened", "Reopened"),
                                    ("triaged", "Triaged"),
                                    ("with_specialty", "With specialty"),
                                    ("waiting_for_practice", "Waiting for practice"),
                                    ("answered", "Answered"),
                                    ("in_project", "In project"),
                                    ("closed", "Closed"),
                                ],
                                default="new",
                                max_length=20,
                            ),
                        ),
                        (
                            "status_since",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "sent_to_specialty_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "validity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("upheld", "Upheld"),
                                    ("partly", "Partly upheld"),
                                    (
                                        "appropriate_request",
                                        "Appropriate request, the rule was followed",
                                    ),
                                    ("general_practice_side", "On the general practice side"),
                                    ("not_enough_information", "Not enough information"),
                                    ("out_of_scope", "Out of scope"),
                                ],
                                max_length=25,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fixed_for_all", "Fixed for everyone"),
                                    ("fixed_this_case", "Fixed in this case"),
                                    ("rule_explained", "Rule explained to the team"),
                                    ("in_project", "Taken into a project"),
                                    ("appropriate_request", "Appropriate request"),
                                    ("duplicate_of_theme", "Part of a known theme"),
                                    ("not_enough_detail", "Not enough detail"),
                                    ("no_change", "No change, and why"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "triage_by",
                            models.DateField(
                                blank=True, help_text="Read and passed on by then", null=True
                            ),
                        ),
                        (
                            "respond_by",
                            models.DateField(blank=True, help_text="Answered by then", null=True),
                        ),
                        (
                            "first_answered_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
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
                    model_name="issue",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_issueevent" ("category_id", "closed_at", "dealt_with_by", "direction", "first_answered_at", "id", "is_demonstration", "is_recurrence", "kind", "letter_date", "may_be_shared", "minutes_lost", "outcome", "own_reference", "owner_id", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "priority", "public_progress", "public_summary", "raised_at", "raised_by_id", "recurrence_of_id", "reference", "respond_by", "risk", "safety_route_shown_at", "sent_to_specialty_at", "source", "specialty_id", "status", "status_since", "times_seen", "triage_by", "validity", "wants_reply", "what_happened") VALUES (NEW."category_id", NEW."closed_at", NEW."dealt_with_by", NEW."direction", NEW."first_answered_at", NEW."id", NEW."is_demonstration", NEW."is_recurrence", NEW."kind", NEW."letter_date", NEW."may_be_shared", NEW."minutes_lost", NEW."outcome", NEW."own_reference", NEW."owner_id", NEW."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."practice_id", NEW."priority", NEW."public_progress", NEW."public_summary", NEW."raised_at", NEW."raised_by_id", NEW."recurrence_of_id", NEW."reference", NEW."respond_by", NEW."risk", NEW."safety_route_shown_at", NEW."sent_to_specialty_at", NEW."source", NEW."specialty_id", NEW."status", NEW."status_since", NEW."times_seen", NEW."triage_by", NEW."validity", NEW."wants_reply", NEW."what_happened"); RETURN NULL;',
                            hash="eb6a4e67273b070d4de33b0ae04a8192d616e001",
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
                            condition='WHEN (OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."dealt_with_by" IS DISTINCT FROM (NEW."dealt_with_by") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."first_answered_at" IS DISTINCT FROM (NEW."first_answered_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demonstration" IS DISTINCT FROM (NEW."is_demonstration") OR OLD."is_recurrence" IS DISTINCT FROM (NEW."is_recurrence") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."letter_date" IS DISTINCT FROM (NEW."letter_date") OR OLD."may_be_shared" IS DISTINCT FROM (NEW."may_be_shared") OR OLD."minutes_lost" IS DISTINCT FROM (NEW."minutes_lost") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."own_reference" IS DISTINCT FROM (NEW."own_reference") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."part_of_id" IS DISTINCT FROM (NEW."part_of_id") OR OLD."practice_id" IS DISTINCT FROM (NEW."practice_id") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."public_progress" IS DISTINCT FROM (NEW."public_progress") OR OLD."public_summary" IS DISTINCT FROM (NEW."public_summary") OR OLD."raised_at" IS DISTINCT FROM (NEW."raised_at") OR OLD."raised_by_id" IS DISTINCT FROM (NEW."raised_by_id") OR OLD."recurrence_of_id" IS DISTINCT FROM (NEW."recurrence_of_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."respond_by" IS DISTINCT FROM (NEW."respond_by") OR OLD."risk" IS DISTINCT FROM (NEW."risk") OR OLD."safety_route_shown_at" IS DISTINCT FROM (NEW."safety_route_shown_at") OR OLD."sent_to_specialty_at" IS DISTINCT FROM (NEW."sent_to_specialty_at") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."specialty_id" IS DISTINCT FROM (NEW."specialty_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."status_since" IS DISTINCT FROM (NEW."status_since") OR OLD."times_seen" IS DISTINCT FROM (NEW."times_seen") OR OLD."triage_by" IS DISTINCT FROM (NEW."triage_by") OR OLD."validity" IS DISTINCT FROM (NEW."validity") OR OLD."wants_reply" IS DISTINCT FROM (NEW."wants_reply") OR OLD."what_happened" IS DISTINCT FROM (NEW."what_happened"))',
                            func='INSERT INTO "issues_issueevent" ("category_id", "closed_at", "dealt_with_by", "direction", "first_answered_at", "id", "is_demonstration", "is_recurrence", "kind", "letter_date", "may_be_shared", "minutes_lost", "outcome", "own_reference", "owner_id", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "priority", "public_progress", "public_summary", "raised_at", "raised_by_id", "recurrence_of_id", "reference", "respond_by", "risk", "safety_route_shown_at", "sent_to_specialty_at", "source", "specialty_id", "status", "status_since", "times_seen", "triage_by", "validity", "wants_reply", "what_happened") VALUES (NEW."category_id", NEW."closed_at", NEW."dealt_with_by", NEW."direction", NEW."first_answered_at", NEW."id", NEW."is_demonstration", NEW."is_recurrence", NEW."kind", NEW."letter_date", NEW."may_be_shared", NEW."minutes_lost", NEW."outcome", NEW."own_reference", NEW."owner_id", NEW."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."practice_id", NEW."priority", NEW."public_progress", NEW."public_summary", NEW."raised_at", NEW."raised_by_id", NEW."recurrence_of_id", NEW."reference", NEW."respond_by", NEW."risk", NEW."safety_route_shown_at", NEW."sent_to_specialty_at", NEW."source", NEW."specialty_id", NEW."status", NEW."status_since", NEW."times_seen", NEW."triage_by", NEW."validity", NEW."wants_reply", NEW."what_happened"); RETURN NULL;',
                            hash="d4bc23daea1781aaf08ab2ed19e04ef73597e66a",
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
                            func='INSERT INTO "issues_issueevent" ("category_id", "closed_at", "dealt_with_by", "direction", "first_answered_at", "id", "is_demonstration", "is_recurrence", "kind", "letter_date", "may_be_shared", "minutes_lost", "outcome", "own_reference", "owner_id", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "priority", "public_progress", "public_summary", "raised_at", "raised_by_id", "recurrence_of_id", "reference", "respond_by", "risk", "safety_route_shown_at", "sent_to_specialty_at", "source", "specialty_id", "status", "status_since", "times_seen", "triage_by", "validity", "wants_reply", "what_happened") VALUES (OLD."category_id", OLD."closed_at", OLD."dealt_with_by", OLD."direction", OLD."first_answered_at", OLD."id", OLD."is_demonstration", OLD."is_recurrence", OLD."kind", OLD."letter_date", OLD."may_be_shared", OLD."minutes_lost", OLD."outcome", OLD."own_reference", OLD."owner_id", OLD."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."practice_id", OLD."priority", OLD."public_progress", OLD."public_summary", OLD."raised_at", OLD."raised_by_id", OLD."recurrence_of_id", OLD."reference", OLD."respond_by", OLD."risk", OLD."safety_route_shown_at", OLD."sent_to_specialty_at", OLD."source", OLD."specialty_id", OLD."status", OLD."status_since", OLD."times_seen", OLD."triage_by", OLD."validity", OLD."wants_reply", OLD."what_happened"); RETURN NULL;',
                            hash="e2e926fa481f7ac363f2d9099109537b617559a0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_04ec9",
                            table="issues_issue",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Reply",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replies",
                                to="issues.issue",
                            ),
                        ),
                        ("submission", models.UUIDField(editable=False, null=True, unique=True)),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("practice", "Practice"),
                                    ("integration_team", "Integration team"),
                                    ("specialty", "Specialty"),
                                ],
                                default="integration_team",
                                max_length=20,
                            ),
                        ),
                        (
                            "asks_practice",
                            models.BooleanField(
                                default=False, verbose_name="a question to the practice"
                            ),
                        ),
                        ("text", interface.privacy.fields.GuardedTextField(max_length=4000)),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "desk_link",
                            models.ForeignKey(
                                editable=False,
                                help_text="What a specialty without an account answered by",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="issues.desklink",
                            ),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "replies",
                        "ordering": ["written_at"],
                    },
                ),
                migrations.CreateModel(
                    name="ReplyEvent",
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
                                to="issues.reply",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "issue",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("practice", "Practice"),
                                    ("integration_team", "Integration team"),
                                    ("specialty", "Specialty"),
                                ],
                                default="integration_team",
                                max_length=20,
                            ),
                        ),
                        (
                            "asks_practice",
                            models.BooleanField(
                                default=False, verbose_name="a question to the practice"
                            ),
                        ),
                        ("text", interface.privacy.fields.GuardedTextField(max_length=4000)),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "desk_link",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                help_text="What a specialty without an account answered by",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.desklink",
                            ),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reply",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_replyevent" ("asks_practice", "desk_link_id", "id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "text", "written_at", "written_by_id") VALUES (NEW."asks_practice", NEW."desk_link_id", NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."side", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="89d6cafe55f9c02c7c50f5bf9f37305498307e95",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_13810",
                            table="issues_reply",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reply",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asks_practice" IS DISTINCT FROM (NEW."asks_practice") OR OLD."desk_link_id" IS DISTINCT FROM (NEW."desk_link_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issue_id" IS DISTINCT FROM (NEW."issue_id") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."written_at" IS DISTINCT FROM (NEW."written_at") OR OLD."written_by_id" IS DISTINCT FROM (NEW."written_by_id"))',
                            func='INSERT INTO "issues_replyevent" ("asks_practice", "desk_link_id", "id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "text", "written_at", "written_by_id") VALUES (NEW."asks_practice", NEW."desk_link_id", NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."side", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="beb0852d27d7f04075e4dc87565bba51856d4412",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_41ab8",
                            table="issues_reply",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reply",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_replyevent" ("asks_practice", "desk_link_id", "id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "text", "written_at", "written_by_id") VALUES (OLD."asks_practice", OLD."desk_link_id", OLD."id", OLD."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."side", OLD."text", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                            hash="b04208880b78f1f694ec8540cd7ffbc059035010",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_76ddb",
                            table="issues_reply",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Note",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="issues.issue",
                            ),
                        ),
                        ("submission", models.UUIDField(editable=False, null=True, unique=True)),
                        ("text", interface.privacy.fields.GuardedTextField(max_length=4000)),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                    ],
                    options={
                        "ordering": ["written_at"],
                    },
                ),
                migrations.CreateModel(
                    name="NoteEvent",
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
                                to="issues.note",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "issue",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.issue",
                            ),
                        ),
                        ("text", interface.privacy.fields.GuardedTextField(max_length=4000)),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_noteevent" ("id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "written_at", "written_by_id") VALUES (NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="3b200b41c894e56d70a26117103e75354936be61",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_285ae",
                            table="issues_note",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issue_id" IS DISTINCT FROM (NEW."issue_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."written_at" IS DISTINCT FROM (NEW."written_at") OR OLD."written_by_id" IS DISTINCT FROM (NEW."written_by_id"))',
                            func='INSERT INTO "issues_noteevent" ("id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "written_at", "written_by_id") VALUES (NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="b3f1e5f41cd23993ef0fe69f9b28da1e6df8d9ad",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_51fae",
                            table="issues_note",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_noteevent" ("id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "written_at", "written_by_id") VALUES (OLD."id", OLD."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."text", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                            hash="820f6410290222a79ff2c8c007f5d17f8850c51a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_261d7",
                            table="issues_note",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Chaser",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="chasers",
                                to="issues.issue",
                            ),
                        ),
                        ("due", models.DateField(help_text="When the answer was due")),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "escalated",
                            models.BooleanField(default=False, verbose_name="told to the team"),
                        ),
                        ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["-sent_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("issue", "due", "number"), name="one_chaser_of_each_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handover",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="handovers",
                                to="issues.issue",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "holder",
                            models.CharField(
                                choices=[
                                    ("practice", "The practice"),
                                    ("integration_team", "The integration team"),
                                    ("specialty", "The specialty"),
                                    ("other", "A project, or a stopped clock"),
                                    ("nobody", "Nobody, it has an answer"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                blank=True,
                                help_text="Which one holds it, or held it when the clock was stopped",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "is_pause",
                            models.BooleanField(
                                default=False, verbose_name="the clock was stopped"
                            ),
                        ),
                        (
                            "because",
                            models.ForeignKey(
                                blank=True,
                                help_text="Why the clock was stopped",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="issues.note",
                            ),
                        ),
                        (
                            "triage_left",
                            models.SmallIntegerField(
                                blank=True,
                                help_text="Working days left when it was stopped; less than 0: late",
                                null=True,
                            ),
                        ),
                        ("respond_left", models.SmallIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "indexes": [models.Index(fields=["issue", "at"], name="handover_of_issue")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("holder", "specialty"), _negated=True),
                                    ("specialty__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_specialty_that_holds_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_pause", False), ("holder", "other"), _connector="OR"
                                ),
                                name="a_stopped_clock_is_nobodys_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BulkJob",
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
                        ("verb", models.CharField(max_length=20)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Not started"),
                                    ("running", "Under way"),
                                    ("done", "Done"),
                                    ("cancelled", "Stopped"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bulk_jobs",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("list_address", models.TextField(blank=True, help_text="The way back")),
                        (
                            "owner",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.category",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.issue",
                            ),
                        ),
                        ("validity", models.CharField(blank=True, max_length=25)),
                        ("outcome", models.CharField(blank=True, max_length=20)),
                        ("respond_by", models.DateField(null=True)),
                        (
                            "text",
                            interface.privacy.fields.GuardedTextField(blank=True, max_length=4000),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "running")),
                                fields=["made_at"],
                                name="bulk_job_under_way",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BulkRow",
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
                            "job",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="issues.bulkjob",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bulk_rows",
                                to="issues.issue",
                            ),
                        ),
                        ("submission", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "seen",
                            models.PositiveIntegerField(
                                help_text="Version of the issue when it was looked at"
                            ),
                        ),
                        (
                            "was",
                            models.CharField(
                                help_text="Status of the issue when it was looked at", max_length=20
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("done", "Done"),
                                    ("refused", "Not possible"),
                                    ("changed", "Changed meanwhile"),
                                    ("failed", "Failed"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["job", "state"], name="bulk_row_of_job")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("job", "issue"), name="issue_once_in_a_bulk_job"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
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
                        ("name", interface.privacy.fields.GuardedCharField(max_length=60)),
                        ("address", models.TextField(blank=True, help_text="What follows the ?")),
                        (
                            "owner",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_views",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "is_shared",
                            models.BooleanField(
                                default=False, verbose_name="the whole team sees it"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("owner", "name"),
                                name="saved_view_has_its_own_name",
                                violation_error_message="You already have a view of this name",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CannedReply",
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
                        ("title", interface.privacy.fields.GuardedCharField(max_length=80)),
                        ("text", interface.privacy.fields.GuardedTextField(max_length=4000)),
                        (
                            "category",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: for every category",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="canned_replies",
                                to="issues.category",
                            ),
                        ),
                        (
                            "review_on",
                            models.DateField(
                                help_text="From then on it comes with a warning",
                                verbose_name="review by",
                            ),
                        ),
                        (
                            "withdrawn",
                            models.BooleanField(default=False, help_text="No longer offered"),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "canned replies",
                        "ordering": ["title"],
                    },
                ),
                migrations.CreateModel(
                    name="CannedReplyEvent",
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
                                to="issues.cannedreply",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("title", interface.privacy.fields.GuardedCharField(max_length=80)),
                        ("text", interface.privacy.fields.GuardedTextField(max_length=4000)),
                        (
                            "category",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty: for every category",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.category",
                            ),
                        ),
                        (
                            "review_on",
                            models.DateField(
                                help_text="From then on it comes with a warning",
                                verbose_name="review by",
                            ),
                        ),
                        (
                            "withdrawn",
                            models.BooleanField(default=False, help_text="No longer offered"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cannedreply",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_cannedreplyevent" ("category_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "text", "title", "withdrawn") VALUES (NEW."category_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."review_on", NEW."text", NEW."title", NEW."withdrawn"); RETURN NULL;',
                            hash="6e1c5a7f8427646d9273c74d45c91efdd45688d5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5497c",
                            table="issues_cannedreply",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cannedreply",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_cannedreplyevent" ("category_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "text", "title", "withdrawn") VALUES (NEW."category_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."review_on", NEW."text", NEW."title", NEW."withdrawn"); RETURN NULL;',
                            hash="50c246c9c7928b28f89753e0e51eb41e2c64a1a6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_33ab2",
                            table="issues_cannedreply",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cannedreply",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_cannedreplyevent" ("category_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "text", "title", "withdrawn") VALUES (OLD."category_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."review_on", OLD."text", OLD."title", OLD."withdrawn"); RETURN NULL;',
                            hash="e1f92fbe40c138d33dd048b57bf2c6e23a53f093",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9a276",
                            table="issues_cannedreply",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ReplyDraft",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reply_drafts",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "writer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reply_drafts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("step", models.CharField(max_length=20)),
                        ("text", interface.privacy.fields.GuardedTextField(max_length=4000)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["changed_at"], name="reply_draft_by_age")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("writer", "issue", "step"), name="one_draft_of_a_reply"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
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
                            "key",
                            models.CharField(
                                default=issues.drafts.models.new_key,
                                editable=False,
                                max_length=24,
                                unique=True,
                            ),
                        ),
                        ("submission", models.UUIDField(editable=False, unique=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                help_text="Whose launch link it was",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "browser",
                            models.CharField(
                                blank=True, help_text="A digest of its cookie", max_length=64
                            ),
                        ),
                        ("answers", models.JSONField(default=dict)),
                        ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["-changed_at"],
                        "indexes": [
                            models.Index(fields=["owner", "-changed_at"], name="draft_of_owner"),
                            models.Index(fields=["browser", "practice"], name="draft_of_browser"),
                            models.Index(fields=["changed_at"], name="draft_by_age"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("browser", ""),
                                        ("owner__isnull", False),
                                        ("practice", None),
                                    ),
                                    models.Q(
                                        ("owner", None),
                                        ("practice__isnull", False),
                                        models.Q(("browser", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="draft_is_of_an_account_or_a_browser",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FixedAnswer",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fixed_answers",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(
                                help_text="Which closing of the issue it is about"
                            ),
                        ),
                        (
                            "claimed",
                            models.CharField(
                                help_text="The outcome that the closing gave", max_length=20
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Empty: nobody wanted, or could get, the mail",
                                null=True,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes, it is fixed"),
                                    ("partly", "Partly"),
                                    ("no", "No, it is not fixed"),
                                    ("cannot_tell", "I cannot tell"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "text",
                            interface.privacy.fields.GuardedTextField(blank=True, max_length=500),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: whoever has the status link",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-closed_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("answer", ""), _negated=True),
                                fields=["answered_at"],
                                name="fixed_answer_by_day",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("issue", "closed_at"), name="one_answer_per_closing"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None), ("text", "")),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="fixed_answer_has_its_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FixedAnswerEvent",
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
                                to="issues.fixedanswer",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "issue",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(
                                help_text="Which closing of the issue it is about"
                            ),
                        ),
                        (
                            "claimed",
                            models.CharField(
                                help_text="The outcome that the closing gave", max_length=20
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Empty: nobody wanted, or could get, the mail",
                                null=True,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes, it is fixed"),
                                    ("partly", "Partly"),
                                    ("no", "No, it is not fixed"),
                                    ("cannot_tell", "I cannot tell"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "text",
                            interface.privacy.fields.GuardedTextField(blank=True, max_length=500),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty: whoever has the status link",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fixedanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_fixedanswerevent" ("answer", "answered_at", "answered_by_id", "asked_at", "claimed", "closed_at", "id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."claimed", NEW."closed_at", NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="55ba38f45251d28c676b172bac425be90dac8fcb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_79564",
                            table="issues_fixedanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fixedanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_fixedanswerevent" ("answer", "answered_at", "answered_by_id", "asked_at", "claimed", "closed_at", "id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."claimed", NEW."closed_at", NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="93106e5cc6cae830897c215c62402483b89f7abb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_00761",
                            table="issues_fixedanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fixedanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_fixedanswerevent" ("answer", "answered_at", "answered_by_id", "asked_at", "claimed", "closed_at", "id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."claimed", OLD."closed_at", OLD."id", OLD."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;',
                            hash="51fed7dd383c7f2464bd367b2cbd35839ed298a9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_de3b1",
                            table="issues_fixedanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LiveProblem",
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
                                default=issues.fixit.models.new_problem_reference,
                                editable=False,
                                max_length=12,
                                unique=True,
                            ),
                        ),
                        ("submission", models.UUIDField(editable=False, null=True, unique=True)),
                        ("where", interface.privacy.fields.GuardedCharField(max_length=120)),
                        ("what", interface.privacy.fields.GuardedCharField(max_length=300)),
                        (
                            "specialty",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="live_problems",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: raised at the hospital",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="live_problems",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("claimed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "fixed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("fixed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "fixed_words",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=300),
                        ),
                        (
                            "is_demonstration",
                            models.BooleanField(
                                default=False, verbose_name="invented for demonstration"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-raised_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("fixed_at", None)),
                                fields=["raised_at"],
                                name="live_problem",
                            ),
                            models.Index(fields=["practice"], name="live_problem_of_practice"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("claimed_at", None), ("claimed_by", None)),
                                    models.Q(
                                        ("claimed_at__isnull", False), ("claimed_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="claimed_problem_says_by_whom_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fixed_at", None), ("fixed_by", None)),
                                    models.Q(
                                        ("claimed_at__isnull", False),
                                        ("fixed_at__isnull", False),
                                        ("fixed_by__isnull", False),
                                        models.Q(("fixed_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="fixed_problem_was_taken_and_says_how",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LiveProblemEvent",
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
                                to="issues.liveproblem",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "reference",
                            models.CharField(
                                default=issues.fixit.models.new_problem_reference,
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        ("where", interface.privacy.fields.GuardedCharField(max_length=120)),
                        ("what", interface.privacy.fields.GuardedCharField(max_length=300)),
                        (
                            "specialty",
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
                        (
                            "practice",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty: raised at the hospital",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "claimed_by",
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
                        ("claimed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "fixed_by",
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
                        ("fixed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "fixed_words",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=300),
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
                    model_name="liveproblem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_liveproblemevent" ("claimed_at", "claimed_by_id", "fixed_at", "fixed_by_id", "fixed_words", "id", "is_demonstration", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "raised_at", "raised_by_id", "reference", "specialty_id", "what", "where") VALUES (NEW."claimed_at", NEW."claimed_by_id", NEW."fixed_at", NEW."fixed_by_id", NEW."fixed_words", NEW."id", NEW."is_demonstration", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."practice_id", NEW."raised_at", NEW."raised_by_id", NEW."reference", NEW."specialty_id", NEW."what", NEW."where"); RETURN NULL;',
                            hash="621683ad4c58279e724c0dd3c6d1871abd388726",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_54e88",
                            table="issues_liveproblem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="liveproblem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."claimed_at" IS DISTINCT FROM (NEW."claimed_at") OR OLD."claimed_by_id" IS DISTINCT FROM (NEW."claimed_by_id") OR OLD."fixed_at" IS DISTINCT FROM (NEW."fixed_at") OR OLD."fixed_by_id" IS DISTINCT FROM (NEW."fixed_by_id") OR OLD."fixed_words" IS DISTINCT FROM (NEW."fixed_words") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demonstration" IS DISTINCT FROM (NEW."is_demonstration") OR OLD."practice_id" IS DISTINCT FROM (NEW."practice_id") OR OLD."raised_at" IS DISTINCT FROM (NEW."raised_at") OR OLD."raised_by_id" IS DISTINCT FROM (NEW."raised_by_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."specialty_id" IS DISTINCT FROM (NEW."specialty_id") OR OLD."what" IS DISTINCT FROM (NEW."what") OR OLD."where" IS DISTINCT FROM (NEW."where"))',
                            func='INSERT INTO "issues_liveproblemevent" ("claimed_at", "claimed_by_id", "fixed_at", "fixed_by_id", "fixed_words", "id", "is_demonstration", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "raised_at", "raised_by_id", "reference", "specialty_id", "what", "where") VALUES (NEW."claimed_at", NEW."claimed_by_id", NEW."fixed_at", NEW."fixed_by_id", NEW."fixed_words", NEW."id", NEW."is_demonstration", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."practice_id", NEW."raised_at", NEW."raised_by_id", NEW."reference", NEW."specialty_id", NEW."what", NEW."where"); RETURN NULL;',
                            hash="af68d77bc20911a4961469a4213134732cfe913f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_01d33",
                            table="issues_liveproblem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="liveproblem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_liveproblemevent" ("claimed_at", "claimed_by_id", "fixed_at", "fixed_by_id", "fixed_words", "id", "is_demonstration", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "raised_at", "raised_by_id", "reference", "specialty_id", "what", "where") VALUES (OLD."claimed_at", OLD."claimed_by_id", OLD."fixed_at", OLD."fixed_by_id", OLD."fixed_words", OLD."id", OLD."is_demonstration", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."practice_id", OLD."raised_at", OLD."raised_by_id", OLD."reference", OLD."specialty_id", OLD."what", OLD."where"); RETURN NULL;',
                            hash="815e4b5acba3268fe9f07b2c25b8b44244cc747e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_83072",
                            table="issues_liveproblem",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Post",
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
                            "problem",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="posts",
                                to="issues.liveproblem",
                            ),
                        ),
                        ("submission", models.UUIDField(editable=False, null=True, unique=True)),
                        ("text", interface.privacy.fields.GuardedCharField(max_length=300)),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["written_at"],
                    },
                ),
                migrations.CreateModel(
                    name="PostEvent",
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
                                to="issues.post",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "problem",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.liveproblem",
                            ),
                        ),
                        ("text", interface.privacy.fields.GuardedCharField(max_length=300)),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="post",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_postevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "text", "written_at", "written_by_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."problem_id", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="b965e37a3f677d9d4f04cb351c855bf2868edfeb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1b2d9",
                            table="issues_post",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="post",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."problem_id" IS DISTINCT FROM (NEW."problem_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."written_at" IS DISTINCT FROM (NEW."written_at") OR OLD."written_by_id" IS DISTINCT FROM (NEW."written_by_id"))',
                            func='INSERT INTO "issues_postevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "text", "written_at", "written_by_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."problem_id", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="8b8e9c85b553dd1495dc5a2b4fe6e1638919ddf6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_24a8a",
                            table="issues_post",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="post",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_postevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "text", "written_at", "written_by_id") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."problem_id", OLD."text", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                            hash="389f04001a2c4da4c486e4d98994e560b38fba3b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7801e",
                            table="issues_post",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Redaction",
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
                            "what",
                            models.CharField(
                                help_text="The kind of text, or “words”", max_length=80
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redactions",
                                to="issues.issue",
                            ),
                        ),
                        ("reason", interface.privacy.fields.GuardedCharField(max_length=200)),
                        (
                            "places",
                            models.JSONField(
                                default=dict, help_text="How often, by where it was found"
                            ),
                        ),
                        (
                            "redacted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redactions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("redacted_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ["-redacted_at"],
                    },
                ),
                migrations.CreateModel(
                    name="RedactionEvent",
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
                                to="issues.redaction",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "what",
                            models.CharField(
                                help_text="The kind of text, or “words”", max_length=80
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.issue",
                            ),
                        ),
                        ("reason", interface.privacy.fields.GuardedCharField(max_length=200)),
                        (
                            "places",
                            models.JSONField(
                                default=dict, help_text="How often, by where it was found"
                            ),
                        ),
                        (
                            "redacted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("redacted_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="redaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_redactionevent" ("id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "reason", "redacted_at", "redacted_by_id", "what") VALUES (NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."places", NEW."reason", NEW."redacted_at", NEW."redacted_by_id", NEW."what"); RETURN NULL;',
                            hash="0c8fe3ed05f109fdd1774e6083bb95034f30b1a5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0ed87",
                            table="issues_redaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="redaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_redactionevent" ("id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "reason", "redacted_at", "redacted_by_id", "what") VALUES (NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."places", NEW."reason", NEW."redacted_at", NEW."redacted_by_id", NEW."what"); RETURN NULL;',
                            hash="8dddd704b65c76d32dbbd10ada16c91a370387c5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a8d44",
                            table="issues_redaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="redaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_redactionevent" ("id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "reason", "redacted_at", "redacted_by_id", "what") VALUES (OLD."id", OLD."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."places", OLD."reason", OLD."redacted_at", OLD."redacted_by_id", OLD."what"); RETURN NULL;',
                            hash="c91a0656e7e664e2720a03ff1469cc15da317d73",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3e819",
                            table="issues_redaction",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Due",
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
                            "rule",
                            models.CharField(
                                help_text="A name in the setting RETENTION", max_length=30
                            ),
                        ),
                        ("before", models.DateTimeField(help_text="What ended before then")),
                        ("rows", models.PositiveIntegerField(verbose_name="found")),
                        ("listed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("approved", models.BooleanField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("forgotten", models.PositiveIntegerField(default=0)),
                        ("done_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "verbose_name": "due to be forgotten",
                        "verbose_name_plural": "due to be forgotten",
                        "ordering": ["-listed_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("decided_at", None),
                                    models.Q(("approved", True), ("done_at", None)),
                                    _connector="OR",
                                ),
                                fields=("rule",),
                                name="one_due_list_of_a_rule",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved", True),
                                    models.Q(("done_at", None), ("forgotten", 0)),
                                    _connector="OR",
                                ),
                                name="nothing_is_forgotten_unapproved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved", None),
                                        ("decided_at", None),
                                        ("decided_by", None),
                                    ),
                                    models.Q(
                                        ("approved__isnull", False),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="due_is_decided_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DueEvent",
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
                                to="issues.due",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "rule",
                            models.CharField(
                                help_text="A name in the setting RETENTION", max_length=30
                            ),
                        ),
                        ("before", models.DateTimeField(help_text="What ended before then")),
                        ("rows", models.PositiveIntegerField(verbose_name="found")),
                        ("listed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("approved", models.BooleanField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("forgotten", models.PositiveIntegerField(default=0)),
                        ("done_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="due",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_dueevent" ("approved", "before", "decided_at", "decided_by_id", "done_at", "forgotten", "id", "listed_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows", "rule") VALUES (NEW."approved", NEW."before", NEW."decided_at", NEW."decided_by_id", NEW."done_at", NEW."forgotten", NEW."id", NEW."listed_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rows", NEW."rule"); RETURN NULL;',
                            hash="cdbdcdd93d7cee6382ba21a5a6a865ba30177916",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_aa387",
                            table="issues_due",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="due",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_dueevent" ("approved", "before", "decided_at", "decided_by_id", "done_at", "forgotten", "id", "listed_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows", "rule") VALUES (NEW."approved", NEW."before", NEW."decided_at", NEW."decided_by_id", NEW."done_at", NEW."forgotten", NEW."id", NEW."listed_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rows", NEW."rule"); RETURN NULL;',
                            hash="2f5427868071dba1bf974532f87a080b774e2c1a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_79e9f",
                            table="issues_due",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="due",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_dueevent" ("approved", "before", "decided_at", "decided_by_id", "done_at", "forgotten", "id", "listed_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows", "rule") VALUES (OLD."approved", OLD."before", OLD."decided_at", OLD."decided_by_id", OLD."done_at", OLD."forgotten", OLD."id", OLD."listed_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rows", OLD."rule"); RETURN NULL;',
                            hash="7dddb568648e04a9070379c1668df95ce7017a86",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6279e",
                            table="issues_due",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="PersonRequest",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("export", "Everything about somebody was given out"),
                                    ("anonymise", "Somebody was made anonymous"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                help_text="Empty: somebody without an account",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests_about",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", interface.privacy.fields.GuardedCharField(max_length=200)),
                        (
                            "rows",
                            models.PositiveIntegerField(help_text="How many rows it was about"),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("done_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "verbose_name": "request about a person",
                        "verbose_name_plural": "requests about people",
                        "ordering": ["-done_at"],
                    },
                ),
                migrations.CreateModel(
                    name="PersonRequestEvent",
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
                                to="issues.personrequest",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("export", "Everything about somebody was given out"),
                                    ("anonymise", "Somebody was made anonymous"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="Empty: somebody without an account",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", interface.privacy.fields.GuardedCharField(max_length=200)),
                        (
                            "rows",
                            models.PositiveIntegerField(help_text="How many rows it was about"),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("done_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="personrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_personrequestevent" ("done_at", "done_by_id", "id", "kind", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rows") VALUES (NEW."done_at", NEW."done_by_id", NEW."id", NEW."kind", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."rows"); RETURN NULL;',
                            hash="2d87f9dabc1b05b404ab888b3210bafdff5d2434",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dc96c",
                            table="issues_personrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="personrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_personrequestevent" ("done_at", "done_by_id", "id", "kind", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rows") VALUES (NEW."done_at", NEW."done_by_id", NEW."id", NEW."kind", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."rows"); RETURN NULL;',
                            hash="399c843b23dc5b53ce40c433a6d41828ea8eae2e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f9443",
                            table="issues_personrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="personrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_personrequestevent" ("done_at", "done_by_id", "id", "kind", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rows") VALUES (OLD."done_at", OLD."done_by_id", OLD."id", OLD."kind", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."rows"); RETURN NULL;',
                            hash="3224841a38031ca0633315d3e68278fde0d3e489",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5332a",
                            table="issues_personrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Rule",
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
                            "code",
                            models.CharField(
                                max_length=3,
                                validators=[django.core.validators.RegexValidator("^R\\d{1,2}$")],
                            ),
                        ),
                        ("title", interface.privacy.fields.GuardedCharField(max_length=80)),
                        (
                            "duty",
                            interface.privacy.fields.GuardedCharField(
                                help_text="In our own words, as the letters print it",
                                max_length=400,
                            ),
                        ),
                        (
                            "source",
                            interface.privacy.fields.GuardedCharField(
                                default="NHS Standard Contract, Service Conditions",
                                max_length=80,
                                verbose_name="stands in",
                            ),
                        ),
                        (
                            "clause",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=40),
                        ),
                        (
                            "contract_year",
                            interface.privacy.fields.GuardedCharField(
                                blank=True, help_text="For example 2018/19", max_length=20
                            ),
                        ),
                        (
                            "to_confirm",
                            interface.privacy.fields.GuardedCharField(
                                blank=True,
                                help_text="What the LMC has still to confirm. Until this is empty, letters leave the clause out.",
                                max_length=120,
                            ),
                        ),
                        (
                            "exception",
                            interface.privacy.fields.GuardedCharField(
                                blank=True,
                                help_text="When the hospital is right to ask",
                                max_length=300,
                            ),
                        ),
                        ("effective_from", models.DateField(verbose_name="in force from")),
                        (
                            "effective_to",
                            models.DateField(blank=True, null=True, verbose_name="in force until"),
                        ),
                        (
                            "addresses",
                            interface.privacy.fields.GuardedCharField(
                                blank=True,
                                help_text="Web pages, without https://",
                                max_length=300,
                                verbose_name="where we read it",
                            ),
                        ),
                        (
                            "categories",
                            models.ManyToManyField(
                                blank=True, related_name="rules", to="issues.category"
                            ),
                        ),
                    ],
                    options={
                        "ordering": [
                            django.db.models.functions.text.Length("code"),
                            "code",
                            "effective_from",
                        ],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("code", "="),
                                    (
                                        issues.letters.models.DateRange(
                                            "effective_from",
                                            "effective_to",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                                inclusive_lower=True, inclusive_upper=True
                                            ),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_edition_of_a_rule_at_a_time",
                                violation_error_message="Another edition of this rule holds on some of these days.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to", None),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="rule_ends_after_it_begins",
                                violation_error_message="The last day must not be before the first.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RuleEvent",
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
                                to="issues.rule",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "code",
                            models.CharField(
                                max_length=3,
                                validators=[django.core.validators.RegexValidator("^R\\d{1,2}$")],
                            ),
                        ),
                        ("title", interface.privacy.fields.GuardedCharField(max_length=80)),
                        (
                            "duty",
                            interface.privacy.fields.GuardedCharField(
                                help_text="In our own words, as the letters print it",
                                max_length=400,
                            ),
                        ),
                        (
                            "source",
                            interface.privacy.fields.GuardedCharField(
                                default="NHS Standard Contract, Service Conditions",
                                max_length=80,
                                verbose_name="stands in",
                            ),
                        ),
                        (
                            "clause",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=40),
                        ),
                        (
                            "contract_year",
                            interface.privacy.fields.GuardedCharField(
                                blank=True, help_text="For example 2018/19", max_length=20
                            ),
                        ),
                        (
                            "to_confirm",
                            interface.privacy.fields.GuardedCharField(
                                blank=True,
                                help_text="What the LMC has still to confirm. Until this is empty, letters leave the clause out.",
                                max_length=120,
                            ),
                        ),
                        (
                            "exception",
                            interface.privacy.fields.GuardedCharField(
                                blank=True,
                                help_text="When the hospital is right to ask",
                                max_length=300,
                            ),
                        ),
                        ("effective_from", models.DateField(verbose_name="in force from")),
                        (
                            "effective_to",
                            models.DateField(blank=True, null=True, verbose_name="in force until"),
                        ),
                        (
                            "addresses",
                            interface.privacy.fields.GuardedCharField(
                                blank=True,
                                help_text="Web pages, without https://",
                                max_length=300,
                                verbose_name="where we read it",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_ruleevent" ("addresses", "clause", "code", "contract_year", "duty", "effective_from", "effective_to", "exception", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "to_confirm") VALUES (NEW."addresses", NEW."clause", NEW."code", NEW."contract_year", NEW."duty", NEW."effective_from", NEW."effective_to", NEW."exception", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source", NEW."title", NEW."to_confirm"); RETURN NULL;',
                            hash="fb884c540720ba86e4e9381b1928c3326dd70b78",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9ed7d",
                            table="issues_rule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_ruleevent" ("addresses", "clause", "code", "contract_year", "duty", "effective_from", "effective_to", "exception", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "to_confirm") VALUES (NEW."addresses", NEW."clause", NEW."code", NEW."contract_year", NEW."duty", NEW."effective_from", NEW."effective_to", NEW."exception", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source", NEW."title", NEW."to_confirm"); RETURN NULL;',
                            hash="681ee756b77198a5575a9f63bf6563bd4c1c4778",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3c991",
                            table="issues_rule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_ruleevent" ("addresses", "clause", "code", "contract_year", "duty", "effective_from", "effective_to", "exception", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "to_confirm") VALUES (OLD."addresses", OLD."clause", OLD."code", OLD."contract_year", OLD."duty", OLD."effective_from", OLD."effective_to", OLD."exception", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source", OLD."title", OLD."to_confirm"); RETURN NULL;',
                            hash="347291e75cbc84b9823a7dc091170eafe29f029e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3ed38",
                            table="issues_rule",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="RuleForCategory",
                    fields=[],
                    options={
                        "proxy": True,
                    },
                    bases=("issues.rule_categories",),
                ),
                migrations.CreateModel(
                    name="RuleForCategoryEvent",
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
                                to="issues.ruleforcategory",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "rule",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.rule",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.category",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ruleforcategory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_ruleforcategoryevent" ("category_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id") VALUES (NEW."category_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rule_id"); RETURN NULL;',
                            hash="ca51d1e8bd5387004b7ee5b93fae2689a215397b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7d947",
                            table="issues_rule_categories",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ruleforcategory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_ruleforcategoryevent" ("category_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id") VALUES (NEW."category_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rule_id"); RETURN NULL;',
                            hash="f045e5d625619fb4a1b0594487e20d4eb5e1174e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_950e6",
                            table="issues_rule_categories",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ruleforcategory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_ruleforcategoryevent" ("category_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id") VALUES (OLD."category_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rule_id"); RETURN NULL;',
                            hash="bc8df35c460dbfe1b4a601afa2ea322f58c39373",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_08eb6",
                            table="issues_rule_categories",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="TemplateLetter",
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
                            "code",
                            models.CharField(
                                max_length=3,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^L\\d{1,2}$", "For example L12"
                                    )
                                ],
                            ),
                        ),
                        ("title", interface.privacy.fields.GuardedCharField(max_length=80)),
                        (
                            "use_when",
                            interface.privacy.fields.GuardedCharField(
                                help_text="One sentence for the list of letters", max_length=200
                            ),
                        ),
                        (
                            "rule_code",
                            models.CharField(
                                help_text="Cited unless what is ticked names another: R1, R2 …",
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^R\\d{1,2}$", "For example R1"
                                    )
                                ],
                                verbose_name="rule",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="issues.templateletter",
                            ),
                        ),
                        (
                            "categories",
                            models.ManyToManyField(
                                blank=True, related_name="letters", to="issues.category"
                            ),
                        ),
                    ],
                    options={
                        "ordering": [django.db.models.functions.text.Length("code"), "code"],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateLetterEvent",
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
                                to="issues.templateletter",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "code",
                            models.CharField(
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^L\\d{1,2}$", "For example L12"
                                    )
                                ],
                            ),
                        ),
                        ("title", interface.privacy.fields.GuardedCharField(max_length=80)),
                        (
                            "use_when",
                            interface.privacy.fields.GuardedCharField(
                                help_text="One sentence for the list of letters", max_length=200
                            ),
                        ),
                        (
                            "rule_code",
                            models.CharField(
                                help_text="Cited unless what is ticked names another: R1, R2 …",
                                max_length=3,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^R\\d{1,2}$", "For example R1"
                                    )
                                ],
                                verbose_name="rule",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.templateletter",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="templateletter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_templateletterevent" ("code", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_by_id", "rule_code", "title", "use_when") VALUES (NEW."code", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."replaced_by_id", NEW."rule_code", NEW."title", NEW."use_when"); RETURN NULL;',
                            hash="50a7dfab8ee2a50ff07b0904193d191da3420f4e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fccaa",
                            table="issues_templateletter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="templateletter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_templateletterevent" ("code", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_by_id", "rule_code", "title", "use_when") VALUES (NEW."code", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."replaced_by_id", NEW."rule_code", NEW."title", NEW."use_when"); RETURN NULL;',
                            hash="9c09f6a8f9c41066abac725711476f61be4c902f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cf7d3",
                            table="issues_templateletter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="templateletter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_templateletterevent" ("code", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_by_id", "rule_code", "title", "use_when") VALUES (OLD."code", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."replaced_by_id", OLD."rule_code", OLD."title", OLD."use_when"); RETURN NULL;',
                            hash="fe37b8076b8ee52ccba74fabbe2bd4e53da5c41e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1b322",
                            table="issues_templateletter",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LetterForCategory",
                    fields=[],
                    options={
                        "proxy": True,
                    },
                    bases=("issues.templateletter_categories",),
                ),
                migrations.CreateModel(
                    name="LetterForCategoryEvent",
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
                                to="issues.letterforcategory",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "templateletter",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.templateletter",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.category",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterforcategory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_letterforcategoryevent" ("category_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "templateletter_id") VALUES (NEW."category_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."templateletter_id"); RETURN NULL;',
                            hash="c5863cefc625e4f970096d963cfca0821fc3608e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_116a7",
                            table="issues_templateletter_categories",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterforcategory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_letterforcategoryevent" ("category_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "templateletter_id") VALUES (NEW."category_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."templateletter_id"); RETURN NULL;',
                            hash="1c4d2099a6f3672c524efbbfcd4bae9aaa6b6d4e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3e5c7",
                            table="issues_templateletter_categories",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterforcategory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_letterforcategoryevent" ("category_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "templateletter_id") VALUES (OLD."category_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."templateletter_id"); RETURN NULL;',
                            hash="1cd630c37baa8c200901cc0b684b8bb85aacd8b4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_64687",
                            table="issues_templateletter_categories",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LetterVersion",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="issues.templateletter",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("subject", interface.privacy.fields.GuardedCharField(max_length=120)),
                        ("body", interface.privacy.fields.GuardedTextField(max_length=4000)),
                        (
                            "requests",
                            interface.privacy.fields.GuardedTextField(
                                max_length=2000, verbose_name="what the letter is about"
                            ),
                        ),
                        (
                            "reasons",
                            interface.privacy.fields.GuardedTextField(
                                max_length=2000, verbose_name="why it is sent"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "agreed_by_practice_side",
                            interface.privacy.fields.GuardedCharField(
                                blank=True, max_length=80, verbose_name="for general practice"
                            ),
                        ),
                        (
                            "agreed_by_trust_side",
                            interface.privacy.fields.GuardedCharField(
                                blank=True, max_length=80, verbose_name="for the trust"
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "review_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="to be reviewed by"
                            ),
                        ),
                        ("withdrawn_on", models.DateField(blank=True, null=True)),
                        (
                            "withdrawn_because",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=300),
                        ),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("letter", "number"), name="letter_version_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed_by_practice_side", ""),
                                        ("agreed_by_trust_side", ""),
                                        ("agreed_on", None),
                                        ("review_on", None),
                                    ),
                                    models.Q(
                                        models.Q(("agreed_by_practice_side", ""), _negated=True),
                                        models.Q(("agreed_by_trust_side", ""), _negated=True),
                                        ("agreed_on__isnull", False),
                                        ("review_on__isnull", False),
                                        ("review_on__gt", models.F("agreed_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="letter_agreed_by_both_sides_or_neither",
                                violation_error_message="An agreement needs both sides, its day, and a later day of review.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_because", ""), ("withdrawn_on", None)),
                                    models.Q(
                                        ("agreed_on__isnull", False),
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="letter_withdrawn_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "subject__regex",
                                            "\\{(?!(date|date_of_birth|letter_date|nhs_number|our_reference|patient_name|practice|reasons|requests|rule|sender|specialty|trust)\\})",
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        (
                                            "body__regex",
                                            "\\{(?!(date|date_of_birth|letter_date|nhs_number|our_reference|patient_name|practice|reasons|requests|rule|sender|specialty|trust)\\})",
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(("requests__contains", "{"), _negated=True),
                                    models.Q(("reasons__contains", "{"), _negated=True),
                                ),
                                name="letter_has_known_placeholders_only",
                                violation_error_message="There is a placeholder that this service does not know.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterVersionEvent",
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
                                to="issues.letterversion",
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
                                to="issues.templateletter",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("subject", interface.privacy.fields.GuardedCharField(max_length=120)),
                        ("body", interface.privacy.fields.GuardedTextField(max_length=4000)),
                        (
                            "requests",
                            interface.privacy.fields.GuardedTextField(
                                max_length=2000, verbose_name="what the letter is about"
                            ),
                        ),
                        (
                            "reasons",
                            interface.privacy.fields.GuardedTextField(
                                max_length=2000, verbose_name="why it is sent"
                            ),
                        ),
                        (
                            "made_by",
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
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "agreed_by_practice_side",
                            interface.privacy.fields.GuardedCharField(
                                blank=True, max_length=80, verbose_name="for general practice"
                            ),
                        ),
                        (
                            "agreed_by_trust_side",
                            interface.privacy.fields.GuardedCharField(
                                blank=True, max_length=80, verbose_name="for the trust"
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "review_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="to be reviewed by"
                            ),
                        ),
                        ("withdrawn_on", models.DateField(blank=True, null=True)),
                        (
                            "withdrawn_because",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=300),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="words_never_change",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."requests" IS DISTINCT FROM (NEW."requests") OR OLD."reasons" IS DISTINCT FROM (NEW."reasons") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="c398c313d495e97ee45838d47dd710ac01175310",
                            operation="UPDATE",
                            pgid="pgtrigger_words_never_change_1c6e2",
                            table="issues_letterversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="versions_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="13be7538ef03be0c321258917f1fda4580c23e8a",
                            operation="DELETE",
                            pgid="pgtrigger_versions_stay_da3f7",
                            table="issues_letterversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_letterversionevent" ("agreed_by_practice_side", "agreed_by_trust_side", "agreed_on", "body", "id", "letter_id", "made_at", "made_by_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "requests", "review_on", "subject", "withdrawn_because", "withdrawn_on") VALUES (NEW."agreed_by_practice_side", NEW."agreed_by_trust_side", NEW."agreed_on", NEW."body", NEW."id", NEW."letter_id", NEW."made_at", NEW."made_by_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reasons", NEW."requests", NEW."review_on", NEW."subject", NEW."withdrawn_because", NEW."withdrawn_on"); RETURN NULL;',
                            hash="f9d83664cc307525e05b89ca56a52c0f28149916",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_58bc0",
                            table="issues_letterversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_letterversionevent" ("agreed_by_practice_side", "agreed_by_trust_side", "agreed_on", "body", "id", "letter_id", "made_at", "made_by_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "requests", "review_on", "subject", "withdrawn_because", "withdrawn_on") VALUES (NEW."agreed_by_practice_side", NEW."agreed_by_trust_side", NEW."agreed_on", NEW."body", NEW."id", NEW."letter_id", NEW."made_at", NEW."made_by_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reasons", NEW."requests", NEW."review_on", NEW."subject", NEW."withdrawn_because", NEW."withdrawn_on"); RETURN NULL;',
                            hash="ad08311b537d5dfa8f300bc4febc6819c559fe62",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ad1d4",
                            table="issues_letterversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_letterversionevent" ("agreed_by_practice_side", "agreed_by_trust_side", "agreed_on", "body", "id", "letter_id", "made_at", "made_by_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "requests", "review_on", "subject", "withdrawn_because", "withdrawn_on") VALUES (OLD."agreed_by_practice_side", OLD."agreed_by_trust_side", OLD."agreed_on", OLD."body", OLD."id", OLD."letter_id", OLD."made_at", OLD."made_by_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reasons", OLD."requests", OLD."review_on", OLD."subject", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;',
                            hash="ab2d3ef4d11c2dbcdbf1d23b043364d44cdce388",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ff1f3",
                            table="issues_letterversion",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="LetterUse",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="issues.templateletter",
                            ),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letter_uses",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("copied", "Copied"), ("downloaded", "Downloaded")],
                                max_length=10,
                            ),
                        ),
                        ("month", models.DateField(help_text="Its first day")),
                        ("count", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["-month", "letter"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("letter", "specialty", "kind", "month"),
                                name="letter_use_counted_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="letter_use_month_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeskLink",
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
                            "specialty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="desk_links",
                                to="directory.specialty",
                            ),
                        ),
                        ("sent_to", models.EmailField(max_length=254)),
                        ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("expires_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_for_new_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="When whoever has it asked for one that works",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "link to a reply desk",
                        "verbose_name_plural": "links to reply desks",
                        "ordering": ["-made_at"],
                    },
                ),
                migrations.CreateModel(
                    name="DeskLinkEvent",
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
                                to="issues.desklink",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
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
                        ("sent_to", models.EmailField(max_length=254)),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("expires_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_for_new_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="When whoever has it asked for one that works",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="desklink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_desklinkevent" ("asked_for_new_at", "expires_at", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "sent_to", "specialty_id") VALUES (NEW."asked_for_new_at", NEW."expires_at", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."sent_to", NEW."specialty_id"); RETURN NULL;',
                            hash="2d3b5de75eb54ee9b3c685663e55cdf004b3589e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4bcb2",
                            table="issues_desklink",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="desklink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_for_new_at" IS DISTINCT FROM (NEW."asked_for_new_at") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."sent_to" IS DISTINCT FROM (NEW."sent_to") OR OLD."specialty_id" IS DISTINCT FROM (NEW."specialty_id"))',
                            func='INSERT INTO "issues_desklinkevent" ("asked_for_new_at", "expires_at", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "sent_to", "specialty_id") VALUES (NEW."asked_for_new_at", NEW."expires_at", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."sent_to", NEW."specialty_id"); RETURN NULL;',
                            hash="ca899eb8f5fdf30720ef75962b39655a8bcd29f2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_157be",
                            table="issues_desklink",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="desklink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_desklinkevent" ("asked_for_new_at", "expires_at", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "sent_to", "specialty_id") VALUES (OLD."asked_for_new_at", OLD."expires_at", OLD."id", OLD."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."sent_to", OLD."specialty_id"); RETURN NULL;',
                            hash="35a2a38dc7871ed4ba7de92a37583151bba94de5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_55b2f",
                            table="issues_desklink",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="SpecialtyProposal",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposals",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("category", "The category is wrong"),
                                    ("fix", "Fixed for good"),
                                    ("right_team", "Belongs to another team"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", interface.privacy.fields.GuardedTextField(max_length=1000)),
                        (
                            "category",
                            models.ForeignKey(
                                blank=True,
                                help_text="The right one, if the category is wrong",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.category",
                            ),
                        ),
                        (
                            "right_specialty",
                            models.ForeignKey(
                                blank=True,
                                help_text="The right one, if it belongs to another team and they know which",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "fixed_from",
                            models.DateField(
                                blank=True, help_text="Since when it is fixed", null=True
                            ),
                        ),
                        (
                            "scope",
                            interface.privacy.fields.GuardedCharField(
                                blank=True, help_text="Where it is fixed", max_length=200
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals_made",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "desk_link",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="issues.desklink",
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("submission", models.UUIDField(editable=False, null=True, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "To decide"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals_decided",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision",
                            interface.privacy.fields.GuardedTextField(
                                blank=True,
                                help_text="What the team told the specialty",
                                max_length=1000,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "proposal of a specialty",
                        "verbose_name_plural": "proposals of specialties",
                        "ordering": ["-made_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["made_at"],
                                name="proposal_to_decide",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("issue", "kind"),
                                name="one_open_proposal_of_a_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    ("decided_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="decided_proposal_says_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "fix"), _negated=True),
                                    models.Q(
                                        ("fixed_from__isnull", False),
                                        models.Q(("scope", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="proposed_fix_says_when_and_where",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "category"), _negated=True),
                                    ("category__isnull", False),
                                    _connector="OR",
                                ),
                                name="disputed_category_names_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpecialtyProposalEvent",
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
                                to="issues.specialtyproposal",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "issue",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.issue",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("category", "The category is wrong"),
                                    ("fix", "Fixed for good"),
                                    ("right_team", "Belongs to another team"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", interface.privacy.fields.GuardedTextField(max_length=1000)),
                        (
                            "category",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The right one, if the category is wrong",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.category",
                            ),
                        ),
                        (
                            "right_specialty",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The right one, if it belongs to another team and they know which",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "fixed_from",
                            models.DateField(
                                blank=True, help_text="Since when it is fixed", null=True
                            ),
                        ),
                        (
                            "scope",
                            interface.privacy.fields.GuardedCharField(
                                blank=True, help_text="Where it is fixed", max_length=200
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "desk_link",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.desklink",
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "To decide"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision",
                            interface.privacy.fields.GuardedTextField(
                                blank=True,
                                help_text="What the team told the specialty",
                                max_length=1000,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialtyproposal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_specialtyproposalevent" ("category_id", "decided_at", "decided_by_id", "decision", "desk_link_id", "fixed_from", "id", "issue_id", "kind", "made_at", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right_specialty_id", "scope", "specialty_id", "state", "text") VALUES (NEW."category_id", NEW."decided_at", NEW."decided_by_id", NEW."decision", NEW."desk_link_id", NEW."fixed_from", NEW."id", NEW."issue_id", NEW."kind", NEW."made_at", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."right_specialty_id", NEW."scope", NEW."specialty_id", NEW."state", NEW."text"); RETURN NULL;',
                            hash="a9c8b9b779c94227809325501798c4bb6681d19e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3ea20",
                            table="issues_specialtyproposal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialtyproposal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."desk_link_id" IS DISTINCT FROM (NEW."desk_link_id") OR OLD."fixed_from" IS DISTINCT FROM (NEW."fixed_from") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issue_id" IS DISTINCT FROM (NEW."issue_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."right_specialty_id" IS DISTINCT FROM (NEW."right_specialty_id") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."specialty_id" IS DISTINCT FROM (NEW."specialty_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                            func='INSERT INTO "issues_specialtyproposalevent" ("category_id", "decided_at", "decided_by_id", "decision", "desk_link_id", "fixed_from", "id", "issue_id", "kind", "made_at", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right_specialty_id", "scope", "specialty_id", "state", "text") VALUES (NEW."category_id", NEW."decided_at", NEW."decided_by_id", NEW."decision", NEW."desk_link_id", NEW."fixed_from", NEW."id", NEW."issue_id", NEW."kind", NEW."made_at", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."right_specialty_id", NEW."scope", NEW."specialty_id", NEW."state", NEW."text"); RETURN NULL;',
                            hash="ac30ac5e33f93e39846380b4724cfbf0b5055b84",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cf056",
                            table="issues_specialtyproposal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialtyproposal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_specialtyproposalevent" ("category_id", "decided_at", "decided_by_id", "decision", "desk_link_id", "fixed_from", "id", "issue_id", "kind", "made_at", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right_specialty_id", "scope", "specialty_id", "state", "text") VALUES (OLD."category_id", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."desk_link_id", OLD."fixed_from", OLD."id", OLD."issue_id", OLD."kind", OLD."made_at", OLD."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."right_specialty_id", OLD."scope", OLD."specialty_id", OLD."state", OLD."text"); RETURN NULL;',
                            hash="20bf27b5d7706c34b6b9c1d802854616b05c1387",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_94eda",
                            table="issues_specialtyproposal",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="RoutingRule",
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
                                help_text="What history and the desk call it", max_length=80
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                help_text="The lowest goes first: for each effect the first rule that fits decides"
                            ),
                        ),
                        ("is_on", models.BooleanField(default=False, verbose_name="switched on")),
                        (
                            "at_once",
                            models.BooleanField(
                                default=False,
                                help_text="As soon as an issue is raised. Otherwise the desk is shown what it proposes.",
                                verbose_name="applies by itself",
                            ),
                        ),
                        ("valid_from", models.DateField(default=django.utils.timezone.localdate)),
                        (
                            "valid_to",
                            models.DateField(blank=True, null=True, verbose_name="valid until"),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "specialty_unknown",
                            models.BooleanField(
                                default=False, verbose_name="the reporter was not sure which"
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                            "place",
                            interface.privacy.fields.GuardedCharField(
                                blank=True, max_length=100, verbose_name="place of the practice"
                            ),
                        ),
                        (
                            "possible_harm",
                            models.BooleanField(default=False, verbose_name="possible harm"),
                        ),
                        (
                            "kind",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=10),
                        ),
                        (
                            "direction",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=20),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="looked after by",
                            ),
                        ),
                        (
                            "sends_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.specialty",
                                verbose_name="goes to",
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("prompt", "Before others: it has come back"),
                                    ("same_day", "Same working day"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "triage_within",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(60)],
                                verbose_name="working days to triage",
                            ),
                        ),
                        (
                            "answer_within",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="working days to answer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to", None),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="routing_rule_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("specialty_unknown", False),
                                    ("specialty", None),
                                    _connector="OR",
                                ),
                                name="an_unknown_specialty_is_not_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoutingRuleEvent",
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
                                to="issues.routingrule",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "name",
                            interface.privacy.fields.GuardedCharField(
                                help_text="What history and the desk call it", max_length=80
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                help_text="The lowest goes first: for each effect the first rule that fits decides"
                            ),
                        ),
                        ("is_on", models.BooleanField(default=False, verbose_name="switched on")),
                        (
                            "at_once",
                            models.BooleanField(
                                default=False,
                                help_text="As soon as an issue is raised. Otherwise the desk is shown what it proposes.",
                                verbose_name="applies by itself",
                            ),
                        ),
                        ("valid_from", models.DateField(default=django.utils.timezone.localdate)),
                        (
                            "valid_to",
                            models.DateField(blank=True, null=True, verbose_name="valid until"),
                        ),
                        (
                            "specialty",
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
                        (
                            "specialty_unknown",
                            models.BooleanField(
                                default=False, verbose_name="the reporter was not sure which"
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                            "place",
                            interface.privacy.fields.GuardedCharField(
                                blank=True, max_length=100, verbose_name="place of the practice"
                            ),
                        ),
                        (
                            "possible_harm",
                            models.BooleanField(default=False, verbose_name="possible harm"),
                        ),
                        (
                            "kind",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=10),
                        ),
                        (
                            "direction",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=20),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="looked after by",
                            ),
                        ),
                        (
                            "sends_to",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="directory.specialty",
                                verbose_name="goes to",
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("prompt", "Before others: it has come back"),
                                    ("same_day", "Same working day"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "triage_within",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(60)],
                                verbose_name="working days to triage",
                            ),
                        ),
                        (
                            "answer_within",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="working days to answer",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="routingrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_routingruleevent" ("answer_within", "ask", "at_once", "category_id", "direction", "id", "is_on", "kind", "name", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "possible_harm", "priority", "sends_to_id", "specialty_id", "specialty_unknown", "triage_within", "valid_from", "valid_to") VALUES (NEW."answer_within", NEW."ask", NEW."at_once", NEW."category_id", NEW."direction", NEW."id", NEW."is_on", NEW."kind", NEW."name", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."position", NEW."possible_harm", NEW."priority", NEW."sends_to_id", NEW."specialty_id", NEW."specialty_unknown", NEW."triage_within", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="6d7f9f3ef7f9983235145b3eb0f4c520587780bf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5f30b",
                            table="issues_routingrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="routingrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_routingruleevent" ("answer_within", "ask", "at_once", "category_id", "direction", "id", "is_on", "kind", "name", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "possible_harm", "priority", "sends_to_id", "specialty_id", "specialty_unknown", "triage_within", "valid_from", "valid_to") VALUES (NEW."answer_within", NEW."ask", NEW."at_once", NEW."category_id", NEW."direction", NEW."id", NEW."is_on", NEW."kind", NEW."name", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."position", NEW."possible_harm", NEW."priority", NEW."sends_to_id", NEW."specialty_id", NEW."specialty_unknown", NEW."triage_within", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="db301a5d3811e4684dcaf23a27db43167b1fec47",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_36c1c",
                            table="issues_routingrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="routingrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_routingruleevent" ("answer_within", "ask", "at_once", "category_id", "direction", "id", "is_on", "kind", "name", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "possible_harm", "priority", "sends_to_id", "specialty_id", "specialty_unknown", "triage_within", "valid_from", "valid_to") VALUES (OLD."answer_within", OLD."ask", OLD."at_once", OLD."category_id", OLD."direction", OLD."id", OLD."is_on", OLD."kind", OLD."name", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."position", OLD."possible_harm", OLD."priority", OLD."sends_to_id", OLD."specialty_id", OLD."specialty_unknown", OLD."triage_within", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                            hash="a433064d7606136b9e693f75d5e0106970fcc604",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9c392",
                            table="issues_routingrule",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="SearchWord",
                    fields=[
                        (
                            "word",
                            models.CharField(max_length=40, primary_key=True, serialize=False),
                        ),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["word"],
                                name="search_word_alike",
                                opclasses=["gin_trgm_ops"],
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicStatement",
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
                            "slug",
                            models.SlugField(
                                default=issues.statements.models.new_slug,
                                editable=False,
                                max_length=8,
                                unique=True,
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "is_demonstration",
                            models.BooleanField(
                                default=False, verbose_name="invented for demonstration"
                            ),
                        ),
                        (
                            "issues",
                            models.ManyToManyField(
                                blank=True, related_name="statements", to="issues.issue"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at"],
                    },
                ),
                migrations.CreateModel(
                    name="PublicStatementEvent",
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
                                to="issues.publicstatement",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "slug",
                            models.SlugField(
                                db_index=False,
                                default=issues.statements.models.new_slug,
                                editable=False,
                                max_length=8,
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
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
                    model_name="publicstatement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_publicstatementevent" ("id", "is_demonstration", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."id", NEW."is_demonstration", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;',
                            hash="8744536b52ec27cbc426d5256891541048a87a84",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7e7b1",
                            table="issues_publicstatement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="publicstatement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_publicstatementevent" ("id", "is_demonstration", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."id", NEW."is_demonstration", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;',
                            hash="627f72d41095dc2c6cbde1550db2cd1182ece39b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9bbbf",
                            table="issues_publicstatement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="publicstatement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_publicstatementevent" ("id", "is_demonstration", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."id", OLD."is_demonstration", OLD."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;',
                            hash="5ed7a95516c6bff8c5b9c92ca6a2c9d0ea06fc73",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1fd79",
                            table="issues_publicstatement",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="StatementForIssue",
                    fields=[],
                    options={
                        "proxy": True,
                    },
                    bases=("issues.publicstatement_issues",),
                ),
                migrations.CreateModel(
                    name="StatementForIssueEvent",
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
                                to="issues.statementforissue",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "publicstatement",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.publicstatement",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statementforissue",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_statementforissueevent" ("id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicstatement_id") VALUES (NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."publicstatement_id"); RETURN NULL;',
                            hash="70e48d8ad06689814117e2607d7b044c3e97be9e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dbc32",
                            table="issues_publicstatement_issues",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statementforissue",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_statementforissueevent" ("id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicstatement_id") VALUES (NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."publicstatement_id"); RETURN NULL;',
                            hash="349f6865cf4df0811e940e477defde7d8b0d9593",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fa873",
                            table="issues_publicstatement_issues",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statementforissue",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_statementforissueevent" ("id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicstatement_id") VALUES (OLD."id", OLD."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."publicstatement_id"); RETURN NULL;',
                            hash="da02e09544ee739dc8f06fb71373c214bdbf1d54",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a40fc",
                            table="issues_publicstatement_issues",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="StatementVersion",
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
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="issues.publicstatement",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("waiting", "Waiting for approval"),
                                    ("public", "Public"),
                                    ("replaced", "Replaced"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("issue", "Something that went wrong"),
                                    ("praise", "Praise"),
                                ],
                                default="issue",
                                max_length=10,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("changed", "We did"),
                                    ("planned", "We will"),
                                    ("not_possible", "We could not, because"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("month", models.DateField(help_text="Its first day")),
                        (
                            "specialty",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="directory.specialty",
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
                            "said",
                            interface.privacy.fields.GuardedCharField(
                                max_length=300, verbose_name="you said"
                            ),
                        ),
                        (
                            "did",
                            interface.privacy.fields.GuardedTextField(
                                blank=True, max_length=500, verbose_name="what was done"
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "withdrawn_because",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=300),
                        ),
                    ],
                    options={
                        "ordering": ["-number"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "public")),
                                fields=["-month", "-approved_at"],
                                name="public_statements",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("statement", "number"), name="statement_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "public")),
                                fields=("statement",),
                                name="one_public_version_of_a_statement",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["draft", "waiting"])),
                                fields=("statement",),
                                name="one_pending_version_of_a_statement",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at", None), ("approved_by", None)),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                        models.Q(
                                            ("approved_by", models.F("written_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="statement_approved_by_a_second_person",
                                violation_error_message="Somebody other than the writer approves.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["public", "withdrawn"]), _negated=True),
                                    ("approved_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="statement_public_only_once_approved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", "withdrawn"),
                                        ("withdrawn_at__isnull", False),
                                        models.Q(("withdrawn_because", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "withdrawn"), _negated=True),
                                        ("withdrawn_at", None),
                                        ("withdrawn_because", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="statement_withdrawn_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "praise"), ("result", "")),
                                    models.Q(
                                        ("kind", "issue"),
                                        models.Q(("result", ""), _negated=True),
                                        models.Q(("did", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="statement_says_what_became_of_it",
                                violation_error_message="Say what became of it; of praise, only the thanks.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="statement_month_begins"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("said", ""), _negated=True),
                                name="statement_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatementVersionEvent",
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
                                to="issues.statementversion",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "statement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.publicstatement",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("waiting", "Waiting for approval"),
                                    ("public", "Public"),
                                    ("replaced", "Replaced"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("issue", "Something that went wrong"),
                                    ("praise", "Praise"),
                                ],
                                default="issue",
                                max_length=10,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("changed", "We did"),
                                    ("planned", "We will"),
                                    ("not_possible", "We could not, because"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("month", models.DateField(help_text="Its first day")),
                        (
                            "specialty",
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
                            "said",
                            interface.privacy.fields.GuardedCharField(
                                max_length=300, verbose_name="you said"
                            ),
                        ),
                        (
                            "did",
                            interface.privacy.fields.GuardedTextField(
                                blank=True, max_length=500, verbose_name="what was done"
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        (
                            "approved_by",
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
                            "approved_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        (
                            "withdrawn_because",
                            interface.privacy.fields.GuardedCharField(blank=True, max_length=300),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statementversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="statement_words_never_change",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."statement_id" IS DISTINCT FROM (NEW."statement_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."specialty_id" IS DISTINCT FROM (NEW."specialty_id") OR OLD."ask" IS DISTINCT FROM (NEW."ask") OR OLD."said" IS DISTINCT FROM (NEW."said") OR OLD."did" IS DISTINCT FROM (NEW."did") OR OLD."written_by_id" IS DISTINCT FROM (NEW."written_by_id") OR OLD."written_at" IS DISTINCT FROM (NEW."written_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="a499bcd9852cec9c093fd700e0716418971329ba",
                            operation="UPDATE",
                            pgid="pgtrigger_statement_words_never_change_9a078",
                            table="issues_statementversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statementversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="statement_versions_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="d76aad3e209f17c5fef69317fb50634741821eac",
                            operation="DELETE",
                            pgid="pgtrigger_statement_versions_stay_c78c0",
                            table="issues_statementversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statementversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_statementversionevent" ("approved_at", "approved_by_id", "ask", "did", "id", "kind", "month", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "said", "specialty_id", "state", "statement_id", "withdrawn_at", "withdrawn_because", "written_at", "written_by_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."ask", NEW."did", NEW."id", NEW."kind", NEW."month", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."result", NEW."said", NEW."specialty_id", NEW."state", NEW."statement_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="2173a9bfbdee89ba6b09dc634f7b2e96c6bd774c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a62e5",
                            table="issues_statementversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statementversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_statementversionevent" ("approved_at", "approved_by_id", "ask", "did", "id", "kind", "month", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "said", "specialty_id", "state", "statement_id", "withdrawn_at", "withdrawn_because", "written_at", "written_by_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."ask", NEW."did", NEW."id", NEW."kind", NEW."month", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."result", NEW."said", NEW."specialty_id", NEW."state", NEW."statement_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="d3eeb7f2c762c6ac9b590b92f82780fc6e8fa482",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_def73",
                            table="issues_statementversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statementversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_statementversionevent" ("approved_at", "approved_by_id", "ask", "did", "id", "kind", "month", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "said", "specialty_id", "state", "statement_id", "withdrawn_at", "withdrawn_because", "written_at", "written_by_id") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."ask", OLD."did", OLD."id", OLD."kind", OLD."month", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."result", OLD."said", OLD."specialty_id", OLD."state", OLD."statement_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                            hash="a2fc60558f271ba726afebb6821104cf62abf6a4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_96477",
                            table="issues_statementversion",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ThemeTitle",
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
                            "issue",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="theme_title",
                                to="issues.issue",
                            ),
                        ),
                        ("title", interface.privacy.fields.GuardedCharField(max_length=80)),
                    ],
                    options={
                        "verbose_name": "theme",
                    },
                ),
                migrations.CreateModel(
                    name="ThemeTitleEvent",
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
                                to="issues.themetitle",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "issue",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.issue",
                            ),
                        ),
                        ("title", interface.privacy.fields.GuardedCharField(max_length=80)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="themetitle",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_themetitleevent" ("id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."title"); RETURN NULL;',
                            hash="85aa57f5f7076016c99251cb9fc578f98f790061",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9ac3c",
                            table="issues_themetitle",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="themetitle",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_themetitleevent" ("id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."title"); RETURN NULL;',
                            hash="17ada980968e557a5bb49b81ebdf351b082f9c6a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1f12a",
                            table="issues_themetitle",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="themetitle",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_themetitleevent" ("id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (OLD."id", OLD."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."title"); RETURN NULL;',
                            hash="14efcf337a2a0e85b19f945175ce555bcbe59181",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5dbc6",
                            table="issues_themetitle",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="PromisedFix",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="promised_fixes",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(help_text="The closing that promised it"),
                        ),
                        (
                            "specialty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promised_fixes",
                                to="directory.specialty",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promised_fixes",
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
                            "rule",
                            models.ForeignKey(
                                blank=True,
                                help_text="Which duty it comes under, if one governs the category",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promised_fixes",
                                to="issues.rule",
                            ),
                        ),
                        (
                            "holds_until",
                            models.DateField(
                                help_text="A new issue up to this day is a recurrence"
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="When it was reopened", null=True
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "promised fixes",
                        "ordering": ["-closed_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["specialty", "category", "-closed_at"],
                                name="promised_fix_by_scope",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("issue", "closed_at", "specialty", "category"),
                                name="closing_promises_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None),
                                    ("ended_at__gte", models.F("closed_at")),
                                    _connector="OR",
                                ),
                                name="promise_ends_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PromisedFixEvent",
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
                                to="issues.promisedfix",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "issue",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(help_text="The closing that promised it"),
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
                            "category",
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
                            "rule",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Which duty it comes under, if one governs the category",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="issues.rule",
                            ),
                        ),
                        (
                            "holds_until",
                            models.DateField(
                                help_text="A new issue up to this day is a recurrence"
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="When it was reopened", null=True
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promisedfix",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_promisedfixevent" ("ask", "category_id", "closed_at", "ended_at", "holds_until", "id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id", "specialty_id") VALUES (NEW."ask", NEW."category_id", NEW."closed_at", NEW."ended_at", NEW."holds_until", NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rule_id", NEW."specialty_id"); RETURN NULL;',
                            hash="f8249266d19fc1d10f6bc2d56173950b1d7bac87",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1ad34",
                            table="issues_promisedfix",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promisedfix",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "issues_promisedfixevent" ("ask", "category_id", "closed_at", "ended_at", "holds_until", "id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id", "specialty_id") VALUES (NEW."ask", NEW."category_id", NEW."closed_at", NEW."ended_at", NEW."holds_until", NEW."id", NEW."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rule_id", NEW."specialty_id"); RETURN NULL;',
                            hash="54c0dc4c338bdb958ff23fc06d9dcf6a7cf5c8ac",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fb28c",
                            table="issues_promisedfix",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promisedfix",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "issues_promisedfixevent" ("ask", "category_id", "closed_at", "ended_at", "holds_until", "id", "issue_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_id", "specialty_id") VALUES (OLD."ask", OLD."category_id", OLD."closed_at", OLD."ended_at", OLD."holds_until", OLD."id", OLD."issue_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rule_id", OLD."specialty_id"); RETURN NULL;',
                            hash="a9e5a6032def4cae1b97b93859c85b82b377365f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2576a",
                            table="issues_promisedfix",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
