import pytest

import issues.reference
from audits.models import Audit
from audits.results import demonstration
from interface.accounts.models import Role
from interface.directory.models import Organisation
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory


@pytest.fixture
def cycle(trust, dana):
    """An invented cycle of three specialties, read by one GP and one doctor of the trust."""
    issues.reference.load()
    SpecialtyFactory(trust=trust, name="Demo surgery", treatment_function_code="100")
    practice = Organisation.objects.get(ods_code="C84001")
    readers = [UserFactory(role=Role.REVIEWER, organisation=one) for one in (practice, trust)]
    demonstration.make(by=dana, readers=readers, cycles=[demonstration.LATEST])
    return Audit.objects.get()
