import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.accounts.factories import UserFactory
from tests.audits.factories import a_trust, as_csv


@pytest.fixture
def trust(db):
    """The trust that an import begins audits for, two of its specialties and two practices."""
    return a_trust()


@pytest.fixture
def dana(trust):
    """Somebody of the integration team."""
    return UserFactory(integration_team=True, name="Dana Demo")


@pytest.fixture
def import_file(trust, tmp_path):
    """Runs `import_letters --json` on bytes, text or rows; what it prints, with its exit code."""

    def run(content, *options, name="letters.csv", audit="demo"):
        if isinstance(content, list):
            content = as_csv(content)
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        said, code = StringIO(), 0
        try:
            call_command("import_letters", str(path), "--json", *options, audit=audit, stdout=said)
        except SystemExit as end:
            code = end.code
        return json.loads(said.getvalue()) | {"exit": code}

    return run


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Uploaded files go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
