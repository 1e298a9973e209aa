from django.db import migrations

# The holder by status, and the handovers where it, or the specialty, is not what it was before.
FROM_HISTORY = """
INSERT INTO issues_handover (issue_id, at, holder, specialty_id, is_pause)
SELECT issue_id, at, holder, specialty_id, false
FROM (
    SELECT issue_id, event_id, at, holder, specialty_id,
           lag(holder, 1, 'integration_team') OVER life AS holder_before,
           lag(specialty_id) OVER life AS specialty_before
    FROM (
        SELECT event.pgh_obj_id AS issue_id, event.pgh_id AS event_id,
               greatest(event.pgh_created_at, issue.raised_at) AS at,
               CASE WHEN event.status = 'with_specialty' THEN 'specialty'
                    WHEN event.status = 'waiting_for_practice' THEN 'practice'
                    WHEN event.status = 'in_project' THEN 'other'
                    WHEN event.status IN ('answered', 'closed') THEN 'nobody'
                    ELSE 'integration_team' END AS holder,
               CASE WHEN event.status = 'with_specialty' THEN event.specialty_id
                    END AS specialty_id
        FROM issues_issueevent event
        JOIN issues_issue issue ON issue.id = event.pgh_obj_id
        WHERE event.pgh_label <> 'delete'
    ) AS steps
    WINDOW life AS (PARTITION BY issue_id ORDER BY event_id)
) AS changes
WHERE (holder, specialty_id) IS DISTINCT FROM (holder_before, specialty_before)
ORDER BY event_id
"""


def hand_over_as_history_says(apps, schema_editor):
    """Before handovers were written down, history kept every status with its time."""
    schema_editor.execute(FROM_HISTORY)


class Migration(migrations.Migration):
    dependencies = [("issues", "0013_who_holds_an_issue")]

    operations = [
        migrations.RunPython(hand_over_as_history_says, migrations.RunPython.noop, elidable=True)
    ]
