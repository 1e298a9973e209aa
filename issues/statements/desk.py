"""A statement at the desk: its versions, and the steps of those who write and approve."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interface import history
from issues.models import PublicStatement, StatementVersion
from issues.statements import services
from issues.statements.forms import WithdrawForm, WordsForm
from issues.statements.models import State

TITLES = {
    "draft": "The draft",
    "waiting": "Waiting for approval",
    "public": "What the public reads",
    "withdrawn": "Withdrawn",
}


@require_safe
def statement_page(request, pk):
    """What is public, what is on its way there, every version, and who did what when."""
    statement = _find(pk)
    newest = statement.newest
    shown = [version for version in statement.versions.all() if version.state in TITLES]
    context = {
        "statement": statement,
        "newest": newest,
        "shown": [(TITLES[version.state], version) for version in shown],
        "may_ask": newest is not None and newest.state == State.DRAFT,
        "may_approve": newest is not None
        and newest.state == State.WAITING
        and newest.written_by_id != request.user.pk,
        "own": newest is not None
        and newest.state == State.WAITING
        and newest.written_by_id == request.user.pk,
        "story": history.timeline(history.events_of(StatementVersion).filter(statement=statement))[
            ::-1
        ],
    }
    return render(request, "issues/statements/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, pk=None):
    """New words for a new statement or an old one; they are public once somebody else agrees."""
    statement = _find(pk) if pk else None
    form = WordsForm(request.POST or None, statement=statement, user=request.user)
    if form.is_valid():
        try:
            version = services.write(
                statement, form.words, by=request.user,
                after=form.cleaned_data["after"], issues=form.cleaned_data["issues"],
                finished="finished" in request.POST,
            )  # fmt: skip
        except services.WrittenMeanwhile as refusal:
            form.add_error(None, str(refusal))
            statement = _find(pk)
            form.look_again(statement.versions.all()[0].number)
        except (services.Refused, ValidationError) as refusal:
            form.add_error(None, _said(refusal))
        else:
            messages.success(request, _kept(version))
            return redirect("admin:issues_publicstatement_change", version.statement_id)
    meanwhile = statement.newest if statement and form.non_field_errors() else None
    context = {"statement": statement, "form": form, "meanwhile": meanwhile}
    return render(request, "issues/statements/write.html", context)


@require_POST
def ask_for_approval(request, pk, number):
    version = _version(pk, number)
    try:
        services.ask_for_approval(version, by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{version} waits for somebody else to approve it.")
    return redirect("admin:issues_publicstatement_change", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request, pk, number):
    """The words as the public will read them, and one button."""
    version = _version(pk, number)
    if request.method == "POST":
        try:
            services.approve(version, by=request.user)
        except services.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{version} is public.")
        return redirect("admin:issues_publicstatement_change", pk)
    context = {
        "version": version,
        "statement": version.statement,
        "own": version.written_by_id == request.user.pk,
        "waits": version.state == State.WAITING,
    }
    return render(request, "issues/statements/approve.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Take a statement out of public, after saying why."""
    statement = _find(pk)
    form = WithdrawForm(request.POST or None, statement=statement)
    if form.is_valid():
        try:
            services.withdraw(statement, **form.cleaned_data, by=request.user)
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Withdrawn: nobody can read it from now on.")
            return redirect("admin:issues_publicstatement_change", pk)
    context = {"statement": statement, "version": statement.public, "form": form}
    return render(request, "issues/statements/withdraw.html", context)


def _find(pk) -> PublicStatement:
    rows = PublicStatement.objects.prefetch_related(
        "versions__written_by", "versions__approved_by", "versions__specialty", "issues"
    )
    try:
        return get_object_or_404(rows, pk=pk)
    except ValueError:
        raise Http404 from None


def _version(pk, number) -> StatementVersion:
    rows = StatementVersion.objects.select_related("statement", "specialty", "written_by")
    return get_object_or_404(rows, statement=pk, number=number)


def _kept(version: StatementVersion) -> str:
    if version.state == State.WAITING:
        return f"{version} waits for somebody else to approve it."
    return f"{version} saved as a draft."


def _said(refusal: Exception) -> list[str]:
    return refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
