import pytest

PAGES = ["/", "/five-asks/", "/roadmap/", "/you-said-we-did/", "/accounts/login/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_can_be_used_by_everybody(page, axe, address):
    assert page.goto(address).ok
    axe(page)
    page.set_viewport_size({"width": 320, "height": 800})
    axe(page)
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wider), "the page must be scrolled sideways at 320 pixels"
