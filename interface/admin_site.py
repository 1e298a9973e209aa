"""The admin's name and who may enter; its looks are in templates/admin/ and admin-interface.css."""

from collections.abc import Iterable
from functools import wraps

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

# What other packages register and nobody here works with: groups (roles decide), allauth's address
# book and provider secrets. Second factors stay: a lost telephone is removed there.
LEFT_OUT = {"auth", "account", "socialaccount"}


class InterfaceAdminSite(admin.AdminSite):
    """Where the integration team works."""

    site_header = "Interface"
    site_title = "Interface"
    index_title = "Integration team"
    site_url = "/"
    empty_value_display = "–"

    def register(self, model_or_iterable, admin_class=None, **options):
        models = (
            model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        )
        wanted = [model for model in models if model._meta.app_label not in LEFT_OUT]
        super().register(wanted, admin_class, **options)

    def has_permission(self, request):
        return request.user.is_authenticated and request.user.is_integration_team

    def admin_view(self, view, cacheable=False):
        """Turn away whoever is signed in and is not of the team, instead of asking again."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return guarded

    def login(self, request, extra_context=None):
        """There is one way in for everybody."""
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next", reverse("admin:index")))
