"""The pieces that a page prints by the dozen, written in Python: cells, options, tags, facts.

Everything else is a template. A template costs a tenth of a millisecond each time it is included,
which a table of 25 rows and a list of 175 practices feel. `format_html` escapes just the same.
"""

from collections.abc import Callable
from functools import lru_cache

from django import forms
from django.core.paginator import Page
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString

from interface.nhsuk.icons import ICONS


def classes(*named: tuple[str, object]) -> str:
    """The class names whose condition holds, as the words of a class attribute."""
    return " ".join(name for name, wanted in named if wanted)


class Column:
    """A column of a table: what its cells have in common, put together once.

    `heading` says their column where rows stand as blocks.
    """

    def __init__(self, heading: str = "", *, numeric=False, header=False, nowrap=False):
        element, role = ("th", "rowheader") if header else ("td", "cell")
        kind = "nhsuk-table__header" if header else "nhsuk-table__cell"
        named = classes((kind, True), (f"{kind}--numeric", numeric), ("nhsuk-u-nowrap", nowrap))
        scope = SafeString(' scope="row"') if header else ""
        said = SafeString("")
        if heading:
            said = format_html(
                '<span class="nhsuk-table__heading" aria-hidden="true">{} </span>', heading
            )
        self.before = format_html(
            '<{} class="{}" role="{}"{}>{}', element, named, role, scope, said
        )
        self.after = format_html("</{}>", element)

    def cell(self, content: str) -> SafeString:
        """A cell of it around its content, which is HTML."""
        inside = f'<span class="app-cell">{content}</span>' if "<" in content else content
        return SafeString(f"{self.before}{inside}{self.after}")


column = lru_cache(typed=True)(Column)


def row(content) -> SafeString:
    """A row of a table around its cells."""
    inside = conditional_escape(content)
    return SafeString(f'<tr class="nhsuk-table__row" role="row">{inside}</tr>')


def tag(text, *, colour="", border=True) -> SafeString:
    """A status in its colour."""
    named = classes(
        ("nhsuk-tag", True),
        (f"nhsuk-tag--{colour}", colour),
        ("nhsuk-tag--no-border", not border),
    )
    return format_html('<strong class="{}">{}</strong>', named, text)


@lru_cache
def icon(name: str) -> SafeString:
    """One of the design system's icons, hidden from screen readers."""
    return format_html(
        '<svg class="nhsuk-icon nhsuk-icon--{}" xmlns="http://www.w3.org/2000/svg"'
        ' viewBox="0 0 24 24" width="16" height="16" focusable="false" aria-hidden="true">'
        '<path d="{}"/></svg>',
        name,
        ICONS[name],
    )


def pagination(page: Page, address: Callable[[int], str]) -> SafeString:
    """Links to the pages of a list, and to those beside this one; nothing if it is one page."""
    if page.paginator.num_pages < 2:
        return SafeString("")
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    numbers = "".join(
        _page_number(number, address(number), is_current=number == page.number)
        if isinstance(number, int)
        else '<li class="nhsuk-pagination__item nhsuk-pagination__item--ellipsis">⋯</li>'
        for number in shown
    )
    before = after = ""
    if page.has_previous():
        before = _beside(address(page.previous_page_number()), "previous", "prev", "arrow-left")
    if page.has_next():
        after = _beside(address(page.next_page_number()), "next", "next", "arrow-right")
    return SafeString(
        '<nav class="nhsuk-pagination nhsuk-pagination--numbered" role="navigation"'
        f' aria-label="Pagination">{before}'
        f'<ul class="nhsuk-pagination__list">{numbers}</ul>{after}</nav>'
    )


def _page_number(number: int, address: str, *, is_current: bool) -> str:
    named, current = "nhsuk-pagination__item", ""
    if is_current:
        named, current = f"{named} {named}--current", ' aria-current="page"'
    return (
        f'<li class="{named}"><a class="nhsuk-pagination__link" href="{escape(address)}"'
        f' aria-label="Page {number}"{current}>{number}</a></li>'
    )


def _beside(address: str, which: str, rel: str, arrow: str) -> str:
    title = (
        f'<span class="nhsuk-pagination__title">{which.capitalize()}'
        '<span class="nhsuk-u-visually-hidden"> page</span></span>'
    )
    inside = f"{icon(arrow)}{title}" if rel == "prev" else f"{title}{icon(arrow)}"
    return f'<a href="{escape(address)}" class="nhsuk-pagination__{which}" rel="{rel}">{inside}</a>'


def tabs(items, label) -> SafeString:
    """Tabs that are links."""
    return SafeString(
        f'<nav class="app-tabs" aria-label="{conditional_escape(label)}">'
        f'<ul class="app-tabs__list">{"".join(map(_tab, items))}</ul></nav>'
    )


def _tab(item: dict) -> str:
    """A tab, with how many there are behind it if it says so."""
    url, label, count = map(
        conditional_escape, (item["url"], item["label"], _count(item.get("count")))
    )
    current = ' aria-current="page"' if item.get("current") else ""
    counted = f' <span class="app-count">{count}</span>' if count else ""
    return (
        f'<li class="app-tabs__item"><a class="app-tabs__link" href="{url}"{current}>'
        f'<span class="app-tabs__words">{label}</span>{counted}</a></li>'
    )


def _count(count: int | str | None) -> str:
    return f"{count:,}" if isinstance(count, int) else count or ""


def summary_list(content, *, border=True) -> SafeString:
    """Facts in pairs, around its rows."""
    named = classes(("nhsuk-summary-list", True), ("nhsuk-summary-list--no-border", not border))
    return format_html('<dl class="{}">{}</dl>', named, content)


def summary_row(content, key, *, href="", action="Change") -> SafeString:
    """One fact with its name; `href` adds a link to change it."""
    change = ""
    if href:
        change = format_html(
            '<dd class="nhsuk-summary-list__actions"><a class="nhsuk-link" href="{}">{}'
            '<span class="nhsuk-u-visually-hidden"> {}</span></a></dd>',
            href,
            action,
            str(key).lower(),
        )
    return format_html(
        '<div class="nhsuk-summary-list__row"><dt class="nhsuk-summary-list__key">{}</dt>\n'
        '<dd class="nhsuk-summary-list__value">{}</dd>{}</div>',
        key,
        content,
        change,
    )


def select(widget: forms.Select, name: str, value, attrs: dict) -> SafeString:
    """A `<select>` with its options, the same as Django's own templates print."""
    built = widget.get_context(name, value, attrs)["widget"]
    groups = [
        (group, format_html_join("\n", "<option{}>{}</option>", map(_option, options)))
        for group, options, _ in built["optgroups"]
    ]
    inside = format_html_join(
        "\n",
        "{}",
        (
            (format_html('<optgroup label="{}">\n{}\n</optgroup>', group, options),)
            if group
            else (options,)
            for group, options in groups
        ),
    )
    return format_html('<select name="{}"{}>\n{}\n</select>', name, flatatt(built["attrs"]), inside)


def _option(option: dict) -> tuple[SafeString, str]:
    attrs = {"value": str(option["value"]), **option["attrs"]}
    return flatatt(attrs), conditional_escape(option["label"])


def choice(kind: str, name: str, item: dict) -> SafeString:
    """One radio or checkbox with its label and hint: `kind` is "radios" or "checkboxes"."""
    attrs = {
        "class": f"nhsuk-{kind}__input",
        "id": item["id"],
        "name": name,
        "type": "radio" if kind == "radios" else "checkbox",
        "value": item["value"],
        "checked": bool(item["checked"]),
        "disabled": bool(item["disabled"]),
        "data-aria-controls": f"conditional-{item['id']}" if item["conditional"] else None,
        "aria-describedby": f"{item['id']}-item-hint" if item["hint"] else None,
        "data-behaviour": "exclusive" if item["exclusive"] else None,
    }
    hint = ""
    if item["hint"]:
        hint = format_html(
            '<div class="nhsuk-hint nhsuk-{}__hint" id="{}-item-hint">{}</div>',
            kind, item["id"], item["hint"],
        )  # fmt: skip
    return format_html(
        '<div class="nhsuk-{0}__item"><input{1}>'
        '<label class="nhsuk-label nhsuk-{0}__label" for="{2}">{3}</label>{4}</div>',
        kind,
        flatatt({key: value for key, value in attrs.items() if value is not None}),
        item["id"],
        item["label"],
        hint,
    )
