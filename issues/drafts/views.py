"""Keeping a draft while somebody types, and throwing one away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import get_text_list
from django.views.decorators.http import require_POST

from issues.drafts import browsers, services
from issues.reporting import DRAFTS_OF_PRACTICE, form_of, reporter_of

SIGNED_OUT = (
    "Not saved: you have been signed out. Send the form all the same: what you wrote stays."
)
TOO_OFTEN = "Not saved: too much was saved in a short time. What you wrote stays on this page."
TOO_MANY = f"Not saved: you have {services.MOST} drafts. Send or delete one of them first."


@login_not_required
@require_POST
def keep_draft(request):
    """What the page's script asks for after a pause; the answer is a sentence to show."""
    reporter = reporter_of(request)
    if reporter is None:
        return JsonResponse({"said": SIGNED_OUT}, status=403)
    if reporter.link and not DRAFTS_OF_PRACTICE.allows(reporter.link.practice_id):
        return JsonResponse({"said": TOO_OFTEN}, status=429)
    holder, secret = browsers.holder_to_keep(request, reporter)
    try:
        refused = services.keep(form_of(reporter, data=request.POST), holder=holder)
    except services.TooManyDrafts:
        return JsonResponse({"said": TOO_MANY}, status=409)
    response = JsonResponse({"said": _said(refused)})
    browsers.remember(response, secret)
    return response


def _said(refused):
    now = f"{timezone.localtime():%H:%M}"
    if not refused:
        return f"Draft saved at {now}."
    left_out = get_text_list([f"“{label}”" for label in refused], "and")
    return f"Draft saved at {now} without {left_out}, where a patient could be recognised."


@login_not_required
@require_POST
def discard_draft(request):
    """Throw a draft away; one that is gone already is gone."""
    if reporter := reporter_of(request):
        services.discard(browsers.holder_of(request, reporter), key=request.POST.get("key", ""))
        messages.success(request, "Draft deleted")
    return redirect("report")
