"""Whether the service is up (live) and can do its work (ready)."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def live(request):
    """This process answers."""
    return HttpResponse("live\n", content_type="text/plain")


@login_not_required
@require_safe
def ready(request):
    """The database answers and its tables are those that this version expects."""
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"ready": False, "reason": "database does not answer"}, status=503)
    if waiting:
        return JsonResponse({"ready": False, "reason": "migrations are waiting"}, status=503)
    return JsonResponse({"ready": True})
