"""The latest statements for a feed reader."""

from django.contrib.syndication.views import Feed
from django.urls import reverse, reverse_lazy
from django.utils.html import escape
from django.utils.text import Truncator

from interface.documents import printable
from issues.models import StatementVersion

LATEST = 20


class StatementsFeed(Feed):
    """What the public page shows, the latest first; plain text, never markup."""

    title = "You said, we did"
    link = reverse_lazy("you_said_we_did")
    description = "What practices said about working with the hospital, and what became of it."
    language = "en-gb"
    item_guid_is_permalink = False

    def items(self):
        return StatementVersion.objects.public()[:LATEST]

    def item_title(self, version):
        invented = "Invented: " if version.statement.is_demonstration else ""
        said = Truncator(printable(version.said)).chars(80)
        return f"{invented}{version.said_label}: {said}"

    def item_description(self, version):
        """Readers take a description for HTML, so the words are escaped as HTML first."""
        parts = [f"{version.said_label}: {version.said}"]
        parts += [f"{version.did_label}: {version.did}"] if version.did else []
        return "\n".join(f"<p>{escape(printable(part))}</p>" for part in parts)

    def item_link(self, version):
        return version.statement.get_absolute_url()

    def item_guid(self, version):
        """Approved words that change are news again."""
        return f"{reverse('you_said_we_did')}{version.statement.slug}/{version.number}"

    def item_pubdate(self, version):
        return version.approved_at

    def item_categories(self, version):
        about = [str(version.specialty)] if version.specialty else []
        about += [version.get_ask_display()] if version.ask else []
        return [printable(one) for one in about]
