"""The log: added to in groups, each row chained and encrypted, nobody's words lost or under another name."""

import random
import uuid

import pytest
from django.db import OperationalError, connection

from cairn.audit.models import Event
from cairn.lib import keys
from cairn.lib.words import NotHere, Refused
from cairn.notes import drafting, keeping, lines, offering, shown
from cairn.notes.keeping import Fate, Ledger, Row
from cairn.notes.models import Entry, Hand, Head, LateWords
from cairn.notes.rules import document
from cairn.notes.rules.admission import Admitted, admit
from cairn.people.acts import Act
from tests import town as towns

from .writers import Device

TALKED = 1  # "what we talked about": both write


class Desk:
    """A process's knowledge of a note, and rows made from what devices send."""

    def __init__(self, note):
        self.draft = drafting.draft(note)

    def row(self, who, update, place=TALKED, **options):
        admitted = admit(self.draft.known, place, who.person_id, True, update)
        assert isinstance(admitted, Admitted), admitted
        self.draft.known.take(place, who.person_id, admitted)
        return Row(self.draft.ledger, place, who.person_id, admitted, **options)


@pytest.fixture
def note(town):
    return towns.draft(town)


def log_of(note):
    return [(line.seq, line.section, line.person_id, line.update) for line in drafting.entries(note.pk)]


def text(note, place=TALKED):
    return document.text(line.update for line in drafting.entries(note.pk) if line.section == place)


def test_a_group_of_rows_of_many_notes_is_kept_in_order(town):
    notes = [towns.draft(town) for _ in range(3)]
    desks = {note: Desk(note) for note in notes}
    devices = {
        (note, who): Device(10 * n + k, who) for n, note in enumerate(notes) for k, who in enumerate(("ana", "ben"))
    }
    rows, chance = [], random.Random(7)
    for n in range(150):
        note, who = chance.choice(notes), chance.choice(["ana", "ben"])
        rows.append(desks[note].row(town.cast[who], devices[note, who].type(f"{n} ")))
    assert keeping.append(rows) == {}
    assert {row.fate for row in rows} == {Fate.SAVED}
    for note in notes:
        mine = [row for row in rows if row.ledger.note_id == note.pk]
        assert [row.seq for row in mine] == list(range(1, len(mine) + 1))
        assert log_of(note) == [(row.seq, TALKED, row.person_id, row.admitted.update) for row in mine]
        head = Head.objects.get(note=note)
        assert (head.seq, bytes(head.hash)) == (len(mine), drafting.walk(note.pk))
        ours = {devices[note, who].client: town.cast[who].person_id for who in ("ana", "ben")}
        assert ours.items() >= dict(Hand.objects.filter(note=note).values_list("client", "person_id")).items()


def test_what_is_stored_is_encrypted_and_stands_nowhere_else(town, note):
    desk, device = Desk(note), Device(5, "ana")
    keeping.append([desk.row(town.ana, device.type("a secret word")), desk.row(town.ana, device.type(" more"))])
    one, two = (bytes(entry.update) for entry in Entry.objects.filter(note=note).order_by("seq"))
    assert b"secret" not in one
    with pytest.raises(keys.CannotOpen):
        keys.decrypt(note.key_id, two, drafting.chaining.bound(str(note.pk), 1))


@pytest.mark.parametrize("field", ["update", "person_id", "section", "at", "hash"])
def test_a_changed_row_breaks_the_chain(town, note, field):
    desk, device = Desk(note), Device(5, "ana")
    keeping.append([desk.row(town.ana, device.type(word)) for word in ("one", "two", "three")])
    assert drafting.walk(note.pk) == bytes(Head.objects.get(note=note).hash)
    _unguarded("notes_entry_no_update", "notes_entry")
    entry = Entry.objects.get(note=note, seq=2)
    changed = {
        "update": bytes(entry.update)[:-1] + b"\x00",
        "person_id": town.ben.person_id,
        "section": 0,
        "at": entry.at.replace(year=2001),
        "hash": b"\x00" * 32,
    }
    Entry.objects.filter(pk=entry.pk).update(**{field: changed[field]})
    assert drafting.walk(note.pk) is None


def _unguarded(trigger, table):
    """The wall in the database is taken down, as somebody with the file in their hands could."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {trigger}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def test_an_empty_log_is_whole(note):
    assert drafting.walk(note.pk) == b""
    assert drafting.entries(note.pk) == []


def test_entries_after_a_place(town, note):
    desk, device = Desk(note), Device(5, "ana")
    keeping.append([desk.row(town.ana, device.type(word)) for word in ("one", "two", "three")])
    assert [line.seq for line in drafting.entries(note.pk, after=1)] == [2, 3]


def test_a_bad_row_takes_no_neighbor_along(town, note):
    other = towns.draft(town)
    good, bad = Desk(note), Desk(other)
    bad.draft.ledger.key_id = uuid.uuid4()  # a key that is not there
    ana, elsewhere = Device(5, "ana"), Device(6, "ana")
    rows = [
        good.row(town.ana, ana.type("one")),
        bad.row(town.ana, elsewhere.type("lost")),
        good.row(town.ana, ana.type(" two")),
        bad.row(town.ana, elsewhere.type(" as well")),
    ]
    keeping.append(rows)
    assert [row.fate for row in rows] == [Fate.SAVED, Fate.FAILED, Fate.SAVED, Fate.FAILED]
    assert (text(note), text(other)) == ("one two", "")
    assert bad.draft.ledger.is_broken
    assert not good.draft.ledger.is_broken


def test_after_a_lost_row_nothing_of_that_process_stands(town, note):
    """What came after it may lean on it."""
    desk, device = Desk(note), Device(5, "ana")
    desk.draft.ledger.is_broken = True
    row = desk.row(town.ana, device.type("one"))
    keeping.append([row])
    assert (row.fate, text(note)) == (Fate.FAILED, "")


def test_when_the_database_is_gone_everything_fails_and_nothing_is_remembered(town, note, monkeypatch):
    desk, device = Desk(note), Device(5, "ana")
    rows = [desk.row(town.ana, device.type(word)) for word in "abcdefgh"]
    asked = []

    def gone(*_):
        asked.append(1)
        raise OperationalError("the disk is full")

    monkeypatch.setattr(keeping._Batch, "hold", gone)
    keeping.append(rows)
    assert {row.fate for row in rows} == {Fate.FAILED}
    assert len(asked) == 2  # together, and the first one alone: those after it lean on it
    monkeypatch.undo()
    again = Desk(note)
    assert again.draft.ledger.seq == 0
    row = again.row(town.ana, document.merge(device.sent))
    keeping.append([row])
    assert (row.fate, text(note)) == (Fate.SAVED, "abcdefgh")


def test_what_another_process_added_is_returned_once(town, note):
    here, there = Desk(note), Desk(note)
    ana, ben = Device(5, "ana"), Device(6, "ben")
    keeping.append([there.row(town.ben, ben.type("from there"))])
    row = here.row(town.ana, ana.type("from here"))
    grown = keeping.append([row])
    assert [(line.seq, line.person_id) for line in grown[here.draft.ledger]] == [(1, town.ben.person_id)]
    assert (row.fate, row.seq) == (Fate.SAVED, 2)
    assert keeping.append([here.row(town.ana, ana.type("!"))]) == {}
    assert [line.seq for line in lines_since(note, 1)] == [2, 3]


def lines_since(note, seq):
    """What a process that knows the log up to there would look up."""
    return lines.looked_up([(note.pk, note.key_id, seq)]).get(note.pk, [])


def test_many_logs_are_looked_up_together(town, queries):
    notes = [towns.draft(town) for _ in range(3)]
    for n, note in enumerate(notes):
        desk, device = Desk(note), Device(5, "ana")
        keeping.append([desk.row(town.ana, device.type(f"{word} ")) for word in ["one", "two", "three"][: n + 1]])
    keys.warm([note.key_id for note in notes])
    with queries() as asked:
        grown = lines.looked_up([(note.pk, note.key_id, 1) for note in notes])
    assert len(asked) == 1
    for note in notes:
        wanted = [line._replace(at=None) for line in drafting.entries(note.pk, after=1)]
        assert grown.get(note.pk, []) == wanted
    assert lines.looked_up([]) == {}


def test_the_same_place_taken_in_two_processes_is_stale(town, note):
    here, there = Desk(note), Desk(note)
    one, twin = Device(5, "ana"), Device(5, "ana")
    keeping.append([there.row(town.ana, one.type("yes"))])
    rows = [here.row(town.ana, twin.type("no")), here.row(town.ana, twin.type("!"))]
    keeping.append(rows)
    assert [row.fate for row in rows] == [Fate.STALE, Fate.FAILED]
    assert text(note) == "yes"


def test_an_author_id_of_two_people_in_two_processes_belongs_to_the_first(town, note):
    here, there = Desk(note), Desk(note)
    keeping.append([there.row(town.ana, Device(5, "ana").type("mine"))])
    row = here.row(town.ben, Device(5, "ben").type("mine!"), place=0)
    keeping.append([row])
    assert row.fate is Fate.STALE
    assert dict(Hand.objects.filter(note=note).values_list("client", "person_id")) == {5: town.ana.person_id}
    assert text(note, 0) == ""


def test_first_words_stand_in_the_history(town, note):
    desk, device = Desk(note), Device(5, "ana")
    keeping.append([desk.row(town.ana, device.type("one"), by=town.ana), desk.row(town.ana, device.type("two"))])
    told = Event.objects.filter(about_id=note.pk, act=Act.NOTE_WRITE).values_list("by_id", "facts")
    assert list(told) == [(town.ana.person_id, '{"live":false,"seq":1}')]


# Late words


def closed(town, note):
    """Ana wrote, and the note is read back. Returns Ben's device, which was offline meanwhile."""
    desk, ana, ben = Desk(note), Device(5, "ana"), Device(6, "ben")
    keeping.append([desk.row(town.ana, ana.type("We met. "))])
    ben.hear(*ana.sent)
    offering.offer(note, by=town.ana)
    return ben


def test_words_for_a_closed_note_are_kept_as_late_words(town, note):
    ben = closed(town, note)
    desk = Desk(note)
    rows = [desk.row(town.ben, ben.type(word), is_late=True) for word in ("I liked ", "it.")]
    keeping.append(rows)
    assert {row.fate for row in rows} == {Fate.LATE}
    assert not desk.draft.ledger.is_broken
    assert text(note) == "We met. "
    assert [(late.person_id, key, words) for late, key, words in drafting.late(note)] == [
        (town.ben.person_id, "talked", "I liked it.")
    ]
    assert all(b"liked" not in bytes(late.update) for late in LateWords.objects.all())


def test_words_under_way_when_the_note_closes_are_late_and_the_room_begins_anew(town, note):
    desk = Desk(note)
    closed(town, note)
    rows = [desk.row(town.ben, Device(client, "ben").type("x")) for client in (7, 8)]
    keeping.append(rows)
    assert [row.fate for row in rows] == [Fate.LATE, Fate.FAILED]
    assert desk.draft.ledger.is_broken


def test_late_words_sent_twice_are_kept_once(town, note):
    ben = closed(town, note)
    update = ben.type("I liked it.")
    keeping.append([Desk(note).row(town.ben, update, is_late=True)])
    again = admit(Desk(note).draft.known, TALKED, town.ben.person_id, True, update)
    assert again.is_known


def test_reopening_lets_late_words_in_under_their_authors_name(town, note):
    ben = closed(town, note)
    desk = Desk(note)
    keeping.append([desk.row(town.ben, ben.type(word), is_late=True) for word in ("I liked ", "it.")])
    offering.reopen(note, by=town.ana)
    assert text(note) == "We met. I liked it."
    assert drafting.late(note) == []
    assert shown.voices(drafting.entries(note.pk), TALKED) == [
        (town.ana.person_id, "We met. "),
        (town.ben.person_id, "I liked it."),
    ]
    assert drafting.walk(note.pk) == bytes(Head.objects.get(note=note).hash)


def test_late_words_that_lean_on_nothing_stay_kept(town, note):
    closed(town, note)
    lost = Device(9, "ben")
    lost.type("never arrived ")
    admitted = Admitted(lost.type("hello"), [], [], [])
    keeping.append([Row(Desk(note).draft.ledger, TALKED, town.ben.person_id, admitted, is_late=True)])
    offering.reopen(note, by=town.ana)
    assert text(note) == "We met. "
    assert [words for _, _, words in drafting.late(note)] == ["hello"]


def test_a_row_that_came_late_for_a_note_that_is_open_again_is_not_hidden_away(town, note):
    ben = closed(town, note)
    desk = Desk(note)
    offering.reopen(note, by=town.ana)
    row = desk.row(town.ben, ben.type("x"), is_late=True)
    keeping.append([row])
    assert row.fate is Fate.STALE  # its device sends it again, and then it stands in the log


# The plain form


def test_the_plain_form_keeps_what_the_other_wrote_meanwhile(town, note):
    first = drafting.rewrite(note, section=TALKED, text="We met at the library.", seq=0, by=town.ana)
    drafting.rewrite(note, section=TALKED, text="We met at the library. I came by bus.", seq=first, by=town.ben)
    drafting.rewrite(note, section=TALKED, text="We met at the café.", seq=first, by=town.ana)
    assert text(note) == "We met at the café. I came by bus."
    assert shown.voices(drafting.entries(note.pk), TALKED) == [
        (town.ana.person_id, "We met at the café."),
        (town.ben.person_id, " I came by bus."),
    ]


def test_the_plain_form_ends_lines_in_one_way(town, note):
    drafting.rewrite(note, section=TALKED, text="one\r\ntwo\rthree\0", seq=0, by=town.ana)
    assert text(note) == "one\ntwo\nthree"


def test_a_plain_form_that_changes_nothing_adds_nothing(town, note):
    seq = drafting.rewrite(note, section=TALKED, text="one\n", seq=0, by=town.ana)
    assert drafting.rewrite(note, section=TALKED, text="one\r\n", seq=seq, by=town.ben) == seq
    assert len(log_of(note)) == 1


def test_own_words_take_the_participants_hands_only(town, note):
    own = next(n for n, s in enumerate(towns.template(note.template).sections) if s.who == "participant")
    with pytest.raises(Refused, match="own words"):
        drafting.rewrite(note, section=own, text="They felt fine.", seq=0, by=town.ana)
    drafting.rewrite(note, section=own, text="I feel fine.", seq=0, by=town.ben)
    assert text(note, own) == "I feel fine."


@pytest.mark.parametrize("name", ["eva", "dan", "chloe", "finn", "zoe", "yan"])
def test_nobody_else_writes(town, note, name):
    with pytest.raises(NotHere):
        drafting.rewrite(note, section=TALKED, text="hello", seq=0, by=town.cast[name])
    assert log_of(note) == []


def test_a_note_that_is_read_back_takes_no_form(town, note):
    drafting.rewrite(note, section=TALKED, text="one", seq=0, by=town.ana)
    offering.offer(note, by=town.ana)
    with pytest.raises(Refused, match="read back"):
        drafting.rewrite(note, section=TALKED, text="two", seq=1, by=town.ben)
    assert text(note) == "one"


def test_too_long_a_form_is_refused_and_says_so(town, note):
    with pytest.raises(Refused, match="long"):
        drafting.rewrite(note, section=TALKED, text="x" * 300_000, seq=0, by=town.ana)


def test_every_form_stands_in_the_history(town, note):
    drafting.rewrite(note, section=TALKED, text="one", seq=0, by=town.ana)
    drafting.rewrite(note, section=TALKED, text="one two", seq=1, by=town.ben)
    told = Event.objects.filter(about_id=note.pk, act=Act.NOTE_WRITE).order_by("seq")
    assert [event.by_id for event in told] == [town.ana.person_id, town.ben.person_id]


# Who may be heard


def test_voices_are_the_participant_the_supporter_and_whoever_else_wrote(town, note):
    assert [(person.chosen_name, voice) for person, voice in drafting.voices_of(note)] == [
        ("Ben", "participant"),
        ("Ana", "supporter"),
    ]
    towns.pairing.join(town.ben_way, person=town.eva.person, by=town.chloe)
    assert [voice for _, voice in drafting.voices_of(note)] == ["participant", "supporter", "other"]
    drafting.rewrite(note, section=TALKED, text="I was there too.", seq=0, by=town.eva)
    towns.leave(town, "eva")
    assert [person.chosen_name for person, _ in drafting.voices_of(note)] == ["Ben", "Ana", "Eva"]


def test_a_draft_knows_what_the_log_says(town, note):
    desk, device = Desk(note), Device(5, "ana")
    keeping.append([desk.row(town.ana, device.type("one 😀")), desk.row(town.ana, device.delete(0))])
    again = drafting.draft(note)
    assert (again.ledger.seq, again.ledger.ends, again.holds_late) == (2, {(TALKED, 5): 6}, False)
    assert again.known.owners == {5: town.ana.person_id}
    assert document.text([again.states[TALKED]]) == "ne 😀"
    assert isinstance(again.ledger, Ledger)
