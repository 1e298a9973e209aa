"""Projects and milestones as the integration team writes them."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError

from interface.privacy.forms import GuardedModelForm
from interface.vocabulary import Ask
from projects.models import Milestone, Project

MONTH_LAYOUTS = ["%B %Y", "%b %Y", "%m/%Y", "%Y-%m"]
YEARS = range(2000, 2100)  # anything else is a slip of the finger


class MonthField(forms.CharField):
    """A month of a year in words or figures; its value is the first day of that month."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "For example March 2027")
        super().__init__(max_length=30, **kwargs)

    def prepare_value(self, value):
        return f"{value:%B %Y}" if hasattr(value, "year") else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        for layout in MONTH_LAYOUTS:
            try:
                month = datetime.strptime(text, layout).date()
            except ValueError:
                continue
            if month.year in YEARS:
                return month
        raise ValidationError("Enter a month and a year, like March 2027.")

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class ProjectForm(GuardedModelForm):
    started_month = MonthField(required=False, label="Started")
    completed_month = MonthField(required=False, label="Completed")
    asks = forms.TypedMultipleChoiceField(
        choices=Ask.choices,
        coerce=int,
        required=False,
        label="Which of the Five Asks does it serve?",
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Project
        fields = [
            "title", "domain", "summary", "stage", "delivery", "started_month", "completed_month",
            "asks",
        ]  # fmt: skip

    def clean(self):
        super().clean()
        started = self.cleaned_data.get("started_month")
        completed = self.cleaned_data.get("completed_month")
        if started and completed and completed < started:
            self.add_error("completed_month", "A project completes after it has started.")
        return self.cleaned_data


class MilestoneForm(GuardedModelForm):
    month = MonthField(error_messages={"required": "Enter a month and a year"})

    class Meta:
        model = Milestone
        fields = ["title", "month", "detail", "domain", "project", "status", "public"]
