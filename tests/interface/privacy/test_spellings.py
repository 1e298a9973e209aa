"""A labelled number is found whichever way its digits are parted, the label before or behind."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from interface.privacy import Kind, Tier, find_identifiers
from interface.privacy.numbers import is_nhs_number

MARKS = st.sampled_from(["", " ", "  ", "-", ".", "/", "_", "\u00a0", "\u2009", "\u2013"])
EXAMPLES = settings(max_examples=1000, deadline=None)


def digits(size: int, *, begin: str = "") -> st.SearchStrategy[str]:
    """So many digits, the first of them given."""
    left = size - len(begin)
    return st.integers(0, 10**left - 1).map(lambda number: f"{begin}{number:0{left}}")


@st.composite
def parted(draw, numbers: st.SearchStrategy[str], marks: st.SearchStrategy[str] = MARKS):
    """A number with one mark wherever a bit of the cuts says so."""
    number, mark = draw(numbers), draw(marks)
    cuts = draw(st.integers(0, 2 ** (len(number) - 1) - 1)) << 1
    return "".join(mark * (cuts >> place & 1) + one for place, one in enumerate(number))


def labelled(before: list[str], behind: list[str]) -> st.SearchStrategy[tuple[str, str]]:
    """What stands before the number and behind it, a label in one of the places."""
    return st.one_of(
        st.sampled_from(before).map(lambda label: (f"Letter, {label}", " was lost.")),
        st.sampled_from(behind).map(lambda label: ("We saw ", f"{label}.")),
    )


def found(text: str, number: str) -> set[tuple[Kind, Tier]]:
    """What was found at exactly the place of the number."""
    start = text.index(number)
    span = (start, start + len(number))
    return {(one.kind, one.tier) for one in find_identifiers(text) if (one.start, one.end) == span}


NHS_NUMBERS = st.one_of(
    digits(9, begin=first).map(
        lambda nine: next((nine + last for last in "0123456789" if is_nhs_number(nine + last)), "")
    )
    for first in ("999", "4", "6", "7", "9")
).filter(bool)
NHS_LABELS = labelled(
    ["NHS number ", "NHS no. ", "nhs no:", "NHS: ", "NHS No is ", "NHS Number\n", "NHS#"],
    [" (NHS number)", " is her NHS number", " (NHS no)", ", NHS number"],
)


@given(parted(NHS_NUMBERS), NHS_LABELS)
@EXAMPLES
def test_a_labelled_nhs_number(number, label):
    text = number.join(label)
    assert found(text, number) == {(Kind.NHS_NUMBER, Tier.STOP)}, text


UBRN_LABELS = labelled(
    ["UBRN ", "UBRN: ", "e-RS ref ", "booking reference is ", "Choose and Book no. ", "C&B\n"],
    [" (UBRN)", " is the UBRN", " (e-RS)", ", booking reference"],
)


@given(parted(digits(12, begin="000")), UBRN_LABELS)
@EXAMPLES
def test_a_labelled_booking_reference(number, label):
    text = number.join(label)
    assert found(text, number) == {(Kind.UBRN, Tier.STOP)}, text


INSURANCE = st.tuples(st.sampled_from(["QQ", "ab", "JX"]), digits(6), st.sampled_from("ABcd"))
INSURANCE_LABELS = labelled(
    ["NI number ", "National Insurance no. ", "NINO: ", "ni no ", "Nat Ins ", "NI "],
    [" (NI number)", " is her NI number", " (NINO)", ", national insurance number"],
)


@given(parted(INSURANCE.map("".join)), INSURANCE_LABELS)
@example("QQ\u201301\u201301\u201300\u2013A", ("Letter, NI number ", " was lost."))
@EXAMPLES
def test_a_labelled_insurance_number(number, label):
    text = number.join(label)
    assert found(text, number) == {(Kind.NI_NUMBER, Tier.STOP)}, text


HOSPITAL_MARKS = st.sampled_from(["", " ", "-", "/", "\u00a0", "\u2013"])
HOSPITAL = st.tuples(
    st.sampled_from(["K", "D", "GH", "K-", "GH/"]),
    parted(digits(6) | digits(7), HOSPITAL_MARKS),
).map("".join)
HOSPITAL_LABELS = labelled(
    ["hospital number ", "Hosp no. ", "MRN: ", "Unit No ", "K no ", "Patient ID is ", "Pat. ID\n"],
    [" (hospital number)", " is her hosp no", " (MRN)", ", patient ID"],
)


@given(HOSPITAL, HOSPITAL_LABELS)
@example("GH-01-02-03", ("Letter, Hosp no. ", " was lost."))
@EXAMPLES
def test_a_labelled_hospital_number(number, label):
    text = number.join(label)
    assert Kind.HOSPITAL_NUMBER in {kind for kind, _ in found(text, number)}, text
