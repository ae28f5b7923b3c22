"""Keys open what they closed, where they closed it, and nothing else."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.lib import keys
from cairn.lib.keys import CannotOpen, Ring

A_KEY = uuid.UUID(int=1)


def ring(root=b"r" * 32, rows=None):
    """A ring of one organization's key, and its rows."""
    made = Ring()
    made.use(root)
    rows = rows if rows is not None else {A_KEY: (None, keys.wrap(root, A_KEY, b"k" * 32))}
    made.fetch = lambda ids: {i: rows[i] for i in ids if i in rows}
    return made


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_what_is_closed_opens_again(data, bound):
    box = ring().box(A_KEY)
    assert box.decrypt(b"n" * 12, box.encrypt(b"n" * 12, data, bound), bound) == data


def test_another_root_key_does_not_open_the_house():
    rows = {A_KEY: (None, keys.wrap(b"r" * 32, A_KEY, b"k" * 32))}
    with pytest.raises(CannotOpen, match="root key"):
        ring(root=b"x" * 32, rows=rows).box(A_KEY)


def test_a_key_that_was_erased_is_an_error():
    with pytest.raises(CannotOpen, match="erased"):
        ring(rows={}).box(A_KEY)


def test_a_wrapped_key_does_not_open_under_another_id():
    rows = {uuid.UUID(int=2): (None, keys.wrap(b"r" * 32, A_KEY, b"k" * 32))}
    with pytest.raises(CannotOpen):
        ring(rows=rows).box(uuid.UUID(int=2))


def test_many_keys_are_read_with_two_questions():
    asked = []
    root, house = b"r" * 32, uuid.UUID(int=9)
    rows = {house: (None, keys.wrap(root, house, b"h" * 32))}
    rows |= {uuid.UUID(int=n): (house, keys.wrap(b"h" * 32, uuid.UUID(int=n), bytes([n]) * 32)) for n in range(10, 60)}
    made = Ring()
    made.use(root)

    def fetch(ids):
        asked.append(len(ids))
        return {i: rows[i] for i in ids}

    made.fetch = fetch
    made.warm(set(rows) - {house})
    assert asked == [50, 1]
    assert made.raw(uuid.UUID(int=20)) == bytes([20]) * 32


def test_the_root_key_file_is_made_once_and_only_for_its_owner(tmp_path):
    path = tmp_path / "keys" / "root.key"
    first = keys.load_root(path)
    assert keys.load_root(path) == first
    assert len(first) == 32
    assert path.stat().st_mode & 0o777 == 0o400


def test_a_damaged_root_key_file_says_so(tmp_path):
    path = tmp_path / "root.key"
    path.write_text("not a key")
    with pytest.raises(CannotOpen, match="damaged"):
        keys.load_root(path)


def test_text_for_one_holder_opens_for_nobody_else():
    text = keys.seal_text("again", "device a", b"words")
    assert keys.open_text("again", "device a", text) == b"words"
    for purpose, holder, said in (
        ("again", "device b", text),
        ("other", "device a", text),
        ("again", "device a", text[:-4]),
    ):
        with pytest.raises(CannotOpen):
            keys.open_text(purpose, holder, said)
