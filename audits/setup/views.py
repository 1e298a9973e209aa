"""The pages on which the integration team runs a cycle, from its protocol to its lock."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audits.desk import services as desk
from audits.models import Audit, Criterion, Review, Stage
from audits.permissions import may_run_cycles
from audits.setup import services
from audits.setup.forms import AssignForm, CycleForm, DrawForm
from interface.accounts.permissions import require
from interface.directory.models import Organisation
from interface.directory.reference import TRUST

STAGES = [Stage.FRAME, Stage.SAMPLED, Stage.IN_REVIEW, Stage.ADJUDICATION, Stage.LOCKED]


@require_http_methods(["GET", "HEAD", "POST"])
@require(may_run_cycles)
def new_audit(request):
    """Begin a cycle with its protocol."""
    form = CycleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        trust = get_object_or_404(Organisation, ods_code=TRUST)
        try:
            audit = services.begin(
                trust=trust, criteria=form.criteria, by=request.user, **form.settings
            )
        except services.NameIsTaken as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{audit} has begun. Import its sampling frame next.")
            return redirect("audit_cycle", audit.slug)
    return render(request, "audits/setup/new_audit.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@require(may_run_cycles)
def audit_protocol(request, slug):
    """Change the protocol while the sample is not drawn; afterwards it can be read."""
    audit = _cycle(slug)
    if audit.stage != Stage.FRAME:
        messages.info(request, str(services.IsFrozen()))
        return redirect("audit_cycle", audit.slug)
    initial = {name: getattr(audit, name) for name in services.SETTINGS}
    initial |= {f"criterion_{one.ask}": one.text for one in audit.criteria.all()}
    form = CycleForm(request.POST or None, initial=initial, frozen_name=True)
    if request.method == "POST" and form.is_valid():
        try:
            services.change(audit, criteria=form.criteria, by=request.user, **form.settings)
        except services.IsFrozen as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The protocol is saved.")
        return redirect("audit_cycle", audit.slug)
    return render(request, "audits/setup/audit_protocol.html", {"audit": audit, "form": form})


@require_safe
@require(may_run_cycles)
def audit_cycle(request, slug):
    """How far a cycle is, and the one next step."""
    return _cycle_page(request, _cycle(slug))


def _cycle_page(request, audit, *, draw_form=None, assign_form=None, status=200):
    plan = services.plan(audit)
    return render(
        request,
        "audits/setup/audit_cycle.html",
        {
            "audit": audit,
            "stages": _stages(audit),
            "criteria": Criterion.objects.filter(audit=audit),
            "plan": plan,
            "frame": sum(stratum.frame for stratum in plan),
            "drawn": sum(stratum.drawn for stratum in plan),
            "progress": desk.progress(audit),
            "lists": _lists(audit),
            "draw_form": draw_form or DrawForm(),
            "assign_form": assign_form or AssignForm(),
            "later_changes": audit.later_changes.select_related("changed_by"),
        },
        status=status,
    )


def _cycle(slug):
    """An audit that is read here; the others have no cycle to run."""
    audit = get_object_or_404(Audit, slug=slug)
    if not audit.is_read_here:
        raise Http404
    return audit


def _stages(audit):
    """The stages in order, each with whether it is over or now."""
    now = STAGES.index(Stage(audit.stage))
    return [
        {"label": stage.label, "is_over": place < now, "is_now": place == now}
        for place, stage in enumerate(STAGES)
    ]


def _lists(audit):
    """Each reviewer with how many letters they have, and how many they have read."""
    return (
        Review.objects.filter(letter__audit=audit, reviewer__isnull=False)
        .order_by("reviewer__name")
        .values("reviewer__name", "reviewer__organisation__name")
        .annotate(letters=Count("pk"), read=Count("pk", filter=Q(finished_at__isnull=False)))
    )


# The steps -----------------------------------------------------------------------------------


@require_POST
@require(may_run_cycles)
def draw_sample(request, slug):
    """Draw the sample."""
    audit, form = _cycle(slug), DrawForm(request.POST)
    if not form.is_valid():
        return _cycle_page(request, audit, draw_form=form)
    return _step(
        request, audit, "The sample is drawn and the protocol frozen.",
        lambda: services.draw(audit, by=request.user, seed=form.cleaned_data["seed"]),
    )  # fmt: skip


@require_POST
@require(may_run_cycles)
def discard_sample(request, slug):
    """Go back to the frame."""
    audit = _cycle(slug)
    return _step(
        request, audit, "The sample is discarded.",
        lambda: services.discard(audit, by=request.user),
    )  # fmt: skip


@require_POST
@require(may_run_cycles)
def assign_letters(request, slug):
    """Give every reviewer their letters."""
    audit, form = _cycle(slug), AssignForm(request.POST)
    if not form.is_valid():
        return _cycle_page(request, audit, assign_form=form)
    return _step(
        request, audit, "The letters are assigned. Reviewers find them on their own page.",
        lambda: services.assign(
            audit, reviewers=form.cleaned_data["reviewers"], by=request.user
        ),
    )  # fmt: skip


@require_POST
@require(may_run_cycles)
def open_adjudication(request, slug):
    """Say that reading is over."""
    audit = _cycle(slug)
    return _step(
        request, audit, "Reading is over.", lambda: desk.open_adjudication(audit, by=request.user)
    )


@require_POST
@require(may_run_cycles)
def lock_audit(request, slug):
    """End the cycle."""
    audit = _cycle(slug)
    return _step(request, audit, f"{audit} is locked.", lambda: desk.lock(audit, by=request.user))


def _step(request, audit, done, take):
    try:
        take()
    except (services.Refused, desk.Refused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("audit_cycle", audit.slug)
