"""A set of numbers kept as ranges behaves as a set."""

from hypothesis import given
from hypothesis import strategies as st

from cairn.notes.rules.ranges import Ranges

NUMBERS = st.sets(st.integers(0, 40))


def runs(numbers):
    """Sorted, disjoint runs of these numbers; touching ones stay apart now and then, as senders may leave them."""
    found = []
    for number in sorted(numbers):
        if found and found[-1][1] == number and number % 7:
            found[-1][1] = number + 1
        else:
            found.append([number, number + 1])
    return [tuple(run) for run in found]


def spelled(pairs):
    return {number for start, end in pairs for number in range(start, end)}


@given(st.lists(NUMBERS.filter(bool), max_size=6), NUMBERS.filter(bool))
def test_ranges_are_a_set(added, asked):
    ranges, plain = Ranges(), set()
    for numbers in added:
        ranges.add(runs(numbers))
        plain |= numbers
    assert {number for number in range(45) if number in ranges} == plain
    missing = ranges.missing(runs(asked))
    assert spelled(missing) == asked - plain
    assert missing == sorted(missing)
    flat = ranges.flat
    assert flat == sorted(set(flat))
    assert spelled(zip(flat[::2], flat[1::2], strict=True)) == plain
