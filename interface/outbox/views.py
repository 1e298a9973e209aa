"""“What we send you”: for whoever is signed in, and for whoever comes by the link in a mail."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interface.accounts.models import User
from interface.outbox import choices, digests
from interface.outbox.forms import PaceForm
from interface.outbox.models import Message, Pace
from interface.worktime.services import bank_holidays


def by_link(view):
    """Give a view the address whose link was followed; a link of nobody's is not found."""

    @login_not_required
    @wraps(view)
    def wrapped(request, token):
        email = choices.address_of(token)
        if email is None:
            raise Http404
        response = view(request, token, email)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"  # a form's POST needs its origin
        return response

    return wrapped


@require_http_methods(["GET", "HEAD", "POST"])
def news_choice(request):
    """Somebody's own choice."""
    return _choice_page(request, request.user.email, by=request.user)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def news_choice_by_link(request, token, email):
    """The choice of the mailbox that got the link, without signing in. Looking changes nothing."""
    return _choice_page(request, email, by=None)


@csrf_exempt  # a mail program posts here of its own accord; the token says that it may
@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def stop_news(request, token, email):
    """What a mail program calls when somebody presses “unsubscribe” there (RFC 8058)."""
    if request.method != "POST":
        return redirect("news_choice_by_link", token)
    choices.choose(email, pace=Pace.OFF, by=None)
    return HttpResponse("We send you no more news.\n", content_type="text/plain")


def _choice_page(request, email: str, *, by: User | None):
    now = choices.pace_of(email)
    form = PaceForm(request.POST or None, initial={"pace": now})
    if form.is_valid():
        pace = Pace(form.cleaned_data["pace"])
        choices.choose(email, pace=pace, by=by)
        messages.success(request, f"Saved. You get news: {pace.label.lower()}")
        return redirect(request.path)
    waiting = Message.objects.waiting_for_digest().filter(recipient=email).count()
    context = {"form": form, "email": email, "waiting": waiting}
    if waiting:
        context["next_digest"] = timezone.localtime(
            digests.next_digest(now, after=timezone.now(), holidays=bank_holidays())
        )
    return render(request, "outbox/news_choice.html", context)
