from django.contrib import admin

from interface.worktime.models import BankHoliday


@admin.register(BankHoliday)
class BankHolidayAdmin(admin.ModelAdmin):
    list_display = ["date", "name", "official"]
    list_filter = ["official"]
    date_hierarchy = "date"
    readonly_fields = ["official"]
