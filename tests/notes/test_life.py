"""What may happen to a note when: every rule as a table of values."""

import pytest

from cairn.notes.rules import life
from cairn.notes.rules.life import Choice, Said, Stage

SEALED = "This note is sealed. You can add an amendment."


@pytest.mark.parametrize(
    ("stage", "open_"), [(Stage.DRAFT, True), (Stage.OFFERED, False), (Stage.SIGNED, False), (Stage.SEALED, False)]
)
def test_words_are_added_to_a_draft_and_to_nothing_else(stage, open_):
    assert (life.why_not_write(stage) == "") is open_


@pytest.mark.parametrize(
    ("stage", "has_words", "why"),
    [
        (Stage.DRAFT, True, ""),
        (Stage.DRAFT, False, "There are no words yet to read back. A sentence is enough."),
        (Stage.OFFERED, True, ""),
        (Stage.SEALED, True, SEALED),
    ],
)
def test_reading_back_needs_a_word(stage, has_words, why):
    assert life.why_not_offer(stage, has_words) == why


@pytest.mark.parametrize(
    ("choice", "own", "may"),
    [
        (Choice.SIGNED, True, True),
        (Choice.SIGNED, False, True),
        (Choice.AGREED, True, True),
        (Choice.AGREED, False, False),
        (Choice.DECLINED, True, True),
        (Choice.DECLINED, False, False),
        (Choice.LATER, True, True),
        (Choice.LATER, False, False),
        (Choice.ABSENT, True, False),
        (Choice.ABSENT, False, False),
        ("surely", True, False),
        ("", True, False),
    ],
)
def test_the_participant_has_four_answers_and_a_supporter_signs(choice, own, may):
    assert (life.why_not_choose(choice, signer_is_participant=own) == "") is may


def why_not_sign(stage=Stage.OFFERED, choice=Choice.SIGNED, chosen="", reason="", seen_now=True):
    return life.why_not_sign(stage, choice=choice, chosen=chosen, reason=reason, seen_now=seen_now)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, ""),
        ({"stage": Stage.SIGNED}, ""),
        ({"stage": Stage.DRAFT}, "This note is still being written. Please read it through together first."),
        ({"stage": Stage.SEALED}, SEALED),
        ({"seen_now": False}, "The note has changed since you read it. Please read it again; nothing is lost."),
        ({"choice": Choice.DECLINED}, ""),
        ({"choice": Choice.ABSENT}, "Please say in a word why the participant is not there."),
        ({"choice": Choice.ABSENT, "reason": "  "}, "Please say in a word why the participant is not there."),
        ({"choice": Choice.ABSENT, "reason": "had to leave"}, ""),
        ({"chosen": Choice.LATER}, ""),
        ({"chosen": Choice.SIGNED}, "You have already said so. The note waits for the other name."),
        ({"chosen": Choice.DECLINED}, "You have already said so. The note waits for the other name."),
    ],
)
def test_what_stands_in_the_way_of_a_name(given, why):
    assert why_not_sign(**given) == why


@pytest.mark.parametrize(
    ("typed", "names", "may"),
    [
        ("Ben", ("Ben", ""), True),
        ("  ben ", ("Ben", ""), True),
        ("Benjamin  Ort", ("Ben", "Benjamin Ort"), True),
        ("", ("Ben", ""), False),
        ("   ", ("Ben", ""), False),
        ("Ana", ("Ben", ""), False),
        ("Bén", ("Ben", ""), False),
    ],
)
def test_a_signature_is_the_signers_own_name(typed, names, may):
    assert (life.why_not_name(typed, names) == "") is may


@pytest.mark.parametrize(
    ("typed", "name"), [(" ana  maria ", "Ana Maria"), ("ana ruiz", "Ana Ruiz"), ("", ""), ("Ana", "")]
)
def test_a_name_stands_as_it_is_spelled_here(typed, name):
    assert life.signed_as(typed, ("Ana Maria", "Ana Ruiz", "")) == name


OWN, OTHER = True, False


@pytest.mark.parametrize(
    ("choices", "complete"),
    [
        ([], False),
        ([(OTHER, Choice.SIGNED)], False),
        ([(OWN, Choice.SIGNED)], False),
        ([(OTHER, Choice.SIGNED), (OWN, Choice.LATER)], False),
        ([(OTHER, Choice.SIGNED), (OWN, Choice.SIGNED)], True),
        ([(OTHER, Choice.SIGNED), (OWN, Choice.AGREED)], True),
        ([(OTHER, Choice.SIGNED), (OWN, Choice.DECLINED)], True),
        ([(OTHER, Choice.SIGNED), (OWN, Choice.ABSENT)], True),
        ([(OTHER, Choice.SIGNED), (OTHER, Choice.SIGNED)], False),
    ],
)
def test_the_seal_needs_a_supporters_name_and_the_participants_choice(choices, complete):
    assert life.is_complete(choices) is complete


@pytest.mark.parametrize(
    ("stage", "choice", "words", "may"),
    [
        (Stage.OFFERED, Said.RIGHT, "", True),
        (Stage.SIGNED, Said.CHANGE, "", True),
        (Stage.OFFERED, Said.DIFFER, "It was Monday.", True),
        (Stage.OFFERED, Said.DIFFER, "  ", False),
        (Stage.OFFERED, "maybe", "", False),
        (Stage.DRAFT, Said.RIGHT, "", False),
        (Stage.SEALED, Said.RIGHT, "", False),
    ],
)
def test_what_stands_in_the_way_of_an_answer(stage, choice, words, may):
    assert (life.why_not_answer(stage, choice, words) == "") is may
