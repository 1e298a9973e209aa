"""One table of roles and addresses. An address without a row fails, so none is forgotten."""

import csv
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver, reverse

from interface.accounts.models import Role
from tests.interface.pages import samples

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("access.csv")
ROLES = ["anyone", *Role.values]


def rows() -> dict[str, dict[str, str]]:
    with TABLE.open() as file:
        return {row.pop("name"): row for row in csv.DictReader(file)}


def named_patterns(patterns=None, prefix=""):
    """Every named address of the service, as namespace:name."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield prefix + pattern.name
        else:
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from named_patterns(pattern.url_patterns, prefix + space)


def row_for(name):
    """Its own row; the admin's pages share one, since one rule lets people in."""
    table = rows()
    return table.get(name) or (table["admin:*"] if name.startswith("admin:") else None)


def test_every_named_address_has_a_row():
    assert sorted({name for name in named_patterns() if row_for(name) is None}) == []


def test_every_row_is_an_address():
    assert sorted(set(rows()) - set(named_patterns()) - {"admin:*"}) == []


@pytest.fixture
def world(db):
    return samples.World()


def outcome(response):
    """What somebody meets: a page, the sign-in page, another address, or a refusal."""
    if response.status_code == 302:
        return "sign-in" if "/accounts/login/" in response["Location"] else "302"
    return str(response.status_code)


def met_by(client, person, address):
    """What one person, or nobody, meets at an address."""
    client.logout()
    if person:
        client.force_login(person)
    return outcome(client.get(address))


def test_each_role_meets_what_the_table_says(client, world):
    table = {name: row for name, row in rows().items() if name != "admin:*"}
    met = {}
    for name in table:
        address = reverse(name, kwargs=world.arguments(name))
        met[name] = {role: met_by(client, world.people.get(role), address) for role in ROLES}
    assert {name: row for name, row in met.items() if row != table[name]} == {}


def test_no_page_of_the_admin_opens_for_another_role(client, world):
    for name in {name for name in named_patterns() if name.startswith("admin:")}:
        try:
            address = reverse(name)
        except Exception:  # noqa: S112 an address with arguments is behind the same door
            continue
        for role in ROLES:
            met = met_by(client, world.people.get(role), address)
            if role == Role.INTEGRATION_TEAM:
                assert met != "sign-in", name  # some pages want more than a name: 403, 405
            elif role == "anyone":
                assert met in {"sign-in", "302"}, (name, role, met)
            else:
                assert met in {"403", "302"} and (met == "403" or "log" in name), (name, role, met)
