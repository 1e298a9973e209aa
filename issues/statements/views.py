"""What anybody may read: the list, its feed, and the update of each month."""

from datetime import date
from itertools import groupby
from operator import attrgetter

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interface.documents import WORD
from issues.models import StatementVersion
from issues.statements import documents
from issues.statements.feeds import LATEST, StatementsFeed
from issues.statements.figures import before, public_figures
from issues.statements.forms import Narrow
from issues.statements.monthly import has_update, monthly_update

FILES = {
    "pdf": (documents.as_pdf, "application/pdf"),
    "docx": (documents.as_word, WORD),
}


@login_not_required
@require_safe
def you_said_we_did(request):
    """Every approved statement, the latest month first."""
    form = Narrow(request.GET)
    versions = StatementVersion.objects.public().filter(**form.chosen)
    page = Paginator(versions, LATEST).get_page(request.GET.get("page"))
    today = timezone.localdate()
    months = [
        (month, has_update(month, on=today), list(rows))
        for month, rows in groupby(page.object_list, key=attrgetter("month"))
    ]
    context = {
        "form": form,
        "page": page,
        "months": months,
        "figures": public_figures(),
        "latest_update": before(today),
    }
    return render(request, "issues/statements/you_said_we_did.html", context)


@login_not_required
@require_safe
def feed(request):
    return StatementsFeed()(request)


@login_not_required
@require_safe
def monthly(request, year, month):
    """One month for practices: what came in, what was answered, what became of it."""
    update = monthly_update(_month_or_404(year, month))
    earlier = before(update.month)
    context = {
        "update": update,
        "theme_headings": ["Most frequent", "Issues"],
        "earlier": earlier if has_update(earlier, on=timezone.localdate()) else None,
    }
    return render(request, "issues/statements/monthly.html", context)


@login_not_required
@require_safe
def monthly_file(request, year, month, kind):
    """The same as a file."""
    if kind not in FILES:
        raise Http404
    update = monthly_update(_month_or_404(year, month))
    make, content_type = FILES[kind]
    name = f"you-said-we-did-{update.month:%Y-%m}.{kind}"
    return HttpResponse(
        make(update),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _month_or_404(year: int, month: int) -> date:
    try:
        found = date(year, month, 1)
    except (ValueError, OverflowError):
        raise Http404 from None
    if not has_update(found, on=timezone.localdate()):
        raise Http404
    return found
