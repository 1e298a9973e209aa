"""Signing in as one of the invented people, as a visitor of a demonstration does."""

GP = "Dr Ada Demonstration"
OTHER_PRACTICE = "Pat Invented"
CARDIOLOGY = "Dr Cora Madeup"
REVIEWER = "Dr Gwen Pretend"
LEADERSHIP = "Lee Example"
TEAM = "Dana Demonstration"


def sign_in(page, name):
    """Choose a person on the sign-in page."""
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_role("button", name=name).click()
    page.wait_for_url("**/")
