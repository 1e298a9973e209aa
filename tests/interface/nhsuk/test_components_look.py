"""Each component tag prints the HTML that nhsuk-frontend's fixtures prescribe."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from interface.nhsuk.icons import ICONS

from .prescribed import fixture, fixtures, structure


def printed(template: str, **context) -> str:
    return engines["django"].from_string("{% load nhsuk %}" + template).render(context)


@pytest.mark.parametrize(
    ("component", "name", "template"),
    [
        ("tag", "without colour", "{% tag 'Completed' colour='no-colour' %}"),
        ("tag", "colour class", "{% tag 'Green' colour='green' %}"),
        ("button", "default", "{% button 'Save and continue' %}"),
        ("button", "default, small", "{% button 'Save and continue' small=True %}"),
        ("button", "secondary", "{% button 'Find my location' variant='secondary' %}"),
        ("button", "warning", "{% button 'Yes, delete this vaccine' variant='warning' %}"),
        ("button", "as a link", "{% button 'Link button' href='#' %}"),
        ("button", "with double click prevented", "{% button 'Save and continue' once=True %}"),
        ("action-link", "default", "{% action_link 'Find your nearest A&E' '#/find' %}"),
        ("skip-link", "default", "{% skip_link %}"),
        (
            "breadcrumb",
            "default",
            "{% breadcrumb 'Home' '#' 'NHS services' '#' 'Hospitals' '#' %}",
        ),
        (
            "panel",
            "default",
            "{% panel heading='Booking complete' %}"
            "We have sent you a confirmation email{% endpanel %}",
        ),
        (
            "card",
            "feature",
            "{% card heading='Feature card heading' size='' variant='feature' %}"
            "<p class='nhsuk-card__description'>Feature card description.</p>{% endcard %}",
        ),
        (
            "card",
            "clickable",
            "{% card heading='Introduction to care and support' href='#' %}"
            "<p class='nhsuk-card__description'>A quick guide for people who have care and support "
            "needs and their carers</p>{% endcard %}",
        ),
        (
            "card",
            "primary (with chevron)",
            "{% card heading='Breast screening' href='#' variant='primary' %}{% endcard %}",
        ),
        (
            "details",
            "default",
            "{% details summary='How to find your NHS number' %}You can find your NHS number by "
            "logging in to the NHS App or on any document the NHS has sent you.{% enddetails %}",
        ),
        (
            "details",
            "expander",
            "{% details summary='Opening times' expander=True %}"
            "We are open 9am to 6pm, Monday to Saturday.{% enddetails %}",
        ),
        (
            "inset-text",
            "default",
            "{% inset_text %}<p>You can report any suspected side effect using the Yellow Card "
            "safety scheme</p>{% endinset_text %}",
        ),
        (
            "warning-callout",
            "with custom heading",
            "{% warning_callout heading='School, nursery or work' level=3 %}"
            "<p class='nhsuk-card__description'>Stay away from school, nursery or work until all "
            "the spots have crusted over. This is usually 5 days after the spots first appeared."
            "</p>{% endwarning_callout %}",
        ),
        (
            "notification-banner",
            "default",
            "{% notification_banner identity='notification' %}"
            "<p class='nhsuk-notification-banner__heading'>The patient record was updated.</p>"
            "{% endnotification_banner %}",
        ),
        (
            "notification-banner",
            "with success variant",
            "{% notification_banner variant='success' %}"
            "<p class='nhsuk-notification-banner__heading'>Email sent to example@email.com</p>"
            "{% endnotification_banner %}",
        ),
    ],
)
def test_a_component_looks_as_prescribed(component, name, template):
    _, prescribed = fixture(component, name)
    assert structure(printed(template)) == structure(prescribed)


def test_a_back_link_looks_as_prescribed_inside_a_landmark():
    _, prescribed = fixture("back-link", "default")
    [(tag, attributes, inside)] = structure(printed("{% back_link '#' %}"))
    assert (tag, attributes) == ("nav", {"aria-label": "Back"})
    assert inside == structure(prescribed)


def test_a_summary_list_looks_as_prescribed():
    context, prescribed = fixture("summary-list", "with actions")
    ours = printed(
        "{% summary_list %}{% for row in rows %}{% summary_row row.key.text href='#/change' %}"
        "{% if row.value.html %}{{ row.value.html|safe }}{% else %}{{ row.value.text }}{% endif %}"
        "{% endsummary_row %}{% endfor %}{% endsummary_list %}",
        rows=context["rows"],
    )
    assert structure(ours) == structure(prescribed)


def responsive_table() -> tuple[dict, str]:
    found = [
        one
        for one in fixtures("tables")
        if one["name"] == "default"
        and one["context"].get("responsive")
        and not one["context"].keys() & {"compact", "striped", "variant"}
    ]
    return found[0]["context"], found[0]["html"]


def test_a_table_of_rows_and_cells_looks_as_prescribed():
    context, prescribed = responsive_table()
    ours = printed(
        "{% table caption=caption %}{% headings 'Skin symptoms' 'Possible cause' %}"
        "{% for symptom, cause in rows %}{% row %}"
        "{% cell 'Skin symptoms' header=True %}{{ symptom.text }}{% endcell %}"
        "{% cell 'Possible cause' %}{{ cause.text }}{% endcell %}"
        "{% endrow %}{% endfor %}{% endtable %}",
        caption=context["caption"]["text"],
        rows=context["rows"],
    )
    assert structure(ours) == structure(prescribed)


def test_a_table_from_data_looks_as_prescribed():
    context, prescribed = responsive_table()
    ours = printed(
        "{% data_table headings rows caption=caption %}",
        caption=context["caption"]["text"],
        headings=[heading["text"] for heading in context["head"]],
        rows=context["rows"],
    )
    assert structure(ours) == structure(prescribed)


def test_numbers_in_a_table_stand_right():
    ours = printed(
        "{% data_table headings rows caption='Issues' numeric=1 scroll=True %}",
        headings=["Specialty", "Open"],
        rows=[["Cardiology", {"text": 12, "href": "/issues/"}]],
    )
    assert 'class="nhsuk-table__header nhsuk-table__header--numeric"' in ours
    assert 'class="nhsuk-table__cell nhsuk-table__cell--numeric"' in ours
    assert '<a class="nhsuk-link" href="/issues/">12</a>' in ours


def test_a_task_list_looks_as_prescribed():
    context, prescribed = fixture("task-list", "default")
    items = [
        {
            "text": item["heading"]["text"],
            "href": item.get("href", ""),
            "hint": item.get("hint", {}).get("text", ""),
            "status": item["status"]["tag"]["text"],
            "done": item["status"]["tag"]["text"] == "Completed",
        }
        for item in context["items"]
    ]
    ours = printed("{% task_list items prefix='your-health' %}", items=items)
    assert structure(ours) == structure(prescribed)


@pytest.mark.parametrize(("name", "do"), [("default", True), ("(don't)", False)])
def test_a_do_list_looks_as_prescribed(name, do):
    context, prescribed = fixture("do-dont-list", name)
    items = [("" if do else "do not ") + item["text"] for item in context["items"]]
    heading = context["heading"]["text"]
    ours = printed("{% do_list heading items do=do %}", items=items, heading=heading, do=do)
    assert structure(ours) == structure(prescribed)


def test_pages_are_numbered_as_prescribed():
    _, prescribed = fixture("pagination", "numbered with many pages")
    prescribed = re.sub(r"#/section/(\d+)", r"?page=\1", prescribed)
    two_away = r'<li class="nhsuk-pagination__item">\s*<a[^>]*Page (8|12)".*?</li>'
    prescribed = re.sub(two_away, "", prescribed, flags=re.S)
    page = Paginator(range(400), 10).page(10)
    ours = printed("{% pagination page %}", page=page, request=RequestFactory().get("/issues/"))
    assert structure(ours) == structure(prescribed)


def test_pages_keep_what_was_searched_for():
    request = RequestFactory().get("/issues/", {"q": "fit note", "page": "2"})
    page = Paginator(range(30), 10).page(2)
    ours = printed("{% pagination page %}", page=page, request=request)
    assert "?q=fit+note&amp;page=3" in ours


def test_one_page_needs_no_page_numbers():
    page = Paginator(range(3), 10).page(1)
    assert not printed(
        "{% pagination page %}", page=page, request=RequestFactory().get("/")
    ).strip()


def test_an_error_summary_looks_as_prescribed():
    _, prescribed = fixture("error-summary", "without error link (mixed)")
    errors = [
        {"text": "Invalid username or password"},
        {
            "text": "Agree to the terms of service to log in",
            "target": "example-terms-of-service",
        },
    ]
    template = engines["django"].get_template("components/error_summary.html")
    assert structure(template.render({"errors": errors})) == structure(prescribed)


@pytest.mark.parametrize("name", sorted(ICONS))
def test_an_icon_is_the_packages_own(name):
    drawings = {
        path
        for component in ("pagination", "action-link", "card", "do-dont-list", "header")
        for one in fixtures(component)
        for path in re.findall(rf'nhsuk-icon--{name}".*?<path d="(.*?)"', one["html"], re.S)
    }
    assert ICONS[name] in drawings


def test_a_known_status_has_its_colour_and_another_is_plain():
    assert "nhsuk-tag--purple" in printed("{% tag 'With specialty' %}")
    assert printed("{% tag 'Something else' %}").strip() == (
        '<strong class="nhsuk-tag">Something else</strong>'
    )


def test_a_button_that_posts_brings_its_token():
    ours = printed(
        "{% post_button words '/take/' name='reference' value='INT-1' %}",
        words="I'll take it",
        csrf_token="abc",
    )
    assert 'name="csrfmiddlewaretoken" value="abc"' in ours
    assert 'name="reference" value="INT-1"' in ours
    assert 'method="post"' in ours


def test_a_figure_opens_the_rows_it_counts():
    ours = printed("{% figure '1,234' 'issues answered' '/issues/?status=answered' %}")
    assert 'href="/issues/?status=answered"' in ours


def test_markup_in_a_value_is_shown_as_text():
    rows, status = [["<script>", "<b>"]], "<i>"
    template = "{% data_table headings rows %}{% tag status %}"
    ours = printed(template, headings=["A", "B"], rows=rows, status=status)
    for markup in ("<script>", "<b>", "<i>"):
        assert markup not in ours
