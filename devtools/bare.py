"""The least Django page and the least durable Django POST, beside which ours are measured.

A project as `startproject` makes it: Django's default middleware (nothing here asks for the session
or the user, so they are not read), one view with one indexed query of 25 rows in a template, and
one that saves one row. It has the WSGI handler, the process and the database in common with ours.
"""

import uuid

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import Context, Template
from django.test import override_settings
from django.urls import path

from interface.outbox.models import Message
from issues.models import Issue

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGE = Template("<ul>{% for issue in issues %}<li>{{ issue.reference }}</li>{% endfor %}</ul>")


class Bare(WSGIHandler):
    """Django's own handler, with this module's addresses instead of the service's."""

    def get_response(self, request):
        request.urlconf = __name__
        return super().get_response(request)


def application() -> Bare:
    """The handler with the default middleware around it."""
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        return Bare()


def page(request):
    """The latest 25 issues, by the index of their keys."""
    issues = Issue.objects.only("reference").order_by("-id")[:25]
    return HttpResponse(PAGE.render(Context({"issues": issues})))


def post(request):
    """Save what was posted."""
    Message.objects.create(event=str(uuid.uuid4()), recipient=request.POST["text"])
    return redirect("/page/")


urlpatterns = [path("page/", page), path("post/", post)]
