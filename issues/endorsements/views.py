"""The issues that happened to a practice as well: which they are, and where each stands."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from interface.accounts.permissions import require
from issues.endorsements import services
from issues.endorsements.already_here import FOLLOWED, cards
from issues.endorsements.models import Endorsement
from issues.models import Issue
from issues.permissions import may_endorse
from issues.reporting import reporter_of

ON_A_PAGE = 25


@require(may_endorse)
@require_safe
def endorsed_issues(request):
    """What other practices raised and this one knows as well, the latest first."""
    rows = Endorsement.objects.of(request.user).select_related(
        "issue__category", "issue__specialty"
    )
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    for row, card in zip(shown, cards([row.issue for row in shown]), strict=True):
        row.card = card
    return render(request, "issues/endorsed_issues.html", {"page": page, "rows": shown})


@login_not_required
@require_safe
def same_here(request, reference):
    """That it was counted, where it stands, and how to take it back."""
    endorsement = _endorsement(request, reference)
    if endorsement is None:
        if request.user.is_authenticated:
            raise_unless_theirs(request, reference)
            return redirect("issue", reference)
        return redirect_to_login(request.get_full_path())
    [card] = cards([endorsement.issue])
    context = {"endorsement": endorsement, "issue": endorsement.issue, "card": card}
    return render(request, "issues/same_here.html", context)


@login_not_required
@require_POST
def withdraw_endorsement(request, reference):
    """Take it back; doing so twice changes nothing."""
    endorsement = _endorsement(request, reference)
    if endorsement is None:
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    by = request.user if request.user.is_authenticated else None
    services.withdraw(endorsement, practice=endorsement.practice, by=by)
    messages.success(request, f"{reference} is no longer counted for your practice")
    return redirect("endorsed_issues" if by else "report")


def raise_unless_theirs(request, reference):
    """404 for an issue that this person may not see either."""
    if not Issue.objects.visible_to(request.user).filter(reference=reference).exists():
        raise Http404


def _endorsement(request, reference):
    """This practice's: by account, or by the launch that has just made it."""
    rows = Endorsement.objects.standing().select_related(
        "issue__category", "issue__specialty", "practice", "endorsed_by"
    )
    rows = rows.filter(issue__reference=reference)
    if request.user.is_authenticated:
        return rows.of(request.user).first()
    reporter = reporter_of(request)
    if reporter and reporter.practice and reference in request.session.get(FOLLOWED, []):
        return rows.filter(practice=reporter.practice).first()
    return None
