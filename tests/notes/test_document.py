"""Text from a log: who said what, and a plain form that loses nothing of what was written meanwhile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.notes.rules import document, wire

from .writers import Device, Log

WORDS = st.text(st.sampled_from("ab c\né😀"), max_size=30)


def applied(old, new):
    out, at = "", 0
    for start, end, instead in document.edits(old, new):
        out += old[at:start] + instead
        at = end
    return out + old[at:]


@given(WORDS, WORDS)
def test_edits_make_the_new_text(old, new):
    assert applied(old, new) == new


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("", "hello", [(0, 0, "hello")]),
        ("hello", "", [(0, 5, "")]),
        ("I walk home", "I walked home", [(6, 6, "ed")]),
        ("I came by bus.", "I came by train and bus.", [(10, 10, "train and ")]),
        ("one two three four", "one 2 three for", [(4, 7, "2"), (16, 17, "")]),
        ("We met.", "We met. We left.", [(7, 7, " We left.")]),
        ("a good day", "a very good day", [(2, 2, "very ")]),
        ("so so so so", "so so so", [(8, 11, "")]),
        ("same", "same", []),
    ],
)
def test_edits_are_no_longer_than_they_must_be(old, new, edits):
    assert document.edits(old, new) == edits


def test_edits_of_long_texts_stay_small_and_quick():
    sentences = [f"On day {n} we talked about plan {n * 7 % 31}. " for n in range(3000)]
    old = "".join(sentences)
    sentences[10], sentences[2900] = "Something else. ", "And at the end. "
    edits = document.edits(old, "".join(sentences))
    assert applied(old, "".join(sentences)) == "".join(sentences)
    assert sum(end - start for start, end, _ in edits) < 200


def test_merge_says_the_same_in_fewer_bytes():
    device = Device(7, "ana")
    for letter in "we met at the library and talked":
        device.type(letter)
    merged = document.merge(device.sent)
    assert document.text([merged]) == document.text(device.sent) == "we met at the library and talked"
    assert len(merged) < sum(map(len, device.sent)) / 5


def test_lacking_is_what_the_other_has_not_seen():
    ana, ben = Device(7, "ana"), Device(9, "ben")
    ana.type("first ")
    ben.hear(*ana.sent)
    ana.type("second")
    rest = document.lacking(document.merge(ana.sent), ben.doc.get_state())
    ben.hear(rest)
    assert ben.text == "first second"
    assert len(rest) < len(document.merge(ana.sent))


@pytest.mark.parametrize(
    "vector", [b"", b"\xff", b"\xff\xff\xff\xff\x0f", b"\x01\x05", b"\x00\x00", b"\x02\x05\x01\x05\x01"]
)
def test_lacking_refuses_what_is_no_state(vector):
    with pytest.raises(wire.Malformed):
        document.lacking(document.EMPTY, vector)


def test_voices_follow_the_text_not_the_order_of_writing():
    ana, ben = Device(7, "ana"), Device(9, "ben")
    rows = [("ana", ana.type("We met 😀."))]
    ben.hear(*ana.sent)
    rows += [("ben", ben.type("I was late. ", at=0)), ("ben", ben.type(" early", at=18))]
    rows += [("ben", ben.delete(0, 2))]
    assert document.voices(rows) == [("ben", "was late. "), ("ana", "We met"), ("ben", " early"), ("ana", " 😀.")]


def test_shares_count_letters_and_no_space():
    assert document.shares([("ana", "We met "), ("ben", " \n"), ("ana", "!")]) == {"ana": 6}


def seen(*words):
    """A log with each person's words, and what a plain form shows of it: (log, seq, text)."""
    log = Log()
    for n, (person, text) in enumerate(words):
        device = Device(100 + n, person)
        device.hear(*log.updates)
        log.take(person, device.type(text))
    return log, len(log.rows), log.text


def entries(log):
    return [(seq, update) for seq, (_, update) in enumerate(log.rows, start=1)]


def test_a_form_that_changes_nothing_is_no_update():
    log, seq, text = seen(("ana", "We met.\nIt rained."))
    assert document.change(entries(log), seq, text.replace("\n", "\r\n"), 5) is None


def test_a_form_keeps_what_the_other_wrote_meanwhile():
    log, seq, text = seen(("ana", "We met at the library. "), ("ben", "I came by bus."))
    ben = Device(9, "ben")
    ben.hear(*log.updates)
    for update in (ben.type("slow ", at=text.index("bus")), ben.type(" It was cold.")):
        log.take("ben", update)
    form = text.replace("the library", "a café") + " We walked."
    update = document.change(entries(log), seq, form, 5)
    log.take("ana", update)
    ends = {
        " It was cold. We walked.",
        " We walked. It was cold.",
    }  # both stood at the end; which comes first is a lot drawn
    assert log.text in {f"We met at a café. I came by slow bus.{end}" for end in ends}
    whose = {(person, words) for person, words in document.voices(log.rows)}
    assert ("ana", " We walked.") in whose
    assert any(person == "ben" and words.startswith("I came by slow bus.") for person, words in whose)


def test_a_form_owns_only_the_words_it_brings():
    log, seq, text = seen(("ben", "I want to find work."))
    log.take("ana", document.change(entries(log), seq, text.replace("work", "good work soon"), 5))
    assert document.voices(log.rows) == [
        ("ben", "I want to find "),
        ("ana", "good "),
        ("ben", "work"),
        ("ana", " soon"),
        ("ben", "."),
    ]


@given(st.lists(st.tuples(st.sampled_from(["ana", "ben"]), WORDS.filter(bool)), max_size=5), st.data())
def test_two_forms_of_the_same_page_both_stand(said, data):
    """Both saw the same text; each sends another one. What is new in either is in the end, and both logs agree."""
    log, seq, text = seen(*said)
    text = document.plain(text)
    one = text + "\nAna was here"
    cut = data.draw(st.integers(0, len(text)))
    two = text[:cut] + "Ben too" + text[cut:]
    rows = entries(log)
    log.take("ana", document.change(rows, seq, one, 5))
    log.take("ben", document.change(entries(log), seq, two, 6))
    assert "Ana was here" in "".join(t for p, t in document.voices(log.rows) if p == "ana").replace("Ben too", "")
    assert "Ben too" in log.text
    assert sorted(log.text) == sorted(text + "\nAna was here" + "Ben too")


def test_added_are_the_words_of_those_updates_in_the_order_of_the_text():
    log, _, _ = seen(("ana", "We met. "))
    ben = Device(9, "ben")
    ben.hear(*log.updates)
    late = [ben.type("bye"), ben.type("hello ", at=8)]
    assert document.added(log.updates, late) == "hello bye"


def test_added_keeps_words_that_lean_on_nothing_here():
    ben = Device(9, "ben")
    ben.type("lost ")
    assert document.added([], [ben.type("words")]) == "words"
