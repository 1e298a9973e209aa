from django.contrib import admin

from audits import services
from audits.models import Audit, Import, Letter
from interface.privacy.forms import GuardedModelForm


class _ReadOnly:
    """Letters come in by imports, which say who brought them; nothing is typed or deleted here."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Audit)
class AuditAdmin(admin.ModelAdmin):
    """Only the name can be changed; imports begin audits, the worker counts them."""

    form = GuardedModelForm
    list_display = [
        "name", "trust", "created_at", "changed_at", "rates_computed_at", "recounted_at",
        "cells_differing", "invented",
    ]  # fmt: skip
    list_select_related = ["trust"]
    search_fields = ["name", "slug"]
    fields = [
        "name", "slug", "trust", "created_at", "changed_at", "rates_computed_at", "recounted_at",
        "cells_differing", "invented",
    ]  # fmt: skip
    readonly_fields = [
        "slug", "trust", "created_at", "changed_at", "rates_computed_at", "recounted_at",
        "cells_differing", "invented",
    ]  # fmt: skip

    @admin.display(boolean=True, ordering="is_demonstration")
    def invented(self, audit):
        return audit.is_demonstration

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        services.rename(obj, name=obj.name, by=request.user)


@admin.register(Letter)
class LetterAdmin(_ReadOnly, admin.ModelAdmin):
    list_display = ["letter_id", "audit", "discharged_on", "specialty", "practice"]
    list_select_related = ["audit", "specialty", "practice"]
    list_filter = ["audit"]
    search_fields = ["letter_id__startswith"]
    show_full_result_count = False


@admin.register(Import)
class ImportAdmin(_ReadOnly, admin.ModelAdmin):
    """Every file that was sent, and what came of it; its errors are on its own page."""

    list_display = [
        "file_name", "audit_slug", "uploaded_by", "uploaded_at", "status", "stored", "rejected"
    ]  # fmt: skip
    list_select_related = ["uploaded_by"]
    list_filter = ["status"]
    search_fields = ["file_name", "audit_slug"]
    exclude = ["file"]

    def view_on_site(self, upload):
        return upload.get_absolute_url()
