"""Blocks of rows take the place of months among the keys that an issue is found by.

Two keys name the latest thousands, however busy the month, so that the index reads no more than
it must. The column is worked out anew.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

import issues.search.keys


class Migration(migrations.Migration):
    dependencies = [("issues", "0008_you_said_we_did")]

    operations = [
        migrations.RemoveIndex(model_name="issue", name="issue_words"),
        migrations.RemoveField(model_name="issue", name="words"),
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
    ]
