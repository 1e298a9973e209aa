"""Coming in by a launch link, joining its practice, and the practice's own page."""

import re
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interface.accounts import launch as links
from interface.accounts.models import JoinCode, LaunchLink
from interface.accounts.permissions import require
from interface.joining import services
from interface.joining.forms import CodeForm, EmailForm, NameForm

CODE = "join_code"  # in the session: which code somebody was sent

# What a link in a clinical system may say beforehand. Anything else is dropped.
PREFILLED = {
    "spec": re.compile(r"[0-9A-Z]{3}"),
    "cat": re.compile(r"[A-Z]{3}"),
    "ask": re.compile(r"[1-5]"),
    "kind": re.compile(r"issue|praise|idea"),
}


# Coming in -----------------------------------------------------------------------------------


@login_not_required
@require_safe
def launch(request, token):
    """Let somebody who has a practice's link raise an issue for it, and go there."""
    link = links.find(token)
    if link is None:
        response = render(request, "joining/unknown_link.html", status=404)
    else:
        links.enter(request, link)
        said = {
            name: request.GET[name]
            for name, shape in PREFILLED.items()
            if shape.fullmatch(request.GET.get(name, ""))
        }
        response = redirect(reverse("report") + (f"?{urlencode(said)}" if said else ""))
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is a key
    return response


# Joining -------------------------------------------------------------------------------------


def from_launch(view):
    """Give a view the link somebody came by; nobody can pick a practice for themselves."""

    @login_not_required
    @wraps(view)
    def wrapped(request):
        if request.user.is_authenticated:
            return redirect("home")
        link = links.launched(request)
        if link is None:
            return render(request, "joining/no_link.html", status=403)
        return view(request, link)

    return wrapped


@from_launch
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, link):
    """The work e-mail, to which a code is sent."""
    form = EmailForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            code = services.send_code(link, email=form.cleaned_data["email"])
        except services.TooManyCodes as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            request.session[CODE] = code.pk
            return redirect("join_code")
    return render(request, "joining/join.html", {"form": form, "link": link}, status=status)


def _code(request, link):
    """The code this session was sent, if it is one of this link."""
    codes = JoinCode.objects.select_related("link").filter(used_at=None, link=link)
    return codes.filter(pk=request.session.get(CODE)).first()


@from_launch
@require_http_methods(["GET", "HEAD", "POST"])
def join_code(request, link):
    """The code from the e-mail."""
    code = _code(request, link)
    if code is None:
        return redirect("join")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            services.confirm(code, typed=form.cleaned_data["code"])
        except services.Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            return redirect("join_name")
    context = {"form": form, "link": link, "email": code.email}
    return render(request, "joining/join_code.html", context)


@from_launch
@require_http_methods(["GET", "HEAD", "POST"])
def join_name(request, link):
    """The name; with it somebody belongs to the practice and is signed in."""
    code = _code(request, link)
    if code is None or not services.is_confirmed(code):
        return redirect("join")
    form = NameForm(request.POST or None)
    if form.is_valid():
        try:
            user = services.join(code, name=form.cleaned_data["name"], by=None)
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            request.session.pop(CODE, None)
            messages.success(request, f"You have joined {link.practice}")
            return redirect("practice_settings")
    context = {"form": form, "link": link, "email": code.email}
    return render(request, "joining/join_name.html", context)


# The practice's own page ---------------------------------------------------------------------


def of_practice(user) -> bool:
    return user.is_practice


@require(of_practice)
@require_safe
def practice_settings(request):
    """The launch link, how to put it into the clinical system, and who belongs to the practice."""
    practice = request.user.organisation
    context = {
        "practice": practice,
        "link": LaunchLink.objects.live().filter(practice=practice).first(),
        "members": services.members(practice),
    }
    return render(request, "joining/practice_settings.html", context)


@require(of_practice)
@require_POST
def remove_member(request):
    """Ask whether somebody is to be removed, and with the answer do it."""
    people = services.members(request.user.organisation).exclude(pk=request.user.pk)
    asked = request.POST.get("person", "")
    person = get_object_or_404(people, pk=int(asked) if asked.isdecimal() else 0)
    if "confirmed" not in request.POST:
        return render(request, "joining/remove_member.html", {"person": person})
    try:
        services.remove(person, by=request.user)
    except services.NotRemovable as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{person} no longer belongs to {person.organisation}")
    return redirect("practice_settings")
