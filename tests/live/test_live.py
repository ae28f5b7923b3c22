"""Writing together over real sockets, with a real database behind."""

import socket
import threading
import uuid

import pytest
from django.db import OperationalError

from cairn.lib import clock
from cairn.live import seat as seats
from cairn.live.writer import Writer
from cairn.notes import describing, drafting, handing, keeping, offering, shown
from cairn.notes.models import LateWords
from cairn.people import granting, signing_in
from cairn.people.models import Membership
from cairn.people.roles import Role
from tests import town as towns

from ..notes.writers import Device
from .browser import Gone


def words(note, key="talked"):
    """What the log says of a section: [(voice, words)]."""
    section = next(s for s in shown.core(note)["sections"] if s["key"] == key)
    return [tuple(run) for run in section["runs"]]


def test_two_people_write_one_note(sit, note):
    ana, ben = sit("ana"), sit("ben")
    request = ana.type("talked", "We met. ")
    assert ben.until("authors")["authors"] == {str(ana.client): 1}
    assert ben.until("fan")["section"] == ben.keys.index("talked")
    assert ana.until("ack", request=request)["seq"] == 1
    ben.type("talked", "It was good.")
    assert ben.until("ack")["seq"] == 2
    ana.until("fan")
    assert ana.text("talked") == ben.text("talked") == "We met. It was good."
    assert words(note) == [(1, "We met. "), (0, "It was good.")]
    assert drafting.walk(note.pk) is not None


def test_what_is_acknowledged_is_on_disk(sit, note):
    ana = sit("ana")
    for word in ("one ", "two ", "three"):
        request = ana.type("talked", word)
        seq = ana.until("ack", request=request)["seq"]
        assert drafting.entries(note.pk)[-1].seq == seq
    assert words(note) == [(1, "one two three")]


def test_a_device_that_was_away_brings_its_words_and_gets_the_others(sit, note):
    ana, ben = sit("ana"), sit("ben")
    ana.type("talked", "first ")
    ben.until("fan")
    ben.socket.close()
    offline = ben.docs["talked"]
    ben_words = [offline.type("ben was "), offline.type("offline ")]
    ana.type("talked", "and ana not ")
    ana.until("ack", seq=2)
    again = sit("ben", vectors={"talked": offline.doc.get_state()})
    again.docs["talked"].hear(*offline.sent, offline.doc.get_update())
    for update in ben_words:
        again.push("talked", update)
    while again.outbox:
        again.hear()
    while "offline" not in ana.text("talked"):
        ana.hear()
    assert ana.text("talked") == again.text("talked")
    assert {text for _, text in words(note)} >= {"first ", "ben was offline "} or "ben was offline " in ana.text(
        "talked"
    )


def test_own_words_are_refused_to_the_supporter_on_the_wire(sit, note):
    ana, ben = sit("ana"), sit("ben")
    own = next(s.key for s in towns.template(note.template).sections if s.who == "participant")
    assert own not in ana.welcome["mine"]
    assert own in ben.welcome["mine"]
    request = ana.push(own, Device(77, "ana").type("They felt fine."))
    assert ana.until("nack")["code"] == "section"
    ben.type(own, "I feel fine.")
    ben.until("ack")
    assert words(note, own) == [(0, "I feel fine.")]
    assert request in ana.outbox


def test_nobody_writes_under_another_name(sit, note):
    ana, ben = sit("ana"), sit("ben")
    ana.type("talked", "I am Ana. ")
    ana.until("ack")
    ben.until("fan")
    forged = Device(ana.client, "ben")
    forged.hear(ben.docs["talked"].doc.get_update())
    ben.push("talked", forged.type("And I said so."))
    assert ben.until("nack")["code"] == "author"
    assert words(note) == [(1, "I am Ana. ")]


def test_two_tabs_of_one_person_hear_one_another(sit):
    one, two = sit("ana"), sit("ana")
    one.type("talked", "hello")
    two.until("fan")
    assert two.text("talked") == "hello"
    two.type("talked", " again")
    one.until("fan")
    assert one.text("talked") == "hello again"


def test_too_many_tabs_are_sent_away(sit, monkeypatch):
    monkeypatch.setattr("cairn.live.hall.MOST_SEATS", 2)
    sit("ana"), sit("ana")
    with pytest.raises(Gone, match="busy"):
        sit("ana")
    sit("ben")


def test_two_who_come_while_the_room_is_opening_are_both_answered(sit, house, note, monkeypatch):
    opening, go = threading.Event(), threading.Event()
    read = drafting.draft

    def slowly(note):
        opening.set()
        assert go.wait(10)
        return read(note)

    monkeypatch.setattr(drafting, "draft", slowly)
    browsers = [sit("ana", hello=False), sit("ben", hello=False), sit("ana", hello=False)]
    for browser in browsers:
        browser.say_hello()
        assert opening.wait(10)
    go.set()
    for browser in browsers:
        browser.until("ready")
    browsers[0].type("talked", "hello")
    browsers[1].until("fan")
    browsers[2].until("fan")


def test_whoever_opens_a_room_and_leaves_at_once_leaves_it_whole(sit, note, monkeypatch):
    opening, go = threading.Event(), threading.Event()
    read = drafting.draft

    def slowly(note):
        opening.set()
        assert go.wait(10)
        return read(note)

    monkeypatch.setattr(drafting, "draft", slowly)
    first, second = sit("ana", hello=False), sit("ben", hello=False)
    first.say_hello()
    assert opening.wait(10)
    second.say_hello()
    first.socket.close()
    go.set()
    second.until("ready")
    second.type("talked", "still here")
    second.until("ack")


class Broken:
    """A writer's hands that can be tied: ``append`` with a disk that is full while ``is_full``."""

    def __init__(self):
        self.is_full = False

    def append(self, rows, **options):
        if rows and self.is_full:
            raise OperationalError("database or disk is full")
        return keeping.append(rows, **options)


def test_a_failed_commit_sends_everybody_back_and_nothing_is_lost(sit, house, note):
    disk = Broken()
    server = house(writer=Writer("test", disk.append))
    ana, ben = sit("ana", at=server), sit("ben", at=server)
    ana.type("talked", "kept ")
    ana.until("ack")
    disk.is_full = True
    ana.type("talked", "not kept")
    assert ana.to_the_end() == ben.to_the_end() == (1013, "broken")
    assert words(note) == [(1, "kept ")]
    disk.is_full = False
    back = sit("ana", at=server)
    assert back.text("talked") == "kept "
    for section, update in ana.outbox.values():
        back.push(section, update)
    back.until("ack")
    assert words(note) == [(1, "kept not kept")]


def test_the_last_one_leaves_while_words_are_on_their_way(sit, house, note):
    held, go = threading.Event(), threading.Event()

    def slowly(rows, **options):
        if rows:
            held.set()
            assert go.wait(10)
        return keeping.append(rows, **options)

    server = house(writer=Writer("test", slowly))
    ana = sit("ana", at=server)
    for word in ("one ", "two ", "three"):
        ana.type("talked", word)
    assert held.wait(10)
    ana.socket.close()
    go.set()
    server.stop()
    assert words(note) == [(1, "one two three")]


def test_a_restart_asks_everybody_back_and_keeps_every_word(sit, house, note):
    server = house()
    ana, ben = sit("ana", at=server), sit("ben", at=server)
    for letter in "together":
        ana.type("talked", letter)
    stopping = threading.Thread(target=server.stop)
    stopping.start()
    assert ana.to_the_end() == ben.to_the_end() == (1012, "restart")
    stopping.join()
    written = "".join(text for _, text in words(note))
    assert "together".startswith(written)
    assert len(written) + len(ana.outbox) >= len("together")


def test_a_slow_socket_is_dropped_and_comes_back_to_everything(sit, monkeypatch):
    monkeypatch.setattr(seats, "MOST_WAITING_BYTES", 200_000)
    ana, slow = sit("ana"), sit("ben", buffer=4096)
    seat = slow.seat()
    while not seat.ending:  # Ben's device reads nothing; sooner or later nobody's buffers take more
        ana.type("talked", "x")
        ana.until("ack")
        slow.house.do(seat.put, b"\x86" + b"x" * 20_000)
    assert seat.ending == "busy"
    ana.type("talked", "and on")
    ana.until("ack")
    back = sit("ben")
    assert back.text("talked") == ana.text("talked")


# Who may sit there


def test_a_stranger_and_a_socket_without_ticket_or_from_another_page_come_in_nowhere(sit, town, note):
    good = sit("ana")
    for why, options in {
        "origin": {"origin": "https://elsewhere.example"},
        "ticket": {"ticket": "AAAA"},
        "expired": {"token": "not a token"},
    }.items():
        with pytest.raises(Gone, match=why):
            sit("ana", at=good.house, **options)
    with pytest.raises(Gone, match="origin"):
        sit("ana", origin="")
    with pytest.raises(Gone, match="ticket"):
        sit("ana", ticket=good.ticket)  # torn already
    with pytest.raises(Gone, match="ticket"):
        sit("ben", ticket=sit("ana", hello=False).ticket)  # another's
    with pytest.raises(Gone, match="rights"):
        sit("eva")


def test_a_ticket_is_too_old_after_a_minute(sit):
    browser = sit("ana", hello=False)
    with clock.moved(seconds=61), pytest.raises(Gone, match="ticket"):
        browser.hello()


def leave_team(town, note):
    towns.leave(town)


def lose_role(town, note):
    membership = Membership.objects.get(person_id=town.ana.person_id, role=Role.SUPPORTER, ended_at=None)
    granting.revoke(membership, by=town.finn)


@pytest.mark.parametrize(("loss", "end"), [(leave_team, (4403, "rights")), (lose_role, (4403, "rights"))])
def test_whoever_loses_the_right_is_out_at_once(sit, town, note, loss, end):
    ana, ben = sit("ana"), sit("ben")
    loss(town, note)
    code, why = ana.to_the_end()
    assert (code, why) == end or why == "expired"  # without any role left, the sign-in is over as well
    ben.type("talked", "alone now")
    ben.until("ack")
    assert words(note) == [(0, "alone now")]


def test_whoever_signs_out_is_out_at_once(sit, town):
    ana, other = sit("ana"), sit("ana")
    signing_in.go_out(by=ana.who)
    assert ana.to_the_end() == (4401, "expired")
    other.type("talked", "on another device")
    other.until("ack")


def test_a_device_passed_across_the_table_is_no_longer_the_supporters(sit, town, note):
    ana = sit("ana")
    handing.hand_over(note, secret=towns.PIN, by=ana.who, device="tablet", network="here")
    assert ana.to_the_end() == (4401, "expired")


def test_a_lent_sign_in_sits_in_its_note_only(sit, town, note):
    other = towns.draft(town)
    supporter, _ = signing_in.begin(town.ana.person, device="tablet")
    lent = signing_in.begin(town.ben.person, device="tablet", lent_by=supporter.sign_in, only_note=note.pk)
    sit("ben", as_who=lent)
    with pytest.raises(Gone, match="rights"):
        sit("ben", of=other, as_who=lent)


def test_the_sweep_finds_what_no_bell_told(sit, town):
    ana, ben = sit("ana"), sit("ben")
    signing_in.SignIn.objects.filter(pk=ana.who.sign_in.pk).update(ended_at=clock.now())
    with clock.moved(minutes=31):
        ana.house.do(ana.house.hall.watch.sweep)
    assert ana.to_the_end() == (4401, "expired")
    assert ben.to_the_end() == (4401, "expired")  # nothing was written for half an hour


def test_writing_is_a_sign_of_life(sit):
    ana = sit("ana")
    with clock.moved(minutes=25):
        ana.type("talked", "slowly")
        ana.until("ack")
        ana.house.do(ana.house.hall.watch.sweep)
    with clock.moved(minutes=50):
        ana.house.do(ana.house.hall.watch.sweep)
    ana.type("talked", " and surely")
    ana.until("ack")


# What happens beside the words


def test_stage_and_parts_are_told_and_late_words_are_kept(sit, town, note):
    ana, ben = sit("ana"), sit("ben")
    ana.type("talked", "We met. ")
    ben.until("fan")
    describing.describe(note, by=town.ana, goals=["Find work"])
    ben.until("parts")
    offering.offer(note, by=town.ana)
    assert ana.until("stage")["stage"] == ben.until("stage")["stage"] == "offered"
    request = ben.type("talked", "I liked it.")
    ben.until("late", request=request)
    assert words(note) == [(1, "We met. ")]
    assert LateWords.objects.filter(note=note).count() == 1
    offering.reopen(note, by=town.ana)
    assert ana.to_the_end() == ben.to_the_end() == (1013, "broken")
    assert sit("ana").text("talked") == "We met. I liked it."
    assert words(note) == [(1, "We met. "), (0, "I liked it.")]


def test_nothing_reaches_a_sealed_note(sit, town):
    sealed = towns.sealed(town)
    before = words(sealed, towns.first(sealed))
    ben = sit("ben", of=sealed)
    assert ben.welcome["stage"] == "sealed"
    request = ben.type(towns.first(sealed), "One more thing.")
    ben.until("late", request=request)
    again = towns.fresh(town, sealed)
    assert words(again, towns.first(sealed)) == before
    assert [text for _, _, text in drafting.late(again)] == ["One more thing."]


def test_the_plain_form_reaches_whoever_writes_live(sit, town, note):
    ana = sit("ana")
    ana.type("talked", "live ")
    ana.until("ack")
    place = ana.keys.index("talked")
    drafting.rewrite(note, section=place, text="live and plain", seq=1, by=town.ben)
    ana.until("fan")
    assert ana.text("talked") == "live and plain"
    ana.type("talked", "!")
    assert ana.until("ack")["seq"] == 3


def test_hostile_frames_end_the_socket_and_nothing_else(sit, note):
    ana = sit("ana")
    for frame in (b"\x09", b"\x01\x80", b"", "{}", '{"t":"hello"}', b"\x02\x01" + b"x" * 300):
        ben = sit("ben")
        ben.say(frame)
        assert ben.to_the_end() == (4400, "bad")
    silent = sit("ben", hello=False)
    silent.say(b"\x01\x01\x01")
    assert silent.to_the_end() == (4400, "bad")
    huge = sit("ben")
    huge.say(b"\x01" * 400_000)
    assert huge.to_the_end()[0] == 1009
    ana.type("talked", "undisturbed")
    ana.until("ack")


def test_a_socket_to_nowhere_is_refused(house):
    port = house().port
    for path in ("/live/", f"/live/{uuid.uuid4()}x", "/other"):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
            )
            assert line.recv(100).startswith(b"HTTP/1.1 403")


def test_an_empty_house_holds_nothing(sit, note):
    ana = sit("ana")
    ana.type("talked", "hello")
    ana.until("ack")
    server = ana.house
    ana.socket.close()
    deadline = threading.Event()
    for _ in range(200):
        if server.room(note) is None:
            break
        deadline.wait(0.02)
    assert server.do(lambda: server.hall.rooms) == {}


def test_pages_are_served_beside(house):
    with socket.create_connection(("127.0.0.1", house().port)) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert b"a page" in b"".join(iter(lambda: line.recv(4096), b""))
