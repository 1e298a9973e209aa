"""What the pages cost beside the least Django page and the least durable Django POST.

    python -m devtools.bench_pages [ISSUES]

runs in a database of its own. CPU of this process and of its database connection together, since
the clock of a shared machine is noisy; the least of several rounds, taken in turns. "Bare" is one
indexed query of 25 rows in a template, and one insert, without any middleware.
"""

import io
import os
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from devtools.environment import local_environment
from devtools.static import collect

REQUESTS, ROUNDS = 40, 5
MOST_QUERIES = 12
BARE_PAGE = "{% for issue in issues %}<li>{{ issue.reference }}</li>{% endfor %}"
TICK = os.sysconf("SC_CLK_TCK")


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
        ratio = took / least[subject.beside]
        kept = ratio <= subject.budget
        failed += not kept
        print(
            f"{subject.name:<16} {took:6.2f}  {ratio:5.1f} × {subject.beside}"
            f" (budget {subject.budget:g} ×){'' if kept else '  NOT KEPT'}"
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
    fields = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def bare() -> list[Subject]:
    """The least page and the least POST, called without a middleware."""
    from django.db import transaction
    from django.http import HttpResponse
    from django.template import Context, Template
    from django.test import RequestFactory

    from interface.outbox.models import Message
    from issues.models import Issue

    template = Template(BARE_PAGE)
    requests = RequestFactory()

    def page():
        requests.get("/bare/")
        rows = Issue.objects.only("reference").order_by("-id")[:25]
        return HttpResponse(template.render(Context({"issues": rows}))).content

    def post():
        request = requests.post("/bare/", {"text": "A few words"})
        with transaction.atomic():
            Message.objects.create(event=str(uuid.uuid4()), recipient=request.POST["text"])
        return HttpResponse(status=302)

    return [Subject("bare page", page, "", 0), Subject("bare POST", post, "", 0)]


def pages() -> list[Subject]:
    """Our pages, through every middleware, as a GP of the demonstration meets them."""
    from django.test import Client

    from interface.accounts.models import User
    from issues.models import Issue

    user = User.objects.get(email="ada.demonstration@example.nhs.uk")
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    issue = Issue.objects.visible_to(user).order_by("-raised_at")[0]
    specialty, category = issue.specialty_id or "", issue.category.code

    def get(address):
        def ask():
            response = client.get(address)
            assert response.status_code == 200, (address, response.status_code)  # noqa: S101

        return ask

    answers = filled_in(client.get("/report/").content, specialty, category)

    def submit():
        number = uuid.uuid4()
        words = "".join(c for c in str(number) if c.isalpha())
        said = {"submission": str(number), "what_happened": f"Asked to arrange a scan: {words}"}
        response = client.post("/report/", answers | said)
        if response.status_code == 200:  # something like it is there: send ours all the same
            response = client.post("/report/", answers | said | {"none_of_these": "1"})
        assert response.status_code == 302, response.content[-3_000:].decode()  # noqa: S101

    return [
        Subject("form", get("/report/"), "bare page", 4),
        Subject("list", get("/issues/?tab=open"), "bare page", 5),
        Subject("issue page", get(issue.get_absolute_url()), "bare page", 5),
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
