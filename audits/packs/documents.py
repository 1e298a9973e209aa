"""A feedback pack on paper: one account of it, as a PDF and as a Word document."""

from datetime import date

from django.utils.text import capfirst

from audits.packs.figures import PackFigures
from audits.rates import FEWEST, Counts
from audits.results.figures import LetterCounts, Share
from interface.documents import (
    Block,
    Bullets,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Picture,
    Table,
)

AUTHOR = "Primary and Secondary Care Interface Group"
RATE_WIDTHS = [2.15, 1.95, 2.25]
INVENTED = "Invented for demonstration: it says nothing about any hospital or practice"


def account(figures: PackFigures, *, on: date) -> Document:
    """The pack as a document; where its data are invented, every page says so."""
    invented = figures.audit.is_demonstration
    return Document(
        title=f"Feedback for {figures.specialty}",
        subtitle=f"{figures.audit}, {on:%B %Y}" + (" (invented)" if invented else ""),
        blocks=[
            *_opening(figures, invented=invented),
            *_rates(figures),
            *_trend(figures),
            *_requests(figures),
            *_what_good_looks_like(figures),
            *_issues(figures),
            *_method(figures, on=on),
        ],
        footer=INVENTED if invented else f"{AUTHOR}. {figures.specialty}",
        author=AUTHOR,
    )


def _opening(figures: PackFigures, *, invented: bool) -> list[Block]:
    blocks: list[Block] = [Paragraph(f"{INVENTED}.")] if invented else []
    return [
        *blocks,
        Paragraph(
            "Thank you for the letters you write: general practice relies on them every day. "
            "This is what colleagues found when they read some of yours against the Five Asks, "
            "which both sides agreed. It is meant for your team meeting, not for a league table, "
            "and we would like to hear what you make of it."
        ),
        Figures(
            [
                Figure(f"{figures.letters:,}", f"{_plural(figures.letters, 'letter')} of yours"),
                *(_headline(figures.own) if figures.own else []),
                Figure(f"{_open(figures):,}", "open issues with your team"),
            ]
        ),
    ]


def _headline(own: LetterCounts) -> list[Figure]:
    return [Figure(_rate(own.inappropriate), "letters with an inappropriate request")]


def _open(figures: PackFigures) -> int:
    return sum(one.count for one in figures.issues)


# Rates ---------------------------------------------------------------------------------------


def _met(counts: Counts) -> Share:
    """Of the letters judged on one ask, those that met it."""
    return Share(counts.met, counts.judged)


def _rate(share: Share) -> str:
    """A rate as a reader writes it, or the counts where there are too few for one."""
    if not share.whole:
        return "–"
    if share.percentage is None:
        return f"{share.part:,} of {share.whole:,}"
    return f"{share.percentage:.0f}%"


def _in_full(share: Share) -> str:
    """A rate with its interval and what it is made of."""
    if not share.whole:
        return "None judged"
    if share.percentage is None or share.interval is None:
        return f"{share.part:,} of {share.whole:,} letters"
    lower, upper = share.interval
    return (
        f"{share.percentage:.1f}% ({lower:.1f} to {upper:.1f}), {share.part:,} of {share.whole:,}"
    )


def _rates(figures: PackFigures) -> list[Block]:
    rows = [
        [f"{one.ask.value}. {one.ask.label}", _in_full(_met(one.own)), _in_full(_met(one.trust))]
        for one in figures.asks
    ]
    blocks: list[Block] = [
        Heading("Your letters and the trust’s"),
        Paragraph("Letters that met each ask, with 95% intervals and the letters judged."),
        Table(["Ask", "Your team", "The whole trust"], rows, widths=RATE_WIDTHS),
    ]
    if figures.own and figures.trust:
        rows = [
            ["Asked for something inappropriate", _in_full(figures.own.inappropriate),
             _in_full(figures.trust.inappropriate)],
            ["Could not be judged", f"{figures.own.cannot_judge:,}",
             f"{figures.trust.cannot_judge:,}"],
        ]  # fmt: skip
        blocks += [
            Paragraph("What letters asked of general practice."),
            Table(["Letters", "Your team", "The whole trust"], rows, widths=RATE_WIDTHS),
        ]
    return [
        *blocks,
        Paragraph(
            "Where the intervals overlap, chance may explain the difference. Fewer than "
            f"{FEWEST} judged letters are shown as counts, because a rate of so few would say "
            "more than it knows. The whole trust includes your letters.",
            quiet=True,
        ),
    ]


def _trend(figures: PackFigures) -> list[Block]:
    asks = [one.ask for one in figures.asks]
    rows = [
        [f"{month:%B %Y}", *(_rate(_met(counts.get(ask, Counts()))) for ask in asks)]
        for month, counts in figures.trend
    ]
    if not rows:
        return []
    return [
        Heading("Month by month"),
        Paragraph("Letters that met each ask, by month of discharge."),
        Table(
            ["Month", *(f"Ask {ask.value}" for ask in asks)],
            rows,
            numeric=len(asks),
            widths=[1.6, *(1 for _ in asks)],
        ),
        *([Picture(figures.chart)] if figures.chart else []),
    ]


# Words ---------------------------------------------------------------------------------------


def _requests(figures: PackFigures) -> list[Block]:
    if figures.own is None:
        return []
    heading = Heading("Requests that belonged with your team")
    if not figures.requests:
        return [heading, Paragraph("None was found in the letters that were read. Thank you.")]
    rows = [
        [one.label, "\n".join(map(capfirst, one.examples)) or "–", f"{one.count:,}",
         f"{one.gp_minutes:,}"]
        for one in figures.requests
    ]  # fmt: skip
    return [
        heading,
        Paragraph(
            "The commonest first. The examples are the reviewers’ words, not those of a letter."
        ),
        Table(
            ["Kind of request", "For example", "Requests", "GP minutes"],
            rows,
            numeric=2,
            widths=[2, 3.4, 1, 1],
        ),
    ]


def _what_good_looks_like(figures: PackFigures) -> list[Block]:
    rows = []
    for one in figures.asks:
        said = [one.ask.explanation]
        if one.criterion:
            said.append(f"In this audit: {one.criterion}")
        rows.append([f"{one.ask.value}. {one.ask.label}", "\n".join(said)])
    return [
        Heading("What good looks like"),
        Paragraph("A letter like this helps the patient, and saves your team a question."),
        Table(["Ask", "In a good letter"], rows, widths=[1, 1.9]),
    ]


def _issues(figures: PackFigures) -> list[Block]:
    heading = Heading("Open issues with your team")
    if not figures.issues:
        return [heading, Paragraph("Practices are waiting for nothing from you. Thank you.")]
    rows = [[one.category, ", ".join(one.places), f"{one.count:,}"] for one in figures.issues]
    return [
        heading,
        Paragraph("What practices have told us and wait for an answer to. A short one is enough."),
        Table(["About", "From practices in", "Issues"], rows, numeric=1, widths=[3, 3, 1]),
    ]


def _method(figures: PackFigures, *, on: date) -> list[Block]:
    audit = figures.audit
    facts = [
        f"Letters discharged from {audit.window_from:%-d %B %Y} to {audit.window_to:%-d %B %Y}."
        if audit.window_from and audit.window_to
        else "Letters of the months shown above.",
        f"{audit.get_sampling_display()}." if audit.sampling else "",
        f"{audit.second_rated_percent}% were read twice, by two people who did not see each "
        "other’s answers."
        if audit.second_rated_percent
        else "",
        "Rates are of the letters to which an ask applies and that could be judged. Intervals "
        "are Wilson’s, at 95%.",
        "A letter shows what was written, not all that was done. Readers sometimes differ, and "
        "a small number of letters says little: look at a pattern before you change anything.",
        "No patient, practice or member of staff can be told from this document.",
        f"Made on {on:%-d %B %Y} from protocol {audit.protocol_version}."
        if audit.protocol_version
        else f"Made on {on:%-d %B %Y}.",
    ]
    return [Heading("How to read this"), Bullets([fact for fact in facts if fact])]


def _plural(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
