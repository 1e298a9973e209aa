"""The least Django page and the least durable Django POST, beside which ours are measured.

A project as `startproject` makes it: Django's default middleware (nothing here asks for the session
or the user, so they are not read), one view with one indexed query of 25 rows in a template, and
one that saves one row. The web server, the database and the machine are the same as ours.
"""

import uuid

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import Context, Template
from django.urls import path

django.setup()

from interface.outbox.models import Message  # noqa: E402  (there are models from here on)
from issues.models import Issue  # noqa: E402

settings.ROOT_URLCONF = __name__
settings.MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGE = Template("<ul>{% for issue in issues %}<li>{{ issue.reference }}</li>{% endfor %}</ul>")


def page(request):
    """The latest 25 issues, by the index of their keys."""
    issues = Issue.objects.only("reference").order_by("-id")[:25]
    return HttpResponse(PAGE.render(Context({"issues": issues})))


def post(request):
    """Save what was posted."""
    Message.objects.create(event=str(uuid.uuid4()), recipient=request.POST["text"])
    return redirect("/page/")


urlpatterns = [path("page/", page), path("post/", post)]
application = WSGIHandler()
