"""Component tags of the NHS.UK design system: `{% load nhsuk %}`.

README.md of this app shows each with an example. Tags that wrap content end in `end…`
(`{% card %}…{% endcard %}`); the others stand alone.
"""

from datetime import datetime
from functools import lru_cache

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from interface.nhsuk import markup

register = template.Library()

TAG_COLOURS = {
    "new": "blue",
    "draft": "grey",
    "triaged": "aqua-green",
    "with specialty": "purple",
    "waiting for practice": "yellow",
    "answered": "green",
    "in project": "pink",
    "reopened": "orange",
    "overdue": "red",
    "urgent": "red",
    "slipped": "orange",
    "failed": "red",
    "rejected": "red",
    "in progress": "blue",
    "incomplete": "blue",
    "in review": "blue",
    "adjudication": "purple",
    "sampled": "aqua-green",
    "ongoing": "blue",
    "live": "green",
    "done": "green",
    "complete": "green",
    "completed": "green",
    "locked": "grey",
    "closed": "grey",
    "planned": "aqua-green",
    "next": "aqua-green",
    "pipeline": "grey",
    "stopped": "grey",
    "paused": "yellow",
}


class _SameEverywhere(template.Node):
    def __init__(self, nodes):
        self.nodes = nodes
        self.printed = None

    def render(self, context):
        if self.printed is None:
            self.printed = self.nodes.render(context)
        return self.printed


@register.tag
def same_everywhere(parser, token):
    """`{% same_everywhere %}…{% endsame_everywhere %}`: printed once, for every page and person.

    For addresses of files and pages, which stay the same while the service runs.
    """
    nodes = parser.parse(["endsame_everywhere"])
    parser.delete_first_token()
    return _SameEverywhere(nodes)


@register.filter
def moment(at: datetime) -> str:
    """`{{ reply.written_at|moment }}`: "12 November 2026, 3:38pm"."""
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y}, {local:%-I:%M}" + ("am" if local.hour < 12 else "pm")


@register.simple_tag
def tag(text, colour="", border=True):
    """A status: `{% tag issue.get_status_display %}`. Known statuses have their colour."""
    known = TAG_COLOURS.get(str(text).lower(), "")
    return markup.tag(text, colour=colour or known, border=border)


@register.simple_tag
def icon(name):
    """One of the design system's icons, hidden from screen readers: `{% icon "tick" %}`."""
    return markup.icon(name)


@register.inclusion_tag("components/button.html")
def button(text, href="", variant="", name="", value="", small=False, once=False):
    """A submit button inside a form, or with `href` a link that looks like one.

    `variant`: "" (primary), "secondary", "warning", "reverse". `once` ignores a double click.
    """
    return {
        "text": text, "href": href, "variant": variant, "name": name, "value": value,
        "small": small, "once": once,
    }  # fmt: skip


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(context, text, action, variant="", small=False, link=False, name="", value=""):
    """A button that posts to an address, a whole form: `{% post_button "I'll take it" url %}`.

    `link=True` looks like a link. `name` and `value` become a hidden input.
    """
    return {
        "csrf_token": context.get("csrf_token"), "text": text, "action": action,
        "variant": variant, "small": small, "link": link, "hidden": name, "hidden_value": value,
    }  # fmt: skip


@register.inclusion_tag("components/action_link.html")
def action_link(text, href):
    """A prominent link with an arrow, for the one thing to start here."""
    return {"text": text, "href": href}


@register.inclusion_tag("components/back_link.html")
def back_link(href, text="Back"):
    """Goes in `{% block before_content %}`."""
    return {"text": text, "href": href}


@register.simple_tag
def breadcrumb(*pairs):
    """`{% breadcrumb "Home" "/" "Issues" "/issues/" %}`: words and addresses in turn.

    Goes in `{% block before_content %}`; the page itself is not listed.
    """
    items = [
        {"text": text, "href": href} for text, href in zip(pairs[::2], pairs[1::2], strict=True)
    ]
    return render_to_string("components/breadcrumb.html", {"items": items, "last": items[-1]})


@register.simple_block_tag(end_name="endcard")
def card(content, heading="", level=2, size="m", href="", variant="", hidden_heading=False):
    """A box with a heading: `{% card heading="What happened" %}…{% endcard %}`.

    `href` makes the whole card a link; `variant`: "feature", "primary", "secondary", "warning".
    """
    return render_to_string(
        "components/card.html",
        {
            "content": content, "heading": heading, "level": level, "size": size, "href": href,
            "variant": variant, "hidden_heading": hidden_heading,
        },
    )  # fmt: skip


@register.simple_block_tag(end_name="endinset_text")
def inset_text(content):
    """Words that stand out from the text around them."""
    return render_to_string("components/inset_text.html", {"content": content})


@register.simple_block_tag(end_name="endwarning_callout")
def warning_callout(content, heading="Important", level=2):
    """What must not be missed, in a yellow box."""
    return render_to_string(
        "components/warning_callout.html",
        {"content": content, "heading": heading, "level": level},
    )


@register.simple_block_tag(end_name="endpanel")
def panel(content, heading, level=1):
    """The green receipt: `{% panel heading="Issue sent" %}Your reference is …{% endpanel %}`."""
    return render_to_string(
        "components/panel.html", {"content": content, "heading": heading, "level": level}
    )


@register.simple_block_tag(end_name="enddetails")
def details(content, summary, expander=False, opened=False):
    """Content folded under its summary; `expander=True` puts a box around it."""
    return render_to_string(
        "components/details.html",
        {"content": content, "summary": summary, "expander": expander, "open": opened},
    )


@register.simple_block_tag(end_name="endnotification_banner")
def notification_banner(content, title="", variant="", identity="notification"):
    """A banner above the page's heading; `variant="success"` is green and takes the focus.

    `identity` makes ids unique where a page has two.
    """
    title = title or ("Success" if variant == "success" else "Important")
    return render_to_string(
        "components/notification_banner.html",
        {"content": content, "title": title, "variant": variant, "identity": identity},
    )


BANNERS = {  # level of a Django message: title and look
    "success": ("Success", "success"),
    "error": ("There is a problem", "error"),
    "warning": ("Important", ""),
    "info": ("Information", ""),
}


@register.simple_tag
def message_banners(messages):
    """Django's messages, one banner for each level; base.html shows them on every page."""
    said = list(messages or [])
    if not said:
        return ""
    banners = [
        {
            "title": title,
            "variant": variant,
            "identity": f"{level}-message",
            "messages": [message for message in said if message.level_tag == level],
        }
        for level, (title, variant) in BANNERS.items()
    ]
    return render_to_string(
        "components/messages.html",
        {"banners": [banner for banner in banners if banner["messages"]]},
    )


@register.simple_block_tag(end_name="endempty_state")
def empty_state(content, heading, level=2):
    """What will appear here and how to begin, where a list is empty."""
    return render_to_string(
        "components/empty_state.html", {"content": content, "heading": heading, "level": level}
    )


@register.simple_block_tag(end_name="endsummary_list")
def summary_list(content, border=True):
    """Facts in pairs; holds `{% summary_row %}`s."""
    return markup.summary_list(content, border=border)


@register.simple_block_tag(end_name="endsummary_row")
def summary_row(content, key, href="", action="Change"):
    """`{% summary_row "Practice" href=url %}…{% endsummary_row %}`: `href` adds a change link."""
    return markup.summary_row(content, key, href=href, action=action)


@register.simple_block_tag(end_name="endtable")
def table(
    content,
    caption="",
    size="m",
    responsive=True,
    hidden_caption=False,
    scroll=False,
    compact=False,
):
    """A table: `{% headings %}`, then `{% row %}`s; on a narrow screen each row is a block.

    `scroll=True` keeps columns and scrolls sideways instead, for wide grids of numbers;
    `compact=True` is denser.
    """
    return render_to_string(
        "components/table.html",
        {
            "content": content, "caption": caption, "size": size, "hidden_caption": hidden_caption,
            "responsive": responsive and not scroll, "scroll": scroll,
            "id": f"table-{slugify(caption)}", "compact": compact,
        },
    )  # fmt: skip


@register.simple_tag
@lru_cache
def headings(*names, numeric=""):
    """`{% headings "Reference" "Age" numeric="Age" %}`: numeric ones go right (commas between)."""
    right = [name.strip() for name in numeric.split(",")]
    items = [{"text": name, "numeric": str(name) in right} for name in names]
    return render_to_string("components/headings.html", {"headings": items})


@register.simple_block_tag(end_name="endrow")
def row(content):
    """One row of a `{% table %}`; holds `{% cell %}`s."""
    return markup.row(content)


@register.simple_block_tag(end_name="endcell")
def cell(content, heading="", numeric=False, header=False, nowrap=False):
    """`{% cell "Age" numeric=True %}3 days{% endcell %}`: its column's heading, for narrow screens.

    `header=True` for the cell that names its row, usually the first; `nowrap=True` for references.
    """
    column = markup.column(heading, numeric=numeric, header=header, nowrap=nowrap)
    return column.cell(content)


@register.inclusion_tag("components/data_table.html")
def data_table(
    headings,
    rows,
    caption="",
    size="m",
    numeric=0,
    hidden_caption=False,
    scroll=False,
    compact=False,
):
    """A plain table from data: headings, and rows of values or `{"text": …, "href": …}`.

    The first cell names its row; the last `numeric` columns go right.
    """
    first_numeric = len(headings) - numeric
    columns = [
        {"text": heading, "numeric": index >= first_numeric}
        for index, heading in enumerate(headings)
    ]
    cells = [
        [(value if isinstance(value, dict) else {"text": value}) | {"column": column}
         for value, column in zip(values, columns, strict=True)]
        for values in rows
    ]  # fmt: skip
    return {
        "columns": columns, "rows": cells, "caption": caption, "size": size, "scroll": scroll,
        "hidden_caption": hidden_caption, "id": f"table-{slugify(caption)}",
        "responsive": not scroll, "compact": compact,
    }  # fmt: skip


@register.simple_tag(takes_context=True)
def pagination(context, page: Page, parameter="page"):
    """Links to the pages of a Django `Page`, keeping the rest of the query string."""
    query = context["request"].GET.copy()

    def address(number):
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    return markup.pagination(page, address)


@register.simple_tag
def tabs(items, label="Views of this page"):
    """Tabs that are links: items with `label`, `url`, `current` and perhaps `count`."""
    return markup.tabs(items, label)


@register.inclusion_tag("components/task_list.html")
def task_list(items, prefix="task"):
    """Tasks with a status: items with `text`, `href`, `hint`, `status` and perhaps `done`."""
    return {"items": items, "prefix": prefix}


@register.inclusion_tag("components/do_list.html")
def do_list(heading, items, do=True, level=3):
    """What to do (ticks), or with `do=False` what not to do (crosses)."""
    return {"heading": heading, "items": items, "do": do, "level": level}


@register.inclusion_tag("components/figure.html")
def figure(value, label, href="", note=""):
    """A large number that opens the rows it counts; `note` is its date or interval."""
    return {"value": value, "label": label, "href": href, "note": note}


@register.inclusion_tag("components/progress.html")
def progress(done, total, label):
    """A bar with its words: `{% progress 63 100 "letters reviewed" %}`."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("components/skip_link.html")
def skip_link(href="#maincontent", text="Skip to main content"):
    """The first thing a keyboard meets."""
    return {"href": href, "text": text}
