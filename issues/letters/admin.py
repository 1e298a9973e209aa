"""Where the integration team looks after rules and letters."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Sum
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from interface.directory.recording import recorded
from interface.privacy.fields import GuardedCharField
from interface.privacy.forms import GuardedModelForm
from issues.letters import desk
from issues.letters.models import REVIEW_IS_DUE_SOON, LetterUse, Rule, TemplateLetter


class Recorded(admin.ModelAdmin):
    """Changes are stamped with who made them, and nothing is deleted."""

    def changeform_view(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        with recorded("changed the rules and letters", by=request.user):
            return super().changeform_view(request, *args, **kwargs)

    def has_delete_permission(self, request, obj=None):
        return False


class InForceFilter(admin.SimpleListFilter):
    title = "in force today"
    parameter_name = "in_force"

    def lookups(self, request, model_admin):
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request, queryset):
        today = queryset.in_force(on=timezone.localdate())
        if self.value() == "yes":
            return today
        return queryset.exclude(pk__in=today.values("pk")) if self.value() == "no" else queryset


@admin.register(Rule)
class RuleAdmin(Recorded):
    """A new edition: give the old one its last day, then use "Save as new" with the new words."""

    form = GuardedModelForm
    list_display = [
        "__str__", "clause", "to_confirm", "contract_year", "effective_from", "effective_to",
    ]  # fmt: skip
    list_filter = [InForceFilter, "categories"]
    search_fields = ["code", "title", "duty", "clause"]
    filter_horizontal = ["categories"]
    formfield_overrides = {
        GuardedCharField: {"widget": forms.TextInput(attrs={"class": "vLargeTextField"})}
    }
    save_as = True
    list_per_page = 50


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("due", f"Review due within {REVIEW_IS_DUE_SOON.days} days"),
            ("past", "Past its review"),
            ("waiting", "New words waiting for agreement"),
            ("withdrawn", "Withdrawn"),
        ]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        today = timezone.localdate()
        return queryset.filter(
            pk__in=[
                letter.pk
                for letter in queryset.with_versions()
                if self.value() in desk.states(letter, on=today)
            ]
        )


@admin.register(TemplateLetter)
class TemplateLetterAdmin(Recorded):
    list_display = ["__str__", "state", "version", "review_on", "times_taken"]
    list_filter = [StateFilter, "categories"]
    search_fields = ["code", "title", "use_when"]
    filter_horizontal = ["categories"]
    fields = ["code", "title", "use_when", "rule_code", "categories"]
    actions = ["withdraw_letters"]
    list_per_page = 50

    def get_queryset(self, request):
        return TemplateLetter.objects.with_versions().annotate(used=Sum("uses__count"))

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def get_urls(self):
        def page(address, view, name):
            return path(f"<int:pk>/{address}", self.admin_site.admin_view(view), name=name)

        return [
            page("details/", self.details_view, "letter_details"),
            page("words/", desk.edit_words, "letter_words"),
            page("agreement/", desk.record_agreement, "letter_agreement"),
            page("withdrawal/", desk.withdraw, "letter_withdrawal"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A letter's own page; what stands around its words is edited under "details"."""
        return desk.letter_page(request, object_id)

    def details_view(self, request, pk):
        return super().change_view(request, str(pk))

    @admin.display(description="state")
    def state(self, letter):
        return ", ".join(desk.state_words(letter, on=timezone.localdate()))

    @admin.display(description="version in use")
    def version(self, letter):
        return letter.in_use.number if letter.in_use else None

    @admin.display(description="review by")
    def review_on(self, letter):
        return letter.in_use.review_on if letter.in_use else None

    @admin.display(description="times taken", ordering="used")
    def times_taken(self, letter):
        return letter.used or 0

    @admin.action(description="Withdraw the chosen letter", permissions=["change"])
    def withdraw_letters(self, request, queryset):
        """One at a time: each has a reason of its own, asked for on the next page."""
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            self.message_user(request, "Choose one letter to withdraw.", messages.WARNING)
            return None
        return redirect("admin:letter_withdrawal", chosen[0].pk)


@admin.register(LetterUse)
class LetterUseAdmin(admin.ModelAdmin):
    """How often letters are taken; counted, never typed."""

    list_display = ["letter", "specialty", "kind", "month_in_words", "count"]
    list_filter = ["letter", "kind", "specialty"]
    list_select_related = ["letter", "specialty"]
    date_hierarchy = "month"
    list_display_links = None
    list_per_page = 100

    @admin.display(description="month", ordering="month")
    def month_in_words(self, use):
        return f"{use.month:%B %Y}"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
