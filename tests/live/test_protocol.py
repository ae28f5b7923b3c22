"""Frames: what a client may say, and nothing else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.live import protocol
from cairn.live.protocol import Broken, Hello, Here, Push
from cairn.notes.rules.wire import number


def test_hello_is_read():
    text = json.dumps({"t": "hello", "ticket": "abc", "sv": {"talked": "AQID"}})
    assert protocol.hello(text) == Hello("abc", {"talked": b"\x01\x02\x03"})
    assert protocol.hello('{"t":"hello","ticket":"abc"}') == Hello("abc", {})


@pytest.mark.parametrize(
    "text",
    [
        None, "", "hello", "[]", "1", "null", '{"t":"bye","ticket":"x"}', '{"t":"hello"}', '{"t":"hello","ticket":1}',
        '{"t":"hello","ticket":"x","sv":[]}', '{"t":"hello","ticket":"x","sv":{"a":1}}',
        '{"t":"hello","ticket":"x","sv":{"a":"%"}}', "[" * 50_000, '{"t":"hello","ticket":"' + "x" * 70_000 + '"}',
    ],
)  # fmt: skip
def test_anything_else_is_no_hello(text):
    with pytest.raises(Broken):
        protocol.hello(text)


@given(st.integers(0, 2**32 - 1), st.integers(0, 300), st.binary(max_size=50))
def test_push_and_presence_are_read(request_, section, rest):
    assert protocol.read(b"\x01" + number(request_) + number(section) + rest) == Push(request_, section, rest)
    assert protocol.read(b"\x02" + number(section) + rest) == Here(section, rest)


@given(st.none() | st.binary(max_size=20))
def test_hostile_frames_are_broken_and_nothing_worse(frame):
    try:
        said = protocol.read(frame)
    except Broken:
        return
    assert isinstance(said, Push if frame[0] == 1 else Here)


@pytest.mark.parametrize(
    "frame",
    [None, b"", b"\x00", b"\x03\x01", b"\x81\x00", b"\x01", b"\x01\x80", b"\x01\x85\x00\x00",
     b"\x02\x01" + b"x" * 257, b"\x01\x01\x01" + b"x" * protocol.MOST_FRAME],
)  # fmt: skip
def test_what_no_client_of_ours_sends(frame):
    with pytest.raises(Broken):
        protocol.read(frame)


def test_what_the_server_says():
    assert protocol.state(3, 300, b"u") == b"\x81\x03\xac\x02u"
    assert protocol.ack(7, 300) == b"\x82\x07\xac\x02"
    assert protocol.fan(3, b"u") == b"\x83\x03u"
    assert protocol.nack(7, "gap") == b"\x84\x07gap"
    assert protocol.late(7) == b"\x85\x07"
    assert protocol.here(1, 4, Here(2, b"p")) == b"\x86\x01\x04\x02p"
    assert json.loads(protocol.bye("rights")) == {"t": "bye", "why": "rights"}
    assert set(protocol.CODES) == {"expired", "rights", "ticket", "origin", "broken", "busy", "bad", "restart"}
