from django.contrib import admin, messages

from interface.accounts import services
from interface.accounts.forms import InviteForm, PersonForm
from interface.accounts.models import Role, User
from interface.joining.inviting import invite


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People: invited, changed and disabled here; nobody is ever deleted."""

    list_display = ["name", "role", "organisation", "is_active"]
    list_select_related = ["organisation"]
    list_filter = ["role", "is_active", "is_demonstration"]
    search_fields = ["name", "email", "organisation__name", "organisation__ods_code"]
    list_per_page = 50
    actions = ["disable_people"]

    class Media:
        css = {"all": ["accounts-admin.css"]}

    def get_form(self, request, obj=None, change=False, **kwargs):
        base = PersonForm if change else InviteForm

        class Form(base):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, acting=request.user, **kwargs)

        return Form

    def get_fieldsets(self, request, obj=None):
        fields = [*PersonForm.Meta.fields] if obj else [*InviteForm.Meta.fields]
        return [(None, {"fields": ["email", *fields] if obj else fields})]

    def get_readonly_fields(self, request, obj=None):
        return ["email"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        given = form.cleaned_data
        who = {
            "role": Role(given["role"]),
            "organisation": given["organisation"],
            "specialties": given["specialties"],
            "name": given["name"],
            "by": request.user,
        }
        if not change:
            created = invite(email=given["email"], **who)
            obj.pk, obj._state.adding = created.pk, False
            messages.info(request, f"We write to {created.email} how to sign in.")
            return
        if set(form.changed_data) - {"is_active"}:
            services.change_role(obj, **who)
        if "is_active" in form.changed_data:
            able = services.enable if given["is_active"] else services.disable
            able(obj, by=request.user)

    def save_related(self, request, form, formsets, change):
        """The services have stored the specialties with the person."""

    @admin.action(description="Stop selected people signing in", permissions=["change"])
    def disable_people(self, request, queryset):
        disabled = 0
        for person in queryset.filter(is_active=True):
            try:
                services.disable(person, by=request.user)
            except services.Refused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                disabled += 1
        people = "person" if disabled == 1 else "people"
        self.message_user(request, f"{disabled} {people} can no longer sign in.")
