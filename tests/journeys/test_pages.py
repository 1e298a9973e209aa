"""Every page, as the person it is for, at two widths: axe finds nothing and nothing overflows."""

import pytest

from tests.journeys import people

ANYONE = ["/", "/five-asks/", "/roadmap/", "/you-said-we-did/", "/you-said-we-did/2026/1/",
          "/accessibility/", "/privacy/", "/accounts/login/",
          "/outbox/", "/styleguide/", "/nowhere/"]  # fmt: skip
PAGES = {
    None: ANYONE,
    people.GP: ["/", "/report/", "/issues/", "/issues/?tab=all", "/letters/", "/letters/l1/",
                "/projects/", "/dashboard/", "/accounts/what-we-send-you/"],
    people.CARDIOLOGY: ["/", "/issues/", "/audits/"],
    people.REVIEWER: ["/", "/audits/"],
    people.LEADERSHIP: ["/", "/dashboard/", "/dashboard/issues/", "/audits/",
                        "/audits/demonstration-audit/",
                        "/audits/demonstration-audit/compare/demonstration-audit-before/"],
    people.TEAM: ["/", "/admin/", "/admin/issues/issue/", "/admin/directory/organisation/",
                  "/admin/accounts/user/", "/admin/outbox/message/",
                  "/admin/issues/publicstatement/", "/admin/issues/publicstatement/add/",
                  "/audits/import/",
                  "/audits/demonstration-audit/letters/?ask=1"],
}  # fmt: skip


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("person", PAGES, ids=str)
def test_pages_are_accessible_and_fit(page, axe, person, width):
    page.set_viewport_size({"width": width, "height": 900})
    if person:
        people.sign_in(page, person)
    for path in PAGES[person]:
        page.goto(path)
        axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth") - width
        assert overflow <= 0 or path.startswith("/admin/"), f"{path} is {overflow} px too wide"
