"""The reviewing desk: one letter at a time, its proforma beside it."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from audits.desk import services
from audits.desk.forms import AnswersForm, RequestForm
from audits.models import Audit, Letter, Proforma, Rater
from audits.permissions import may_read_letters
from interface.accounts.permissions import require


def _audit(request, slug):
    audit = get_object_or_404(Audit.objects.visible_to(request.user), slug=slug)
    if not audit.is_read_here:
        raise Http404
    return audit


def _own(request, slug, position):
    """The letter at this place of somebody's own list; anybody else's is not found."""
    own = services.list_of(request.user, _audit(request, slug))
    review = own.filter(position=position).select_related("letter__specialty", "letter__audit")
    return get_object_or_404(review)


@require_safe
@require(may_read_letters)
def reading_list(request, slug):
    """How many letters somebody has left in an audit, and those to come back to."""
    audit = _audit(request, slug)
    own = services.list_of(request.user, audit)
    finished = own.filter(finished_at__isnull=False)
    return render(
        request,
        "audits/desk/reading_list.html",
        {
            "audit": audit,
            "total": own.count(),
            "read": finished.count(),
            "next": services.next_unread(request.user, audit),
            "flagged": own.filter(proforma__is_flagged=True).select_related("letter"),
            "latest": finished.order_by("-finished_at").select_related("letter", "proforma")[:10],
            "disputed": _may_settle(request.user, audit),
        },
    )


@require_safe
@require(may_read_letters)
def read_letter(request, slug, position):
    """A letter on one side, its proforma on the other."""
    review = _own(request, slug, position)
    return _page(request, review, sequence=request.GET.get("request", ""))


def _page(request, review, *, answers=None, asked=None, sequence="", status=200):
    audit, letter = review.letter.audit, review.letter
    proforma = Proforma.objects.filter(review=review).first() or Proforma(review=review)
    findings = list(review.findings.select_related("request_type"))
    chosen = next((one for one in findings if str(one.sequence) == sequence), None)
    if asked is None:
        new = RequestForm(initial={"version": proforma.version})
        asked = RequestForm.of(chosen, version=proforma.version) if chosen else new
    own = services.list_of(request.user, audit)
    return render(
        request,
        "audits/desk/read_letter.html",
        {
            "audit": audit,
            "review": review,
            "letter": letter,
            "week": letter.discharged_on - timedelta(days=letter.discharged_on.weekday()),
            "proforma": proforma,
            "findings": findings,
            "chosen": chosen,
            "answers": answers or AnswersForm.of(proforma),
            "asked": asked,
            "asking": bool(chosen) or asked.is_bound or "request" in request.GET,
            "left": own.filter(finished_at=None).count(),
            "previous": own.filter(position__lt=review.position).order_by("-position").first(),
            "next": own.filter(position__gt=review.position).first(),
        },
        status=status,
    )


# What a reviewer does ------------------------------------------------------------------------


@require_POST
@require(may_read_letters)
def save_answers(request, slug, position):
    """Keep the answers; with the button "finish" or "cannot" hand the letter in as well."""
    review = _own(request, slug, position)
    form = AnswersForm(request.POST)
    by_script = request.headers.get("Accept") == "application/json"
    if not form.is_valid():
        if by_script:
            return JsonResponse({"said": "Not saved: see what is wrong below."}, status=422)
        return _page(request, review, answers=form, status=422)
    version = form.cleaned_data.pop("version")
    do = request.POST.get("do")
    try:
        saved = services.save_answers(
            review, answers=form.cleaned_data, version=version, by=request.user
        )
        if do in {"finish", "cannot"}:
            services.finish(
                review, version=saved.version, by=request.user, cannot_judge=do == "cannot"
            )
    except services.Refused as refusal:
        if by_script:
            return JsonResponse({"said": str(refusal)}, status=409)
        return _refused(request, review, form, refusal)
    if by_script:
        return JsonResponse({"said": "Saved", "version": saved.version})
    return _next(request, review) if do else redirect("read_letter", slug, position)


def _refused(request, review, form, refusal):
    """The page again, with what was typed and the version that is there now."""
    form.add_error(None, str(refusal))
    current = Proforma.objects.filter(review=review).first()
    form.data = form.data.copy()
    form.data["version"] = current.version if current else 1
    return _page(request, review, answers=form, status=409)


@require_POST
@require(may_read_letters)
def save_request(request, slug, position):
    """Write a request down, or change one."""
    review = _own(request, slug, position)
    form = RequestForm(request.POST)
    if not form.is_valid():
        return _page(request, review, asked=form, status=422)
    values = form.cleaned_data
    try:
        services.save_finding(
            review, sequence=values.pop("sequence"), version=values.pop("version"),
            values=values, by=request.user,
        )  # fmt: skip
    except services.Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, review, asked=form, status=409)
    return redirect("read_letter", slug, position)


@require_POST
@require(may_read_letters)
def remove_request(request, slug, position, sequence):
    """Take a request out."""
    return _act(request, slug, position, services.remove_finding, stay=True, sequence=sequence)


@require_POST
@require(may_read_letters)
def nothing_to_report(request, slug, position):
    """Clear, and nothing asked of the practice: one key."""
    return _act(request, slug, position, services.nothing_to_report)


def _act(request, slug, position, service, *, stay=False, **arguments):
    review = _own(request, slug, position)
    version = request.POST.get("version", "")
    try:
        service(
            review, version=int(version) if version.isdecimal() else 0, by=request.user, **arguments
        )
    except services.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("read_letter", slug, position)
    return redirect("read_letter", slug, position) if stay else _next(request, review)


@require_POST
@require(may_read_letters)
def take_back(request, slug, position):
    """Open a letter again that was handed in."""
    review = _own(request, slug, position)
    try:
        services.take_back(review, by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("read_letter", slug, position)


def _next(request, review):
    """On to the next letter, or to the list when that was the last."""
    audit = review.letter.audit
    following = services.next_unread(request.user, audit, after=review.position)
    if following is None:
        messages.success(request, "You have read all your letters.")
        return redirect("reading_list", audit.slug)
    return redirect("read_letter", audit.slug, following.position)


# Two readings that differ --------------------------------------------------------------------


def _may_settle(user, audit):
    """The disputed letters that this person did not read."""
    return [
        letter
        for letter in services.to_settle(audit)
        if user.pk not in {one.reviewer_id for one in services.raters_of(letter)}
    ]


@require_safe
@require(may_read_letters)
def settle_letter(request, slug, letter_id):
    """Both readings of a disputed letter, side by side, for somebody who made neither."""
    letter, readings = _disputed(request, slug, letter_id)
    return render(
        request,
        "audits/desk/settle_letter.html",
        {
            "audit": letter.audit,
            "letter": letter,
            "readings": readings,
            "rows": _side_by_side(readings),
            "begun": next((r for r in letter.reviews.all() if r.rater == Rater.ADJUDICATOR), None),
        },
    )


def _disputed(request, slug, letter_id):
    audit = _audit(request, slug)
    letters = Letter.objects.select_related("audit", "specialty").prefetch_related(
        "reviews__proforma", "reviews__findings__request_type", "reviews__reviewer"
    )
    letter = get_object_or_404(letters, audit=audit, letter_id=letter_id)
    readings = services.raters_of(letter)
    if not services.is_disputed(letter) or request.user.pk in {r.reviewer_id for r in readings}:
        raise Http404
    return letter, readings


def _side_by_side(readings):
    """Every answer that the two may differ in, and whether they do."""
    rows = []
    for ask in range(1, 6):
        said = [getattr(one, f"get_ask_{ask}_display")() for one in readings]
        rows.append({"label": f"Ask {ask}", "said": said, "differs": len(set(said)) > 1})
    for name in services.ANSWERS:
        field = Proforma._meta.get_field(name)
        said = [_shown(one.proforma, field) for one in readings]
        label = str(field.verbose_name).capitalize()
        rows.append({"label": label, "said": said, "differs": len(set(said)) > 1})
    return rows


def _shown(proforma, field):
    value = getattr(proforma, field.name)
    if isinstance(value, bool) or value is None:
        return {True: "Yes", False: "No", None: ""}[value]
    return getattr(proforma, f"get_{field.name}_display")() if field.choices else value


@require_POST
@require(may_read_letters)
def begin_adjudication(request, slug, letter_id):
    """Start the reading that will count from one of the two."""
    letter, readings = _disputed(request, slug, letter_id)
    base = readings[1] if request.POST.get("base") == "2" else readings[0]
    try:
        final = services.begin_adjudication(letter, base=base, by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("settle_letter", slug, letter_id)
    return redirect("read_letter", slug, final.position)
