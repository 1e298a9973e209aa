"""The portfolio for those who sign in, and the roadmap for everybody."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from interface.vocabulary import Domain
from projects.changes import story
from projects.filters import ProjectFilter
from projects.models import Milestone, Project

ON_A_PAGE = 50
STANDINGS = ["Done", "Next", "Slipped", "Dropped"]


@require_safe
def projects(request):
    """The projects, narrowed by domain, stage, delivery and words."""
    visible = Project.objects.visible_to(request.user)
    chosen = ProjectFilter(request.GET, queryset=visible)
    found = chosen.qs.liveliest_first().with_last_update().with_next_milestone()
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    for project in page:
        with_standing(project.coming)
    return render(
        request,
        "projects/projects.html",
        {
            "form": chosen.form,
            "page": page,
            "domains": domain_links(request),
            "caption": in_words(page.paginator.count, chosen.form),
            "chosen": bool(request.GET.get("domain")),
            "narrowed": any(request.GET.get(name) for name in ("q", "stage", "delivery")),
            "clear_url": address(request.path, domain=request.GET.get("domain", "")),
        },
    )


def in_words(count: int, form) -> str:
    """The caption of the list: "5 projects in communications"."""
    domain = form.cleaned_data.get("domain")
    where = f" in {Domain(domain).label.lower()}" if domain else ""
    return f"{count:,} project{'' if count == 1 else 's'}{where}"


def address(path: str, **query: str) -> str:
    """A path with those parts of a query that are not empty."""
    held = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(held)}" if held else path


def domain_links(request) -> list[dict]:
    """All projects and each domain's, with counts that respect the other filters."""
    query = request.GET.dict()
    query.pop("page", None)
    chosen = query.pop("domain", "")
    others = ProjectFilter(query, queryset=Project.objects.visible_to(request.user))
    counts = others.qs.counts_by_domain()
    links = [{"label": "All domains", "value": "", "count": sum(counts.values())}]
    links += [{"label": d.label, "value": d.value, "count": counts[d]} for d in Domain]
    for link in links:
        link["url"] = address(request.path, **query | {"domain": link["value"]})
        link["current"] = link["value"] == chosen
    return links


@require_safe
def project(request, slug):
    visible = Project.objects.visible_to(request.user)
    found = get_object_or_404(visible, slug=slug)
    milestones = with_standing(found.milestones.all())
    context = {
        "project": found,
        "milestones": milestones,
        "story": story(found),
        "projects_url": reverse("projects"),
    }
    return render(request, "projects/project.html", context)


@login_not_required
@require_safe
def roadmap(request):
    """What the group reached and means to reach, by year and month."""
    milestones = with_standing(Milestone.objects.public().select_related("project"))
    standings = Counter(milestone.today for milestone in milestones)
    context = {
        "years": by_year(milestones),
        "domains": Domain,
        "totals": [(word, standings[word]) for word in STANDINGS if standings[word]],
        "today": timezone.localdate(),
    }
    return render(request, "projects/roadmap.html", context)


def with_standing(milestones: Iterable[Milestone]) -> list[Milestone]:
    """Milestones that say in `today` where they stand today."""
    today = timezone.localdate()
    found = list(milestones)
    for milestone in found:
        milestone.today = milestone.standing(on=today)
    return found


def by_year(milestones: list[Milestone]) -> list[tuple[str, list[tuple[date, list[Milestone]]]]]:
    """Milestones in order, as years ("2021") of months."""
    years = groupby(milestones, key=lambda milestone: f"{milestone.month:%Y}")
    return [
        (year, [(month, list(held)) for month, held in groupby(in_year, key=lambda m: m.month)])
        for year, in_year in years
    ]
