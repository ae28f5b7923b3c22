"""The authorization matrix of sockets: every message × every role × every relation × every stage of a note."""

import pytest

from cairn.live import door, protocol
from cairn.notes.rules.templates import PARTICIPANT, template
from cairn.people import signing_in
from tests import town as people
from tests.house import matrix
from tests.house.matrix import CAST, SELF, WRITERS

pytestmark = pytest.mark.django_db
# What a client may say once it sits: nothing else has a number, and an unknown one ends the socket.
MESSAGES = {protocol.PUSH: "words into a section", protocol.PRESENCE: "where the cursor is"}


def come_in(who, note):
    """They try to sit down at this note, with a ticket that was really made for them."""
    who, token = signing_in.begin(who.person, device="laptop")
    return door.come_in(token, door.ticket(note, by=who)["ticket"], note.pk)[0]


def test_every_message_is_classified():
    for number in range(256):
        frame = bytes([number, 0, 0])
        try:
            said = protocol.read(frame)
        except (protocol.Broken, ValueError):
            assert number not in MESSAGES or number == protocol.PUSH
            continue
        assert number in MESSAGES, f"{said} is a message that nobody classified"


@pytest.mark.parametrize("name", CAST)
def test_who_may_sit_and_where_their_words_go(town, name):
    scene = matrix.scene(town)
    who = scene.people[name]
    for stage in ("draft", "offered", "sealed"):
        note = people.reading.note_for(town.ana, scene.things[stage])
        if name not in WRITERS:
            with pytest.raises(door.Shut, match=r"^rights$"):
                come_in(who, note)
            continue
        sections = template(note.template, note.template_version).sections
        mine = {n for n, section in enumerate(sections) if name in SELF or section.who != PARTICIPANT}
        assert come_in(who, note).places == mine


def test_nobody_sits_at_a_note_that_is_not_there(town):
    import types
    import uuid

    who, token = signing_in.begin(town.ana.person, device="laptop")
    nothing = types.SimpleNamespace(pk=uuid.UUID(int=7))
    note = people.draft(town)
    shown = door.ticket(note, by=who)["ticket"]
    for pk, why in ((nothing.pk, "ticket"), (note.pk, None)):
        if why:
            with pytest.raises(door.Shut, match=why):
                door.come_in(token, shown, pk)
        else:
            assert door.come_in(token, shown, pk)
