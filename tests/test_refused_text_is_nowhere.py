"""The shared development set, posted through every door: nothing of it is stored or logged.

Each line with identifiers goes through raising an issue, a draft and a reply as it is; a quarter
of them, another one each time, through every other door. A door that names people or places by its
nature (see NAMES) lets names pass, so there only what is sure must be nowhere.
"""

import logging
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from audits.models import Audit
from interface.accounts import launch
from interface.privacy import Tier, find_identifiers
from issues.letters.models import TemplateLetter
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory, TrustFactory
from tests.interface.privacy.marked_lines import lines
from tests.issues.answers import answers
from tests.issues.factories import CategoryFactory, IssueFactory
from tests.projects.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db
CLEAN = "The clinic asks us to chase its own scan."
SHORTEST = 4  # characters of a string that stands for somebody


def team(client):
    client.force_login(UserFactory(integration_team=True))


def report(client):
    client.force_login(UserFactory())
    form = answers()
    return lambda text: client.post("/report/", {**form, "what_happened": text, **own(text)})


def report_by_link(client):
    client.get(reverse("launch", args=[launch.make(PracticeFactory(), by=None)]))
    form = answers()  # one form, however often: a practice may send so many a day
    return lambda text: client.post("/report/", {**form, "what_happened": text, "secondary": "yes"})


def draft(client):
    client.force_login(UserFactory())
    form = answers()
    return lambda text: client.post(
        "/report/draft/", {**form, "what_happened": text, "specialty": text, **own(text)}
    )


def own(text):
    return {"own_reference": text[:40]}


def written(client, url, **others):
    return lambda text: client.post(
        url, {"text": text, "submission": str(uuid.uuid4()), "seen": 1, **others}
    )


def reply(client):
    issue = IssueFactory()
    client.force_login(issue.raised_by)
    return written(client, reverse("reply_to_issue", args=[issue]))


def reopen(client):
    issue = IssueFactory(closed=True)
    client.force_login(issue.raised_by)
    return written(client, reverse("reopen_issue", args=[issue]))


def answer(client):
    issue = IssueFactory(with_specialty=True)
    client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
    return written(client, reverse("answer_issue", args=[issue]))


def step(name):
    def door(client):
        team(client)
        issue = IssueFactory(closed=name == "reopen")
        url = reverse("admin:issues_issue_step", args=[issue.pk, name])
        return written(client, url, outcome="no_change")

    door.__name__ = f"desk_{name}"
    return door


def admin_page(page, row, field, **others):
    def door(client):
        team(client)
        made = row()
        if trust := getattr(made, "trust_id", None):
            others["trust"] = trust
        url = reverse(f"admin:{page}_change", args=[made.pk])
        return lambda text: client.post(url, {**others, field: text})

    door.__name__ = f"{page}_{field}"
    return door


def letter(field):
    def door(client):
        from issues import reference

        team(client)
        reference.load()
        url = reverse("admin:letter_words", args=[TemplateLetter.objects.first().pk])
        newest = TemplateLetter.objects.first().newest
        right = {name: getattr(newest, name) for name in ("subject", "body", "requests", "reasons")}
        more = f"{right['body']}\n" if field == "body" else ""  # must hold its placeholders
        return lambda text: client.post(url, {**right, field: more + text})

    door.__name__ = f"letter_{field}"
    return door


def audit():
    return Audit.objects.create(slug="demo-audit", name="Demo audit", trust=TrustFactory())


def upload(client):
    team(client)

    def post(text):
        name = re.sub(r"[/\\\x00\r\n]", " ", text)[:140] + ".csv"
        return client.post(
            "/audits/import/",
            {"file": SimpleUploadedFile(name, b"letter_id\n"), "audit": "new", "name": text},
        )

    return post


ASKING = [
    report,
    report_by_link,
    draft,
    reply,
    reopen,
    answer,
    *(step(name) for name in ("answer", "ask", "note", "close", "reopen")),
    admin_page("issues_category", CategoryFactory, "example", label="L", position=1,
               valid_from="2021-09-01"),
    admin_page("projects_project", ProjectFactory, "summary", title="T",
               domain="communications", stage="active"),
    admin_page("projects_project", ProjectFactory, "title", domain="communications",
               stage="active"),
    admin_page("projects_milestone", MilestoneFactory, "detail", title="T",
               month="March 2026", domain="communications", status="planned"),
    admin_page("audits_audit", audit, "name"),
    *(letter(field) for field in ("subject", "body", "requests", "reasons")),
]  # fmt: skip
NO_NETWORKS = {
    "pcn_memberships-TOTAL_FORMS": 0,
    "pcn_memberships-INITIAL_FORMS": 0,
}
NAMES = [  # an organisation, a specialty, a colleague or a file has a name, and may be reached
    admin_page("directory_specialty", SpecialtyFactory, "contact_route", name="N"),
    admin_page("directory_specialty", SpecialtyFactory, "aliases", name="N"),
    admin_page("directory_organisation", PracticeFactory, "name", kind="practice", **NO_NETWORKS),
    admin_page("accounts_user", UserFactory, "name", role="integration_team"),
    upload,
]


WHOLE = {report, draft, reply}  # the doors most used


@pytest.mark.parametrize("door", [*ASKING, *NAMES], ids=lambda door: door.__name__)
def test_each_door_is_open_to_clean_words(client, door):
    """So that what is refused below is refused for what it says."""
    door(client)(CLEAN)
    assert CLEAN in everything_stored()


def everything_stored():
    """Every row of every table, as one text: sessions, cache, history and outbox included."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 our own tables
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def strings_of(line, *, sure_only=False):
    """The letters of each identifier of a line, if long enough to mean somebody."""
    sure = [one for one in find_identifiers(line.text) if one.tier is Tier.STOP]
    for start, end, _kind in line.spans:
        hit = any(one.start < end and start < one.end for one in sure)
        if end - start >= SHORTEST and (hit or not sure_only):
            yield line.text[start:end]


def marked():
    return [line for line in lines("pii_dev.jsonl") if line.spans]


def left_behind(text, strings):
    return [string for string in strings if re.search(rf"(?<!\w){re.escape(string)}(?!\w)", text)]


@pytest.mark.parametrize("door", ASKING, ids=lambda door: door.__name__)
def test_no_identifier_of_the_development_set_is_left_behind(client, door, caplog):
    place = ASKING.index(door)
    chosen = marked() if door in WHOLE else marked()[place % 4 :: 4]
    strings = {string for line in chosen for string in strings_of(line)}
    assert len(strings) > 10
    post_all(client, door, strings, chosen, caplog)


@pytest.mark.parametrize("door", NAMES, ids=lambda door: door.__name__)
def test_where_names_belong_nothing_that_is_sure_is_left_behind(client, door, caplog):
    chosen = [line for line in marked() if any(strings_of(line, sure_only=True))]
    strings = {string for line in chosen for string in strings_of(line, sure_only=True)}
    assert len(strings) > 20
    post_all(client, door, strings, chosen, caplog)


def post_all(client, door, strings, chosen, caplog):
    post = door(client)
    before = set(left_behind(everything_stored(), strings))
    with caplog.at_level(logging.DEBUG):
        codes = {post(line.text).status_code for line in chosen}
    assert codes <= {200, 302, 409}
    assert left_behind(caplog.text, strings) == []
    assert set(left_behind(everything_stored(), strings)) - before == set()
