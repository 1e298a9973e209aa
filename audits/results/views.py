"""The requests behind the figures of a cycle, and how far its readers agree."""

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from audits.exports import csv_response
from audits.models import Audit
from audits.permissions import may_export_small_counts, may_open_letters
from audits.rates import FEWEST
from audits.results.agreement import LITTLE, agreement_of
from audits.results.exports import sheets
from audits.results.filters import RequestFilter, counted_requests

REQUESTS_A_PAGE = 50


@require_safe
def audit_requests(request, slug):
    """The requests that a number counts, and the minutes that they take."""
    audit = get_object_or_404(Audit.objects.visible_to(request.user), slug=slug)
    if not may_open_letters(request.user) or not audit.is_read_here:
        raise Http404
    requests = counted_requests(audit)
    found = RequestFilter(request.GET, requests, audit=audit)
    rows = found.qs if found.form.is_valid() else requests.none()
    shown = rows.select_related("request_type", "review__letter__specialty").order_by(
        "review__letter__letter_id", "sequence"
    )
    return render(
        request,
        "audits/results/audit_requests.html",
        {
            "audit": audit,
            "form": found.form,
            "page": Paginator(shown, REQUESTS_A_PAGE).get_page(request.GET.get("page")),
            "minutes": rows.aggregate(minutes=Sum("minutes"))["minutes"] or 0,
        },
    )


@require_safe
def audit_agreement(request, slug):
    """How far two readers of the same letter agree."""
    audit = get_object_or_404(Audit.objects.visible_to(request.user), slug=slug)
    if not audit.is_read_here:
        raise Http404
    return render(
        request,
        "audits/results/audit_agreement.html",
        {
            "audit": audit,
            "twice": agreement_of(audit),
            "fewest": FEWEST,
            "little": LITTLE,
            "may_open": may_open_letters(request.user),
        },
    )


@require_safe
def audit_results_csv(request, slug):
    """What the letters of a cycle came to, the lines of its page."""
    return _exported(request, slug, "Letters")


@require_safe
def audit_requests_csv(request, slug):
    """The requests of a cycle by type and ask, the lines of its page."""
    return _exported(request, slug, "Requests")


def _exported(request, slug, name):
    audit = get_object_or_404(Audit.objects.visible_to(request.user), slug=slug)
    if not audit.is_read_here:
        raise Http404
    small_counts = may_export_small_counts(request.user)
    header, rows = sheets(audit, user=request.user, small_counts=small_counts)[name]
    return csv_response(f"{name.lower()}-{audit.slug}", header, rows)
