"""A letter at the desk: its words, who agreed on them, and the next steps."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from issues.letters import filling, placeholders, services
from issues.letters.forms import AgreementForm, VersionForm, WithdrawForm
from issues.letters.models import LetterVersion, TemplateLetter

WORDS = {
    "waiting": "New words wait for agreement",
    "past": "Past its review",
    "due": "Review due soon",
    "withdrawn": "Withdrawn",
}


def states(letter: TemplateLetter, *, on: date) -> list[str]:
    """What the team may have to do something about."""
    in_use, newest = letter.in_use, letter.newest
    found = {
        "waiting": newest is None or not newest.is_agreed,
        "past": in_use is not None and in_use.is_past_review(on=on),
        "due": in_use is not None and in_use.review_is_due_soon(on=on),
        "withdrawn": letter.is_withdrawn,
    }
    return [name for name, holds in found.items() if holds]


def state_words(letter: TemplateLetter, *, on: date) -> list[str]:
    return [WORDS[name] for name in states(letter, on=on)] or ["Agreed"]


def sample(version: LetterVersion) -> filling.FilledLetter:
    """The letter with everything ticked, for those who judge its words."""
    return filling.fill(
        version,
        requests=version.request_items,
        reasons=version.reason_items,
        on=timezone.localdate(),
    )


@require_safe
def letter_page(request, pk):
    """The newest words, every version so far, and how often the letter was taken."""
    letter = _find(pk)
    context = {
        "letter": letter,
        "states": state_words(letter, on=timezone.localdate()),
        "sample": sample(letter.newest) if letter.newest else None,
        "taken": letter.uses.aggregate(total=Sum("count"))["total"] or 0,
    }
    return render(request, "issues/letters/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_words(request, pk):
    """New words, looked at before they are kept as a version."""
    letter = _find(pk)
    meanings = {**placeholders.FROM_US, **placeholders.BLANKS}
    form = VersionForm(request.POST or None, letter=letter)
    preview = None
    if form.is_valid():
        if "preview" in request.POST:
            preview = sample(form.instance)
        else:
            version = services.save_version(letter, **form.cleaned_data, by=request.user)
            messages.success(request, f"{version} saved. It waits for both sides to agree.")
            return redirect("admin:issues_templateletter_change", letter.pk)
    context = {
        "letter": letter,
        "form": form,
        "preview": preview,
        "placeholders": [(f"{{{name}}}", meaning) for name, meaning in meanings.items()],
    }
    return render(request, "issues/letters/edit_words.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record_agreement(request, pk):
    """Both sides stand behind the newest version, for the first time or again."""
    letter = _find(pk)
    version = letter.newest
    if version is None:
        raise Http404
    form = AgreementForm(request.POST or None, initial=_agreement(version))
    if form.is_valid():
        try:
            services.agree(version, **form.cleaned_data, by=request.user)
        except (services.Refused, ValidationError) as refusal:
            form.add_error(None, _said(refusal))
        else:
            messages.success(request, f"{version} agreed. Practices can use it.")
            return redirect("admin:issues_templateletter_change", letter.pk)
    context = {"letter": letter, "version": version, "form": form, "sample": sample(version)}
    return render(request, "issues/letters/record_agreement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Take a letter out of use, after saying why."""
    letter = _find(pk)
    form = WithdrawForm(request.POST or None, letter=letter)
    if form.is_valid():
        try:
            services.withdraw(letter, **form.cleaned_data, by=request.user)
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{letter} withdrawn")
            return redirect("admin:issues_templateletter_change", letter.pk)
    return render(request, "issues/letters/withdraw.html", {"letter": letter, "form": form})


def _find(pk) -> TemplateLetter:
    return get_object_or_404(TemplateLetter.objects.with_versions(), pk=pk)


def _agreement(version: LetterVersion) -> dict:
    """What is known of an agreement already, for saying it again after a review."""
    return {
        "agreed_by_practice_side": version.agreed_by_practice_side,
        "agreed_by_trust_side": version.agreed_by_trust_side,
    }


def _said(refusal: Exception) -> list[str]:
    return refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
