"""How the list of projects is narrowed."""

import django_filters
from django.db.models import Q

from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field
from interface.vocabulary import Domain
from projects.models import Delivery, Project, Stage

NOT_RECORDED = "none"


class ProjectFilter(django_filters.FilterSet):
    """By words, domain, stage and delivery; the domain is chosen with links, so it is hidden."""

    q = django_filters.CharFilter(method="with_words", label="Words in the title or summary")
    domain = django_filters.ChoiceFilter(
        choices=Domain.choices, error_messages={"invalid_choice": "Select one of the six domains"}
    )
    stage = django_filters.ChoiceFilter(
        choices=Stage.choices,
        empty_label="Any stage",
        error_messages={"invalid_choice": "Select a stage from the list"},
    )
    delivery = django_filters.ChoiceFilter(
        choices=[*Delivery.choices, (NOT_RECORDED, "Not recorded")],
        method="with_delivery",
        empty_label="Any delivery",
        error_messages={"invalid_choice": "Select a delivery from the list"},
    )

    class Meta:
        model = Project
        fields = ["q", "domain", "stage", "delivery"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.fields["domain"].widget = self.form.fields["domain"].hidden_widget()
        self.form.helper = form_helper(
            "domain",
            Field("q"),
            Field("stage"),
            Field("delivery"),
            method="get",
            submit="Show projects",
            variant="secondary",
            label_size="s",
        )

    def with_words(self, queryset, name, words):
        for word in words.split():
            queryset = queryset.filter(Q(title__icontains=word) | Q(summary__icontains=word))
        return queryset

    def with_delivery(self, queryset, name, delivery):
        return queryset.filter(delivery="" if delivery == NOT_RECORDED else delivery)
