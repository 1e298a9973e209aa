"""Where the integration team keeps the days on which nobody works."""

from django.contrib import admin, messages

from interface.worktime.models import BankHoliday
from issues.clocks import holidays
from issues.wording import counted, day


@admin.register(BankHoliday)
class BankHolidayAdmin(admin.ModelAdmin):
    """England's bank holidays, and days that the team adds; both move what is due."""

    list_display = ["date", "name", "official"]
    list_filter = ["official"]
    date_hierarchy = "date"
    fields = ["date", "name"]
    actions = None

    def has_change_permission(self, request, obj=None):
        """A day is removed and another added, so that what is due moves with it."""
        return False

    def has_delete_permission(self, request, obj=None):
        """England's own days stay: the next load of the official list would bring them back."""
        return super().has_delete_permission(request, obj) and not (obj and obj.official)

    def save_model(self, request, obj, form, change):
        moved = holidays.add(obj.date, name=obj.name, by=request.user)
        obj.pk = BankHoliday.objects.get(date=obj.date).pk
        self._say(request, f"Nobody works on {day(obj.date)}.", moved)

    def delete_model(self, request, obj):
        moved = holidays.remove(obj.date, by=request.user)
        self._say(request, f"{day(obj.date)} is a working day again.", moved)

    def _say(self, request, what, moved):
        issues = counted(moved, "open issue")
        messages.info(request, f"{what} The dates of {issues} moved.")
