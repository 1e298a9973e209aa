from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audits import rate_exports, services
from audits.charts import asks_chart, months_chart, specialties_chart
from audits.cycles import comparable_with, differences, differences_chart, headline_difference
from audits.desk.services import left_to_read
from audits.exports import csv_response, xlsx_response
from audits.filters import LetterFilter
from audits.forms import UploadForm
from audits.importing.files import LARGEST_FILE
from audits.importing.layout import COLUMNS
from audits.importing.report import counted
from audits.models import AskRate, Audit, Import, ImportStatus, Letter
from audits.permissions import (
    may_export_small_counts,
    may_import,
    may_open_letters,
    may_see_packs,
    may_see_rates,
)
from audits.rates import FEWEST, Results, least_met, letters_counted
from audits.results.exports import METHOD, sheets
from audits.results.page import results_page
from audits.uploads import limited_upload
from interface.accounts.permissions import require
from interface.directory.models import Specialty
from interface.vocabulary import Ask

LETTERS_A_PAGE = 50
PROBLEMS_SHOWN = 50
IMPORTS_SHOWN = 10


@require_safe
@require(may_see_rates)
def audits(request):
    """Every audit, the newest first."""
    shown = list(Audit.objects.visible_to(request.user))
    counts = letters_counted(shown, user=request.user)
    left = left_to_read(request.user)
    rows = [
        {"audit": audit, "counts": counts.get(audit.pk), "left": left.get(audit.pk)}
        for audit in shown
    ]
    return render(
        request, "audits/audits.html", {"rows": rows, "may_import": may_import(request.user)}
    )


@require_safe
def audit(request, slug):
    """An audit's rates by ask, and by specialty and month for one of the asks."""
    audit = get_object_or_404(Audit.objects.visible_to(request.user), slug=slug)
    ask = _chosen_ask(request)
    specialties = _specialties_with_rates(audit, request.user)
    specialty = _chosen_specialty(request, specialties)
    results = Results(audit, user=request.user, specialty=specialty)
    by_ask = results.by_ask()
    by_month = results.by_month(ask)
    return render(
        request,
        "audits/audit.html",
        {
            "audit": audit,
            "ask": ask,
            "specialty": specialty,
            "specialties": specialties,
            "by_ask": by_ask,
            "by_specialty": [] if specialty else results.by_specialty(ask),
            "by_month": by_month,
            "least_met": least_met(by_ask),
            "letters": by_ask[0].counts.letters if by_ask else 0,
            "letters_url": results.letters_url,
            "asks_chart": asks_chart(by_ask) if by_ask else None,
            "months_chart": months_chart(by_month, ask, until=timezone.localdate()),
            "funnel": specialties_chart(
                audit,
                ask,
                shown=[one.name for one in specialties],
                own=specialty.name if specialty else "",
            ),
            "ask_tabs": _ask_tabs(request, ask),
            "others": comparable_with(audit, user=request.user) if by_ask else [],
            "fewest": FEWEST,
            "may_open": may_open_letters(request.user),
            "may_import": may_import(request.user),
            "may_see_packs": may_see_packs(request.user),
            "is_current": audit.rates_are_current,
            **results_page(audit, user=request.user, specialty=specialty, shown=specialties),
        },
    )


def _chosen_ask(request):
    text = request.GET.get("ask", "")
    return Ask(int(text)) if text in {str(ask.value) for ask in Ask} else Ask.COMMUNICATE


def _specialties_with_rates(audit, user):
    rates = AskRate.objects.filter(audit=audit, ask=Ask.COMMUNICATE).visible_to(user)
    return list(Specialty.objects.filter(pk__in=rates.values("specialty")))


def _chosen_specialty(request, specialties):
    """The specialty of the address, or the only one; one that is not there is not found."""
    code = request.GET.get("specialty", "")
    if not code:
        return specialties[0] if len(specialties) == 1 else None
    for specialty in specialties:
        if specialty.treatment_function_code == code:
            return specialty
    raise Http404


def _ask_tabs(request, chosen):
    query = request.GET.copy()
    tabs = []
    for ask in Ask:
        query["ask"] = ask.value
        url = f"?{query.urlencode()}#detail"
        tabs.append({"label": f"Ask {ask.value}", "url": url, "current": ask == chosen})
    return tabs


@require_safe
def audit_compare(request, slug, other):
    """How far an audit's rates are from those of another cycle, and whether that is chance."""
    audit = get_object_or_404(Audit.objects.visible_to(request.user), slug=slug)
    ask = _chosen_ask(request)
    others = list(comparable_with(audit, user=request.user))
    shown = {"audit": audit, "ask": ask, "others": others, "fewest": FEWEST}
    second = next((one for one in others if one.slug == other), None)
    if second is None:
        shown["problem"] = _why_not_compared(audit, other)
        return render(request, "audits/audit_compare.html", shown, status=404)
    this, that = (Results(one, user=request.user) for one in (audit, second))
    by_ask = differences(this.by_ask(), that.by_ask())
    if not by_ask:
        shown["problem"] = "One of the two has no rates to show you yet."
    return render(
        request,
        "audits/audit_compare.html",
        {
            **shown,
            "other": second,
            "headline": headline_difference(audit, second, user=request.user),
            "by_ask": by_ask,
            "chart": differences_chart(by_ask, this=audit, other=second),
            "by_specialty": differences(this.by_specialty(ask), that.by_specialty(ask)),
            "ask_tabs": _ask_tabs(request, ask),
            "may_open": may_open_letters(request.user),
        },
    )


def _why_not_compared(audit, slug):
    if slug == audit.slug:
        return "An audit cannot be compared with itself."
    other = Audit.objects.filter(slug=slug).first()
    if other is None:
        return "There is no other audit at this address."
    if other.is_demonstration != audit.is_demonstration:
        return "Invented letters and real ones are not compared."
    return f"{other} has no rates yet."


@require_safe
def audit_rates_csv(request, slug):
    """The rates as the page shows them, one line each."""
    return _exported(
        request,
        slug,
        lambda name, rows, notes, more: csv_response(
            name, rate_exports.HEADER, rate_exports.csv_rows(rows, notes)
        ),
    )


@require_safe
def audit_rates_xlsx(request, slug):
    """The same as a workbook, with the letters and requests of a cycle that was read here."""
    return _exported(
        request,
        slug,
        lambda name, rows, notes, more: xlsx_response(
            name, rate_exports.workbook(rows, notes, more)
        ),
    )


def _exported(request, slug, respond):
    audit = get_object_or_404(Audit.objects.visible_to(request.user), slug=slug)
    small_counts = may_export_small_counts(request.user)
    rows = rate_exports.rows(Results(audit, user=request.user), small_counts=small_counts)
    if not rows:
        messages.info(request, "There are no rates to download yet.")
        return redirect(audit)
    names = [one.name for one in _specialties_with_rates(audit, request.user)]
    notes = rate_exports.notes(
        audit,
        scope=", ".join(names) if request.user.is_specialty_lead else "all specialties",
        small_counts=small_counts,
        at=timezone.now(),
    )
    more = {}
    if audit.is_read_here:
        more = sheets(audit, user=request.user, small_counts=small_counts)
        notes += METHOD
    return respond(f"rates-{audit.slug}", rows, notes, more)


@require_safe
def audit_letters(request, slug):
    """The letters that a number counts."""
    audit = get_object_or_404(Audit.objects.visible_to(request.user), slug=slug)
    if not may_open_letters(request.user):
        raise Http404
    letters = Letter.objects.visible_to(request.user).filter(audit=audit, in_sample=True)
    found = LetterFilter(request.GET, letters.with_judgements(), audit=audit)
    rows = found.qs if found.form.is_valid() else letters.none()
    page = Paginator(
        rows.select_related("specialty", "practice").defer("document_text"), LETTERS_A_PAGE
    ).get_page(request.GET.get("page"))
    return render(
        request,
        "audits/audit_letters.html",
        {"audit": audit, "form": found.form, "page": page, "asks": Ask},
    )


# Letters come in -----------------------------------------------------------------------------


def _file_too_large(request):
    form = UploadForm({"audit": ""}, {})
    form.is_valid()
    form.errors.clear()
    form.add_error("file", f"The selected file must be smaller than {LARGEST_FILE >> 20} MB")
    return _upload_page(request, form, status=413)


def _upload_page(request, form, status=200):
    imports = Import.objects.select_related("audit", "uploaded_by")[:IMPORTS_SHOWN]
    return render(
        request,
        "audits/audit_import.html",
        {"form": form, "imports": imports, "columns": COLUMNS},
        status=status,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(may_import)
@limited_upload(_file_too_large)
def audit_import(request):
    """Choose a file; the worker checks it before anything is stored."""
    chosen = {"audit": request.GET.get("audit", "")}
    form = UploadForm(request.POST or None, request.FILES or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            upload = services.receive(
                file=form.cleaned_data["file"],
                file_name=form.cleaned_data["file"].name,
                audit_slug=form.cleaned_data["slug"],
                audit_name=form.cleaned_data["name"],
                masks=form.cleaned_data["masks"],
                by=request.user,
            )
            return redirect(upload)
        except services.NoRoom:
            form.add_error("file", "There is no room for the file here. Nothing was stored")
    return _upload_page(request, form)


@require_safe
@require(may_import)
def audit_import_status(request, reference):
    """How far an import is, or what came of it."""
    upload = get_object_or_404(Import.objects.select_related("audit"), reference=reference)
    problems = [
        {"row": upload.header_row + problem.record, "problem": problem}
        for problem in upload.problems.all()[:PROBLEMS_SHOWN]
    ]
    return render(
        request,
        "audits/audit_import_status.html",
        {
            "upload": upload,
            "problems": problems,
            "more_problems": upload.problems.count(),
            "heading": _IMPORT_HEADINGS[ImportStatus(upload.status)],
            "done_words": _done_words(upload),
            "stored_label": _STORED_LABELS.get(upload.status, "Stored"),
            "store_words": f"Store {counted(upload.stored, 'letter', 'letters')}",
            "store_url": reverse("audit_import_store", args=[reference]),
            "cancel_url": reverse("audit_import_cancel", args=[reference]),
            "stop_url": reverse("audit_import_stop", args=[reference]),
            "results_words": f"See the rates of {upload.audit}",
        },
    )


def _done_words(upload):
    """What stands behind the per cent: how fast it goes, once that is known."""
    if not upload.rows_per_second:
        return "done"
    return f"done, {counted(upload.rows_per_second, 'row', 'rows')} a second"


_IMPORT_HEADINGS = {
    ImportStatus.WAITING: "Checking the file",
    ImportStatus.CHECKED: "The file is checked",
    ImportStatus.CONFIRMED: "Storing the letters",
    ImportStatus.STORED: "The letters are stored",
    ImportStatus.REFUSED: "The file was refused",
    ImportStatus.CANCELLED: "The import was cancelled",
    ImportStatus.FAILED: "The import failed",
}
_STORED_LABELS = {
    ImportStatus.CHECKED: "Would be stored",
    ImportStatus.CANCELLED: "Would have been stored",
}


@require_POST
@require(may_import)
def audit_import_store(request, reference):
    """Store what the check has shown."""
    upload = get_object_or_404(Import, reference=reference)
    try:
        services.confirm(upload, by=request.user)
    except services.AlreadyDecided:
        messages.info(request, "This was decided already; nothing was done twice.")
    return redirect(upload)


@require_POST
@require(may_import)
def audit_import_cancel(request, reference):
    """Store nothing."""
    upload = get_object_or_404(Import, reference=reference)
    try:
        services.cancel(upload, by=request.user)
    except services.AlreadyDecided:
        messages.info(request, "This was decided already; nothing was done twice.")
    return redirect(upload)


@require_POST
@require(may_import)
def audit_import_stop(request, reference):
    """Cancel what is under way."""
    upload = get_object_or_404(Import, reference=reference)
    try:
        services.stop(upload, by=request.user)
    except services.AlreadyDecided:
        messages.info(request, "It was over before it could be stopped.")
    return redirect(upload)


@require_safe
@require(may_import)
def audit_import_errors(request, reference):
    """Every problem of a file, to put right in the file."""
    upload = get_object_or_404(Import, reference=reference)
    rows = (
        (upload.header_row + record, column, message)
        for record, column, message in upload.problems.values_list(
            "record", "column", "message"
        ).iterator()
    )
    return csv_response(f"errors-{upload.audit_slug}", ["row", "column", "what_is_wrong"], rows)


@require_safe
@require(may_import)
def audit_template(request):
    """An empty file in the layout of an import."""
    return csv_response("letters", COLUMNS, [])
