"""The structured parts: kept, let go, whose they are, and that they come back."""

import datetime

import pytest

from cairn.goals import reading as goals
from cairn.goals import stepping
from cairn.goals.models import Step, Win
from cairn.lib.words import NotHere, Refused
from cairn.notes import describing, offering, reading, shown
from cairn.people.acts import Act
from tests import town as towns

DAY = datetime.date(2026, 11, 20)
STRANGERS = ["chloe", "dan", "eva", "finn", "gus", "hana", "zoe", "yan", "xia", "wim"]


def parts(town, note):
    return shown.core(towns.fresh(town, note))["parts"]


def test_a_win_is_kept_with_the_words_it_stands_in_and_whose_they_are(town, told):
    note = towns.draft(town)
    win = describing.keep_win(
        note, words=" Made  the call ", kind="win", passage="I called.", section="did", by=town.ben
    )
    assert parts(town, note)["wins"] == [
        {
            "id": str(win.pk),
            "kind": "win",
            "words": "Made the call",
            "passage": "I called.",
            "section": "did",
            "voice": 0,
        }
    ]
    assert told(note)[-1] == (Act.WIN_KEEP, town.ben.person_id)
    assert [w.words for w in goals.wins(town.ben, note.participation)] == ["Made the call"]


@pytest.mark.parametrize(
    ("passage", "voice"),
    [
        ("I came by bus.", 0),
        ("We met at the library.", 1),
        ("library. I came by bus.", 0),
        ("nobody wrote this", 1),
        ("", 1),
    ],
)
def test_a_passage_is_in_the_voice_of_whoever_wrote_most_of_it(town, passage, voice):
    note = towns.draft(town)
    towns.write(note, "We met at the library. ", by=town.ana)
    towns.write(note, "I came by bus.", by=town.ben)
    describing.keep_win(note, words="Something", passage=passage, section="talked", by=town.ana)
    assert [w["voice"] for w in parts(town, note)["wins"]] == [voice]


@pytest.mark.parametrize(
    ("given", "field"), [({"words": " "}, "words"), ({"words": "a" * 301}, "words"), ({"kind": "medal"}, "kind")]
)
def test_a_win_needs_words_and_a_kind(town, given, field):
    note = towns.draft(town)
    with pytest.raises(Refused) as refused:
        describing.keep_win(note, **({"words": "Brave"} | given), by=town.ben)
    assert refused.value.field == field
    assert Win.objects.count() == 0


def test_a_win_in_no_part_of_this_note_stands_for_the_whole(town):
    note = towns.draft(town)
    describing.keep_win(note, words="Brave", section="elsewhere", by=town.ben)
    assert [w["section"] for w in parts(town, note)["wins"]] == [""]


def test_a_win_is_let_go_of_its_own_note_only(town, told):
    one, other = towns.draft(town), towns.draft(town)
    win = describing.keep_win(one, words="Brave", by=town.ben)
    describing.let_go_win(other, win.pk, by=town.ana)
    assert len(parts(town, one)["wins"]) == 1
    describing.let_go_win(one, win.pk, by=town.ana)
    assert parts(town, one)["wins"] == []
    assert Win.objects.count() == 0
    assert told(one)[-1] == (Act.WIN_LET_GO, town.ana.person_id)


def test_a_step_has_somebody_who_takes_it_and_perhaps_a_day(town):
    note = towns.draft(town)
    describing.add_step(note, what="Bring the papers", mine=False, due_on=DAY, by=town.ben)
    describing.add_step(note, what="Look up the bus", mine=True, by=town.ana)
    assert [(s["what"], s["whose"], s["due_on"]) for s in parts(town, note)["steps"]] == [
        ("Bring the papers", 0, "2026-11-20"),
        ("Look up the bus", 1, None),
    ]


def test_a_step_comes_back_at_the_next_meeting_until_it_is_marked(town):
    old, new = towns.draft(town), towns.draft(town)
    late = describing.add_step(old, what="Someday", mine=False, by=town.ben)
    soon = describing.add_step(old, what="On Friday", mine=False, due_on=DAY, by=town.ben)
    here = describing.add_step(new, what="From now", mine=False, by=town.ben)
    people = shown.words(towns.fresh(town, new)).people

    def beside():
        _wins, steps, before = reading.beside(new, people)
        return [s["id"] for s in steps], [s.pk for s in before]

    assert beside() == ([str(here.pk)], [soon.pk, late.pk])
    stepping.mark(soon, state="done", word="It was easy.", by=town.ben)
    assert beside() == ([str(here.pk)], [late.pk])
    stepping.mark(soon, state="open", by=town.ana)
    assert beside() == ([str(here.pk)], [soon.pk, late.pk])


def test_a_step_of_another_participant_never_comes_up(town):
    theirs = towns.draft(town, way=town.dan_way, by=town.eva)
    describing.add_step(theirs, what="Dan's own", mine=False, by=town.dan)
    note = towns.draft(town)
    assert reading.beside(note, shown.words(note).people) == ([], [], [])


def test_a_step_is_taken_out_of_its_own_note_only(town, told):
    one, other = towns.draft(town), towns.draft(town)
    step = describing.add_step(one, what="Rest", mine=False, by=town.ben)
    describing.remove_step(other, step.pk, by=town.ben)
    assert Step.objects.count() == 1
    describing.remove_step(one, step.pk, by=town.ben)
    assert Step.objects.count() == 0
    assert told(one)[-1] == (Act.STEP_REMOVE, town.ben.person_id)


def test_goals_are_lines_and_only_what_is_given_changes(town, told):
    note = towns.draft(town)
    describing.describe(note, goals=["A  home", "", "  ", "Steady hours"], by=town.ben)
    describing.describe(note, together="partly", together_why="The bus came.", by=town.ana)
    found = parts(town, note)
    assert (found["goals"], found["together"], found["together_why"]) == (
        ["A home", "Steady hours"],
        "partly",
        "The bus came.",
    )
    assert told(note)[-2:] == [(Act.NOTE_DESCRIBE, town.ben.person_id), (Act.NOTE_DESCRIBE, town.ana.person_id)]


def test_how_it_was_written_is_one_of_four(town):
    with pytest.raises(Refused) as refused:
        describing.describe(towns.draft(town), together="somehow", by=town.ana)
    assert refused.value.field == "together"


def test_the_feeling_is_the_participants_to_say(town, told):
    note = towns.draft(town)
    describing.feel(note, feeling=4, words=" better ", by=town.ben)
    assert towns.fresh(town, note).feeling == [4, "better"]
    assert told(note)[-1] == (Act.NOTE_FEEL, town.ben.person_id)
    for feeling in (0, 6, "4", None):
        with pytest.raises(Refused):
            describing.feel(note, feeling=feeling, by=town.ben)
    for name in ["ana", *STRANGERS]:
        with pytest.raises(NotHere):
            describing.feel(note, feeling=1, by=town.cast[name])
    assert towns.fresh(town, note).feeling == [4, "better"]


def test_the_feeling_can_be_said_while_it_is_read_back_and_keeps_the_names(town):
    note = towns.offered(town)
    towns.sign(note, by=town.ana)
    describing.feel(note, feeling=3, by=town.ben)
    towns.sign(note, by=town.ben)
    assert towns.fresh(town, note).seal.body["feeling"] == [3, ""]


def test_parts_are_closed_with_the_words(town):
    note = towns.draft(town)
    win = describing.keep_win(note, words="Brave", by=town.ben)
    step = describing.add_step(note, what="Rest", mine=False, by=town.ben)
    towns.write(note, "A word.", by=town.ana)
    offering.offer(note, by=town.ana)
    before = parts(town, note)
    for verb, given in (
        (describing.keep_win, {"words": "More"}),
        (describing.add_step, {"what": "More", "mine": True}),
        (describing.describe, {"goals": ["More"]}),
        (describing.let_go_win, {"win_id": win.pk}),
        (describing.remove_step, {"step_id": step.pk}),
    ):
        with pytest.raises(Refused, match="read back"):
            verb(note, **given, by=town.ana)
    assert parts(town, note) == before


@pytest.mark.parametrize("name", STRANGERS)
def test_strangers_keep_nothing(town, name):
    note, by = towns.draft(town), town.cast[name]
    before = parts(town, note)
    for verb, given in (
        (describing.keep_win, {"words": "More"}),
        (describing.add_step, {"what": "More", "mine": True}),
        (describing.describe, {"goals": ["More"]}),
    ):
        with pytest.raises(NotHere):
            verb(note, **given, by=by)
    assert parts(town, note) == before


def test_thirty_are_enough(town):
    note = towns.draft(town)
    for number in range(30):
        describing.keep_win(note, words=f"Win {number}", by=town.ben)
        describing.add_step(note, what=f"Step {number}", mine=False, by=town.ben)
    with pytest.raises(Refused):
        describing.keep_win(note, words="One more", by=town.ben)
    with pytest.raises(Refused):
        describing.add_step(note, what="One more", mine=False, by=town.ben)
