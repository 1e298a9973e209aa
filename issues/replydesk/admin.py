"""Where the integration team sends and revokes links, and decides what specialties propose."""

from django.contrib import admin, messages
from django.db.models import F
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from issues.models import DeskLink, ProposalKind, SpecialtyProposal
from issues.replydesk import links, services
from issues.replydesk.forms import ConfirmFixForm, DeclineForm, NewLinkForm

DONE = {"accept": "accepted", "decline": "declined"}


@admin.register(DeskLink)
class DeskLinkAdmin(admin.ModelAdmin):
    """Links that are out: to whom, until when. Nobody can read one again, only send a new one."""

    list_display = ["specialty", "sent_to", "state", "made_at", "expires_at", "asked_for_new_at"]
    list_select_related = ["specialty"]
    list_filter = ["specialty"]
    search_fields = ["specialty__name", "sent_to"]
    ordering = [F("asked_for_new_at").desc(nulls_last=True), "-made_at"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["revoke", "send_new"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        shape = {} if change else {"form": NewLinkForm}
        return super().get_form(request, obj, change=change, **shape, **kwargs)

    def get_fields(self, request, obj=None):
        shown = ["specialty", "sent_to", "state", "made_at", "expires_at", "revoked_at"]
        return [*shown, "asked_for_new_at"] if obj else ["specialty", "sent_to"]

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        said = form.cleaned_data
        obj.pk = links.invite(said["specialty"], to=said["sent_to"], by=request.user).pk
        obj._state.adding = False

    @admin.action(description="Revoke the chosen links", permissions=["change"])
    def revoke(self, request, queryset):
        for link in queryset:
            links.revoke(link, by=request.user)
        messages.success(request, "They stopped working at once")

    @admin.action(description="Send a new link to the same addresses", permissions=["change"])
    def send_new(self, request, queryset):
        sent = {(link.specialty, link.sent_to) for link in queryset if link.specialty.active}
        for specialty, to in sent:
            links.invite(specialty, to=to, by=request.user)
        messages.success(request, f"New links sent: {len(sent)}")


@admin.register(SpecialtyProposal)
class SpecialtyProposalAdmin(admin.ModelAdmin):
    """What specialties say that the team has to make so, the undecided first."""

    list_display = ["issue", "kind", "specialty", "who", "state", "made_at"]
    list_select_related = ["issue", "specialty", "made_by", "desk_link__specialty"]
    list_filter = ["state", "kind", "specialty"]
    search_fields = ["issue__reference"]
    ordering = ["-state", "made_at"]  # "open" comes last in the alphabet
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        def page(name, view):
            address = f"issues_specialtyproposal_{name}"
            return path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=address)

        return [page("accept", self.accept), page("decline", self.decline), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        proposal = get_object_or_404(self.get_queryset(request), pk=object_id)
        return self._page(request, proposal)

    def accept(self, request, pk):
        """Make it so; a fix needs the answer that the practice reads."""
        return self._decide(request, pk, services.accept, "accept")

    def decline(self, request, pk):
        """Tell the specialty why not."""
        return self._decide(request, pk, services.decline, "decline")

    def _decide(self, request, pk, service, which):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        proposal = get_object_or_404(self.get_queryset(request), pk=pk)
        form = _forms(proposal, request.POST)[which]
        if form is None or (form.is_valid() and not form.removed):
            try:
                service(proposal, by=request.user, **(form.cleaned_data if form else {}))
            except services.Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, f"{proposal}: {DONE[which]}")
                return redirect("admin:issues_issue_change", proposal.issue_id)
        return self._page(request, proposal, {which: form})

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("issue__category", "category", "right_specialty", "decided_by")

    def _page(self, request, proposal, posted=None):
        context = {
            **self.admin_site.each_context(request),
            "title": str(proposal),
            "proposal": proposal,
            "issue": proposal.issue,
            "forms": {**_forms(proposal), **(posted or {})},
        }
        return render(request, "admin/issues/specialtyproposal/decide.html", context)


def _forms(proposal, data=None):
    """What is asked before it is accepted (nothing, except of a fix), and before it is declined."""
    accept = None
    if proposal.kind == ProposalKind.FIX:
        day = f"{proposal.fixed_from.day} {proposal.fixed_from:%B %Y}"
        words = f"{proposal.text}\n\nThis holds since {day}: {proposal.scope}."
        accept = ConfirmFixForm(data, initial={"text": words}, auto_id="accept_%s")
        accept.helper.form_action = _address(proposal, "accept")
    decline = DeclineForm(data, auto_id="decline_%s")
    decline.helper.form_action = _address(proposal, "decline")
    return {"accept": accept, "decline": decline}


def _address(proposal, step):
    return reverse(f"admin:issues_specialtyproposal_{step}", args=[proposal.pk])
