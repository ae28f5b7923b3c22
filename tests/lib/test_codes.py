"""Codes that people read aloud."""

from hypothesis import given
from hypothesis import strategies as st

from cairn.lib import codes, driver


@given(st.integers(4, 12))
def test_a_code_survives_being_read_aloud(length):
    code = codes.make(length)
    assert len(code) == length
    assert codes.normal(codes.spoken(code).lower()) == code
    assert codes.normal(" ".join(codes.spoken(code))) == code


def test_look_alikes_are_one_letter():
    assert codes.normal("0") == codes.normal("O") == codes.normal("o")
    assert codes.normal("1") == codes.normal("l") == codes.normal("I")


def test_the_fixed_sqlite_versions_are_known():
    sound = [(3, 51, 3), (3, 53, 4), (4, 0, 0), (3, 50, 7), (3, 44, 6)]
    unsound = [(3, 40, 1), (3, 51, 2), (3, 50, 6), (3, 44, 5), (3, 45, 9), (3, 7, 0)]
    assert [driver.is_sound(v) for v in sound] == [True] * 5
    assert [driver.is_sound(v) for v in unsound] == [False] * 6
