"""From our own pages only, with a ticket, once."""

import pytest

from cairn.lib import clock
from cairn.live import door
from cairn.notes import drafting
from cairn.people import signing_in
from tests import town as towns


@pytest.mark.parametrize(
    ("origin", "host", "is_ours"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("http://localhost", "localhost", True),
        ("http://localhost", "localhost:80", True),
        ("https://localhost", "localhost:443", True),
        ("http://LOCALHOST:8000", "localhost:8000", True),
        ("http://[::1]:8000", "[::1]:8000", True),
        ("", "127.0.0.1:8000", False),
        ("null", "127.0.0.1:8000", False),
        ("http://127.0.0.1:8000", "", False),
        ("http://127.0.0.1:8001", "127.0.0.1:8000", False),
        ("http://localhost:8000", "127.0.0.1:8000", False),
        ("https://localhost", "localhost:80", False),
        ("http://evil.example", "evil.example", False),  # a name of theirs that leads to our address
        ("http://localhost.evil.example", "localhost", False),
        ("http://user@localhost", "localhost", False),
        ("http://localhost/page", "localhost", False),
        ("file://localhost", "localhost", False),
        ("http://localhost:x", "localhost", False),
        ("http://[::1", "[::1]", False),
    ],
)
def test_only_pages_of_this_host_open_sockets(origin, host, is_ours):
    assert door.from_here({b"origin": origin.encode(), b"host": host.encode()}) is is_ours


def test_a_page_without_origin_or_host_opens_none():
    assert not door.from_here({})


@pytest.fixture
def town(db):
    return towns.build()


@pytest.fixture
def note(town):
    return towns.draft(town)


@pytest.fixture
def ana(town):
    """Ana, signed in: (who, token)."""
    return signing_in.begin(town.ana.person, device="laptop")


def test_a_ticket_lets_in_once_and_says_who_is_who(town, note, ana):
    who, token = ana
    told = door.ticket(note, by=who)
    guest, about, same = door.come_in(token, told["ticket"], note.pk)
    assert (guest.who.person_id, guest.who.roles, guest.voice.name, same) == (who.person_id, who.roles, "Ana", note)
    assert guest.places == drafting.places_of(note, who)
    assert (about.subject_id, about.stage, about.keys[1]) == (town.ben.person_id, "draft", "talked")
    assert [voice.voice for voice in about.voices] == ["participant", "supporter"]
    assert told["me"] == 1
    with pytest.raises(door.Shut, match="ticket"):
        door.come_in(token, told["ticket"], note.pk)


def test_a_device_key_is_the_persons_and_the_notes(town, note, ana):
    keys = {
        door.ticket(note, by=ana[0])["device_key"],
        door.ticket(note, by=ana[0])["device_key"],
        door.ticket(towns.draft(town), by=ana[0])["device_key"],
        door.ticket(note, by=signing_in.begin(town.ben.person, device="phone")[0])["device_key"],
    }
    assert len(keys) == 3


@pytest.mark.parametrize("fault", ["flip", "cut", "other note", "other sign-in", "old", "none"])
def test_a_ticket_that_is_not_exactly_ours_is_none(town, note, ana, fault):
    who, token = ana
    ticket = door.ticket(note if fault != "other note" else towns.draft(town), by=who)["ticket"]
    if fault == "flip":
        ticket = ("A" if ticket[0] != "A" else "B") + ticket[1:]
    elif fault == "cut":
        ticket = ticket[:-4]
    elif fault == "none":
        ticket = ""
    elif fault == "other sign-in":
        _, token = signing_in.begin(town.ana.person, device="phone")
    with clock.moved(seconds=61 if fault == "old" else 0), pytest.raises(door.Shut, match="ticket"):
        door.come_in(token, ticket, note.pk)


@pytest.mark.parametrize("token", ["", "somebody's"])
def test_without_a_sign_in_no_ticket_helps(note, ana, token):
    with pytest.raises(door.Shut, match="expired"):
        door.come_in(token, door.ticket(note, by=ana[0])["ticket"], note.pk)


@pytest.mark.parametrize("name", ["eva", "chloe", "finn", "gus", "dan", "yan", "xia", "zoe"])
def test_nobody_else_comes_in_with_whatever_ticket(town, note, name):
    who, token = signing_in.begin(town.cast[name].person, device="laptop")
    with pytest.raises(door.Shut, match="rights"):
        door.come_in(token, door.ticket(note, by=who)["ticket"], note.pk)


def test_asking_again(town, note, ana):
    who, token = ana
    guest, _, _ = door.come_in(token, door.ticket(note, by=who)["ticket"], note.pk)
    assert door.why_leave(guest) == ""
    towns.leave(town)
    assert door.why_leave(guest) == "rights"
    signing_in.go_out(by=who)
    assert door.why_leave(guest) == "expired"


def test_the_cookie_is_found_among_others():
    assert door.token_of({b"cookie": b"a=b; cairn=the-token; c=d"}) == "the-token"
    assert door.token_of({}) == ""
