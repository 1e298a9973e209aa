from django import forms
from django.contrib import admin

from interface.directory.models import Organisation, PcnMembership, Specialty
from interface.directory.recording import recorded
from interface.privacy.fields import no_identifiers

SEPARATOR = ";"


class RecordedAdmin(admin.ModelAdmin):
    """An admin whose changes are stamped with who made them. Nothing here is ever deleted."""

    def changeform_view(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        with recorded("changed the directory", by=request.user):
            return super().changeform_view(request, *args, **kwargs)

    def has_delete_permission(self, request, obj=None):
        return False


class OpenFilter(admin.SimpleListFilter):
    title = "open or closed"
    parameter_name = "open"

    def lookups(self, request, model_admin):
        return [("yes", "Open"), ("no", "Closed")]

    def queryset(self, request, queryset):
        if self.value() in {"yes", "no"}:
            return queryset.filter(closed_on__isnull=self.value() == "yes")
        return queryset


class PcnMembershipInline(admin.StackedInline):
    model = PcnMembership
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(RecordedAdmin):
    list_display = ["name", "ods_code", "kind", "place", "closed_on", "pickable"]
    list_filter = ["kind", "place", OpenFilter, "pickable", "dormant"]
    search_fields = ["name", "ods_code", "postcode"]
    list_per_page = 50
    inlines = [PcnMembershipInline]
    fieldsets = [
        (None, {"fields": ["ods_code", "name", "kind", "postcode", "place", "icb_code"]}),
        ("In use", {"fields": ["pickable", "dormant", "opened_on", "closed_on", "succeeded_by"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        return ["ods_code"] if obj else []

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "succeeded_by":
            kwargs["queryset"] = Organisation.objects.practices().open()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class SpecialtyForm(forms.ModelForm):
    """A specialty, with its other names as one line of text."""

    aliases = forms.CharField(
        required=False,
        max_length=500,
        validators=[no_identifiers],
        help_text="What else people call it, separated by semicolons: T&O; orthopaedics",
    )

    class Meta:
        model = Specialty
        fields = [
            "trust", "name", "aliases", "treatment_function_code", "group", "parent",
            "feedback_email", "contact_route", "active",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["aliases"] = f"{SEPARATOR} ".join(self.instance.aliases)

    def clean_aliases(self):
        aliases = [alias.strip() for alias in self.cleaned_data["aliases"].split(SEPARATOR)]
        return [alias for alias in aliases if alias]


@admin.register(Specialty)
class SpecialtyAdmin(RecordedAdmin):
    form = SpecialtyForm
    list_display = ["name", "treatment_function_code", "group", "feedback_email", "active"]
    list_filter = ["active", "group"]
    search_fields = ["name", "treatment_function_code", "aliases"]
    list_per_page = 100

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "trust":
            kwargs["queryset"] = Organisation.objects.filter(kind="trust")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
