"""What the pages cost beside the least Django page and the least durable Django POST.

    python -m devtools.bench_pages [ISSUES]

runs in a database of its own. CPU of this process and of its database connection together, since
the clock of a shared machine is noisy; the least of several rounds, taken in turns. Everything is
asked for through Django's WSGI handler: ours with every middleware of the service, as a browser
that has signed in and takes compressed pages, "bare" (devtools/bare.py) with Django's default ones.
The web server's reading and writing of the wire, the same for all, is left out.
"""

import io
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from lxml import html

from devtools.environment import local_environment
from devtools.static import collect

REQUESTS, ROUNDS = 40, 5
MOST_QUERIES = 12
LIKE_NOTHING = "Somebody painted the front door green and the chairs yellow"  # so it is saved


@dataclass(frozen=True)
class Subject:
    """One thing to measure: how to ask for it, what it is held against, and its budget."""

    name: str
    ask: Callable
    beside: str
    budget: float


def main() -> int:
    """Print the figures of one run; 1 if a budget is not kept."""
    issues = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 10_000
    local_environment()
    collect()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        call_command("load_reference_data", verbosity=0, stdout=io.StringIO())
        call_command("demo_data", issues=issues, letters=0, stdout=io.StringIO())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return measure(issues)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure(issues: int) -> int:
    """Ask for everything in turns; the number of budgets that were not kept."""
    from django.db import connection

    connection.settings_dict["CONN_MAX_AGE"] = None  # kept, as the web server's pool keeps it
    subjects = [*bare(), *pages()]
    least = {subject.name: float("inf") for subject in subjects}
    for _ in range(ROUNDS):
        for subject in subjects:
            least[subject.name] = min(least[subject.name], cost(subject.ask))
    failed = 0
    print(f"{issues:,} issues; milliseconds of CPU a request, web and database together")
    for subject in subjects:
        took = least[subject.name]
        if not subject.beside:
            print(f"{subject.name:<16} {took:6.2f}")
            continue
        ratio, asked = took / least[subject.beside], queries(subject.ask)
        kept = ratio <= subject.budget and asked <= MOST_QUERIES
        failed += not kept
        print(
            f"{subject.name:<16} {took:6.2f}  {ratio:5.1f} × {subject.beside}"
            f" (budget {subject.budget:g} ×), {asked} queries{'' if kept else '  NOT KEPT'}"
        )
    return failed


def cost(ask: Callable) -> float:
    """Milliseconds of CPU for one request, over a few."""
    from django.db import connection

    ask()
    backend = connection.connection.info.backend_pid
    before = time.process_time() + database_seconds(backend)
    for _ in range(REQUESTS):
        ask()
    return (time.process_time() + database_seconds(backend) - before) / REQUESTS * 1_000


def database_seconds(backend: int) -> float:
    """CPU seconds that one connection's server process has used so far."""
    return int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e9


def queries(ask: Callable) -> int:
    """How many statements one request sends, begin and commit not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        ask()
    return sum(
        not query["sql"].startswith(("BEGIN", "COMMIT")) for query in captured.captured_queries
    )


class Browser:
    """Asks one WSGI application for pages, with the cookies it was given."""

    def __init__(self, application: Callable, cookies: dict[str, str]):
        from django.test import RequestFactory

        self.application, self.cookies = application, cookies
        said = {"host": "localhost", "accept-encoding": "gzip"}
        said["cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.requests = RequestFactory(headers=said)

    def get(self, address: str) -> Callable:
        """A function that asks for one page."""
        environ = self.requests.get(address).environ

        def ask():
            status = self.send(dict(environ))
            assert status == 200, (address, status)  # noqa: S101

        return ask

    def post(self, address: str, answers: dict[str, str]) -> int:
        """Send a form with its token; the status of the answer."""
        token = self.cookies["csrftoken"]
        body = urlencode({**answers, "csrfmiddlewaretoken": token})
        form = "application/x-www-form-urlencoded"
        return self.send(self.requests.post(address, body, content_type=form).environ)

    def send(self, environ: dict) -> int:
        """One request, read to its end."""
        response = self.application(environ, lambda status, headers: None)
        b"".join(response)
        response.close()
        return response.status_code


def bare() -> list[Subject]:
    """The least page and the least POST."""
    from django.middleware.csrf import _get_new_csrf_string

    from devtools.bare import application

    browser = Browser(application(), {"csrftoken": _get_new_csrf_string()})

    def post():
        assert browser.post("/post/", {"text": "A few words"}) == 302  # noqa: S101

    return [Subject("bare page", browser.get("/page/"), "", 0), Subject("bare POST", post, "", 0)]


def pages() -> list[Subject]:
    """Our pages, as a GP of the demonstration meets them."""
    from django.test import Client

    from interface.accounts.models import User
    from interface.wsgi import application
    from issues.models import Issue

    user = User.objects.get(email="ada.demonstration@example.nhs.uk")
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    issue = Issue.objects.visible_to(user).order_by("-raised_at")[0]
    form = client.get("/report/").content
    answers = filled_in(form, issue.specialty_id or "not-sure", issue.category.code)
    browser = Browser(application, {name: one.value for name, one in client.cookies.items()})

    def submit():
        said = {"submission": str(uuid.uuid4()), "what_happened": LIKE_NOTHING}
        status = browser.post("/report/", answers | said)
        assert status == 302, status  # noqa: S101

    return [
        Subject("form", browser.get("/report/"), "bare page", 4),
        Subject("list", browser.get("/issues/?tab=open"), "bare page", 5),
        Subject("issue page", browser.get(issue.get_absolute_url()), "bare page", 5),
        Subject("submit", submit, "bare POST", 5),
    ]


def filled_in(page: bytes, specialty: str, category: str) -> dict:
    """The form's own hidden and chosen values, with the answers that it asks for."""
    (form,) = [form for form in html.fromstring(page).forms if "what_happened" in form.fields]
    given = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    answers = {"specialty": specialty, "category": category, "removed_patient_details": "on"}
    return given | answers


if __name__ == "__main__":
    sys.exit(bool(main()))
