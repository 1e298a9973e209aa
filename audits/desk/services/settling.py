"""Two readings of one letter: whether they agree, and which review counts."""

from django.db.models import Exists, Max, OuterRef

from audits.desk.services.common import ABOUT_A_REQUEST, ANSWERS, list_of, refuse_locked
from audits.desk.services.refusals import NothingToSettle, NotYours
from audits.models import ASK_COLUMNS, Audit, Finding, Letter, Proforma, Rater, Review
from audits.services import judgements_changed
from interface import history
from interface.accounts.models import User


def agree(first: Review, second: Review) -> bool:
    """Whether two readings come to the same: the letter's result and every ask."""
    return first.proforma.result == second.proforma.result and all(
        getattr(first, ask) == getattr(second, ask) for ask in ASK_COLUMNS
    )


def to_settle(audit: Audit) -> list[Letter]:
    """Letters whose two readings are in and do not agree, and that nobody has settled.

    One that an adjudicator has begun is among them. Their reviews come prefetched.
    """
    readings = Review.objects.filter(letter=OuterRef("pk"))
    handed_in = readings.filter(finished_at__isnull=False)
    read = (
        Letter.objects.filter(
            Exists(handed_in.filter(rater=Rater.FIRST)),
            Exists(handed_in.filter(rater=Rater.SECOND)),
            ~Exists(readings.filter(counts=True)),
            audit=audit,
        )
        .select_related("specialty")
        .prefetch_related("reviews__proforma", "reviews__reviewer")
    )
    return [letter for letter in read.order_by("letter_id") if is_disputed(letter)]


def is_disputed(letter: Letter) -> bool:
    """Whether both readings of a letter are in and do not come to the same."""
    read = raters_of(letter)
    return len(read) == 2 and all(one.finished_at for one in read) and not agree(*read)


def raters_of(letter: Letter) -> list[Review]:
    """The readings by the first and the second rater, in this order."""
    by_rater = {review.rater: review for review in letter.reviews.all()}
    return [by_rater[rater] for rater in (Rater.FIRST, Rater.SECOND) if rater in by_rater]


def settle(letter: Letter) -> None:
    """Decide which review of a letter counts, now that one more has come in."""
    reviews = list(letter.reviews.filter(rater__isnull=False).order_by("rater"))
    final = next((one for one in reviews if one.rater == Rater.ADJUDICATOR), None)
    counting: Review | None = None
    if final is not None:
        counting = final if final.finished_at else None
    elif all(one.finished_at for one in reviews):
        read = raters_of(letter)
        counting = read[0] if len(read) == 1 or agree(*read) else None
    chosen = counting.pk if counting else None
    for review in sorted(reviews, key=lambda one: one.pk == chosen):  # the old one lets go first
        if review.counts != (review.pk == chosen):
            review.counts = review.pk == chosen
            review.save(update_fields=["counts"])
    judgements_changed(letter.audit, [letter])


@history.action("began to adjudicate")
def begin_adjudication(letter: Letter, *, base: Review, by: User) -> Review:
    """Open a third reading that starts from one of the two; raises NothingToSettle, NotYours.

    The adjudicator may change it at the desk; handed in, it is the one that counts.
    """
    Letter.objects.select_for_update().get(pk=letter.pk)
    refuse_locked(letter.audit)
    read = raters_of(letter)
    if base.letter_id != letter.pk or not is_disputed(letter):
        raise NothingToSettle
    if by.pk in {one.reviewer_id for one in read} or not (by.is_reviewer or by.is_integration_team):
        raise NotYours
    final = letter.reviews.filter(rater=Rater.ADJUDICATOR).first()
    if final is not None:
        if final.reviewer_id != by.pk:
            raise NotYours
        return final
    last = list_of(by, letter.audit).aggregate(last=Max("position"))["last"] or 0
    final = Review.objects.create(
        letter=letter, reviewer=by, rater=Rater.ADJUDICATOR, position=last + 1, counts=False
    )
    _copy(base, final)
    return final


def _copy(base: Review, onto: Review) -> None:
    answers = {name: getattr(base.proforma, name) for name in ANSWERS}
    Proforma.objects.create(review=onto, **answers)
    for finding in base.findings.all():
        values = {name: getattr(finding, name) for name in ABOUT_A_REQUEST}
        Finding.objects.create(review=onto, sequence=finding.sequence, **values)
