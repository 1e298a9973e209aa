"""Pages that exist in demonstration mode only: everywhere else they are not found."""

from functools import wraps

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from interface.accounts.models import User
from interface.nhsuk.gallery import components
from interface.outbox.models import Message
from interface.pages.chart_gallery import charts


def demonstration_only(view):
    """Hide a view unless people and data are invented."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not settings.DEMONSTRATION:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


@login_not_required
@demonstration_only
@require_POST
def sign_in(request):
    """Sign in as one of the invented people, and as nobody else."""
    person = get_object_or_404(
        User, email=request.POST.get("email", ""), is_demonstration=True, is_active=True
    )
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = settings.LOGIN_REDIRECT_URL
    return redirect(target)


@login_not_required
@demonstration_only
@require_safe
def outbox(request):
    """Every mail that would have been sent, newest first."""
    page = Paginator(Message.objects.order_by("-id"), 25).get_page(request.GET.get("page"))
    return render(request, "pages/outbox.html", {"page": page})


@login_not_required
@demonstration_only
@require_safe
def message(request, pk):
    return render(
        request, "pages/outbox_message.html", {"message": get_object_or_404(Message, pk=pk)}
    )


@login_not_required
@demonstration_only
@require_safe
def styleguide(request):
    """Every component and chart in every state."""
    return render(
        request, "pages/styleguide.html", {"components": components(), "charts": charts()}
    )
