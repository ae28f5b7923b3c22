"""Names under the words: what a signature says, who may put which, what voids it."""

import pytest

from cairn.lib import canonical, clock
from cairn.lib.words import NotHere, Refused
from cairn.notes import describing, offering, shown, signing
from cairn.notes.models import Signature
from cairn.people import signing_in
from cairn.people.acts import Act
from tests import town as towns


def digest(note):
    return canonical.digest(shown.core(note)).hex()


def names(note):
    """[(who, choice, stands)] of everything that was ever put under it."""
    rows = Signature.objects.filter(note=note).order_by("at", "pk")
    return [(s.person_id, s.choice, s.voided_at is None) for s in rows]


def refusal(verb, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        verb(*args, **kwargs)
    return refused.value


def test_a_signature_says_what_was_shown_and_who_signed_as_they_were(town, told):
    note = towns.offered(town)
    core, whole = shown.core(note), shown.whole(note, shown.core(note))
    towns.sign(note, by=town.ana)
    made = Signature.objects.get(note=note)
    assert (made.person_id, made.put_by_id, made.role, made.choice) == (town.ana.person_id,) * 2 + (
        "supporter",
        "signed",
    )
    assert (made.name, made.credential, made.seq) == ("Ana", "Certified Peer Specialist", 2)
    assert bytes(made.digest) == canonical.digest(core)
    assert bytes(made.shown) == canonical.digest(whole)
    assert told(note)[-1] == (Act.NOTE_SIGN, town.ana.person_id)
    assert towns.fresh(town, note).stage == "signed"


def test_the_other_order_seals_as_well(town):
    note = towns.offered(town)
    towns.sign(note, by=town.ben)
    assert towns.fresh(town, note).stage == "offered"
    towns.sign(note, by=town.ana)
    assert towns.fresh(town, note).stage == "sealed"


@pytest.mark.parametrize("choice", ["signed", "agreed", "declined"])
def test_each_of_the_participants_choices_lets_the_note_be_sealed(town, choice):
    note = towns.offered(town)
    towns.sign(note, by=town.ana)
    towns.sign(note, by=town.ben, choice=choice, reason="because")
    sealed = towns.fresh(town, note)
    assert sealed.stage == "sealed"
    assert [(s["role"], s["choice"]) for s in sealed.seal.body["signatures"]] == [
        ("supporter", "signed"),
        ("participant", choice),
    ]


def test_later_waits_and_is_replaced_by_what_they_say_then(town):
    note = towns.offered(town)
    towns.sign(note, by=town.ben, choice="later")
    towns.sign(note, by=town.ana)
    assert towns.fresh(town, note).stage == "signed"
    towns.sign(note, by=town.ben, choice="agreed")
    ben, ana = town.ben.person_id, town.ana.person_id
    assert names(note) == [(ben, "later", False), (ana, "signed", True), (ben, "agreed", True)]
    assert towns.fresh(town, note).stage == "sealed"


def test_somebody_who_is_not_there_does_not_keep_the_supporter_from_signing(town, told):
    note = towns.offered(town)
    signing.excuse(note, reason="had to catch the bus", digest=digest(note), by=town.ana)
    towns.sign(note, by=town.ana)
    sealed = towns.fresh(town, note)
    absent = sealed.seal.body["signatures"][0]
    assert (absent["choice"], absent["name"], absent["reason"]) == ("absent", "Ben", "had to catch the bus")
    put = Signature.objects.get(note=note, choice="absent")
    assert (put.person_id, put.put_by_id, put.method) == (town.ben.person_id, town.ana.person_id, "none")
    assert told(note)[-3:] == [(act, town.ana.person_id) for act in (Act.NOTE_EXCUSE, Act.NOTE_SIGN, Act.NOTE_SEAL)]


def test_only_a_supporter_says_that_the_participant_is_not_there(town):
    note = towns.offered(town)
    with pytest.raises(NotHere):
        signing.excuse(note, reason="away", digest=digest(note), by=town.ben)
    refusal(signing.excuse, note, reason=" ", digest=digest(note), by=town.ana)
    refusal(towns.sign, note, by=town.ben, choice="absent", reason="away")
    assert names(note) == []


@pytest.mark.parametrize(
    ("who", "choice"), [("ana", "agreed"), ("ana", "declined"), ("ana", "later"), ("ben", "hurray")]
)
def test_nobody_makes_a_choice_that_is_not_theirs(town, who, choice):
    note = towns.offered(town)
    refusal(towns.sign, note, by=town.cast[who], choice=choice)
    assert names(note) == []


@pytest.mark.parametrize("name", ["", "Ana", "somebody"])
def test_a_signature_is_typed_in_the_signers_own_name(town, name):
    note = towns.offered(town)
    refused = refusal(signing.sign, note, choice="signed", name=name, digest=digest(note), by=town.ben)
    assert refused.field == "name"
    assert names(note) == []


def test_a_name_typed_beside_another_choice_is_not_kept(town):
    note = towns.offered(town)
    signing.sign(note, choice="agreed", name="Ana", digest=digest(note), by=town.ben)
    assert Signature.objects.get(note=note).name == "Ben"


def test_nobody_signs_what_they_have_not_seen(town):
    note = towns.offered(town)
    seen = digest(note)
    offering.reopen(note, by=town.ben)
    towns.write(note, " More.", by=town.ben)
    offering.offer(note, by=town.ben)
    refused = refusal(signing.sign, note, choice="signed", name="Ana", digest=seen, by=town.ana)
    assert refused.sentence.startswith("The note has changed")
    assert names(note) == []


def test_parts_that_changed_meanwhile_are_seen_as_a_change(town):
    note = towns.offered(town)
    seen, stale = digest(note), towns.fresh(town, note)
    offering.reopen(note, by=town.ben)
    describing.describe(note, goals=["Another goal"], by=town.ben)
    offering.offer(note, by=town.ben)
    refusal(signing.sign, stale, choice="signed", name="Ana", digest=seen, by=town.ana)
    assert stale.goals == ["Another goal"]


def test_saying_it_twice_makes_one_name(town):
    note = towns.offered(town)
    towns.sign(note, by=town.ana)
    refusal(towns.sign, note, by=town.ana)
    assert names(note) == [(town.ana.person_id, "signed", True)]


def test_a_name_needs_a_secret_given_lately(town):
    note = towns.offered(town)
    ana, _token = signing_in.begin(town.ana.person, device="desk")
    with clock.moved(minutes=11):
        refused = refusal(towns.sign, note, by=ana)
        assert refused.sentence.startswith("Please give your PIN or passphrase")
        assert names(note) == []
    with clock.moved(minutes=9):
        towns.sign(note, by=ana)
    assert names(note) == [(town.ana.person_id, "signed", True)]


def test_opening_the_words_again_voids_the_names_visibly(town, told):
    note = towns.offered(town)
    towns.sign(note, by=town.ana)
    offering.reopen(note, by=town.ben)
    assert names(note) == [(town.ana.person_id, "signed", False)]
    assert towns.fresh(town, note).stage == "draft"
    assert told(note)[-1] == (Act.NOTE_REOPEN, town.ben.person_id)
    offering.offer(note, by=town.ana)
    towns.sign(note, by=town.ana)
    towns.sign(note, by=town.ben)
    ana, ben = town.ana.person_id, town.ben.person_id
    assert names(note) == [(ana, "signed", False), (ana, "signed", True), (ben, "signed", True)]


@pytest.mark.parametrize("name", ["chloe", "dan", "eva", "finn", "gus", "hana", "zoe", "yan", "xia", "wim"])
def test_nobody_else_signs_offers_or_reopens(town, name):
    note, by = towns.offered(town), town.cast[name]
    for verb, values in (
        (signing.sign, {"choice": "signed", "name": by.person.chosen_name, "digest": digest(note)}),
        (signing.excuse, {"reason": "away", "digest": digest(note)}),
        (offering.offer, {}),
        (offering.reopen, {}),
    ):
        with pytest.raises(NotHere):
            verb(note, **values, by=by)
    assert names(note) == []


def test_who_left_the_team_signs_no_more(town):
    note = towns.offered(town)
    towns.leave(town, "ana")
    with pytest.raises(NotHere):
        towns.sign(note, by=town.ana)


def test_a_note_without_words_is_not_read_back(town):
    note = towns.draft(town)
    refusal(offering.offer, note, by=town.ana)
    towns.write(note, "  \n ", by=town.ana)
    refusal(offering.offer, note, by=town.ana)
    assert towns.fresh(town, note).stage == "draft"
    towns.write(note, "A word.", by=town.ana)
    offering.offer(note, by=town.ben)
    offering.offer(note, by=town.ana)
    assert towns.fresh(town, note).stage == "offered"


def test_reading_back_twice_is_told_once(town, told):
    note = towns.offered(town)
    offering.offer(note, by=town.ben)
    assert [act for act, _ in told(note)].count(Act.NOTE_OFFER) == 1
