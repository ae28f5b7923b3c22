"""What may stand in a section: nobody's words under another's name, first word wins, all or nothing."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pycrdt import merge_updates

from cairn.notes.rules import admission, document, wire
from cairn.notes.rules.admission import MOST_LETTERS, MOST_WRITTEN, Admitted, Known, Refusal, admit

from . import yata
from .writers import Device, Log, hand_made, said

LETTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1, max_size=4)
# who of three devices, what, where, which words, and whether they are online for a moment afterwards
MOVE = st.tuples(st.integers(0, 2), st.integers(0, 9), st.integers(0, 99), LETTERS, st.booleans())


def move(device, kind, place, words):
    length = len(device.text)
    if kind < 7 or not length:
        device.type(words, place % (length + 1))
    else:
        device.delete(place % length)


def three():
    """Ana on two devices and Ben on one; one author id is as large as they come."""
    return [Device(11, "ana"), Device(7, "ben"), Device(2**32 - 1, "ana")]


def facts(known):
    """All that is known, as something that can be compared."""
    sections = [
        (
            dict(s.ends),
            {c: list(r.flat) for c, r in s.gone.items()},
            {c: list(r.flat) for c, r in s.dust.items()},
            set(s.halves),
        )
        for s in known.sections
    ]
    return sections, dict(known.owners), known.letters, known.written


@given(st.lists(MOVE, max_size=40), st.randoms())
def test_any_interleaving_converges_and_every_word_keeps_its_author(moves, chance):
    """Offline and online in turns, updates sent twice, merged, lost on the way and sent again later."""
    log, devices = Log(), three()

    def online(device):
        waiting = device.hand_on()
        if len(waiting) > 1 and chance.random() < 0.3:
            waiting = [merge_updates(*waiting)]
        for update in waiting:
            for _ in range(1 + (chance.random() < 0.3)):
                answer = log.take(device.person, update)
                assert isinstance(answer, Admitted)
            if chance.random() < 0.2:  # an older one comes once more, out of order
                assert log.take(device.person, chance.choice(waiting[: waiting.index(update) + 1])).is_known
        device.hear(*log.updates)

    for who, kind, place, words, is_online in moves:
        move(devices[who], kind, place, words)
        if is_online:
            online(devices[who])
    for device in devices:
        online(device)
    for device in devices:
        device.hear(*log.updates)
    assert {device.text for device in devices} == {log.text}
    voices = document.voices(log.rows)
    assert voices == yata.voices(log.rows)
    assert "".join(words for _, words in voices) == log.text
    assert log.known.letters == wire.units(log.text)


@given(st.lists(MOVE, min_size=1, max_size=15), st.randoms())
def test_updates_in_the_wrong_order_are_refused_until_they_fit(moves, chance):
    """Whatever comes too early is sent again by its device; in the end everything stands, and reads alike."""
    log, devices = Log(), three()
    for who, kind, place, words, _ in moves:
        move(devices[who], kind, place, words)
    waiting = [(device.person, update) for device in devices for update in device.hand_on()]
    chance.shuffle(waiting)
    while waiting:
        later = []
        for person, update in waiting:
            before = facts(log.known)
            answer = log.take(person, update)
            if isinstance(answer, Refusal):
                assert answer in (Refusal.GAP, Refusal.UNKNOWN, Refusal.DELETES)
                assert facts(log.known) == before
                later.append((person, update))
        assert len(later) < len(waiting)
        waiting = later
    for device in devices:
        device.hear(*log.updates)
    assert {device.text for device in devices} == {log.text}
    assert document.voices(log.rows) == yata.voices(log.rows)


@given(st.lists(MOVE, min_size=1, max_size=10), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_nobodys_updates_stand_under_another_name(moves, data):
    """Ben sends Ana's updates, whole or merged with his own, before or after she does: hers stay hers."""
    log, devices = Log(), three()
    for who, kind, place, words, _ in moves:
        move(devices[who], kind, place, words)
    anas, bens = devices[0].hand_on() + devices[2].hand_on(), devices[1].hand_on()
    for update in anas:
        log.take("ana", update)
    before, rows = facts(log.known), list(log.rows)
    forged = data.draw(st.sampled_from(anas)) if anas else None
    for attempt in filter(None, [forged, forged and bens and merge_updates(forged, *bens)]):
        if wire.read(attempt).structs and any(s.client in log.known.owners for s in wire.read(attempt).structs):
            assert log.take("ben", attempt) is Refusal.AUTHOR
            assert (facts(log.known), log.rows) == (before, rows)
    for person, words in document.voices(log.rows):
        assert person == "ana"
        assert words


@given(st.lists(MOVE, min_size=1, max_size=12))
def test_learning_a_log_knows_what_taking_it_knew(moves):
    log, devices = Log(), three()
    for who, kind, place, words, is_online in moves:
        move(devices[who], kind, place, words)
        if is_online:
            for update in devices[who].hand_on():
                log.take(devices[who].person, update)
    again = Known(1)
    for person, update in log.rows:
        again.learn(0, person, update)
    assert facts(again) == facts(log.known)


@given(st.lists(MOVE, min_size=1, max_size=15), st.randoms())
def test_the_short_way_answers_as_the_long_one(moves, chance):
    """Updates in some order, some of them twice, some by the wrong person: asked both ways, the answer is the same."""
    log, devices = Log(), three()
    for who, kind, place, words, is_online in moves:
        move(devices[who], kind, place, words)
        if is_online:
            devices[who].hear(*log.updates)
    waiting = [(device.person, update) for device in devices for update in device.hand_on()]
    for person, update in waiting + chance.sample(waiting, len(waiting)):
        person = person if chance.random() < 0.9 else "eva"
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(admission, "_goes_on", lambda *_: False)
            long = admit(log.known, 0, person, True, update)
        short = log.take(person, update)
        assert short == long or (tuple(short.structs), short.update) == (tuple(long.structs), long.update)


@given(st.binary(max_size=120), st.lists(MOVE, max_size=5))
def test_hostile_bytes_are_refused_and_leave_no_trace(raw, moves):
    log, devices = Log(), three()
    for who, kind, place, words, _ in moves:
        move(devices[who], kind, place, words)
        for update in devices[who].hand_on():
            log.take(devices[who].person, update)
    before = facts(log.known)
    answer = admit(log.known, 0, "ben", True, raw)
    assert isinstance(answer, Refusal) or wire.read(raw)
    assert facts(log.known) == before


def begun(words="I am fine"):
    """A log with Ana's first words under author id 11."""
    log, ana = Log(), Device(11, "ana")
    log.take("ana", ana.type(words))
    return log, ana


def test_ben_cannot_write_with_anas_author_id():
    log, _ = begun()
    ben = Device(11, "ben")
    ben.hear(*log.updates)
    assert log.take("ben", ben.type("!!")) is Refusal.AUTHOR


def test_the_first_word_wins():
    """The same places said again in other words must not split the readers."""
    log = Log()
    ana, twin = Device(11, "ana"), Device(11, "ana")
    log.take("ana", ana.type("yes"))
    assert log.take("ana", twin.type("no!")).is_known
    twin.type("more")
    answer = log.take("ana", merge_updates(*twin.hand_on()))
    assert [(s.clock, s.text, s.left) for s in answer.structs] == [(3, "more", (11, 2))]
    assert log.text == "yesmore"


@given(st.lists(MOVE, min_size=2, max_size=20), st.randoms())
def test_one_author_id_on_two_devices_never_splits_who_hears_the_log(moves, chance):
    """A copied device says other words in the same places: each place is said once, and everybody hears that."""
    log, devices = Log(), [Device(11, "ana"), Device(7, "ben"), Device(11, "ana")]
    for who, kind, place, words, _ in moves:
        move(devices[who], kind, place, words)
    waiting = [(device.person, update) for device in devices for update in device.hand_on()]
    for person, update in sorted(waiting, key=lambda _: chance.random()) + waiting:
        log.take(person, update)
    places = [
        (s.client, s.clock + n) for update in log.updates for s in wire.read(update).structs for n in range(s.length)
    ]
    assert len(places) == len(set(places))
    reader = Device(1, "reader")
    for update in log.updates:
        reader.hear(update)
    assert reader.text == log.text == "".join(words for _, words in document.voices(log.rows))


def test_the_first_word_wins_in_the_middle_of_a_run():
    log, _ = begun("yes")
    answer = log.take("ana", hand_made(said(11, 0, "nobody")))
    assert [(s.clock, s.text, s.left) for s in answer.structs] == [(3, "ody", (11, 2))]
    assert log.text == "yesody"


def test_what_is_cut_off_never_cuts_a_letter_in_two():
    log, _ = begun("yes")
    assert log.take("ana", hand_made(said(11, 0, "no😀!"))) is Refusal.CONTENT
    assert log.text == "yes"


def test_a_deletion_sent_again_is_known():
    log, ana = begun()
    deletion = ana.delete(0, 4)
    assert not log.take("ana", deletion).is_known
    assert log.take("ben", deletion).is_known
    more = wire.write([], [(11, 2, 4)])
    assert log.take("ben", more).gone == [(11, 4, 2)]


def test_only_where_one_may_write():
    known = Known(2)
    update = Device(11, "ana").type("x")
    assert admit(known, 0, "ana", False, update) is Refusal.SECTION
    assert admit(known, 2, "ana", True, update) is Refusal.SECTION
    assert isinstance(admit(known, 1, "ana", True, update), Admitted)


LEANS = [
    (hand_made(said(11, 12, "x", left=(11, 8))), Refusal.GAP),
    (hand_made(said(7, 0, "x", left=(11, 9))), Refusal.UNKNOWN),
    (hand_made(said(7, 0, "x", right=(11, 9))), Refusal.UNKNOWN),
    (hand_made(said(7, 0, "x", left=(99, 0))), Refusal.UNKNOWN),
    (hand_made(said(7, 0, "x", left=(7, 0))), Refusal.UNKNOWN),  # on itself
    (hand_made(said(7, 0, "ab", left=(7, 1))), Refusal.UNKNOWN),  # on its own end
    (hand_made(said(7, 0, "a", left=(8, 0)), said(8, 0, "b", left=(7, 0))), Refusal.UNKNOWN),  # on one another
    (hand_made(said(7, 0, "a", left=(11, 0)), said(7, 1, "b", left=(11, 9))), Refusal.UNKNOWN),
    (hand_made((7, 0, wire.GC, 2, None, None), said(7, 2, "x", left=(7, 1))), Refusal.UNKNOWN),  # on nothing
    (hand_made(deletes=[(11, 5, 5)]), Refusal.DELETES),
    (hand_made(deletes=[(99, 0, 1)]), Refusal.DELETES),
    (hand_made(said(7, 0, "x"), deletes=[(7, 0, 2)]), Refusal.DELETES),
    (hand_made(*(said(20 + n, 0, "x") for n in range(9))), Refusal.BIG),
    (b"\x00", Refusal.BAD),
    (hand_made(said(7, 0, "a\0b")), Refusal.CONTENT),
    (b"\x00" * (wire.MOST_BYTES + 1), Refusal.BIG),
]


@pytest.mark.parametrize(("update", "why"), LEANS)
def test_what_leans_on_nothing_is_refused_and_binds_no_author_id(update, why):
    log, _ = begun()
    before = facts(log.known)
    assert log.take("ana" if why is Refusal.GAP else "ben", update) is why
    assert facts(log.known) == before


def test_several_author_ids_of_one_person_may_lean_on_one_another():
    log, _ = begun()
    one = said(7, 0, "a", left=(11, 8)), said(7, 1, "c", left=(8, 0))
    two = said(8, 0, "b", left=(7, 0)), said(8, 1, "d", left=(7, 1))
    assert isinstance(log.take("ben", hand_made(*two, *one)), Admitted)
    assert log.text == "I am fineabcd"


def test_nothing_leans_on_units_of_which_nothing_is_left():
    log, _ = begun()
    assert isinstance(log.take("ben", hand_made((7, 0, wire.GC, 3, None, None))), Admitted)
    assert log.take("ben", hand_made(said(7, 3, "x", left=(7, 2)))) is Refusal.UNKNOWN
    assert isinstance(log.take("ben", hand_made(said(7, 3, "x", left=(11, 0)))), Admitted)


@pytest.mark.parametrize(
    "update",
    [
        hand_made(said(7, 0, "x", left=(11, 1), right=(11, 2))),  # between the halves of 😀
        hand_made(said(7, 0, "x", left=(11, 1))),
        hand_made(said(7, 0, "x", right=(11, 2))),
        hand_made(deletes=[(11, 1, 1)]),
        hand_made(deletes=[(11, 2, 1)]),
        hand_made(deletes=[(11, 0, 2)]),
        hand_made(said(7, 0, "😀"), said(7, 2, "x", left=(7, 0))),  # its own
        hand_made(said(7, 0, "😀"), deletes=[(7, 1, 1)]),
    ],
)
def test_no_letter_is_torn_in_two(update):
    log, _ = begun("a😀b")
    assert log.take("ben", update) is Refusal.CONTENT
    assert log.text == "a😀b"


def test_a_letter_of_two_units_may_go_as_a_whole():
    log, _ = begun("a😀b")
    assert isinstance(log.take("ben", hand_made(deletes=[(11, 1, 2)])), Admitted)
    assert log.text == "ab"
    assert log.known.letters == 2


def test_a_note_holds_so_many_letters_and_no_more():
    log = Log()
    for n in range(4):
        assert isinstance(log.take("ana", hand_made(said(n, 0, "x" * (MOST_LETTERS // 4)))), Admitted)
    assert log.take("ana", hand_made(said(9, 0, "x"))) is Refusal.BIG
    assert isinstance(log.take("ana", hand_made(said(9, 0, "x"), deletes=[(0, 0, 1)])), Admitted)
    assert isinstance(log.take("ben", hand_made(deletes=[(0, 1, 1000)])), Admitted)
    assert isinstance(log.take("ana", hand_made(said(8, 0, "x" * 1000))), Admitted)


def test_writing_and_deleting_in_turns_ends_somewhere():
    log, size = Log(), MOST_LETTERS
    for n in range(MOST_WRITTEN // size):
        assert isinstance(log.take("ana", hand_made(said(n, 0, "x" * size), deletes=[(n, 0, size)])), Admitted)
    assert log.take("ana", hand_made(said(99, 0, "x"))) is Refusal.BIG
    assert log.known.letters == 0


def hostile():
    """Updates made to be slow: chains across author ids, holes in a long text, many small ranges."""
    turns = [said(7 + n % 2, n // 2, "x", left=(8 - n % 2, (n - 1) // 2) if n else (11, 0)) for n in range(20_000)]
    yield hand_made(*turns[1::2], *turns[::2])
    yield hand_made(*((7, n, wire.GC, 1, None, None) for n in range(20_000)), said(7, 20_000, "x", left=(7, 0)))
    yield hand_made(*(said(7, n, "😀", left=(11, 0)) for n in range(0, 20_000, 2)))
    yield wire.write([], [(11, 3 * n, 1) for n in range(25_000)])


@pytest.mark.parametrize("update", list(hostile()))
def test_hostile_updates_are_answered_in_short_time(update):
    log, _ = begun("x" * 80_000)
    began = time.process_time()
    log.take("ben", update)
    log.take("ben", update)
    assert time.process_time() - began < 2
