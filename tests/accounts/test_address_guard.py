"""No address with an identifier is opened, and none reaches a log; nor does any token."""

import http.client
import io
import logging
import os
import subprocess
import sys
import time

import pytest
from django.conf import settings as given
from django.urls import reverse

from devtools.environment import CHECKOUT
from interface.accounts import launch
from interface.accounts.address_guard import points_to_somebody, without_secrets
from interface.accounts.safe_logs import WithoutSecrets
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory

TOKEN = "q" * 43
# 999 numbers are never given to anybody; 943 476 5919 is the example of every manual.
WITH_IDENTIFIER = [
    "?nhs=9434765919",
    "?nhs=943%20476%205919",
    "?nhs=943+476+5919",
    "?nhs=943-476-5919",
    "?nhs=943%2520476%25205919",
    "?x=9990000018",
    "?x=patient9434765919x",
    "?x=9434765918",
    "9434765919/",
    "943/476/5919/",
    "943%20476%205919",
    "?dob=12/03/1950",
    "?date_of_birth=1950-03-12",
    "?ni=QQ123456C&spec=320",
    "?ni=AB%20123456%20C",
]


@pytest.fixture
def listener():
    """What a handler like the service's own writes."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(WithoutSecrets())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
class TestRefusing:
    @pytest.mark.parametrize("rest", WITH_IDENTIFIER)
    @pytest.mark.parametrize("page", [f"/launch/{TOKEN}/", "/report/"])
    def test_it_is_refused_with_an_explanation_and_logged_nowhere(
        self, client, page, rest, listener, caplog
    ):
        response = client.get(page + rest)
        assert response.status_code == 400
        assert "looks like an NHS number" in response.content.decode()
        assert "launch" not in client.session
        for log in (listener.getvalue(), caplog.text):
            for piece in ("94347", "943", "476", "5919", "999000", "1950", "123456", TOKEN):
                assert piece not in log

    def test_a_live_link_with_a_number_is_not_entered(self, client):
        token = launch.make(PracticeFactory(), by=None)
        address = reverse("launch", args=[token])
        assert client.get(f"{address}?nhs=9434765919").status_code == 400
        assert client.get("/report/").status_code == 302

    def test_the_log_tells_no_token(self, client, listener, caplog):
        assert client.get(f"/launch/{TOKEN}/").status_code == 404
        assert "Not Found" in listener.getvalue()
        assert TOKEN not in listener.getvalue() + caplog.text

    @pytest.mark.parametrize(
        "address",
        [
            "/issues/?q=scan&from-day=1&from-month=11&from-year=2026&page=12",
            "/report/?spec=320&cat=RES&ask=3&kind=praise",
            "/audits/discharge-2026-11/?week=2026-11-02",
            "/dashboard/?from=2026-11-02&to=2026-12-01",
            "/admin/issues/issue/?raised_at__gte=2026-11-02+00%3A00%3A00%2B00%3A00",
        ],
    )
    def test_an_ordinary_address_is_opened(self, address):
        assert not points_to_somebody(address)

    def test_every_page_refuses_it(self, client):
        client.force_login(UserFactory())
        assert client.get("/issues/?q=943+476+5919").status_code == 400


class TestLogs:
    @pytest.mark.parametrize(
        ("said", "left"),
        [
            (f"Not Found: /launch/{TOKEN}/", "Not Found: /launch/[withheld]/"),
            (f"GET /status/{TOKEN}/?x=1", "GET /status/[withheld]/?x=1"),
            ("Not Found: /x/?nhs=9434765919", "Not Found: [withheld]"),
            ("patient 943 476 5919 called", "patient [withheld] called"),
            ("message 12345 not sent, attempt 3", "message 12345 not sent, attempt 3"),
        ],
    )
    def test_a_line_keeps_what_is_harmless(self, said, left):
        assert without_secrets(said) == left

    def test_a_traceback_is_cleaned_too(self, listener):
        try:
            raise ValueError(f"/launch/{TOKEN}/ for 943 476 5919")
        except ValueError:
            logging.getLogger("demo").exception("Internal Server Error")
        assert "ValueError" in listener.getvalue()
        assert TOKEN not in listener.getvalue()
        assert "5919" not in listener.getvalue()

    def test_the_service_logs_through_it(self):
        assert given.LOGGING["handlers"]["stderr"]["filters"] == ["safe"]
        filters = logging.getLogger("django.request").filters
        assert any(isinstance(one, WithoutSecrets) for one in filters)


APPLICATION = """
def application(environ, start_response):
    if "fail" in environ["PATH_INFO"]:
        raise ValueError("failed")
    start_response("200 OK", [("Content-Length", "0")])
    return [b""]
"""


def test_the_web_servers_own_logs_hold_neither(tmp_path):
    (tmp_path / "demo_app.py").write_text(APPLICATION)
    log = tmp_path / "log"
    command = [sys.executable, "-m", "gunicorn", "demo_app", "--chdir", str(tmp_path)]
    command += ["--config", str(CHECKOUT / "gunicorn.conf.py"), "--bind", "127.0.0.1:0"]
    command += ["--access-logfile", "-", "--no-control-socket"]
    command += ["--access-logformat", "%(r)s %(U)s %(q)s %(f)s %({raw_uri}e)s %({x-url}i)s"]
    env = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    with log.open("w") as output:
        process = subprocess.Popen(command, env=env, cwd=CHECKOUT, stdout=output, stderr=output)
    try:
        port = _port(log)
        for path in [
            f"/launch/{TOKEN}/",
            "/launch/x/?nhs=943%20476%205919",
            f"/launch/fail{TOKEN}",
        ]:
            _ask(port, path)
    finally:
        process.terminate()
        process.wait(20)
    written = log.read_text()
    assert "Error handling request" in written
    assert "/launch/[withheld]/" in written
    assert not any(piece in written for piece in ("qqqqq", "5919", "943", "1950"))


def _port(log):
    for _ in range(100):
        for line in log.read_text().splitlines():
            if "Listening at: http://127.0.0.1:" in line:
                return int(line.split("127.0.0.1:")[1].split()[0])
        time.sleep(0.1)
    pytest.fail(log.read_text())


def _ask(port, path):
    headers = {
        "Referer": f"http://localhost/launch/{TOKEN}/?dob=12/03/1950",
        "X-Url": "943 476 5919",
    }
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    server.request("GET", path, headers=headers)
    server.getresponse().read()
    server.close()
