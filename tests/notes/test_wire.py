"""The reader of updates: exact with real ones, deaf to everything else, and never slow or large for hostile ones."""

import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Text

from cairn.notes.rules import wire
from cairn.notes.rules.wire import Malformed, NotPlain, TooMuch

from .writers import Device, hand_made, said

LETTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1, max_size=6)
EDIT = st.tuples(st.integers(0, 9), st.integers(0, 99), LETTERS)


def typed(edits):
    """What a device sends for these edits, and the document it ends with."""
    device = Device(7, "ana")
    for kind, place, words in edits:
        length = len(device.text)
        if kind < 7 or not length:
            device.type(words, place % (length + 1))
        else:
            device.delete(place % length)
    return [*device.sent, device.doc.get_update()]


@given(st.lists(EDIT, min_size=1, max_size=20))
def test_what_a_document_writes_is_read_and_written_back_alike(edits):
    for update in typed(edits):
        assert wire.write(*wire.read(update)) == update


@given(st.lists(EDIT, min_size=1, max_size=20))
def test_the_structs_hold_the_words(edits):
    device = Device(7, "ana")
    for _, place, words in edits:
        update = device.type(words, place % (len(device.text) + 1))
        (struct,) = wire.read(update).structs
        assert (struct.client, struct.text, struct.length) == (7, words, len(words.encode("utf-16-le")) // 2)


def test_deletions_are_read():
    device = Device(7, "ana")
    device.type("good morning")
    assert wire.read(device.delete(0, 5)) == ([], [(7, 0, 5)])


@given(st.binary(max_size=300))
def test_hostile_bytes_are_malformed_and_nothing_worse(raw):
    try:
        wire.read(raw)
    except Malformed:
        pass


@given(st.lists(EDIT, min_size=1, max_size=8), st.data())
def test_real_updates_with_a_fault_are_malformed_or_still_whole(edits, data):
    """Flip, cut, repeat or add bytes: what is still read must be exactly what its bytes say."""
    update = bytearray(data.draw(st.sampled_from(typed(edits))))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, max(0, len(update) - 1)))
        fault = data.draw(st.sampled_from(["flip", "cut", "twice", "more"]))
        if fault == "flip" and update:
            update[place] ^= 1 << data.draw(st.integers(0, 7))
        elif fault == "cut":
            del update[place:]
        elif fault == "twice":
            update[place:place] = update[place : place + 4]
        else:
            update.append(data.draw(st.integers(0, 255)))
    try:
        read = wire.read(bytes(update))
    except Malformed:
        return
    assert wire.write(*read) == bytes(update)


@given(st.lists(EDIT, min_size=1, max_size=6))
def test_every_shortened_update_is_malformed(edits):
    for update in typed(edits):
        for length in range(len(update)):
            with pytest.raises(Malformed):
                wire.read(update[:length])


def block(*content, client=5, clock=0, count=1):
    return bytes([1, count, client, clock, *content])


ROOTED = (4, 1, 1, ord("t"))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", Malformed),
        (b"\x00", Malformed),
        (block(*ROOTED, 1, ord("a")), Malformed),  # no deletions said
        (block(*ROOTED, 1, ord("a"), 0, 0), Malformed),  # something after the end
        (block(*ROOTED, 0, 0), Malformed),  # no letter
        (block(*ROOTED, 2, 0xC3, 0x28, 0), Malformed),  # not UTF-8
        (block(*ROOTED, 3, 0xED, 0xA0, 0x80, 0), Malformed),  # half a letter, in UTF-8's clothes
        (block(*ROOTED, 1, 0, 0), NotPlain),  # NUL
        (block(*ROOTED, 1, 13, 0), NotPlain),  # carriage return
        (block(4, 1, 1, ord("x"), 1, ord("a"), 0), NotPlain),  # another root
        (block(4, 0, 5, 0, 1, ord("a"), 0), NotPlain),  # inside another type
        (block(4, 2, 1, ord("t"), 1, ord("a"), 0), Malformed),  # neither
        (block(4 | 32, 1, 1, ord("t"), 1, ord("k"), 1, ord("a"), 0), NotPlain),  # a value in a map
        (block(6, 1, 1, ord("t"), 1, ord("b"), 1, ord("1"), 0), NotPlain),  # a format
        (block(7, 1, 1, ord("t"), 0, 0), NotPlain),  # a type
        (block(10, 3, 0), NotPlain),  # a gap that is skipped
        (block(31, 0), NotPlain),  # nobody knows
        (block(0x80, 1, 0), Malformed),  # nothing, that leans on something
        (block(0, 0, 0), Malformed),  # nothing of no length
        (bytes([1, 0, 5, 0, 0]), Malformed),  # an author id without structs
        (bytes([2, 1, 5, 0, 0, 1, 1, 5, 1, 0, 1, 0]), Malformed),  # an author id twice
        (bytes([1, 1, 0x85, 0, 0, 0, 1, 0]), Malformed),  # 5 written in two bytes
        (bytes([1, 1, 5, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 1, 0]), Malformed),  # a clock past 32 bits
        (bytes([0, 1, 5, 1, 0, 0]), Malformed),  # deletes no letters
        (bytes([0, 1, 5, 0]), Malformed),  # deletes nothing of somebody
        (bytes([0, 2, 5, 1, 0, 1, 5, 1, 3, 1]), Malformed),  # deletions of an author id in two places
        (bytes([0, 1, 5, 2, 4, 1, 0, 1]), Malformed),  # out of order
        (bytes([0, 1, 5, 2, 0, 3, 2, 3]), Malformed),  # the same twice
    ],
)
def test_what_nobody_should_believe(raw, why):
    with pytest.raises(Malformed) as refused:
        wire.read(raw)
    assert type(refused.value) is why


def test_formatted_text_is_not_plain():
    doc = Doc(client_id=5)
    words = doc.get("t", type=Text)
    words.insert(0, "loud", {"bold": True})
    with pytest.raises(NotPlain):
        wire.read(doc.get_update())


def test_nothing_and_deleted_units_are_read():
    update = hand_made(
        (5, 0, wire.GC, 3, None, None), (5, 3, wire.DELETED, 2, None, None), said(5, 5, "hi", left=(5, 4))
    )
    assert [(s.kind, s.length) for s in wire.read(update).structs] == [
        (wire.GC, 3),
        (wire.DELETED, 2),
        (wire.STRING, 2),
    ]


def pieces(count):
    """An update of many structs, as short as they come."""
    return b"\x01" + wire.number(count) + b"\x05\x00" + b"\x00\x01" * count + b"\x00"


def test_too_many_pieces_and_too_many_bytes_are_too_much():
    wire.read(pieces(wire.MOST_PIECES))
    for raw in (pieces(wire.MOST_PIECES + 1), b"\x00" * (wire.MOST_BYTES + 1)):
        with pytest.raises(TooMuch):
            wire.read(raw)


def lies():
    """Updates that promise far more than they hold, and some that hold as much as they may."""
    huge = wire.number(2**32 - 1)
    yield huge
    yield b"\x01" + huge + b"\x05\x00" + b"\x00\x01" * 1000
    yield b"\x01\x01\x05\x00\x04\x01\x01t" + huge + b"a"
    yield b"\x00" + huge
    yield b"\x00\x01\x05" + huge + b"\x00\x01"
    yield pieces(wire.MOST_PIECES)
    yield b"\xff" * wire.MOST_BYTES
    yield b"\x00\x01\x05" + wire.number(30_000) + b"".join(wire.number(3 * n) + b"\x01" for n in range(30_000))
    yield hand_made(said(5, 0, "é😀" * 40_000))


@pytest.mark.parametrize("raw", list(lies()))
def test_hostile_updates_cost_little_time_and_memory(raw):
    tracemalloc.start()
    began = time.process_time()
    try:
        wire.read(raw)
    except Malformed:
        pass
    took, (_, most) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 2  # generous: with the watch on memory it is ten times slower than in life
    assert most < 24_000_000
