"""The seal: what it holds, and that nothing moves it."""

import pytest
from django.db import DatabaseError, connection
from django.db.models import F

from cairn.lib import canonical, ids
from cairn.lib.db import atomic
from cairn.lib.words import Refused
from cairn.notes import answering, describing, drafting, offering, reading, shown, signing, verifying
from cairn.notes.models import Answer, Entry, Hand, Head, Kept, NextStep, Note, Seal, Signature
from cairn.people.acts import Act
from cairn.people.models import Membership
from tests import town as towns


def sealed(town):
    """A sealed note with something of everything."""
    note = towns.draft(town)
    towns.write(note, "We met. ", by=town.ana)
    towns.write(note, "I came by bus.", by=town.ben)
    towns.write(note, "It was mine to say.", by=town.ben, section="own")
    describing.keep_win(note, words="Punctual", by=town.ben, section="talked", passage="I came by bus.")
    describing.add_step(note, what="Call the office", mine=True, by=town.ana)
    describing.describe(note, goals=["A home"], together="fully", by=town.ana)
    describing.feel(note, feeling=4, words="fine", by=town.ben)
    offering.offer(note, by=town.ana)
    note = towns.fresh(town, note)
    part = shown.section_digest(shown.core(note), "talked").hex()
    answering.answer(note, section="talked", choice="differ", words="By tram.", digest=part, by=town.ben)
    for by in (town.ana, town.ben):
        towns.sign(note, by=by)
    return towns.fresh(town, note)


def test_the_seal_holds_everything_that_was_on_the_page(town, told):
    note = sealed(town)
    body = note.seal.body
    talked = next(s for s in body["sections"] if s["key"] == "talked")
    assert talked["runs"] == [[1, "We met. "], [0, "I came by bus."]]
    assert [(p["name"], p["voice"], p["credential"]) for p in body["people"]] == [
        ("Ben", "participant", ""),
        ("Ana", "supporter", "Certified Peer Specialist"),
    ]
    assert body["shares"] == [26, 6]
    assert [(w["words"], w["section"], w["voice"]) for w in body["parts"]["wins"]] == [("Punctual", "talked", 0)]
    assert [(s["what"], s["whose"]) for s in body["parts"]["steps"]] == [("Call the office", 1)]
    assert (body["parts"]["goals"], body["parts"]["together"], body["feeling"]) == (["A home"], "fully", [4, "fine"])
    assert body["answers"] == [{"section": "talked", "choice": "differ", "words": "By tram."}]
    assert [s["name"] for s in body["signatures"]] == ["Ana", "Ben"]
    assert bytes(note.seal.digest) == canonical.digest(body)
    assert told(note)[-1] == (Act.NOTE_SEAL, town.ben.person_id)


def test_the_seal_is_proved_by_the_walk(town):
    sealed(town)
    found = verifying.seals(town.house.pk)
    assert (found.notes, found.broken) == (1, "")


def test_names_and_credentials_stay_as_they_were_on_that_day(town):
    note = sealed(town)
    ana = town.ana.person
    ana.chosen_name = "Anastasia"
    ana.save()
    held = Membership.objects.get(person=ana, role="supporter")
    held.credential = "Director"
    held.save()
    body = reading.content(towns.fresh(town, note))
    assert (body["people"][1]["name"], body["people"][1]["credential"]) == ("Ana", "Certified Peer Specialist")
    assert verifying.seals(town.house.pk).broken == ""


VERBS = {
    "write": lambda note, town: drafting.rewrite(note, section=1, text="Other words.", seq=3, by=town.ana),
    "reopen": lambda note, town: offering.reopen(note, by=town.ana),
    "offer": lambda note, town: offering.offer(note, by=town.ana),
    "let a win go": lambda note, town: describing.let_go_win(note, Kept.objects.get().win_id, by=town.ben),
    "remove a step": lambda note, town: describing.remove_step(note, NextStep.objects.get().step_id, by=town.ben),
    "keep a win": lambda note, town: describing.keep_win(note, words="Brave", by=town.ana),
    "add a step": lambda note, town: describing.add_step(note, what="Rest", mine=False, by=town.ana),
    "describe": lambda note, town: describing.describe(note, goals=["Another"], by=town.ana),
    "feel": lambda note, town: describing.feel(note, feeling=1, by=town.ben),
    "sign": lambda note, town: towns.sign(note, by=town.ben),
    "excuse": lambda note, town: signing.excuse(note, reason="away", digest="", by=town.ana),
    "answer": lambda note, town: answering.answer(note, section="own", choice="right", digest="", by=town.ben),
}


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_moves_it(town, verb):
    note = sealed(town)
    before = everything(note)
    with pytest.raises(Refused, match="sealed"):
        VERBS[verb](note, town)
    assert everything(note) == before


WALL = "this note is sealed|the log is only added to"
FROZEN = (Head, Entry, Hand, Answer, NextStep, Kept, Signature, Seal)
CHANGES = {
    Head: {"seq": 99},
    Entry: {"section": 5},
    Hand: {"client": 7},
    Answer: {"choice": "right"},
    NextStep: {"step_id": F("step_id")},
    Kept: {"section": "own"},
    Signature: {"choice": "agreed"},
    Seal: {"seq": 1},
}


WAYS = {
    "bulk update": lambda noun, rows: rows.update(**CHANGES[noun]),
    "bulk delete": lambda noun, rows: rows._raw_delete(rows.db),
    "save": lambda noun, rows: rows.first().save(force_update=True),
    "delete": lambda noun, rows: noun.objects.filter(pk=rows.first().pk)._raw_delete(rows.db),
}


@pytest.mark.parametrize("noun", FROZEN, ids=lambda noun: noun.__name__)
@pytest.mark.parametrize("way", WAYS)
def test_no_row_of_it_changes_through_the_models(town, noun, way):
    note = sealed(town)
    before, rows = everything(note), noun.objects.filter(note=note)
    with pytest.raises(DatabaseError, match=WALL), atomic():
        WAYS[way](noun, rows)
    assert everything(note) == before


@pytest.mark.parametrize("noun", [Entry, Hand, Answer, NextStep, Kept, Signature], ids=lambda noun: noun.__name__)
def test_no_row_is_added_to_it(town, noun):
    note = sealed(town)
    before, row = everything(note), noun.objects.filter(note=note).first()
    row.pk = ids.uuid7() if noun not in (Entry, Hand) else None
    fresh = {Entry: {"seq": 999}, Hand: {"client": 12345}, Answer: {"section": "own"}}
    for name, value in fresh.get(noun, {}).items():
        setattr(row, name, value)
    row._state.adding = True
    with pytest.raises(DatabaseError, match="this note is sealed"), atomic():
        row.save(force_insert=True)
    assert everything(note) == before


TABLES = [noun._meta.db_table for noun in FROZEN]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("sql", ["DELETE FROM {table}", "UPDATE {table} SET note_id = note_id"])
def test_plain_sql_is_refused_as_well(town, table, sql):
    note = sealed(town)
    before = everything(note)
    with pytest.raises(DatabaseError, match=WALL), atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table=table))
    assert everything(note) == before


@pytest.mark.parametrize(
    "sql", ["DELETE FROM notes_note", "UPDATE notes_note SET stage = 'draft'", "UPDATE notes_note SET language = 'es'"]
)
def test_the_note_itself_stays(town, sql):
    note = sealed(town)
    before = everything(note)
    with pytest.raises(DatabaseError, match=WALL), atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert everything(note) == before


def test_another_note_is_not_frozen_with_it(town):
    sealed(town)
    other = towns.draft(town)
    towns.write(other, "Still open.", by=town.ana)
    Note.objects.filter(pk=other.pk).update(language="es")
    assert towns.fresh(town, other).language == "es"


def everything(note):
    """Every row of the note, as it lies in the database."""
    found = {"note": list(Note.objects.filter(pk=note.pk).values_list())}
    for noun in FROZEN:
        found[noun.__name__] = [
            tuple(map(plain, row)) for row in noun.objects.filter(note=note).order_by("pk").values_list()
        ]
    found["note"] = [tuple(map(plain, row)) for row in found["note"]]
    return found


def plain(value):
    value = getattr(value, "blob", value)
    return bytes(value) if isinstance(value, memoryview) else value
