"""Finding issues in a list: tabs, words, specialty, category and ask."""

from collections.abc import Mapping

import django_filters
from django import forms
from django.db import models
from django.db.models import Count, F, Func, Value

from interface.directory.models import Specialty
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Details, Field
from interface.vocabulary import Ask
from issues.models import HAS_ANSWER, WAITS_FOR, Category, Direction, Issue, Kind, Outcome
from issues.search import keys
from issues.search.finding import find


class Tab(models.TextChoices):
    WAITING = "waiting", "Waiting for you"
    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    ALL = "all", "All"


NO_ASK = "none"
FOLDED = ("category", "ask", "kind", "outcome", "year", "direction")


class IssueFilter(django_filters.FilterSet):
    """What a person may narrow their list by; the address holds all of it."""

    q = django_filters.CharFilter(label="Reference or words", method="with_words", max_length=200)
    specialty = django_filters.ModelChoiceFilter(
        queryset=Specialty.objects.active(), label="Specialty", empty_label="All specialties"
    )
    category = django_filters.ModelChoiceFilter(
        queryset=Category.objects.all(), label="Category", empty_label="All categories",
        to_field_name="code",
    )  # fmt: skip
    ask = django_filters.ChoiceFilter(
        choices=[*((str(ask.value), f"{ask.value}. {ask.label}") for ask in Ask), (NO_ASK, "None")],
        label="The Five Asks", empty_label="All", method="with_ask",
    )  # fmt: skip

    kind = django_filters.ChoiceFilter(choices=Kind.choices, label="Kind", empty_label="All")
    outcome = django_filters.ChoiceFilter(
        choices=Outcome.choices, label="Outcome", empty_label="All"
    )
    year = django_filters.NumberFilter(
        label="Year in which it was raised", field_name="raised_at", lookup_expr="year",
        min_value=2000, max_value=2999,
    )  # fmt: skip
    direction = django_filters.ChoiceFilter(
        choices=Direction.choices, label="Raised by", empty_label="Both sides"
    )

    found_too_many = False  # whether the words stand in more issues than a list can hold

    class Meta:
        model = Issue
        fields: list[str] = []

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.user = user
        if user.is_specialty_lead:
            self.filters["specialty"].queryset = user.specialties.all()
        self.form.helper = form_helper(
            Field("q", width=20),
            Details(
                "Specialty, category and more",
                Field("specialty", data_autocomplete=""),
                *FOLDED,
                open=any(data.get(name) for name in ("specialty", *FOLDED)),
            ),
            submit="Search",
            variant="secondary",
            method="get",
        )
        self.form.fields["tab"] = forms.CharField(
            initial=data.get("tab"), required=False, widget=forms.HiddenInput
        )

    def filter_queryset(self, queryset):
        """Leave out what was not understood, such as a specialty that does not exist."""
        for name in self.filters.keys() & self.form.cleaned_data.keys():
            queryset = self.filters[name].filter(queryset, self.form.cleaned_data[name])
        return queryset

    def with_words(self, queryset, name, value):
        """The best first; a practice's search looks at nothing but its own issues."""
        own = (
            keys.any_of([keys.practice(self.user.organisation_id)]) if self.user.is_practice else ""
        )
        found = find(value, within=[own] if own else [])
        self.found_too_many = found.cut
        return queryset.filter(pk__in=found.ids).order_by(
            Func(Value(found.ids), F("pk"), function="array_position")
        )

    def with_ask(self, queryset, name, value):
        return queryset.filter(category__ask=None if value == NO_ASK else int(value))


def is_narrowed(data) -> bool:
    """Whether anything but the tab was chosen."""
    return any(data.get(name) for name in IssueFilter.base_filters)


def counts(issues, *, user) -> dict[Tab, int]:
    """How many of these issues each tab holds, in one query."""
    by_status = dict(issues.order_by().values_list("status").annotate(n=Count("*")))
    return by_tab(by_status, user=user)


def by_tab(by_status: Mapping[str, int], *, user) -> dict[Tab, int]:
    """How many each tab holds, from how many there are in each status."""
    waiting = WAITS_FOR.get(user.role, [])
    answered = sum(by_status.get(status, 0) for status in HAS_ANSWER)
    return {
        Tab.WAITING: sum(by_status.get(status, 0) for status in waiting),
        Tab.OPEN: sum(by_status.values()) - answered,
        Tab.ANSWERED: answered,
        Tab.ALL: sum(by_status.values()),
    }


def on_tab(issues, tab: Tab, *, user):
    """Those of these issues that stand on one tab."""
    return {
        Tab.WAITING: lambda: issues.waiting_for(user),
        Tab.OPEN: issues.open,
        Tab.ANSWERED: issues.answered,
        Tab.ALL: issues.all,
    }[tab]()
