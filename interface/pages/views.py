"""Home, the leadership dashboard, and pages for anyone: reads across apps."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from interface.accounts.permissions import require
from interface.pages import figures
from interface.vocabulary import Ask
from issues.drafts.services import drafts_of_account
from issues.models import StatementVersion
from issues.statements.figures import public_figures
from projects.models import Milestone


@login_not_required
@require_safe
def home(request):
    """For anyone: what this is. For those signed in: their own work."""
    if request.user.is_authenticated:
        work = {"work": figures.my_work(request.user), "drafts": drafts_of_account(request.user)}
        return render(request, "pages/my_work.html", work)
    return render(
        request,
        "pages/home.html",
        {
            "asks": Ask,
            "figures": public_figures(),
            "statements": StatementVersion.objects.public()[:3],
            "milestones": Milestone.objects.public().order_by("-month", "-id")[:3],
        },
    )


@login_not_required
@require_safe
def five_asks(request):
    return render(request, "pages/five_asks.html", {"asks": Ask})


@login_not_required
@require_safe
def accessibility(request):
    return render(request, "pages/accessibility.html")


@login_not_required
@require_safe
def privacy(request):
    return render(request, "pages/privacy.html")


def may_see_dashboard(user) -> bool:
    return user.is_leadership or user.is_integration_team


@require(may_see_dashboard)
@require_safe
def dashboard(request):
    """Is it getting better? Every number leads to the rows that it counts."""
    return render(request, "pages/dashboard.html", figures.dashboard(request.user))


@require(may_see_dashboard)
@require_safe
def issue_counts(request):
    """The open issues behind a figure, counted by specialty and status: no issue is shown."""
    ask = figures.parse_ask(request.GET.get("ask", ""))
    headings, rows = figures.issue_counts(ask)
    label = "None of the Five Asks" if ask == "none" else Ask(ask).label if ask else ""
    return render(
        request,
        "pages/issue_counts.html",
        {"ask": ask, "label": label, "headings": headings, "rows": rows},
    )


@login_not_required
def not_offered(request, page):
    """A page of the sign-in library that we have no use for."""
    raise Http404


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """Made without the request: what broke may be the database that would say who is asking."""
    return HttpResponseServerError(render_to_string("500.html"))


@login_not_required
def csrf_failure(request, reason=""):
    """A form whose page was left open too long, or that came from another site."""
    return render(request, "403_csrf.html", status=403)
