"""Finding the letters behind a number: the address of each figure leads to exactly its rows."""

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from audits.models import Audit, Judgement, Letter, Result
from audits.models.reviews import ActionBox
from audits.rates import JUDGED, NOT_JUDGED, first_day
from audits.results.agreement import CHOICES, read_twice
from interface.directory.models import Specialty
from interface.nhsuk.forms import form_helper
from interface.vocabulary import Ask

JUDGEMENTS = [
    (Judgement.MET, "Met"),
    (Judgement.NOT_MET, "Not met"),
    (JUDGED, "Met or not met"),
    (Judgement.NOT_APPLICABLE, "Not applicable"),
    (Judgement.CANNOT_JUDGE, "Cannot judge"),
    (NOT_JUDGED, "Not judged"),
]
RESULTS = [
    *Result.choices[:3],
    (JUDGED, "One of these: judged"),
    (Result.CANNOT_JUDGE, "Cannot judge"),
    (NOT_JUDGED, "Not read yet"),
]
OF_CYCLES = ["result", "box", "twice"]


def specialties_of(audit: Audit | None) -> QuerySet[Specialty]:
    """Those that an address can name."""
    return Specialty.objects.filter(trust=audit.trust_id if audit else None).exclude(
        treatment_function_code=""
    )


def months_of(audit: Audit) -> list[tuple[str, str]]:
    """The months that an audit has letters of, the latest first, as choices."""
    months = audit.rates.order_by("-month").values_list("month", flat=True).distinct()
    return [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in months]


def in_month(queryset: QuerySet, value: str) -> QuerySet:
    """The rows of one month, written "2026-03", by their `discharged_on`."""
    month = first_day(value)
    if month is None:
        return queryset.none()
    after = (month + timedelta(days=32)).replace(day=1)
    return queryset.filter(discharged_on__gte=month, discharged_on__lt=after)


class _FilterForm(forms.Form):
    def clean(self):
        cleaned = super().clean()
        if cleaned.get("judgement") and not cleaned.get("ask") and "ask" not in self.errors:
            self.add_error("ask", "Select the ask that was judged so")
        return cleaned


class LetterFilter(django_filters.FilterSet):
    """The letters of one audit by ask and judgement, specialty and month.

    Of a cycle that is read here also by what they came to, and whether both readers agree.
    """

    result = django_filters.ChoiceFilter(
        label="What it came to",
        choices=RESULTS,
        empty_label="Anything",
        method="came_to",
        error_messages={"invalid_choice": "Select a result from the list"},
    )
    box = django_filters.ChoiceFilter(
        label="Action box",
        choices=[("clear", "There and filled"), ("answered", "A reader said whether it is there")],
        empty_label="Any or none",
        method="has_box",
        error_messages={"invalid_choice": "Select an answer from the list"},
    )
    twice = django_filters.ChoiceFilter(
        label="Read twice",
        choices=CHOICES,
        empty_label="Once or twice",
        method="is_read_twice",
        error_messages={"invalid_choice": "Select an answer from the list"},
    )

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
        method="discharged_in",
        error_messages={"invalid_choice": "Select a month from the list"},
    )

    class Meta:
        model = Letter
        fields: list[str] = []
        form = _FilterForm

    def __init__(self, data, queryset, *, audit: Audit):
        super().__init__(data, queryset)
        self.filters["specialty"].queryset = specialties_of(audit)
        self.filters["month"].extra["choices"] = months_of(audit)
        if not audit.is_read_here:
            for name in OF_CYCLES:
                del self.filters[name]
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

    def discharged_in(self, queryset, name, value):
        return in_month(queryset, value)

    def came_to(self, queryset, name, value):
        result = "counted__proforma__result"
        if value == JUDGED:
            return queryset.filter(**{f"{result}__in": Result.values[:3]})
        if value == NOT_JUDGED:
            return queryset.filter(Q(counted__proforma=None) | Q(**{result: ""}))
        return queryset.filter(**{result: value})

    def has_box(self, queryset, name, value):
        if value == "clear":
            return queryset.filter(counted__proforma__action_box=ActionBox.YES)
        return queryset.filter(counted__proforma__action_box__gt="")

    def is_read_twice(self, queryset, name, value):
        return read_twice(queryset, value)
