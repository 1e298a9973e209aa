"""Finding a letter, filling it, and taking it away."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interface.accounts.permissions import require
from issues.letters import documents, filling, permissions, services
from issues.letters.forms import LetterForm
from issues.letters.models import TemplateLetter, UseKind
from issues.models import Issue
from issues.references import clean_reference


@require(permissions.may_read_letters)
@require_safe
def letters(request):
    """Every letter that both sides agreed on, by what it is for."""
    rows = TemplateLetter.objects.with_versions()
    agreed = [letter for letter in rows if letter.current]
    context = {
        "letters": [letter for letter in agreed if letter.in_use],
        "withdrawn": [letter for letter in agreed if letter.is_withdrawn],
        "waiting": [letter for letter in rows if not letter.current],
        "today": timezone.localdate(),
    }
    return render(request, "issues/letters/letters.html", context)


@require(permissions.may_read_letters)
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request, code):
    """One letter, filled with what was chosen; posting chooses again and changes nothing."""
    letter = _letter(code)
    if letter.is_withdrawn:
        return render(request, "issues/letters/withdrawn.html", {"letter": letter})
    if request.method == "POST":
        form = _form(request, letter)
    else:
        form = _form(request, letter, data=_first_choice(request, letter))
    return _letter_page(request, letter, form)


@require(permissions.may_read_letters)
@require_POST
def download_letter(request, code):
    """The same letter as a Word document, and one more in the count."""
    letter = _letter_in_use(code)
    form = _form(request, letter)
    if not form.is_valid():
        return _letter_page(request, letter, form)
    today = timezone.localdate()
    filled = _fill(form, on=today)
    _count(letter, UseKind.DOWNLOADED, form)
    response = HttpResponse(documents.word_document(filled), documents.CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, filled.file_name)
    response["Cache-Control"] = "no-store"
    return response


@require(permissions.may_read_letters)
@require_POST
def copied_letter(request, code):
    """One more in the count; the copying happened in the browser."""
    letter = _letter_in_use(code)
    form = _form(request, letter)
    if not form.is_valid():
        return HttpResponse(status=400)
    _count(letter, UseKind.COPIED, form)
    return HttpResponse(status=204)


def _letter(code):
    """The letter of this code; one that nobody has agreed on yet is not found."""
    letter = get_object_or_404(TemplateLetter.objects.with_versions(), code=code.upper())
    if letter.current is None:
        raise Http404
    return letter


def _letter_in_use(code):
    letter = _letter(code)
    if letter.is_withdrawn:
        raise Http404
    return letter


def _form(request, letter, data=None):
    return LetterForm(data or request.POST, version=letter.current, user=request.user)


def _first_choice(request, letter):
    """What a newly opened page has ticked, for the issue named in the address if there is one."""
    issue = _issue_in_address(request)
    today = timezone.localdate()
    on = timezone.localdate(issue.raised_at) if issue else today
    requests, reasons = services.likely(letter.current, issue=issue, on=on)
    choice = {"requests": requests, "reasons": reasons}
    if issue:
        choice["issue"] = issue.reference
        if issue.specialty and issue.specialty.active:
            choice["specialty"] = issue.specialty_id
    return choice


def _issue_in_address(request):
    if "issue" not in request.GET:
        return None
    reference = clean_reference(request.GET["issue"])
    visible = Issue.objects.visible_to(request.user).select_related("category", "specialty")
    return get_object_or_404(visible, reference=reference)


def _fill(form, *, on):
    chosen = form.cleaned_data
    return filling.fill(
        form.version,
        requests=chosen["requests"],
        reasons=chosen["reasons"],
        on=on,
        specialty=chosen["specialty"],
        issue=chosen["issue"],
        practice=permissions.practice_named(form.user, chosen["issue"]),
    )


def _count(letter, kind, form):
    issue = form.cleaned_data["issue"]
    specialty = form.cleaned_data["specialty"] or (issue.specialty if issue else None)
    services.count_use(letter, kind=kind, specialty=specialty, on=timezone.localdate())


def _letter_page(request, letter, form):
    today = timezone.localdate()
    filled = _fill(form, on=today) if form.is_valid() else None
    context = {
        "letter": letter,
        "version": letter.current,
        "form": form,
        "filled": filled,
        "past_review": letter.current.is_past_review(on=today),
    }
    return render(request, "issues/letters/letter.html", context)
