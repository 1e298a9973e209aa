"""Finding the requests behind a number: the address of each figure leads to exactly its rows."""

import django_filters
from django.db.models import F, QuerySet

from audits.filters import in_month, months_of, specialties_of
from audits.models import Audit, Finding, Result, Verdict
from audits.models.reviews import NeededBy
from audits.results.figures import NO_ASK
from interface.nhsuk.forms import form_helper
from interface.vocabulary import Ask
from issues.models import Category


def counted_requests(audit: Audit) -> QuerySet[Finding]:
    """The requests that an audit's rates count: of the one review of each letter that counts.

    A letter that cannot be judged as a whole is no part of a rate, so what seemed inappropriate
    in it is not counted either.
    """
    return (
        Finding.objects.filter(
            review__counts=True, review__letter__audit=audit, review__letter__in_sample=True
        )
        .exclude(review__proforma__result=Result.CANNOT_JUDGE, verdict=Verdict.INAPPROPRIATE)
        .annotate(discharged_on=F("review__letter__discharged_on"))
    )


class RequestFilter(django_filters.FilterSet):
    """The requests of one audit by type, ask, verdict, whom they need, specialty and month."""

    request_type = django_filters.ModelChoiceFilter(
        label="Type of request",
        queryset=Category.objects.all(),
        to_field_name="code",
        empty_label="Any type",
        error_messages={"invalid_choice": "Select a type from the list"},
    )
    ask = django_filters.ChoiceFilter(
        label="Ask",
        choices=[*((str(ask.value), f"{ask.value}. {ask.label}") for ask in Ask), (NO_ASK, "None")],
        empty_label="Any ask",
        null_value=NO_ASK,
        method="under_ask",
        error_messages={"invalid_choice": "Select an ask from the list"},
    )
    verdict = django_filters.ChoiceFilter(
        label="Judged",
        choices=Verdict,
        empty_label="Any way",
        error_messages={"invalid_choice": "Select a judgement from the list"},
    )
    needed_by = django_filters.ChoiceFilter(
        label="Who is needed",
        choices=NeededBy,
        empty_label="Anybody",
        error_messages={"invalid_choice": "Select somebody from the list"},
    )
    specialty = django_filters.ModelChoiceFilter(
        label="Specialty",
        field_name="review__letter__specialty",
        queryset=specialties_of(None),
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
        model = Finding
        fields: list[str] = []

    def __init__(self, data, queryset, *, audit: Audit):
        super().__init__(data, queryset)
        self.filters["specialty"].queryset = specialties_of(audit)
        self.filters["month"].extra["choices"] = months_of(audit)
        self.form.helper = form_helper(submit="Show requests", variant="secondary", method="get")

    def under_ask(self, queryset, name, value):
        return queryset.filter(ask=None if value == NO_ASK else value)

    def discharged_in(self, queryset, name, value):
        return in_month(queryset, value)
