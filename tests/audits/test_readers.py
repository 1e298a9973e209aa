"""Texts read by the guard in other processes: the same answers, and nobody left behind."""

import pytest

from audits.importing import readers
from audits.importing.readers import Readers, read
from interface.privacy import KNOWN

CLEAN = "Please repeat the U&Es in one week. Ünïcode, \ud83d and\nlines."
TEXTS = [f"{CLEAN} {number}" for number in range(20)] + [f"{CLEAN} NHS no 943 476 5919", CLEAN]


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(readers, "FEW", 0)


@pytest.mark.parametrize("masks", [False, True])
def test_every_text_is_read_as_it_would_be_here(masks):
    with Readers(KNOWN, masks=masks) as others:
        asked = [others.begin(text) for text in TEXTS]
        there = [ask() for ask in reversed(asked)]
    here = [read(text, KNOWN, masks=masks) for text in reversed(TEXTS)]
    assert there == here
    assert there[1].words and ("943" in there[1].kept) is not masks


def test_a_reader_that_is_killed_is_heard_of():
    with Readers(KNOWN, masks=False) as others:
        others.begin(CLEAN)()
        for child in others._children:
            child.kill()
        with pytest.raises(ChildProcessError):
            [ask() for ask in [others.begin(CLEAN) for _ in range(9)]]


def test_no_reader_is_left_when_reading_is_broken_off():
    with pytest.raises(ZeroDivisionError), Readers(KNOWN, masks=False) as others:
        for text in TEXTS * 20:
            others.begin(text)
        raise ZeroDivisionError
    assert all(child.returncode is not None for child in others._children)


def test_the_first_few_texts_need_no_other_process(monkeypatch):
    monkeypatch.setattr(readers, "FEW", 10_000)
    with Readers(KNOWN, masks=False) as others:
        assert others.begin(CLEAN)() == read(CLEAN, KNOWN, masks=False)
    assert not others._children
