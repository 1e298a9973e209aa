"""What somebody at the desk is looking at: a queue, narrowed and sorted, all of it in the address.

The list, its neighbours on the issue page, saved views and work on the whole list all read the
same address, so that they can never mean different issues.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

import django_filters
from django import forms
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from interface.accounts.models import Role, User
from interface.directory.models import Organisation, OrganisationKind, Specialty
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Details, Field
from interface.prepared import Statement
from issues.clocks.holidays import known_bank_holidays
from issues.desk import addresses
from issues.desk.known import Query, keys_of, known, written_out
from issues.desk.queues import OPEN, QUEUES, Moment, Queue, last_step
from issues.models import WAITS_FOR, Category, Issue, Kind, Side
from issues.search import keys
from issues.search.finding import find
from issues.themes.families import practices

MOST_WALKED = 2_000  # issues of a list through which "next" leads
NOBODY, ME = "nobody", "me"
SORTS: dict[str, tuple[str, list[str | Combinable]]] = {
    "worst": ("Worst first", ["-priority", "respond_by", "raised_at", "pk"]),
    "newest": ("Newest first", ["-raised_at", "pk"]),
    "oldest": ("Oldest first", ["raised_at", "pk"]),
    "still": ("Longest without a step", [last_step(), "pk"]),
    "weight": ("Heaviest first", [practices().desc(), "raised_at", "pk"]),
}
NEWEST_FIRST = {"answered", "closed", "all"}  # queues of what is over
FOLDED = ["specialty", "category", "place", "kind", "holder", "owner", "sort"]


class DeskFilter(django_filters.FilterSet):
    """What narrows a queue; all of it may be combined."""

    q = django_filters.CharFilter(
        label="Reference, words, practice or specialty", method="with_words", max_length=200
    )
    specialty = django_filters.ModelChoiceFilter(
        queryset=Specialty.objects.active(), label="Specialty", empty_label="All",
        null_label="Not sure yet", null_value="none",
    )  # fmt: skip
    category = django_filters.ModelChoiceFilter(
        queryset=Category.objects.all(), label="Category", empty_label="All", to_field_name="code"
    )
    place = django_filters.ChoiceFilter(
        label="Place", empty_label="All", field_name="practice__place"
    )
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label="Kind", empty_label="All")
    holder = django_filters.ChoiceFilter(
        choices=Side.choices, label="Next step is for", empty_label="All", method="held_by"
    )
    owner = django_filters.ChoiceFilter(label="Looked after by", empty_label="All", method="owned")
    sort = django_filters.ChoiceFilter(
        choices=[(name, title) for name, (title, _) in SORTS.items()],
        label="Order", empty_label="As the queue has it", method="as_it_is",
    )  # fmt: skip

    class Meta:
        model = Issue
        fields: list[str] = []

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.user = user
        self.filters["place"].extra["choices"] = cache(places)  # asked for once, and only if needed
        self.filters["owner"].extra["choices"] = cache(owners)
        narrowed = sum(bool(data.get(name)) for name in FOLDED)
        self.form.helper = form_helper(
            Field("q", width="full"),
            Details(f"Filters ({narrowed})" if narrowed else "Filters and order", *FOLDED),
            submit="Search",
            variant="secondary",
            method="get",
            form_id="desk-search",
        )
        self.form.fields["queue"] = forms.CharField(
            initial=data.get("queue"), required=False, widget=forms.HiddenInput
        )

    def filter_queryset(self, queryset):
        """Leave out what was not understood, such as a specialty that does not exist."""
        for name in self.filters.keys() & self.form.cleaned_data.keys():
            queryset = self.filters[name].filter(queryset, self.form.cleaned_data[name])
        return queryset

    def with_words(self, queryset, name, value):
        named = Organisation.objects.filter(Q(name__icontains=value) | Q(ods_code__iexact=value))
        also = [keys.practice(pk) for pk in named.values_list("pk", flat=True)]
        return queryset.filter(pk__in=find(value, also=also).ids)

    def held_by(self, queryset, name, value):
        return queryset.filter(status__in=WAITS_FOR[Side(value)])

    def owned(self, queryset, name, value):
        if value == NOBODY:
            return queryset.filter(owner=None)
        return queryset.filter(owner=self.user.pk if value == ME else value)

    def as_it_is(self, queryset, name, value):
        return queryset


def blank_search(desk: "DeskList") -> SafeString:
    """The search above a list as its address fills it in, printed once; nothing if words were
    typed or something was not understood."""
    if desk.is_searched:
        return SafeString("")

    def printed():
        form = desk.filter.form
        return (
            render_to_string("issues/_blank_form.html", {"form": form}) if form.is_valid() else ""
        )

    return SafeString(known().form(desk.address, printed))


def places() -> list[tuple[str, str]]:
    practices = Organisation.objects.filter(kind=OrganisationKind.PRACTICE).exclude(place="")
    names = practices.order_by("place").values_list("place", flat=True).distinct()
    return [(name, name) for name in names]


def team() -> QuerySet[User]:
    """Those who may look after an issue."""
    return User.objects.filter(role=Role.INTEGRATION_TEAM, is_active=True).order_by("name")


def owners() -> list[tuple[str, str]]:
    people = [(str(pk), name) for pk, name in team().values_list("pk", "name")]
    return [(ME, "Me"), (NOBODY, "Nobody"), *people]


@dataclass(frozen=True)
class Neighbours:
    """Where an issue stands in a list, counted from 1, and the keys of those beside it."""

    place: int | None
    total: int  # no more than MOST_WALKED + 1
    previous: int | None
    next: int | None

    @property
    def said(self) -> str:
        """For example "3 of 1,165"; nothing once it has left the list."""
        if not self.place:
            return ""
        longer = self.total > MOST_WALKED
        return f"{self.place:,} of {f'{MOST_WALKED:,}+' if longer else f'{self.total:,}'}"


class DeskList:
    """One address of the desk as one person reads it."""

    def __init__(self, data: QueryDict, *, user: User):
        listed = ["queue", *DeskFilter.base_filters]
        self.data = QueryDict(mutable=True)
        self.data.update({name: data[name] for name in listed if data.get(name)})
        self.user = user
        self.holidays = known_bank_holidays()
        self.now = Moment.now(user, self.holidays)
        self.queue: Queue = QUEUES.get(self.data.get("queue", ""), OPEN)

    @cached_property
    def address(self) -> str:
        """The full state, without a page number: what a saved view keeps."""
        return self.data.urlencode()

    @property
    def url(self) -> str:
        return f"{addresses.desk()}?{self.address}"

    @property
    def everywhere(self) -> str:
        """The same search among all issues that there are."""
        data = self.data.copy()
        data["queue"] = "all"
        return f"{addresses.desk()}?{data.urlencode()}"

    @property
    def is_narrowed(self) -> bool:
        return any(name != "queue" for name in self.data)

    @property
    def is_searched(self) -> bool:
        """Whether somebody typed words, of which nothing is kept."""
        return "q" in self.data

    @cached_property
    def filter(self) -> DeskFilter:
        return DeskFilter(
            self.data, Issue.objects.filter(self.queue.rule(self.now)), user=self.user
        )

    @property
    def rows(self) -> QuerySet[Issue]:
        """Every issue of the list, in its order."""
        usual = "newest" if self.queue.name in NEWEST_FIRST else "worst"
        _, order = SORTS.get(self.data.get("sort", ""), SORTS[usual])
        return self.filter.qs.order_by(*order)

    @cached_property
    def keys(self) -> Query:
        """What asks for the keys of all of them."""
        return self._asking("in order", lambda: self.rows)

    def _asking(self, what: str, rows: Callable[[], QuerySet[Issue]]) -> Query:
        """What asks for the keys of these rows; put together once, unless words were typed."""
        if self.is_searched:
            return keys_of(rows())
        return known().query((what, self.address, self.now), lambda: keys_of(rows()))

    def count(self, most: int | None = None) -> int:
        """How many there are, or with `most` no more than that; in no order."""
        keys = self._asking("in no order", lambda: self.filter.qs.order_by())
        question = f"SELECT count(*) FROM ({{keys}} LIMIT {most or 'ALL'}) AS listed"  # noqa: S608
        [(count,)] = _ask(question, keys)
        return count

    def part(self, start: int, many: int) -> list[int]:
        """So many keys, from a place counted from 0."""
        question = f"{{keys}} OFFSET {start} LIMIT {many}"
        found = _ask(question, self.keys, comes_often=not start and not self.is_narrowed)
        return [key for (key,) in found]

    def neighbours(self, issue: Issue, *, then: int | None) -> Neighbours:
        """What stands beside an issue; once it has left the list, `then` is what came after it."""
        [(place, total, previous, following, then_or_first)] = _ask(
            _BESIDE, self.keys, issue.pk, then, comes_often=not self.is_narrowed
        )
        return Neighbours(place, total, previous, following if place else then_or_first)


def _ask(question: str, keys: Query, *values: Any, comes_often: bool = False) -> list[tuple]:
    """What the database answers to a question about a list, in which {keys} asks for its keys.

    The database plans once what comes often: a queue as it is, not each way to narrow it.
    """
    sql, of_keys = keys
    if comes_often:
        return _planned_once(question.format(keys=written_out(keys)))(*values)
    with connection.cursor() as cursor:
        cursor.execute(question.format(keys=sql), [*of_keys, *values])
        return cursor.fetchall()


_planned_once = lru_cache(Statement)
_BESIDE = f"""
WITH listed AS MATERIALIZED (SELECT ARRAY({{keys}} LIMIT {MOST_WALKED + 1}) AS keys),
    found AS MATERIALIZED (SELECT keys, array_position(keys, %s::bigint) AS place FROM listed)
SELECT place, cardinality(keys), keys[place - 1], keys[place + 1],
    coalesce(keys[array_position(keys, %s::bigint)], keys[1])
FROM found
"""  # noqa: S608 ours
