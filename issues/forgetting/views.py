"""The pages on which the team removes words, decides what is forgotten, and answers people."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from issues.forgetting import everywhere, people, redacting, retention
from issues.forgetting.everywhere import Words
from issues.forgetting.forms import (
    ANONYMISE,
    SAVE,
    FindWordsForm,
    ForgettingForm,
    PersonForm,
    RemoveWordsForm,
)
from issues.forgetting.models import Due
from issues.models import Issue
from issues.services.refusals import Refused

PAGES = "issues/forgetting"
ROWS = 50  # of a due list, on one page


# Words ---------------------------------------------------------------------------------------


@require_safe
def texts_of_issue(request, pk):
    """Every text of an issue, to choose which one goes."""
    issue = get_object_or_404(Issue.objects.select_related("practice"), pk=pk)
    context = {"issue": issue, "texts": redacting.writings_of(issue)}
    return render(request, f"{PAGES}/texts_of_issue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def redact_text(request, label, pk, field):
    """One text, where else it stands, and why it goes."""
    one = redacting.writing(label, pk, field)
    if one is None:
        raise Http404
    form = ForgettingForm(request.POST or None)
    if form.is_ready():
        try:
            redacting.redact(one, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"{one.title}: removed, with every copy of it")
        return redirect(_back_from(one))
    places = redacting.places_of(one)
    context = {
        "one": one,
        "form": form,
        "back": _back_from(one),
        "others": redacting.others_who_wrote(one, places),
        **_parted(places),
    }
    return render(request, f"{PAGES}/redact_text.html", context)


def _back_from(one):
    if one.issue:
        return reverse("admin:redact_issue", args=[one.issue.pk])
    return reverse("admin:issues_redaction_changelist")


@require_http_methods(["GET", "HEAD", "POST"])
def redact_words(request):
    """Find words in the whole database; a second click removes them. They are in no address."""
    looking = FindWordsForm(request.POST or None)
    form = RemoveWordsForm(request.POST if "reason" in request.POST else None)
    context = {"looking": looking, "form": form}
    if looking.is_valid():
        words = looking.cleaned_data["words"]
        if form.is_ready():
            try:
                done = redacting.redact_words(
                    words, reason=form.cleaned_data["reason"], by=request.user
                )
            except Refused as refusal:
                looking.add_error(None, str(refusal))
            else:
                messages.success(request, f"Removed. {done.found}")
                return redirect("admin:issues_redaction_changelist")
        context |= {"searched": True, **_parted(everywhere.find(Words(words)))}
    return render(request, f"{PAGES}/redact_words.html", context)


def _parted(places):
    """Where words are removed, and where they are only shown."""
    return {
        "emptied": [place for place in places if place.is_emptied],
        "left": [place for place in places if not place.is_emptied],
    }


# What is due ---------------------------------------------------------------------------------


@require_safe
def due_list(request, pk):
    """What one list names, to be decided about."""
    due = get_object_or_404(Due.objects.select_related("decided_by"), pk=pk)
    rule = retention.RULES.get(due.rule)
    rows = rule.rows(due.before).order_by("pk") if rule else Issue.objects.none()
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, f"{PAGES}/due_list.html", {"due": due, "rule": rule, "page": page})


@require_POST
def decide(request, pk, decision):
    """Approve a list, or keep what it names for now."""
    due = get_object_or_404(Due, pk=pk)
    verb = retention.approve if decision == "approve" else retention.decline
    try:
        verb(due, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        said = "A worker forgets it now" if decision == "approve" else "Kept for another four weeks"
        messages.success(request, said)
    return redirect("admin:issues_due_changelist")


# People --------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def person(request):
    """Give out what is kept about somebody, or make them anonymous. Their e-mail is in no address.

    The second click, on a page that says how much there is, makes anonymous.
    """
    form = PersonForm(request.POST or None)
    if not form.is_ready():
        return render(request, f"{PAGES}/person.html", {"form": form})
    said = form.cleaned_data
    asked = {"email": said["email"], "reason": said["reason"], "by": request.user}
    try:
        if said["wish"] == ANONYMISE:
            return _anonymise(request, form, asked)
        kept = people.export(**asked)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, f"{PAGES}/person.html", {"form": form})
    if said["wish"] == SAVE:
        shape = {"ensure_ascii": False, "indent": 2}
        response = JsonResponse(kept, json_dumps_params=shape)
        response["Content-Disposition"] = 'attachment; filename="what-is-kept.json"'
        return response
    context = {"kept": kept, "email": said["email"]}
    return render(request, f"{PAGES}/kept_about_person.html", context)


def _anonymise(request, form, asked):
    if request.POST.get("sure") == "yes":
        people.anonymise(**asked)
        messages.success(request, "This person is anonymous now")
        return redirect("admin:issues_personrequest_changelist")
    kept = {title: len(rows) for title, rows in people.about(asked["email"]).items()}
    if not kept:
        raise people.Nobody
    return render(request, f"{PAGES}/anonymise.html", {"form": form, "kept": kept, **asked})
