"""What a letter comes to follows from its requests."""

import pytest

from audits.desk.judging import judgements_of, result_of
from audits.models import Judgement, Result
from interface.vocabulary import Ask

MET, NOT_MET = Judgement.MET, Judgement.NOT_MET
NOT_APPLICABLE, CANNOT = Judgement.NOT_APPLICABLE, Judgement.CANNOT_JUDGE


@pytest.mark.parametrize(
    ("verdicts", "result"),
    [
        ([], Result.NO_REQUEST),
        (["appropriate", "borderline"], Result.ALL_APPROPRIATE),
        (["appropriate", "cannot_judge"], Result.CANNOT_JUDGE),
        (["cannot_judge", "inappropriate"], Result.SOME_INAPPROPRIATE),
    ],
)
def test_one_inappropriate_request_decides_before_what_cannot_be_judged(verdicts, result):
    assert result_of(verdicts) == result


@pytest.mark.parametrize(
    ("requests", "clarity", "judged"),
    [
        ([], "clear", [MET, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE]),
        (
            [(3, "inappropriate"), (3, "appropriate"), (5, "borderline"), (None, "inappropriate")],
            "with_effort",
            [NOT_MET, NOT_APPLICABLE, NOT_MET, NOT_APPLICABLE, MET],
        ),
        (
            [(1, "inappropriate"), (4, "cannot_judge")],
            "clear",
            [NOT_MET, NOT_APPLICABLE, NOT_APPLICABLE, CANNOT, NOT_APPLICABLE],
        ),
        ([(2, "appropriate")], "buried", [NOT_MET, MET, *[NOT_APPLICABLE] * 3]),
    ],
)
def test_an_ask_is_judged_by_the_requests_of_its_kind_and_the_first_by_clarity_too(
    requests, clarity, judged
):
    assert judgements_of(requests, clarity) == dict(zip(Ask, judged, strict=True))
