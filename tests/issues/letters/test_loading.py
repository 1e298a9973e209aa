import pytest

import issues.reference
from issues.letters.models import LetterVersion

pytestmark = pytest.mark.django_db


def test_outside_a_demonstration_nobody_has_agreed_on_a_letter_yet(settings):
    settings.DEMONSTRATION = False
    issues.reference.load()
    assert LetterVersion.objects.exists()
    assert not LetterVersion.objects.exclude(agreed_on=None).exists()
