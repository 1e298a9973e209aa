import pytest

from interface.accounts.addresses import is_work_address


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("a@nhs.net", True),
        ("a@NHS.NET", True),
        ("a@trust.nhs.uk", True),
        ("a@nhs.uk.example.com", False),
        ("a@fakenhs.net", False),
        ("a@example.com", False),
        ("a", False),
    ],
)
def test_work_addresses_are_those_of_known_mail_domains(settings, address, is_one):
    settings.SIGN_IN_DOMAINS = ["nhs.net", "nhs.uk"]
    assert is_work_address(address) is is_one
