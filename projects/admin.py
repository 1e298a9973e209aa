from django.contrib import admin

from projects import services
from projects.forms import MilestoneForm, ProjectForm
from projects.models import Milestone, Project


@admin.register(Project)
class ProjectAdmin(admin.ModelAdmin):
    form = ProjectForm
    list_display = ["title", "domain", "stage", "delivery"]
    list_filter = ["domain", "stage", "delivery"]
    search_fields = ["title", "summary"]
    list_per_page = 50

    def save_model(self, request, obj, form, change):
        services.save_project(obj, by=request.user)

    def delete_model(self, request, obj):
        services.remove_project(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for project in queryset:
            services.remove_project(project, by=request.user)


@admin.register(Milestone)
class MilestoneAdmin(admin.ModelAdmin):
    form = MilestoneForm
    list_display = ["title", "month_in_words", "domain", "status", "public"]
    list_filter = ["status", "domain", "public"]
    search_fields = ["title", "detail"]
    date_hierarchy = "month"
    list_per_page = 50

    @admin.display(description="month", ordering="month")
    def month_in_words(self, milestone):
        return f"{milestone.month:%B %Y}"

    def save_model(self, request, obj, form, change):
        services.save_milestone(obj, by=request.user)

    def delete_model(self, request, obj):
        services.remove_milestone(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for milestone in queryset:
            services.remove_milestone(milestone, by=request.user)
