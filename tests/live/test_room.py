"""A room with sockets made of paper: what each hears, in which order, whatever goes wrong."""

import asyncio
import json
import uuid
from types import SimpleNamespace

import pytest

from cairn.live import protocol, seat
from cairn.live.door import About, Guest
from cairn.live.presence import Voice
from cairn.live.protocol import Close, Hello, Here, Push
from cairn.live.room import Room
from cairn.live.seat import Seat
from cairn.notes.drafting import Draft
from cairn.notes.keeping import Fate, Ledger
from cairn.notes.lines import Line
from cairn.notes.rules import document, wire
from cairn.notes.rules.admission import Known

from ..notes.writers import Device
from .browser import _read

NOTE, HOUSE, BEN, ANA = (uuid.UUID(int=n) for n in range(1, 5))
VOICES = [Voice(BEN, "Ben", "B", "participant"), Voice(ANA, "Ana", "A", "supporter")]
KEYS = ("talked", "own")


class Paper:
    """A socket that writes down what it is sent. ``is_stuck``: it takes nothing."""

    def __init__(self):
        self.sent, self.code, self.flows = [], None, asyncio.Event()
        self.flows.set()

    async def send(self, message):
        await self.flows.wait()
        if message["type"] == "websocket.close":
            self.code = message["code"]
        else:
            self.sent.append(_read(message.get("bytes") or message["text"]))

    def heard(self, *kinds):
        """What it was sent of these kinds, and no more of it."""
        found = [frame for frame in self.sent if frame["t"] in kinds or not kinds]
        self.sent = [frame for frame in self.sent if frame not in found]
        return found


class Desk:
    """In the writer's place: jobs lie on it until the test says what becomes of them."""

    def __init__(self):
        self.jobs = []

    def put(self, job):
        self.jobs.append(job)

    def settle(self, fate=Fate.SAVED, lines=()):
        """All jobs are done, with this fate; what another process added comes first."""
        jobs, self.jobs, lines = self.jobs, [], list(lines)
        for job in jobs:
            if job.row is not None:
                job.row.fate = fate
                job.row.ledger.seq += 1
                job.row.seq = job.row.ledger.seq
                if fate is Fate.SAVED:
                    job.row.ledger.learn(job.row.section, job.row.admitted.structs)
            job.done(job, lines)
            lines = []


class House:
    """A room, whoever sits in it, and what was forgotten."""

    def __init__(self, stage="draft", known=None, late=False):
        self.desk, self.forgotten = Desk(), []
        about = About(NOTE, BEN, HOUSE, KEYS, stage, VOICES)
        draft = Draft(known or Known(2), Ledger(NOTE, NOTE, HOUSE), [document.EMPTY] * 2, late)
        self.room = Room(about, draft, self.desk, self.forgotten.append)

    def sit(self, person, vectors=None):
        paper = Paper()
        paper.seat = Seat(paper.send)
        voice = next((v for v in VOICES if v.person_id == person), Voice(person, "Olga", "O", "other"))
        places = frozenset({0, 1}) if person == BEN else frozenset({0})
        paper.seat.guest = Guest(SimpleNamespace(person_id=person), "", NOTE, voice, places)
        self.room.join(paper.seat, Hello("", vectors or {}))
        return paper

    def push(self, paper, update, request=1, place=0):
        self.room.push(paper.seat, Push(request, place, update), 0.0)


def plays(scene):
    """A test that runs in a loop."""

    def test():
        asyncio.run(scene())

    test.__doc__ = scene.__doc__
    return test


async def quiet():
    """Whatever is under way has arrived."""
    for _ in range(20):
        await asyncio.sleep(0)


@plays
async def test_who_comes_hears_everything_in_order():
    house, device = House(), Device(5, "ana")
    ana = house.sit(ANA)
    house.push(ana, device.type("hello"))
    house.desk.settle()
    ben = house.sit(BEN)
    await quiet()
    welcome, *states, ready, people = ben.heard()
    assert welcome == {
        "t": "welcome", "you": 0, "authors": {"5": 1}, "sections": ["talked", "own"], "mine": ["talked", "own"],
        "seq": 1, "stage": "draft",
        "people": [
            {"n": 0, "name": "Ben", "initials": "B", "voice": "participant"},
            {"n": 1, "name": "Ana", "initials": "A", "voice": "supporter"},
        ],
    }  # fmt: skip
    assert [(s["section"], s["seq"], document.text([s["update"]])) for s in states] == [(0, 1, "hello"), (1, 1, "")]
    assert ready == {"t": "ready", "seq": 1}
    assert (people["t"], people["here"]) == ("people", [0, 1])
    assert ana.heard("people")[-1]["here"] == [0, 1]


@plays
async def test_a_state_vector_saves_what_is_known():
    house, device = House(), Device(5, "ana")
    ana = house.sit(ANA)
    house.push(ana, device.type("hello"))
    back = house.sit(ANA, {"talked": device.doc.get_state()})
    await quiet()
    assert wire.read(back.heard("state")[0]["update"]).structs == []


@plays
async def test_a_hostile_state_vector_is_refused_and_costs_nothing():
    house = House()
    with pytest.raises(wire.Malformed):
        house.sit(ANA, {"talked": wire.number(2**32 - 1)})
    assert house.room.seats == {}


@plays
async def test_the_other_hears_before_the_disk_and_the_author_after_it():
    house, device = House(), Device(5, "ana")
    ana, ben = house.sit(ANA), house.sit(BEN)
    await quiet()
    ana.heard(), ben.heard()
    update = device.type("a")
    house.push(ana, update, request=7)
    await quiet()
    assert ben.heard() == [{"t": "authors", "authors": {"5": 1}}, {"t": "fan", "section": 0, "update": update}]
    assert ana.heard("ack") == []
    house.desk.settle()
    await quiet()
    assert ana.heard("ack", "fan") == [{"t": "ack", "request": 7, "seq": 1}]
    assert ben.heard() == []


@plays
async def test_what_is_sent_twice_is_acknowledged_once_the_first_is_on_disk():
    house, device = House(), Device(5, "ana")
    ana, ben = house.sit(ANA), house.sit(BEN)
    update = device.type("a")
    house.push(ana, update, request=1)
    house.push(ana, update, request=2)
    await quiet()
    assert ana.heard("ack") == []
    assert len(ben.heard("fan")) == 1
    house.desk.settle()
    await quiet()
    assert ana.heard("ack") == [{"t": "ack", "request": 1, "seq": 1}, {"t": "ack", "request": 2, "seq": 1}]


@plays
async def test_refusals_have_a_code_and_bind_nothing():
    house, device = House(), Device(5, "ana")
    ana, ben = house.sit(ANA), house.sit(BEN)
    device.type("a")
    house.push(ana, device.type("b"), request=1)
    house.push(ana, Device(6, "ana").type("x"), request=2, place=1)  # the participant's own words
    house.push(ana, b"\x00", request=3)
    house.push(ana, device.sent[0], request=4)
    house.push(ben, Device(5, "ben").type("x"), request=5, place=1)
    await quiet()
    assert [(f["request"], f["code"]) for f in ana.heard("nack")] == [(1, "gap"), (2, "section"), (3, "bad")]
    assert [(f["request"], f["code"]) for f in ben.heard("nack")] == [(5, "author")]
    assert house.room.known.owners == {5: ANA}
    assert len(house.desk.jobs) == 1


@plays
async def test_too_much_in_a_minute_is_refused():
    house, device = House(), Device(5, "ana")
    ana = house.sit(ANA)
    for _ in range(3000):
        ana.seat.limits.take(1, 0.0)
    house.push(ana, device.type("a"))
    await quiet()
    assert [f["code"] for f in ana.heard("nack")] == ["minute"]


@pytest.mark.parametrize("fate", [Fate.FAILED, Fate.STALE])
def test_a_failed_commit_sends_everybody_back_to_the_log(fate):
    async def scene():
        house, device = House(), Device(5, "ana")
        ana, ben = house.sit(ANA), house.sit(BEN)
        house.push(ana, device.type("a"))
        house.push(ana, device.type("b"))
        house.desk.settle(fate)
        await quiet()
        assert ana.heard("ack") == []
        assert [paper.heard("bye")[0]["why"] for paper in (ana, ben)] == ["broken", "broken"]
        assert (ana.code, ben.code) == (Close.AGAIN, Close.AGAIN)
        assert house.forgotten == [house.room]
        assert house.room.ledger.is_broken
        house.push(ana, device.type("c"))
        assert house.desk.jobs == []

    asyncio.run(scene())


@plays
async def test_the_last_one_who_leaves_takes_no_words_along():
    house, device = House(), Device(5, "ana")
    ana = house.sit(ANA)
    house.push(ana, device.type("a"))
    house.room.leave(ana.seat)
    assert house.forgotten == []
    house.desk.settle()
    assert house.forgotten == [house.room]
    assert house.room.seq == 1


@plays
async def test_a_room_that_nobody_entered_is_forgotten_when_told_so():
    house = House()
    house.room.tidy()
    assert house.forgotten == [house.room]


@plays
async def test_what_another_process_added_reaches_everybody_once():
    house, device = House(), Device(5, "ana")
    ana, ben = house.sit(ANA), house.sit(BEN)
    update = device.type("from elsewhere")
    lines = [Line(4, 0, ANA, None, update)]
    house.room.hear(lines)
    house.room.hear(lines)
    await quiet()
    for paper in (ana, ben):
        assert paper.heard("authors", "fan") == [
            {"t": "authors", "authors": {"5": 1}},
            {"t": "fan", "section": 0, "update": update},
        ]
    assert house.room.place == (NOTE, NOTE, 4)
    house.push(ana, device.type("!"))
    await quiet()
    assert ana.heard("nack") == []


@plays
async def test_what_the_writer_met_in_the_log_comes_before_the_acknowledgement():
    house, ana_device, other = House(), Device(5, "ana"), Device(6, "ben")
    ana = house.sit(ANA)
    house.push(ana, ana_device.type("here"))
    house.desk.settle(lines=[Line(1, 0, BEN, None, other.type("there"))])
    await quiet()
    assert [frame["t"] for frame in ana.heard("fan", "ack")] == ["fan", "ack"]


@plays
async def test_our_own_words_read_back_from_the_log_are_not_said_again():
    house, device = House(), Device(5, "ana")
    ana, ben = house.sit(ANA), house.sit(BEN)
    one, two = device.type("one"), device.delete(0)
    house.push(ana, one, request=1)
    house.push(ana, two, request=2)
    await quiet()
    ben.heard()
    house.room.hear([Line(1, 0, ANA, None, one), Line(2, 0, ANA, None, two)])  # before the writer's answer came
    house.desk.settle()
    await quiet()
    assert ben.heard("fan") == []
    assert [frame["request"] for frame in ana.heard("ack")] == [1, 2]


@plays
async def test_words_of_somebody_new_from_another_process_begin_the_room_anew():
    house = House()
    ana = house.sit(ANA)
    house.room.hear([Line(1, 0, uuid.uuid4(), None, Device(5, "eva").type("hello"))])
    await quiet()
    assert ana.heard("bye") == [{"t": "bye", "why": "broken"}]


@plays
async def test_words_for_a_closed_note_are_late_and_nobody_else_hears_them():
    house, device = House(stage="offered"), Device(5, "ben")
    ana, ben = house.sit(ANA), house.sit(BEN)
    house.push(ben, device.type("a"), request=3)
    house.push(ben, device.sent[0], request=4)
    assert house.desk.jobs[0].row.is_late
    house.desk.settle(Fate.LATE)
    await quiet()
    assert ben.heard("late", "ack") == [{"t": "late", "request": 3}, {"t": "late", "request": 4}]
    assert ana.heard("fan") == []
    assert ana.code is None


@plays
async def test_what_is_sent_again_is_late_or_saved_as_it_was_the_first_time():
    house, device, elsewhere = House(), Device(5, "ben"), Device(6, "ben")
    ben = house.sit(BEN)
    early, late = device.type("a"), device.type("b")
    house.push(ben, early, request=1)
    house.desk.settle()
    house.room.hear([Line(2, 0, BEN, None, elsewhere.type("x"))])
    house.room.become("offered")
    house.push(ben, late, request=2)
    house.desk.settle(Fate.LATE)
    for request, update in ((3, early), (4, elsewhere.sent[0]), (5, late)):
        house.push(ben, update, request=request)
    house.desk.settle()
    await quiet()
    said = [(frame["t"], frame["request"]) for frame in ben.heard("ack", "late")]
    assert said == [("ack", 1), ("late", 2), ("ack", 3), ("ack", 4), ("late", 5)]


@plays
async def test_words_that_the_stage_overtook_are_late_and_the_room_begins_anew():
    house, device = House(), Device(5, "ben")
    ana, ben = house.sit(ANA), house.sit(BEN)
    house.push(ben, device.type("a"), request=3)
    house.desk.settle(Fate.LATE)
    await quiet()
    assert ben.heard("late") == [{"t": "late", "request": 3}]
    assert [paper.heard("bye")[0]["why"] for paper in (ana, ben)] == ["broken", "broken"]


@plays
async def test_a_change_of_stage_is_told_once():
    house = House()
    ana = house.sit(ANA)
    house.room.become("offered")
    house.room.become("offered")
    house.room.become("draft")
    house.room.parts()
    await quiet()
    assert [f.get("stage", f["t"]) for f in ana.heard("stage", "parts", "bye")] == ["offered", "draft", "parts"]


@plays
async def test_a_note_opened_again_with_late_words_is_read_anew():
    house = House(stage="offered")
    ben = house.sit(BEN)
    house.push(ben, Device(5, "ben").type("a"))
    house.desk.settle(Fate.LATE)
    house.room.become("draft")
    await quiet()
    assert [f.get("why", f.get("stage")) for f in ben.heard("stage", "bye")] == ["draft", "broken"]


@plays
async def test_presence_carries_the_servers_names_and_the_last_place():
    house = House()
    ana, ben, olga = house.sit(ANA), house.sit(BEN), house.sit(uuid.uuid4())
    await quiet()
    assert olga.heard("welcome")[0]["you"] == 2
    for place in (1, 2, 1):
        house.room.presence.move(ana.seat, Here(place, b"p%d" % place))
    await asyncio.sleep(0.1)
    moved = {"t": "presence", "n": 1, "seat": 1, "section": 1, "position": b"p1"}
    assert ben.heard("presence") == [moved]
    assert olga.heard("presence") == [moved]
    assert ana.heard("presence") == []
    late = house.sit(BEN)
    await quiet()
    assert late.heard("presence") == [moved]
    house.room.leave(ana.seat)
    await quiet()
    assert ben.heard("presence") == [moved | {"section": 0, "position": b""}]
    assert ben.heard("people")[-1]["here"] == [0, 2]


@plays
async def test_a_slow_socket_holds_up_nobody_and_is_dropped():
    house, device = House(), Device(5, "ana")
    ana, ben, slow = house.sit(ANA), house.sit(BEN), house.sit(BEN)
    await quiet()
    slow.flows.clear()
    for n in range(seat.MOST_WAITING + 10):
        house.push(ana, device.type("x"), request=n)
        if n % 100 == 0:
            house.desk.settle()
            await quiet()
    house.desk.settle()
    await quiet()
    assert len(ben.heard("fan")) == seat.MOST_WAITING + 10
    assert slow.seat.ending == "busy"
    assert len(slow.seat._waiting) == 1  # nothing but the goodbye
    slow.flows.set()
    await slow.seat.gone()
    assert (slow.heard("bye"), slow.code) == ([{"t": "bye", "why": "busy"}], Close.AGAIN)
    assert len(ana.heard("ack")) == seat.MOST_WAITING + 10


@plays
async def test_a_socket_that_takes_few_large_frames_is_dropped_too():
    house, device = House(), Device(5, "ana")
    ana, slow = house.sit(ANA), house.sit(BEN)
    await quiet()
    slow.flows.clear()
    await quiet()
    for n in range(8):
        house.push(ana, device.type("x" * 20_000), request=n)
    assert slow.seat.ending == ""
    for _ in range(60):
        slow.seat.put(b"x" * 20_000)
    assert slow.seat.ending == "busy"


def test_a_socket_that_never_takes_its_goodbye_is_thrown_away(monkeypatch):
    monkeypatch.setattr(seat, "PATIENCE", 0.05)

    async def scene():
        paper, thrown = Paper(), []
        stuck = Seat(paper.send, {"cairn.abort": lambda: thrown.append(1)})
        paper.flows.clear()
        stuck.put("hello")
        await quiet()
        stuck.close("rights")
        await stuck.gone()
        assert thrown == [1]

    asyncio.run(scene())


@plays
async def test_nothing_is_believed_after_the_goodbye():
    house, device = House(), Device(5, "ana")
    ana, ben = house.sit(ANA), house.sit(BEN)
    ana.seat.close("rights")
    house.push(ana, device.type("a"))
    await quiet()
    assert (ana.code, ben.heard("fan"), house.desk.jobs) == (Close.RIGHTS, [], [])


@plays
async def test_what_lies_about_is_put_together():
    house, device = House(), Device(5, "ana")
    ana = house.sit(ANA)
    for n in range(50):
        house.push(ana, device.type("word "), request=n)
    house.room.gather()
    assert house.room.fresh == [[], []]
    assert document.text([house.room.states[0]]) == "word " * 50
    assert len(house.room.states[0]) < 300


def test_names_in_frames_are_those_of_the_server():
    """A client has no way to say who it is: no frame of theirs carries a name or a number of a person."""
    assert Here._fields == ("section", "position")
    assert Push._fields == ("request", "section", "update")
    assert json.loads(protocol.said("people", people=[], here=[])) == {"t": "people", "people": [], "here": []}
