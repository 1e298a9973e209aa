"""The page on which the integration team changes a letter of a locked audit, with a reason."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audits.desk import services
from audits.desk.forms import AnswersForm, CorrectedRequests, ReasonForm, RequestFields
from audits.models import Audit, Proforma, Review
from audits.permissions import may_run_cycles
from interface.accounts.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
@require(may_run_cycles)
def correct_letter(request, slug):
    """All answers and requests of the review that counts, and why they change."""
    review = _counting(slug, request.GET.get("letter", "").strip())
    if review is None:
        messages.error(request, "A locked audit of this name has no such letter.")
        return redirect("audits")
    proforma = Proforma.objects.filter(review=review).first() or Proforma(review=review)
    answers, requests, reason = _forms(request, review, proforma)
    if request.method == "POST" and all(one.is_valid() for one in (answers, requests, reason)):
        said = {name: answers.cleaned_data[name] for name in services.ANSWERS}
        try:
            services.correct(
                review, answers=said, findings=_written(requests),
                reason=reason.cleaned_data["reason"], by=request.user,
            )  # fmt: skip
        except services.Refused as refusal:
            reason.add_error(None, str(refusal))
        else:
            messages.success(request, "The letter is changed, and the change is listed.")
            return redirect("audit_cycle", slug)
    page = {"audit": review.letter.audit, "letter": review.letter, "answers": answers,
            "requests": requests, "reason": reason}  # fmt: skip
    return render(request, "audits/desk/correct_letter.html", page)


def _counting(slug, letter_id):
    """The review that counts of a letter in a locked audit that was read here, or None."""
    audit = Audit.objects.filter(slug=slug).first()
    if audit is None or not audit.is_locked:
        return None
    counting = Review.objects.filter(letter__audit=audit, letter__letter_id=letter_id, counts=True)
    return counting.select_related("letter__audit").first()


def _forms(request, review, proforma):
    if request.method == "POST":
        data = request.POST
        return AnswersForm(data), CorrectedRequests(data, prefix="request"), ReasonForm(data)
    findings = review.findings.select_related("request_type")
    initial = [RequestFields.answers_of(finding) for finding in findings]
    return (
        AnswersForm.of(proforma),
        CorrectedRequests(prefix="request", initial=initial),
        ReasonForm(),
    )


def _written(requests):
    """The requests that are left, in order."""
    kept = [form for form in requests if form not in requests.deleted_forms and form.cleaned_data]
    return [{name: form.cleaned_data[name] for name in services.ABOUT_A_REQUEST} for form in kept]
