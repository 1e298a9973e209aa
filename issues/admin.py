"""What the integration team meets in the admin; each subject has its own module."""

from django.contrib import admin

from interface import history
from interface.privacy.forms import GuardedModelForm
from issues.chasers import admin as chasers_admin  # noqa: F401  (registers itself)
from issues.clocks import admin as clocks_admin  # noqa: F401  (registers itself)
from issues.desk import admin as desk_admin  # noqa: F401  (registers itself)
from issues.forgetting import admin as forgetting_admin  # noqa: F401  (registers itself)
from issues.letters import admin as letters_admin  # noqa: F401  (registers itself)
from issues.models import Category
from issues.replydesk import admin as replydesk_admin  # noqa: F401  (registers itself)
from issues.routing import admin as routing_admin  # noqa: F401  (registers itself)
from issues.statements import admin as statements_admin  # noqa: F401  (registers itself)
from issues.themes import admin as themes_admin  # noqa: F401  (registers itself)


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    """The words of the form may change; codes, on which reports stand, may not."""

    form = GuardedModelForm
    list_display = ["code", "label", "example", "ask", "position", "valid_from", "valid_to"]
    fields = ["code", "label", "example", "ask", "position", "valid_from", "valid_to"]

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        save_category(obj, by=request.user)


@history.action("changed a category")
def save_category(category, *, by):
    category.save()
