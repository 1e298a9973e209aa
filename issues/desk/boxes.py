"""The boxes for a reply and a note on the page of an issue, empty: printed once for many pages.

What differs from page to page stands in them as a word of its own, which the page's words replace.
"""

import uuid

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString

from issues.blank import SUBMISSION, TOKEN
from issues.desk import addresses
from issues.desk.forms import ReplyStep
from issues.desk.known import known
from issues.desk.models import ReplyDraft
from issues.desk.steps import Step, form_for
from issues.desk.ways import Way

SEEN, ADDRESS, READER = "version-of-the-issue", "/address-of-the-step/", "reader-of-the-reply"


def box(step: Step, way: Way, draft: ReplyDraft | None, *, token: str) -> SafeString:
    """What somebody writes a step in; it begins with their draft, if there is one.

    `token` is the page's, against forgery.
    """
    if draft:
        return _printed(form_for(step, way.issue, way, draft=draft), token)
    # What else differs: the agreed words offered, their warnings, and whether a next one is there.
    kind = (step.name, way.issue.category_id, timezone.localdate(), bool(way.next))
    printed = known().form(kind, lambda: _printed(_empty(step, way), TOKEN))
    own = {
        TOKEN: token,
        SUBMISSION: str(uuid.uuid4()),
        SEEN: str(way.issue.version),
        ADDRESS: escape(f"{addresses.of_step(way.issue.pk, step.name)}{way.on}"),
    }
    if issubclass(step.form, ReplyStep):
        own[READER] = escape(step.form.reader(way.issue))
    for word, of_this_page in own.items():
        printed = printed.replace(word, of_this_page)
    return SafeString(printed)


def _empty(step: Step, way: Way):
    form = form_for(step, way.issue, way)
    form.helper.form_action = ADDRESS
    form.fields["submission"].initial = SUBMISSION
    if "seen" in form.fields:
        form.fields["seen"].initial = SEEN
    if isinstance(form, ReplyStep):
        form.fields["text"].help_text = form.said_to(READER)
    return form


def _printed(form, token: str) -> SafeString:
    return render_to_string("issues/_blank_form.html", {"form": form, "csrf_token": token})
