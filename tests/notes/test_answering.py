"""What the participant says as the words are read back: theirs alone, to what was shown, and it stays."""

import pytest

from cairn.lib.words import NotHere, Refused
from cairn.notes import answering, offering, reading, shown
from cairn.notes.models import Answer
from cairn.people.acts import Act
from tests import town as towns


def answer(note, by, choice="right", section="talked", words="", digest=None):
    digest = digest or shown.section_digest(shown.core(note), section).hex()
    return answering.answer(note, section=section, choice=choice, words=words, digest=digest, by=by)


def said(note):
    """The answers that stand on the page."""
    return [(a["section"], a["choice"], a["words"]) for a in reading.content(note)["answers"]]


@pytest.mark.parametrize(
    ("choice", "words", "kept"),
    [("right", "ignored", ""), ("change", "ignored", ""), ("differ", "  It was on Monday. ", "It was on Monday.")],
)
def test_an_answer_stands_beside_its_passage_and_is_told(town, told, choice, words, kept):
    note = offered(town)
    answer(note, town.ben, choice, words=words)
    assert said(note) == [("talked", choice, kept)]
    assert told(note)[-1] == (Act.NOTE_ANSWER, town.ben.person_id)


def offered(town):
    note = towns.draft(town)
    towns.write(note, "We met on Tuesday. ", by=town.ana)
    offering.offer(note, by=town.ana)
    return towns.fresh(town, note)


def test_the_last_answer_counts(town):
    note = offered(town)
    answer(note, town.ben, "differ", words="Monday.")
    answer(note, town.ben, "right")
    assert said(note) == [("talked", "right", "")]
    assert Answer.objects.count() == 1


def test_what_is_seen_differently_needs_words(town):
    with pytest.raises(Refused, match="own words"):
        answer(offered(town), town.ben, "differ", words=" ")


@pytest.mark.parametrize("name", ["ana", "chloe", "dan", "eva", "finn", "gus", "zoe", "yan"])
def test_nobody_answers_for_the_participant_or_takes_it_away(town, name):
    note = offered(town)
    answer(note, town.ben, "differ", words="Monday.")
    with pytest.raises(NotHere):
        answer(note, town.cast[name], "right")
    assert said(note) == [("talked", "differ", "Monday.")]


def test_an_answer_is_to_what_was_shown(town):
    note = offered(town)
    seen = shown.section_digest(shown.core(note), "talked").hex()
    offering.reopen(note, by=town.ana)
    towns.write(note, "It rained.", by=town.ana)
    offering.offer(note, by=town.ana)
    with pytest.raises(Refused, match="has changed since you read it"):
        answer(towns.fresh(town, note), town.ben, "right", digest=seen)


def test_an_answer_to_words_that_changed_stands_no_more_and_the_others_do(town):
    note = offered(town)
    answer(note, town.ben, "right", section="talked")
    answer(note, town.ben, "right", section="did")
    offering.reopen(note, by=town.ana)
    towns.write(note, "It rained.", by=town.ana, section="talked")
    offering.offer(note, by=town.ana)
    assert said(towns.fresh(town, note)) == [("did", "right", "")]


@pytest.mark.parametrize("section", ["", "nowhere"])
def test_a_part_that_is_not_there_is_not_answered(town, section):
    with pytest.raises(Refused):
        answer(offered(town), town.ben, section=section, digest="00")


def test_nothing_is_answered_while_the_words_are_open(town):
    note = towns.draft(town)
    towns.write(note, "A word.", by=town.ana)
    with pytest.raises(Refused, match="still being written"):
        answer(note, town.ben)


def test_what_is_seen_differently_can_still_be_said_when_the_supporter_has_signed(town):
    note = offered(town)
    towns.sign(note, by=town.ana)
    answer(towns.fresh(town, note), town.ben, "differ", words="Monday.")
    towns.sign(note, by=town.ben)
    assert towns.fresh(town, note).seal.body["answers"] == [
        {"section": "talked", "choice": "differ", "words": "Monday."}
    ]
