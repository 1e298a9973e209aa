"""From what a reviewer wrote down to what the letter comes to: the same rule for everybody.

A reviewer judges each request and the letter's clarity; whether an ask was met follows from them,
so that two people who saw the same thing cannot disagree about the arithmetic.
"""

from collections.abc import Iterable

from audits.models import Judgement, Result, Verdict
from audits.models.reviews import Clarity
from interface.vocabulary import Ask

CANNOT_JUDGE_ANY = dict.fromkeys(Ask, Judgement.CANNOT_JUDGE)


def result_of(verdicts: Iterable[str]) -> Result:
    """What a letter comes to by the verdicts on its requests; borderline is not inappropriate."""
    found = set(verdicts)
    if not found:
        return Result.NO_REQUEST
    if Verdict.INAPPROPRIATE in found:
        return Result.SOME_INAPPROPRIATE
    return Result.CANNOT_JUDGE if Verdict.CANNOT_JUDGE in found else Result.ALL_APPROPRIATE


def judgements_of(requests: Iterable[tuple[int | None, str]], clarity: str) -> dict[Ask, Judgement]:
    """Whether each ask was met, from (ask, verdict) of each request and the letter's clarity.

    An ask with an inappropriate request is not met. Without a request of its kind it does not
    apply, except for the first: every letter has to be clear, and clear means without effort.
    """
    verdicts: dict[int | None, set[str]] = {}
    for ask, verdict in requests:
        verdicts.setdefault(ask, set()).add(verdict)
    judged = {ask: _judgement(verdicts.get(ask, set())) for ask in Ask}
    if judged[Ask.COMMUNICATE] != Judgement.NOT_MET and clarity:
        is_clear = clarity == Clarity.CLEAR
        judged[Ask.COMMUNICATE] = Judgement.MET if is_clear else Judgement.NOT_MET
    return judged


def _judgement(verdicts: set[str]) -> Judgement:
    if not verdicts:
        return Judgement.NOT_APPLICABLE
    if Verdict.INAPPROPRIATE in verdicts:
        return Judgement.NOT_MET
    return Judgement.CANNOT_JUDGE if Verdict.CANNOT_JUDGE in verdicts else Judgement.MET
