"""Audits as each role meets them."""

import csv
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from audits import demonstration, services, tasks, uploads
from audits.forms import UploadForm
from audits.models import AskRate, Audit, Import, Letter
from interface.vocabulary import Ask
from tests.accounts.factories import UserFactory
from tests.audits.factories import GOOD, AuditFactory, LetterFactory, as_csv, letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit(trust):
    demonstration.make(count=600, by=None)
    return Audit.objects.get()


@pytest.fixture
def open_page(client):
    """The parsed page at an address, which must be there."""

    def get(address, **query):
        response = client.get(address, query)
        assert response.status_code == 200
        return html.fromstring(response.content.decode())

    return get


def words(element):
    return " ".join(element.text_content().split())


@pytest.fixture
def sign_in(client, trust):
    def as_(role, **fields):
        client.force_login(UserFactory(**{role: True}, **fields))

    return as_


EVERYBODY_ELSE = ["specialty", "reviewer", "leadership"]


class TestList:
    def test_each_audit_shows_its_letters_and_when_its_rates_were_computed(
        self, audit, sign_in, open_page
    ):
        sign_in("integration_team")
        text = words(open_page(reverse("audits")))
        assert "Demonstration audit of discharge summaries Invented" in text
        assert "600" in text
        assert f"{audit.rates_computed_at:%B %Y}" in text

    def test_an_empty_list_says_how_to_begin(self, sign_in, open_page):
        sign_in("integration_team")
        assert "No audit yet" in words(open_page(reverse("audits")))

    @pytest.mark.parametrize("role", EVERYBODY_ELSE)
    def test_others_see_it_without_a_way_to_import(self, role, audit, sign_in, open_page):
        sign_in(role)
        shown = open_page(reverse("audits"))
        assert "Demonstration audit" in words(shown)
        assert not shown.xpath("//main//a[contains(@href, 'import')]")

    def test_practices_may_not(self, audit, sign_in, client):
        sign_in("practice")
        assert client.get(reverse("audits")).status_code == 403

    def test_the_list_takes_few_queries(
        self, audit, sign_in, client, django_assert_max_num_queries
    ):
        sign_in("integration_team")
        AuditFactory.create_batch(5)
        with django_assert_max_num_queries(12):
            client.get(reverse("audits"))


class TestRates:
    def test_every_number_opens_exactly_the_letters_it_counts(self, audit, sign_in, open_page):
        sign_in("integration_team")
        shown = open_page(audit.get_absolute_url(), ask=3)
        links = shown.xpath("//main//table//a[contains(@href, '/letters/')]")
        assert len(links) > 40
        for link in links[:: len(links) // 25]:
            number = int(link.text.strip().replace(",", ""))
            opened = open_page(link.get("href"))
            assert words(opened.xpath("//h2")[0]).startswith(f"{number:,} letter")

    def test_the_judged_number_is_the_denominator_of_its_rate(self, audit, sign_in, open_page):
        sign_in("leadership")
        shown = open_page(audit.get_absolute_url())
        rates = AskRate.objects.filter(audit=audit, ask=Ask.FIT_NOTE)
        met = sum(rate.met for rate in rates)
        judged = met + sum(rate.not_met for rate in rates)
        (row,) = shown.xpath("//tr[.//*[@id='ask-4']]")
        assert f"{met:,}" in words(row)
        assert f"{judged:,}" in words(row)
        assert f"{100 * met / judged:.1f}%" in words(row)

    @pytest.mark.parametrize(
        ("count", "rate"),
        [(29, "Rate – 95% interval –"), (30, "Rate 100.0% 95% interval 88.6% to")],
    )
    def test_thirty_judged_letters_have_a_rate_and_fewer_are_counts_only(
        self, sign_in, open_page, count, rate
    ):
        sign_in("leadership")
        first = LetterFactory(judged={"ask_1": "met"})
        for _ in range(count - 1):
            LetterFactory(audit=first.audit, specialty=first.specialty, judged={"ask_1": "met"})
        services.aggregate(first.audit)
        shown = open_page(first.audit.get_absolute_url())
        for row in shown.xpath(
            "//tbody/tr[.//a[contains(@href, 'specialty=')] or .//*[@id='ask-1']]"
        ):
            assert f"Met {count} Judged {count} {rate}" in words(row)

    def test_invented_letters_are_called_invented(self, audit, sign_in, open_page):
        sign_in("leadership")
        assert "invented for demonstration" in words(open_page(audit.get_absolute_url()))

    @pytest.mark.parametrize("role", EVERYBODY_ELSE)
    def test_numbers_open_no_letters_for_others(self, role, audit, sign_in, open_page, client):
        sign_in(role)
        assert not open_page(audit.get_absolute_url()).xpath(
            "//main//a[contains(@href, 'letters')]"
        )
        assert client.get(reverse("audit_letters", args=[audit.slug])).status_code == 404

    def test_a_specialty_lead_sees_the_rates_of_that_specialty_only(
        self, audit, trust, sign_in, open_page, client
    ):
        own, other = trust.specialties.order_by("treatment_function_code")
        sign_in("specialty", specialties=[own])
        shown = open_page(audit.get_absolute_url())
        counted = Letter.objects.filter(specialty=own).count()
        assert f"{counted:,} letters of {own.name}" in words(shown)
        assert other.name not in words(shown)
        query = {"specialty": other.treatment_function_code}
        assert client.get(audit.get_absolute_url(), query).status_code == 404

    def test_one_specialty_can_be_chosen(self, audit, trust, sign_in, open_page):
        sign_in("leadership")
        own = trust.specialties.get(treatment_function_code="110")
        shown = open_page(audit.get_absolute_url(), specialty="110", ask=2)
        counted = Letter.objects.filter(audit=audit, specialty=own).count()
        assert f"{counted:,} letters of {own.name}" in words(shown)
        assert shown.xpath("//a[text()='Show all specialties']")

    def test_an_unknown_specialty_is_not_found(self, audit, sign_in, client):
        sign_in("leadership")
        assert client.get(audit.get_absolute_url(), {"specialty": "zzz"}).status_code == 404

    def test_an_unknown_ask_shows_the_first(self, audit, sign_in, open_page):
        sign_in("leadership")
        assert "Ask 1: Communicate" in words(open_page(audit.get_absolute_url(), ask="9 or 1=1"))

    @pytest.mark.parametrize("slug", ["nowhere", "demonstration-audit"])
    def test_practices_find_no_audit(self, slug, audit, sign_in, client):
        sign_in("practice")
        assert client.get(reverse("audit", args=[slug])).status_code == 404

    def test_while_rates_are_computed_the_page_says_so_and_looks_again(
        self, audit, import_file, sign_in, open_page
    ):
        sign_in("leadership")
        assert not open_page(audit.get_absolute_url()).xpath("//*[@data-refresh]")
        import_file(letters(3), audit=audit.slug)
        shown = open_page(audit.get_absolute_url())
        assert shown.xpath("//*[@id='results']/@data-refresh")
        assert "Being computed" in words(shown)
        assert shown.xpath("//a[text()='Check again']")
        Audit.objects.update(rates_progress=40)
        assert "40% of the letters counted" in words(open_page(audit.get_absolute_url()))
        tasks.aggregate_due()
        shown = open_page(audit.get_absolute_url())
        assert "603 letters" in words(shown)
        assert not shown.xpath("//*[@data-refresh]")

    def test_an_audit_without_letters_says_how_to_begin(self, sign_in, open_page):
        sign_in("integration_team")
        assert "no letters yet" in words(open_page(AuditFactory().get_absolute_url()))

    @pytest.mark.parametrize("role", ["integration_team", "leadership", "specialty"])
    def test_the_page_takes_few_queries(
        self, role, audit, trust, sign_in, client, django_assert_max_num_queries
    ):
        sign_in(role, **({"specialties": trust.specialties.all()} if role == "specialty" else {}))
        with django_assert_max_num_queries(12):
            client.get(audit.get_absolute_url())


class TestResults:
    def test_the_headline_says_what_it_means_from_its_own_counts(self, audit, sign_in, open_page):
        sign_in("leadership")
        text = words(open_page(audit.get_absolute_url()))
        rates = {}
        for ask in Ask:
            cells = AskRate.objects.filter(audit=audit, ask=ask)
            met, missed = (
                sum(getattr(cell, name) for cell in cells) for name in ("met", "not_met")
            )
            rates[ask] = met / (met + missed), met + missed
        share, judged = min(rates.values())
        assert f"{100 * share:.1f}% of {judged} letters" in text
        assert (
            f"of every 100 letters to which this ask applies, about {100 - 100 * share:.0f} did"
            in text
        )

    def test_headline_figures_open_their_letters_for_the_team(self, audit, sign_in, open_page):
        sign_in("integration_team")
        links = open_page(audit.get_absolute_url()).xpath("//p//a[contains(@href, '/letters/')]")
        assert len(links) == 2
        for link in links:
            count = words(link).split()[0]
            shown = open_page(link.get("href"))
            assert words(shown.xpath("//h2")[0]).startswith(f"{count} letter")

    def test_asks_months_and_specialties_have_a_chart_each(self, audit, sign_in, open_page):
        sign_in("leadership")
        titles = open_page(audit.get_absolute_url(), ask=3).xpath(
            "//figure//figcaption/*[1]/text()"
        )
        assert titles == [
            "Letters that met each ask",
            "Letters that met ask 3: Follow up the tests you ordered",
            "Specialties compared: Follow up the tests you ordered",
        ]

    def test_over_dispersion_and_no_ranking_are_said(self, audit, sign_in, open_page):
        sign_in("leadership")
        shown = open_page(audit.get_absolute_url())
        text = words(shown)
        assert "Over-dispersion ratio (φ)" in text and "This is no ranking" in text
        (table,) = shown.xpath("//table[caption[contains(., 'Rates by specialty')]]")
        names = table.xpath(".//tbody//th//a/text()")
        assert names == sorted(names)

    def test_a_leads_funnel_names_no_other_specialty(self, audit, trust, sign_in, client):
        own, other = trust.specialties.order_by("treatment_function_code")
        sign_in("specialty", specialties=[own])
        page = client.get(audit.get_absolute_url()).content.decode()
        assert "Specialties compared" in page and "others’ rates are theirs to see" in page
        assert other.name not in page


class TestLetters:
    @pytest.fixture(autouse=True)
    def team(self, sign_in):
        sign_in("integration_team")

    def test_a_letter_shows_its_practice_and_judgements_to_the_team(self, import_file, open_page):
        import_file(letters(1))
        text = words(open_page(reverse("audit_letters", args=["demo"])))
        assert "L1" in text and "Demo Surgery One" in text and "9 Mar 2026" in text
        assert "Ask 1 Met Ask 2 Not met Ask 3 n/a" in text

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ({}, 4),
            ({"ask": 1, "judgement": "met"}, 2),
            ({"ask": 1, "judgement": "not_met"}, 1),
            ({"ask": 1, "judgement": "judged"}, 3),
            ({"ask": 1, "judgement": "none"}, 1),
            ({"ask": 3, "judgement": "n/a"}, 3),
            ({"specialty": "110"}, 1),
            ({"month": "2026-03"}, 3),
            ({"month": "2026-03", "specialty": "110", "ask": 1, "judgement": "met"}, 0),
        ],
    )
    def test_letters_are_found_by_what_a_number_counts(self, import_file, open_page, query, count):
        rows = letters(4)
        rows[1]["ask_1"] = "not_met"
        rows[2]["specialty_code"] = "110"
        rows[2]["discharge_date"] = "2026-02-28"
        rows[3] |= {f"ask_{ask}": "" for ask in range(1, 6)}
        import_file(rows)
        tasks.aggregate_due()
        shown = open_page(reverse("audit_letters", args=["demo"]), **query)
        assert words(shown.xpath("//h2")[0]).startswith(f"{count} letter")

    @pytest.mark.parametrize(
        "query",
        [
            {"ask": "9"}, {"judgement": "perhaps"}, {"specialty": "999"}, {"month": "never"},
            {"judgement": "met"}, {"month": "2026-13"},
        ],
    )  # fmt: skip
    def test_a_choice_that_is_not_known_is_an_error_and_shows_no_letter(
        self, audit, open_page, query
    ):
        shown = open_page(reverse("audit_letters", args=[audit.slug]), **query)
        assert shown.xpath("//*[contains(@class, 'nhsuk-error-summary')]")
        assert words(shown.xpath("//h2[contains(., 'letter')]")[0]) == "0 letters"

    def test_letters_of_another_audit_are_not_among_them(self, audit, import_file, open_page):
        import_file(letters(1))
        assert (
            words(open_page(reverse("audit_letters", args=["demo"])).xpath("//h2")[0]) == "1 letter"
        )


def file_of(rows, name="letters.csv"):
    content = rows if isinstance(rows, bytes) else as_csv(rows).encode()
    return SimpleUploadedFile(name, content, content_type="text/csv")


class TestImport:
    @pytest.fixture(autouse=True)
    def team(self, sign_in):
        sign_in("integration_team", name="Dana Demo")

    @pytest.fixture
    def send(self, client):
        def post(file, **fields):
            data = {"file": file, "audit": "new", "name": "Spring audit", **fields}
            return client.post(reverse("audit_import"), data)

        return post

    def test_a_file_is_checked_confirmed_and_stored(self, send, client, open_page):
        address = send(file_of(letters(3))).url
        assert "Checking the file" in words(open_page(address))
        Import.objects.update(progress=40, rows_per_second=640)
        assert "40% done, 640 rows a second" in words(open_page(address))
        tasks.run_imports_due()
        shown = open_page(address)
        assert "3 letters would be stored" in words(shown)
        (form,) = shown.xpath("//form[contains(@action, '/store/')]")
        client.post(form.get("action"))
        assert "Storing the letters" in words(open_page(address))
        tasks.run_imports_due()
        shown = open_page(address)
        assert "3 letters were stored." in words(shown)
        assert shown.xpath("//a[contains(., 'See the rates of Spring audit')]")
        assert Audit.objects.get().slug == "spring-audit"

    def test_errors_are_shown_by_the_rows_of_the_file_and_can_be_downloaded(
        self, send, client, open_page
    ):
        address = send(file_of([*letters(2), GOOD | {"letter_id": "L3", "ward": "x" * 61}])).url
        tasks.run_imports_due()
        shown = open_page(address)
        (row,) = shown.xpath("//tbody/tr[th]")
        assert words(row).startswith("Row 4 Column ward")
        response = client.get(shown.xpath("//a[contains(@href, 'errors.csv')]/@href")[0])
        assert "attachment" in response["Content-Disposition"]
        rows = list(csv.reader(response.getvalue().decode("utf-8-sig").splitlines()))
        assert rows[0] == ["row", "column", "what_is_wrong"]
        assert rows[1][:2] == ["4", "ward"]

    def test_a_refused_file_says_why(self, send, open_page):
        address = send(file_of(b"a,b\r\n1,2\r\n")).url
        tasks.run_imports_due()
        shown = open_page(address)
        assert "The file was refused" in words(shown)
        assert "none of the column names" in words(shown)
        assert not shown.xpath("//main//form")

    def test_a_cancelled_import_stores_nothing(self, send, client, open_page):
        address = send(file_of(letters(1))).url
        tasks.run_imports_due()
        client.post(f"{address}cancel/")
        assert "cancelled" in words(open_page(address))
        client.post(f"{address}store/")
        tasks.run_imports_due()
        assert not Letter.objects.exists()

    def test_pressing_the_button_twice_stores_once(self, send, client, open_page):
        address = send(file_of(letters(2))).url
        tasks.run_imports_due()
        for _ in range(2):
            assert client.post(f"{address}store/").url == address
        assert "decided already" in words(open_page(address))
        tasks.run_imports_due()
        assert Letter.objects.count() == 2

    def test_letters_are_added_to_an_audit_that_is_there(self, send, trust):
        AuditFactory(slug="autumn", trust=trust)
        send(file_of(letters(1)), audit="autumn", name="")
        assert Import.objects.get().audit.slug == "autumn"

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"file": ""}, "Select a file"),
            ({"file": file_of(b"")}, "The selected file is empty"),
            ({"file": file_of(b"%PDF-1.4", "letters.pdf")}, "This is a PDF"),
            ({"file": file_of(b"PK\x03\x04", "letters.csv")}, "zip archive"),
            ({"file": file_of(b"{}", "letters.json")}, "no .json files"),
            ({"file": file_of(b"x", "x" * 160 + ".csv")}, "150 characters or fewer"),
            ({"file": file_of(b"x", "NHS 943 476 5919.csv")}, "an NHS number"),
            ({"audit": ""}, "Select an audit"),
            ({"audit": "nowhere"}, "Select an audit from the list"),
            ({"name": ""}, "Enter a name for the new audit"),
            ({"name": "???"}, "letters or numbers"),
            ({"name": "Import"}, "letters or numbers"),
            ({"name": "x" * 121}, "120 characters or fewer"),
            ({"name": "Taken"}, "There is an audit of this name"),
            ({"name": "For NHS number 943 476 5919"}, "NHS number"),
        ],
    )
    def test_what_is_wrong_is_said_beside_the_field(self, send, fields, message, media):
        AuditFactory(slug="taken")
        response = send(**({"file": file_of(letters(1))} | fields))
        assert response.status_code == 200
        shown = html.fromstring(response.content.decode())
        assert message in words(shown.xpath("//*[contains(@class, 'nhsuk-error-summary')]")[0])
        assert not Import.objects.exists()
        assert not list(media.glob("imports/*"))

    def test_a_body_that_is_too_large_is_refused_before_it_is_read(self, send, monkeypatch):
        monkeypatch.setattr(uploads, "LARGEST_FILE", 1000)
        monkeypatch.setattr(uploads, "ROOM_FOR_THE_REST", 0)
        response = send(file_of(letters(100)))
        assert response.status_code == 413
        assert "must be smaller than" in response.content.decode()
        assert not Import.objects.exists()

    def test_a_full_disk_is_said_beside_the_file(self, send, monkeypatch):
        def full(**fields):
            raise services.NoRoom

        monkeypatch.setattr(services, "receive", full)
        assert "There is no room" in send(file_of(letters(1))).content.decode()

    def test_invented_and_real_letters_do_not_mix(self, audit, settings):
        AuditFactory(slug="real")
        settings.DEMONSTRATION = False
        offered = [slug for slug, _ in UploadForm().fields["audit"].choices]
        assert offered == ["real", "new"]

    def test_earlier_imports_are_listed(self, send, open_page):
        send(file_of(letters(1), "spring.csv"))
        shown = open_page(reverse("audit_import"))
        assert shown.xpath("//a[text()='spring.csv']")

    def test_the_template_has_the_columns_of_the_layout(self, client):
        content = client.get(reverse("audit_template")).getvalue().decode("utf-8-sig")
        assert content == (
            "letter_id,discharge_date,specialty_code,ward,practice_ods_code,document_text,"
            "ask_1,ask_2,ask_3,ask_4,ask_5\r\n"
        )

    @pytest.mark.parametrize("role", [*EVERYBODY_ELSE, "practice"])
    def test_nobody_else_may(self, role, send, sign_in, client):
        address = send(file_of(letters(1))).url
        sign_in(role)
        for place, method in [
            (reverse("audit_import"), client.get),
            (reverse("audit_import"), client.post),
            (reverse("audit_template"), client.get),
            (address, client.get),
            (f"{address}errors.csv", client.get),
            (f"{address}store/", client.post),
            (f"{address}cancel/", client.post),
        ]:
            assert method(place).status_code == 403

    def test_an_unknown_reference_is_not_found(self, client):
        assert client.get(reverse("audit_import_status", args=["nowhere"])).status_code == 404

    def test_a_post_without_its_token_is_refused(self, client, dana):
        strict = type(client)(enforce_csrf_checks=True)
        strict.force_login(dana)
        response = strict.post(reverse("audit_import"), {"file": file_of(letters(1))})
        assert response.status_code == 403


def test_dates_of_an_empty_month_do_not_show(trust, sign_in, open_page, import_file):
    import_file(letters(1))
    tasks.aggregate_due()
    sign_in("leadership")
    shown = open_page(reverse("audit", args=["demo"]))
    assert "March 2026" in words(shown)
    assert date(2026, 2, 1).strftime("%B %Y") not in words(shown)
