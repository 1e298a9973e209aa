import pytest

from tests.interface.outbox import mail_server as servers


@pytest.fixture
def mail_server(settings):
    with servers.running(settings) as server:
        yield server


@pytest.fixture
def no_mail_server(settings):
    servers.none_running(settings)
