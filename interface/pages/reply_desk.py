"""A specialty lead's reply desk: what waits, and beside it how the specialty is doing."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from audits.models import AskRate, Audit
from audits.rates import Counts
from interface.accounts.models import User
from interface.charts import Chart, xmr_chart
from interface.pages import series
from interface.pages.figures import Cell, address, ask_address, latest_audit, letters_by_ask
from interface.vocabulary import Ask
from issues.models import Issue
from issues.replydesk.desk import Desk
from issues.replydesk.views import by_account, what_waits
from issues.statements.figures import FIGURES_KEPT


@dataclass(frozen=True)
class AskLine:
    """One of the Five Asks for some specialties: issues about it, and how letters met it."""

    ask: Ask
    issues: Cell
    letters: Counts
    url: str


@by_account
@require_safe
def reply_desk(request, desk):
    """What needs this person's specialties; their trend, the asks and the audit rates."""
    audit = latest_audit(request.user)
    context = {
        **what_waits(request, desk),
        "audit": audit,
        "asks": by_ask(request.user, audit),
        "chart": trend(desk),
    }
    return render(request, "reply_desk/my_desk.html", context)


def trend(desk: Desk) -> Chart | None:
    """Issues raised about these specialties, by month, counted at most every ten minutes.

    None until there are two months to compare.
    """
    today = timezone.localdate()
    key = f"trend:{'-'.join(str(specialty.pk) for specialty in desk.specialties)}:{today}"
    one = cache.get(key)
    if one is None:
        one = series.issues_per_month(desk.specialties, until=today)
        cache.set(key, one, FIGURES_KEPT)
    return xmr_chart(one.chart()) if len(one.dates) > 1 else None


def by_ask(user: User, audit: Audit | None) -> list[AskLine]:
    """For each ask the issues this person may see, and the latest audit's letters of theirs."""
    seen = Issue.objects.visible_to(user).order_by().values_list("category__ask")
    issues = dict(seen.annotate(Count("pk")))
    letters = letters_by_ask(AskRate.objects.visible_to(user).filter(audit=audit))
    return [
        AskLine(
            ask=ask,
            issues=Cell(issues.get(ask.value, 0), address("issues", ask=ask.value, tab="all")),
            letters=letters.get(ask.value, Counts()),
            url=ask_address(audit, ask) if audit else "",
        )
        for ask in Ask
    ]
