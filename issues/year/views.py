"""Our year, for the people of a practice."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from interface.accounts.permissions import require
from interface.documents import pdf
from issues.models import Kind
from issues.permissions import is_of_practice
from issues.wording import duration
from issues.year import figures
from issues.year.document import document


@require(is_of_practice)
@require_safe
def our_year(request):
    """What we raised, what changed, how fast, what it cost, and whom we thanked."""
    year = _year(request)
    groups = [("Category", year.by_category), ("Specialty", year.by_specialty)]
    if len(year.by_kind) > 1:
        groups.insert(0, ("Kind", year.by_kind))
    context = {
        "year": year,
        "lost": duration(year.minutes),
        "tabs": _tabs(request, year),
        "pdf_url": f"{reverse('our_year_pdf')}?year={year.year}",
        "groups": [([what, "Raised"], _opened(year, counts)) for what, counts in groups],
        "outcomes": [(one, _list(year, **one.narrowed)) for one in year.outcomes],
        "raised_url": _list(year),
        "praise_url": _list(year, kind=Kind.PRAISE.value),
    }
    return render(request, "issues/year/our_year.html", context)


@require(is_of_practice)
@require_safe
def our_year_pdf(request):
    """The same for an appraisal."""
    year = _year(request)
    name = f"our-year-{year.year}-{year.practice.ods_code}.pdf"
    response = HttpResponse(pdf(document(year)), content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _year(request):
    """The year asked for, if it is one of the service's; else this one."""
    today = timezone.localdate()
    asked = request.GET.get("year", "")
    year = int(asked) if len(asked) == 4 and asked.isascii() and asked.isdigit() else today.year
    if not figures.FIRST_YEAR <= year <= today.year:
        year = today.year
    return figures.of(request.user.organisation, year=year, on=today)


def _tabs(request, year):
    return [
        {"label": str(n), "url": f"{reverse('our_year')}?year={n}", "current": n == year.year}
        for n in figures.years_of(request.user.organisation, on=year.counted_on)
    ]


def _list(year, **narrowed):
    """The address of the list that shows exactly what a number counts."""
    chosen = {"tab": "all", "year": year.year, "direction": "practice_to_trust", **narrowed}
    return f"{reverse('issues')}?{urlencode(chosen)}"


def _opened(year, counts):
    """Rows of a table: what, how many, and where those are."""
    return [
        (one.label, {"text": f"{one.number:,}", "href": _list(year, **one.narrowed)})
        if one.narrowed
        else (one.label, f"{one.number:,}")
        for one in counts
    ]
