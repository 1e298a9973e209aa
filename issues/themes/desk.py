"""The themes that wait for an answer, the heaviest first."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from issues.models import Issue, Status, ThemeTitle
from issues.themes.arithmetic import Weight
from issues.themes.families import families, weights

ROWS = 50


@dataclass(frozen=True)
class Row:
    """One theme in the list."""

    lead: Issue
    title: str
    weight: Weight


@require_safe
def themes(request):
    """Every theme that is not closed; the page shows what each weighs and what is counted."""
    weighed = weights(families(_leads().values_list("pk", flat=True)).values())
    order = sorted(weighed, key=lambda lead: (weighed[lead].order, lead), reverse=True)
    page = Paginator(order, ROWS).get_page(request.GET.get("page"))
    leads = Issue.objects.select_related("specialty", "category").in_bulk(page.object_list)
    named = ThemeTitle.objects.filter(issue__in=page.object_list)
    titles = dict(named.values_list("issue", "title"))
    rows = [Row(leads[pk], titles.get(pk, ""), weighed[pk]) for pk in page.object_list]
    return render(request, "issues/themes/themes.html", {"page": page, "rows": rows})


def _leads():
    """The issues without a closing answer of which others are part, and which are no part."""
    leading = Issue.objects.filter(part_of__isnull=False).order_by().values("part_of")
    return Issue.objects.filter(pk__in=leading, part_of=None).exclude(status=Status.CLOSED)
