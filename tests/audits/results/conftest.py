import pytest

import issues.reference
from audits.models import Audit
from audits.results import demonstration
from interface.accounts.models import Role, User
from interface.directory.models import Organisation
from tests.accounts.factories import UserFactory
from tests.audits.factories import a_trust
from tests.directory.factories import SpecialtyFactory


def make_a_cycle():
    """An invented cycle of three specialties, read by one GP and one doctor of the trust."""
    trust = a_trust()
    dana = UserFactory(integration_team=True, name="Dana Demo")
    issues.reference.load()
    SpecialtyFactory(trust=trust, name="Demo surgery", treatment_function_code="100")
    practice = Organisation.objects.get(ods_code="C84001")
    readers = [UserFactory(role=Role.REVIEWER, organisation=one) for one in (practice, trust)]
    demonstration.make(by=dana, readers=readers, cycles=[demonstration.LATEST])


@pytest.fixture(scope="module")
def made(for_the_module):
    for_the_module(make_a_cycle)


@pytest.fixture
def trust(made, db):
    return Organisation.objects.get(ods_code="RX1")


@pytest.fixture
def dana(trust):
    return User.objects.get(name="Dana Demo")


@pytest.fixture
def cycle(trust):
    return Audit.objects.get()
