"""The pages of feedback packs: for the team, for those who lead a specialty, and by link.

Mail scanners follow links, so looking changes nothing. A link that is unknown or over shows one
and the same page.
"""

import uuid
from functools import wraps
from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from audits.models import Audit, Pack, PackState
from audits.packs import services
from audits.packs.archive import archive_of
from audits.packs.forms import AskForm, SendAllForm
from audits.permissions import may_make_packs, may_see_packs
from interface.accounts.permissions import require
from interface.documents import WORD

FILES = {"pdf": ("pdf", "application/pdf"), "docx": ("word", WORD)}


@require_safe
def audit_packs(request, slug):
    """The packs of an audit: how far they are made, and what was sent."""
    return _packs_page(request, _audit(request, slug))


def _audit(request, slug):
    """The audit, for those who may see any pack of it; others do not find it."""
    if not may_see_packs(request.user):
        raise Http404
    return get_object_or_404(Audit.objects.visible_to(request.user), slug=slug)


def _packs_page(request, audit, *, send_form=None):
    may_make = may_make_packs(request.user)
    run = audit.pack_runs.select_related("asked_by").first() if may_make else None
    seen = Pack.objects.visible_to(request.user).without_files().filter(run__audit=audit)
    packs = list(seen.select_related("specialty", "run__audit", "approved_by"))
    latest = [pack for pack in packs if pack.run_id == run.pk] if run else []
    return render(
        request,
        "audits/packs/audit_packs.html",
        {
            "audit": audit,
            "run": run,
            "under_way": bool(run and run.ended_at is None),
            "latest": latest,
            "earlier": [pack for pack in packs if pack not in latest],
            "done": sum(pack.state != PackState.WAITING for pack in latest),
            "to_send": sum(pack.can_be_sent for pack in latest),
            "without_address": sum(
                pack.state == PackState.MADE and not pack.can_be_sent for pack in latest
            ),
            "out_of_date": bool(run) and services.corrected_since(run),
            "may_make": may_make,
            "submission": uuid.uuid4(),
            "send_form": send_form or SendAllForm(),
        },
    )


@require_safe
def pack_file(request, slug, key, kind):
    """One pack as a file."""
    packs = Pack.objects.visible_to(request.user).with_files().select_related("run__audit")
    return _file(get_object_or_404(packs, key=key, run__audit__slug=slug), kind)


def _file(pack, kind):
    if kind not in FILES:
        raise Http404
    field, content_type = FILES[kind]
    return FileResponse(
        BytesIO(getattr(pack, field)),
        as_attachment=True,
        filename=f"{pack.file_name}.{kind}",
        content_type=content_type,
    )


@require_safe
def packs_zip(request, slug):
    """The packs made last, or those sent to one's own specialties, as one archive."""
    audit = _audit(request, slug)
    packs = Pack.objects.visible_to(request.user).with_files().filter(run__audit=audit)
    if may_make_packs(request.user):
        packs = packs.filter(run=audit.pack_runs.first())
    if not packs.exists():
        raise Http404
    found = packs.select_related("specialty", "run__audit").iterator(chunk_size=1)
    return StreamingHttpResponse(
        archive_of(found),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="feedback-{audit.slug}.zip"'},
    )


# What the team does --------------------------------------------------------------------------


@require_POST
@require(may_make_packs)
def make_packs(request, slug):
    """Have all packs made anew."""
    audit, form = _audit(request, slug), AskForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Press the button on this page once more.")
        return redirect("audit_packs", audit.slug)
    try:
        services.ask_for_packs(audit, by=request.user, **form.cleaned_data)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("audit_packs", audit.slug)


@require_POST
@require(may_make_packs)
def send_pack(request, slug, key):
    """Approve one pack and send it."""
    return _act(request, slug, key, services.approve, said="The pack of {specialty} is on its way.")


@require_POST
@require(may_make_packs)
def end_pack_link(request, slug, key):
    """End the link to one pack, which went to the wrong people or too far."""
    return _act(
        request, slug, key, services.end_link, said="The link to the pack of {specialty} is ended."
    )


def _act(request, slug, key, service, *, said):
    audit = _audit(request, slug)
    packs = Pack.objects.without_files().select_related("specialty")
    pack = get_object_or_404(packs, key=key, run__audit=audit)
    try:
        service(pack, by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said.format(specialty=pack.specialty))
    return redirect("audit_packs", audit.slug)


@require_POST
@require(may_make_packs)
def send_packs(request, slug):
    """Approve all packs that are made and have an address, and send them."""
    audit, form = _audit(request, slug), SendAllForm(request.POST)
    if not form.is_valid():
        return _packs_page(request, audit, send_form=form)
    run = audit.pack_runs.first()
    sent = services.approve_all(run, by=request.user) if run else 0
    messages.success(request, f"Packs on their way: {sent}.")
    return redirect("audit_packs", audit.slug)


# Without an account --------------------------------------------------------------------------


def by_link(view):
    """Give a view the pack of its link, and keep the page out of caches and search engines."""

    @login_not_required
    @require_safe
    @wraps(view)
    def wrapped(request, token, **names):
        pack = services.by_link(token)
        if pack is None:
            response = render(request, "audits/packs/no_pack.html", status=404)
        else:
            response = view(request, pack, token, **names)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


@by_link
def pack_by_link(request, pack, token):
    """The two files of a pack, for whoever its specialty's address reaches."""
    return render(request, "audits/packs/pack_by_link.html", {"pack": pack, "token": token})


@by_link
def pack_by_link_file(request, pack, token, kind):
    """One of them."""
    return _file(pack, kind)
