"""Lists of the desk under a name: made from the address one looks at, kept or shared."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from interface.nhsuk.forms import form_helper
from interface.privacy.forms import GuardedModelForm
from interface.reading import Reading
from issues.desk.lists import DeskList
from issues.desk.models import SavedView
from issues.writing import Findings

# One's own, and those that others share.
views_of = Reading(SavedView, "WHERE this.owner_id = %s OR this.is_shared ORDER BY this.name")


class SavedViewForm(GuardedModelForm):
    class Meta:
        model = SavedView
        fields = ["name", "is_shared"]
        labels = {"name": "Name of the view", "is_shared": "The whole team sees it"}
        error_messages = {"name": {"required": "Enter a name for the view"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(Findings(), "name", "is_shared", submit="Save view")

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = SavedView.objects.filter(owner=self.instance.owner).exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise ValidationError("You already have a view of this name")
        return name


@require_http_methods(["GET", "HEAD", "POST"])
def save(request):
    """Put a name to the list that the address describes."""
    desk = DeskList(request.GET, user=request.user)
    view = SavedView(owner=request.user, address=desk.address)
    return _form(request, view, desk.url, "Save this view")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Rename one's own view, share it, or keep it to oneself again."""
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    return _form(request, view, view.get_absolute_url(), "Change this view")


def _form(request, view, back, title):
    form = SavedViewForm(request.POST or None, instance=view)
    if form.is_valid():
        form.save()
        messages.success(request, f"View “{view}” saved")
        return redirect(view)
    context = {"form": form, "view": view, "back": back, "title": title}
    return render(request, "admin/issues/issue/saved_view.html", context)


@require_POST
def delete(request, pk):
    """Throw one's own view away; the issues stay where they are."""
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    view.delete()
    messages.success(request, f"View “{view}” deleted")
    return redirect("admin:issues_issue_changelist")
