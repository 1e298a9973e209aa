import stat

import pytest

from devtools import environment
from devtools.bootstrap import Stamp


@pytest.fixture
def nothing_set(monkeypatch, state):
    """An environment that says nothing but where the state folder is."""
    names = ["SECRET_KEY", "DATABASE_URL", "DEMONSTRATION", "ALLOWED_HOSTS", "STATIC_ROOT"]
    for name in names:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LOCAL_STATE", str(state))
    return monkeypatch


def test_a_command_in_a_checkout_gets_a_demonstration(nothing_set):
    environment.local_environment()
    assert environment.os.environ["DEMONSTRATION"] == "1"
    assert len(environment.os.environ["SECRET_KEY"]) > 50


def test_where_a_database_is_named_nothing_is_filled_in(nothing_set):
    nothing_set.setenv("DATABASE_URL", "postgres://somewhere/else")
    environment.local_environment()
    assert "SECRET_KEY" not in environment.os.environ
    assert "DEMONSTRATION" not in environment.os.environ


def test_the_secret_key_stays_and_is_for_its_owner_only(nothing_set, state):
    first = environment.secret_key()
    assert environment.secret_key() == first
    assert stat.S_IMODE((state / "secret-key").stat().st_mode) == 0o600


def test_an_installation_is_redone_when_its_pins_change(tmp_path):
    Stamp(tmp_path / "installed", b"django==5.2.19").put()
    assert Stamp(tmp_path / "installed", b"django==5.2.19").holds()
    assert not Stamp(tmp_path / "installed", b"django==5.2.20").holds()
