"""Draws and assignments, as arithmetic."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.setup import sampling

FRAMES = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 60), min_size=1)


@pytest.mark.parametrize(("half_width", "letters"), [(0.05, 246), (0.02, 1537)])
def test_sizes_are_those_of_the_published_table(half_width, letters):
    assert sampling.size_wanted(expected=0.2, half_width=half_width, frame=10**9) == letters


def test_an_empty_frame_wants_nothing():
    assert sampling.size_wanted(expected=0.2, half_width=0.05, frame=0) == 0


@given(FRAMES, st.integers(0, 300), st.integers(0, 10))
def test_no_stratum_gives_more_than_it_has_or_less_than_the_minimum(frame, size, least):
    drawn = sampling.allocate(frame, size=size, least=least)
    assert drawn.keys() == frame.keys()
    for stratum, letters in frame.items():
        assert min(least, letters) <= drawn[stratum] <= letters


@given(FRAMES, st.integers(0, 300))
def test_without_a_minimum_they_add_up_and_are_in_proportion(frame, size):
    drawn = sampling.allocate(frame, size=size)
    total = sum(frame.values())
    assert sum(drawn.values()) == min(size, total)
    for stratum, letters in frame.items():
        assert abs(drawn[stratum] * total - min(size, total) * letters) < max(total, 1)


def frame_of(*sizes):
    return {f"S{n}": [f"L{n}-{m}" for m in range(size)] for n, size in enumerate(sizes)}


def test_a_seed_draws_the_same_letters_in_whatever_order_they_come():
    frame = frame_of(40, 20)
    mixed = {name: letters[::-1] for name, letters in reversed(frame.items())}
    sizes = {"S0": 10, "S1": 5}
    drawn = sampling.draw(frame, sizes, seed=7)
    assert drawn == sampling.draw(mixed, sizes, seed=7)
    assert drawn != sampling.draw(frame, sizes, seed=8)
    assert Counter(letter[:2] for letter in drawn) == {"L0": 10, "L1": 5}


def test_a_new_specialty_changes_nothing_in_the_others():
    few, more = frame_of(40), frame_of(40, 20)
    alone = sampling.draw(few, {"S0": 10}, seed=7)
    beside = sampling.draw(more, {"S0": 10, "S1": 5}, seed=7)
    assert alone == {letter for letter in beside if letter.startswith("L0")}


def test_every_letter_is_as_likely_as_any_other():
    frame = frame_of(20)
    times = Counter(
        letter for seed in range(2000) for letter in sampling.draw(frame, {"S0": 5}, seed=seed)
    )
    assert all(400 < times[letter] < 600 for letter in frame["S0"])  # 500 expected, 5 sigma


@given(
    letters=st.integers(0, 80),
    practice=st.integers(0, 4),
    hospital=st.integers(0, 4),
    percent=st.integers(0, 100),
    seed=st.integers(0, 99),
)
def test_lists_are_even_and_a_second_rater_comes_from_the_other_side(
    letters, practice, hospital, percent, seed
):
    gps, doctors = list(range(practice)), list(range(10, 10 + hospital))

    def assigned():
        return sampling.assign(
            range(letters),
            general_practice=gps,
            hospital=doctors,
            percent_twice=percent,
            seed=seed,
        )

    if not gps + doctors:
        with pytest.raises(ValueError, match="nobody"):
            assigned()
        return
    if letters and percent and not (gps and doctors):
        with pytest.raises(sampling.OneSidedPanel):
            assigned()
        return
    readings = assigned()
    assert readings == assigned()
    firsts = [reading.letter for reading in readings if reading.rater == 1]
    assert sorted(firsts) == list(range(letters))
    seconds = {reading.letter: reading.reviewer for reading in readings if reading.rater == 2}
    assert len(seconds) == -(-letters * percent // 100)
    for reading in readings:
        if reading.rater == 1 and reading.letter in seconds:
            assert (reading.reviewer in gps) != (seconds[reading.letter] in gps)
    for side in (gps, doctors):
        sizes = [sum(reading.reviewer == one for reading in readings) for one in side]
        assert not sizes or max(sizes) - min(sizes) <= 1
    for one in gps + doctors:
        positions = [reading.position for reading in readings if reading.reviewer == one]
        assert positions == list(range(1, len(positions) + 1))
