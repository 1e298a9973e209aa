"""Finding the letters behind a number: the address of each figure leads to exactly its rows."""

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import Q

from audits.models import Audit, Judgement, Letter
from audits.rates import JUDGED, NOT_JUDGED, first_day
from interface.directory.models import Specialty
from interface.nhsuk.forms import form_helper
from interface.vocabulary import Ask

JUDGEMENTS = [
    (Judgement.MET, "Met"),
    (Judgement.NOT_MET, "Not met"),
    (JUDGED, "Met or not met"),
    (Judgement.NOT_APPLICABLE, "Not applicable"),
    (NOT_JUDGED, "Not judged"),
]


class _FilterForm(forms.Form):
    def clean(self):
        cleaned = super().clean()
        if cleaned.get("judgement") and not cleaned.get("ask") and "ask" not in self.errors:
            self.add_error("ask", "Select the ask that was judged so")
        return cleaned


class LetterFilter(django_filters.FilterSet):
    """The letters of one audit by ask and judgement, specialty and month."""

    ask = django_filters.ChoiceFilter(
        label="Ask",
        choices=[(ask.value, f"{ask.value}. {ask.label}") for ask in Ask],
        empty_label="Any ask",
        method="as_judged",
        error_messages={"invalid_choice": "Select an ask from the list"},
    )
    judgement = django_filters.ChoiceFilter(
        label="Judged",
        choices=JUDGEMENTS,
        empty_label="Any way",
        method="as_judged",
        error_messages={"invalid_choice": "Select a judgement from the list"},
    )
    specialty = django_filters.ModelChoiceFilter(
        label="Specialty",
        queryset=Specialty.objects.none(),
        to_field_name="treatment_function_code",
        empty_label="All specialties",
        error_messages={"invalid_choice": "Select a specialty from the list"},
    )
    month = django_filters.ChoiceFilter(
        label="Month of discharge",
        choices=[],
        empty_label="All months",
        method="in_month",
        error_messages={"invalid_choice": "Select a month from the list"},
    )

    class Meta:
        model = Letter
        fields: list[str] = []
        form = _FilterForm

    def __init__(self, data, queryset, *, audit: Audit):
        super().__init__(data, queryset)
        self.filters["specialty"].queryset = Specialty.objects.filter(trust=audit.trust_id).exclude(
            treatment_function_code=""
        )
        months = audit.rates.order_by("-month").values_list("month", flat=True).distinct()
        self.filters["month"].extra["choices"] = [
            (f"{month:%Y-%m}", f"{month:%B %Y}") for month in months
        ]
        self.form.helper = form_helper(submit="Show letters", variant="secondary", method="get")

    def as_judged(self, queryset, name, value):
        """The ask and its judgement mean something together only."""
        ask, judgement = self.form.cleaned_data["ask"], self.form.cleaned_data["judgement"]
        if name == "ask" or not judgement:
            return queryset
        if judgement == JUDGED:
            return queryset.filter(**{f"ask_{ask}__in": [Judgement.MET, Judgement.NOT_MET]})
        if judgement == NOT_JUDGED:
            return queryset.filter(Q(**{f"ask_{ask}": ""}) | Q(counted=None))
        return queryset.filter(**{f"ask_{ask}": judgement})

    def in_month(self, queryset, name, value):
        month = first_day(value)
        after = (month + timedelta(days=32)).replace(day=1)
        return queryset.filter(discharged_on__gte=month, discharged_on__lt=after)
