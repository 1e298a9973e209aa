"""Launch links in the admin: made, changed and revoked with one button each, shown once."""

from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from interface.accounts import launch
from interface.accounts.cards import square_code
from interface.accounts.models import LaunchLink
from interface.accounts.services import Refused
from interface.directory.models import Organisation
from interface.nhsuk.fields import Checkboxes
from interface.nhsuk.forms import form_helper


class NewLinkForm(forms.ModelForm):
    """Whose link it is; there is nothing else to say."""

    practice = forms.ModelChoiceField(
        Organisation.objects.practices().open().filter(launch_link=None).order_by("name"),
        empty_label="Select a practice",
        help_text="Open practices that have no link yet. The link is shown on the next page.",
    )

    class Meta:
        model = LaunchLink
        fields = ["practice"]


class NewLinksForm(forms.Form):
    """Which of the practices without a link get one."""

    practices = forms.ModelMultipleChoiceField(
        Organisation.objects.practices().open().filter(launch_link=None).order_by("name"),
        label="Which practices need a link?",
        widget=Checkboxes(small=True),
        error_messages={
            "required": "Select at least one practice",
            "invalid_choice": "A practice that you chose has a link by now. Choose again",
        },
    )
    helper = form_helper(submit="Make the links")


class LaunchLinkAdmin(admin.ModelAdmin):
    """Which practices have a link, and whether it is used. Nobody can read a link again."""

    list_display = ["practice", "state", "made_at", "last_used_at"]
    list_select_related = ["practice"]
    search_fields = ["practice__name", "practice__ods_code"]
    list_per_page = 50
    change_form_template = "admin/accounts/launchlink/change_form.html"

    @admin.display(description="State")
    def state(self, link):
        if link.revoked_at:
            return "Revoked"
        return "In use" if link.practice.is_open else "Stopped: the practice is closed"

    def get_fields(self, request, obj=None):
        shown = ["practice", "state", "made_at", "revoked_at", "last_used_at"]
        return shown if obj else ["practice"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """A form to make one; a link that is there is shown, not changed."""
        shape = {} if change else {"form": NewLinkForm}
        return super().get_form(request, obj, change=change, **shape, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else []

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def render_change_form(self, request, context, *args, **kwargs):
        """One button: the next page shows the link, and nothing may come between."""
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self):
        steps = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                name=f"accounts_launchlink_{name}",
            )
            for name, view in [("rotate", self.rotate), ("revoke", self.revoke)]
        ]
        many = self.admin_site.admin_view(self.make_links)
        many_at_once = path("many/", many, name="accounts_launchlink_many")
        return [*steps, many_at_once, *super().get_urls()]

    def save_model(self, request, obj, form, change):
        request.launch_token = launch.make(form.cleaned_data["practice"], by=request.user)
        obj.pk = LaunchLink.objects.get(practice=obj.practice).pk
        obj._state.adding = False

    def response_add(self, request, obj, post_url_continue=None):
        """Show the link now: it is never kept, so there is nothing to redirect to."""
        return self._shown(request, obj, request.launch_token)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def make_links(self, request):
        """Links for several practices, shown once with a card for each."""
        form = NewLinksForm(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return render(request, "admin/accounts/launchlink/make_links.html", {"form": form})
        made, passed_over = launch.make_many(form.cleaned_data["practices"], by=request.user)
        cards = [{"practice": practice, **_card(token)} for practice, token in made]
        context = {"cards": cards, "passed_over": passed_over}
        return _not_kept(render(request, "admin/accounts/launchlink/shown_links.html", context))

    def rotate(self, request, pk):
        """A new link in the place of the old one."""
        return self._step(request, pk, "rotate_link.html", launch.rotate)

    def revoke(self, request, pk):
        """No link, until somebody makes a new one."""
        return self._step(request, pk, "revoke_link.html", launch.revoke)

    def _step(self, request, pk, template, service):
        return require_http_methods(["GET", "HEAD", "POST"])(self._confirmed_step)(
            request, pk, template, service
        )

    def _confirmed_step(self, request, pk, template, service):
        link = LaunchLink.objects.select_related("practice").filter(pk=pk).first()
        if link is None:
            raise Http404
        if request.method != "POST":
            return render(request, f"admin/accounts/launchlink/{template}", {"link": link})
        try:
            token = service(link, seen=_moment(request.POST.get("seen", "")), by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            if token:
                return self._shown(request, link, token)
            messages.success(request, f"The link of {link.practice} no longer works")
        return redirect("admin:accounts_launchlink_change", pk)

    def _shown(self, request, link, token):
        context = {"link": link, **_card(token)}
        return _not_kept(render(request, "admin/accounts/launchlink/shown.html", context))


def _card(token):
    """The address that a token makes, and its square code."""
    address = settings.BASE_URL.rstrip("/") + reverse("launch", args=[token])
    return {"address": address, "code": square_code(address)}


def _not_kept(response):
    response.headers["Cache-Control"] = "no-store"
    return response


def _moment(text):
    """The moment a page was made for; one that is no moment matches none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
