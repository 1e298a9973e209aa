"""Where the integration team keeps its routing rules, and tries them on the last year."""

from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from issues.routing import services
from issues.routing.forms import RoutingRuleForm
from issues.routing.models import RoutingRule
from issues.routing.words import conditions_in_words, effects_in_words

SHOWN = 50  # issues in the list of one rule


@admin.register(RoutingRule)
class RoutingRuleAdmin(admin.ModelAdmin):
    form = RoutingRuleForm
    change_list_template = "admin/issues/routingrule/rules.html"
    list_display = ["__str__", "for_issues", "does", "is_on", "at_once", "valid_from", "valid_to"]
    list_select_related = ["specialty", "category", "owner", "sends_to"]
    actions = None
    fieldsets = [
        (None, {"fields": ["name", "position", "is_on", "at_once", "valid_from", "valid_to"]}),
        (
            "For issues that are like this",
            {
                "description": "What is left empty fits every issue.",
                "fields": [
                    "specialty", "specialty_unknown", "category", "ask", "place",
                    "possible_harm", "kind", "direction",
                ],
            },
        ),
        (
            "Do this",
            {"fields": ["owner", "sends_to", "priority", "triage_within", "answer_within"]},
        ),
    ]  # fmt: skip

    def get_urls(self):
        view = self.admin_site.admin_view(dry_run)
        return [path("dry-run/", view, name="routing_dry_run"), *super().get_urls()]

    def save_model(self, request, obj, form, change):
        for conflict in services.save(obj, by=request.user):
            messages.warning(request, conflict)

    def delete_model(self, request, obj):
        services.remove(obj, by=request.user)

    @admin.display(description="for")
    def for_issues(self, rule):
        return conditions_in_words(rule)

    @admin.display(description="does")
    def does(self, rule):
        return effects_in_words(rule)


@require_safe
def dry_run(request):
    """What every rule would have caught in the last year, and the issues of one of them."""
    chosen, issues = request.GET.get("rule", ""), []
    rule = get_object_or_404(RoutingRule, pk=chosen) if chosen.isdecimal() else None
    if rule:
        rows = services.caught_by(rule).select_related("practice", "specialty", "category")
        issues = rows[:SHOWN]
    context = {
        "caught": [
            (one, conditions_in_words(one.rule), effects_in_words(one.rule))
            for one in services.dry_run()
        ],
        "conflicts": services.conflicts(),
        "rule": rule,
        "issues": issues,
        "shown": SHOWN,
        "since": timezone.now() - services.LOOKS_BACK,
    }
    return render(request, "issues/routing/dry_run.html", context)
