"""One device passed across the table: who can do what with it, and how it comes back."""

import pytest

from cairn.lib import clock
from cairn.lib.words import NotHere, Refused
from cairn.notes import handing
from cairn.people import rules, signing_in
from cairn.people.acts import Act
from cairn.people.models import KnownDevice, Person, SignIn
from tests import town as towns

HERE = {"device": "the tablet", "network": "192.0.2.0/24"}
NETWORK = {"network": "192.0.2.0/24"}


def signed_in(who):
    return signing_in.begin(who.person, device=HERE["device"])


def test_the_device_is_the_participants_for_this_note_alone(town, told):
    note = towns.draft(town)
    ana, anas = signed_in(town.ana)
    ben, bens = handing.hand_over(note, secret=towns.PIN, by=ana, **HERE)
    assert signing_in.who(anas) is None
    now = signing_in.who(bens)
    assert (now.person_id, now.sign_in.only_note, now.sign_in.lent_by_id) == (
        town.ben.person_id,
        note.pk,
        ana.sign_in.pk,
    )
    assert ben.person_id == town.ben.person_id
    assert told(note)[-1] == (Act.NOTE_HAND_OVER, town.ana.person_id)


def test_a_lent_device_is_not_remembered_as_the_participants_own(town):
    ana, _ = signed_in(town.ana)
    handing.hand_over(towns.draft(town), secret=towns.PIN, by=ana, **HERE)
    assert not KnownDevice.objects.filter(person=town.ben.person).exists()


def test_it_comes_back_with_the_supporters_own_secret(town, told):
    note = towns.draft(town)
    ana, anas = signed_in(town.ana)
    ben, bens = handing.hand_over(note, secret=towns.PIN, by=ana, **HERE)
    with pytest.raises(Refused):
        handing.hand_back(note, secret=towns.PIN, by=ben, **NETWORK)
    assert signing_in.who(bens) is not None
    token = handing.hand_back(note, secret=towns.PASSPHRASE, by=ben, **NETWORK)
    back = signing_in.who(token)
    assert (back.person_id, back.sign_in.pk) == (town.ana.person_id, ana.sign_in.pk)
    assert (signing_in.who(anas), signing_in.who(bens)) == (None, None)
    assert told(note)[-1] == (Act.NOTE_HAND_BACK, town.ben.person_id)


def test_it_comes_back_after_an_hour_on_the_table(town):
    note = towns.draft(town)
    ana, _ = signed_in(town.ana)
    _ben, bens = handing.hand_over(note, secret=towns.PIN, by=ana, **HERE)
    with clock.moved(minutes=20):
        signing_in.seen(signing_in.who(bens))
    with clock.moved(minutes=40):
        token = handing.hand_back(note, secret=towns.PASSPHRASE, by=signing_in.who(bens), **NETWORK)
        assert signing_in.who(token).person_id == town.ana.person_id


@pytest.mark.parametrize("secret", ["", "000000", towns.PASSPHRASE])
def test_a_wrong_pin_changes_nothing(town, secret):
    ana, anas = signed_in(town.ana)
    with pytest.raises(Refused) as refused:
        handing.hand_over(towns.draft(town), secret=secret, by=ana, **HERE)
    assert refused.value.field == "secret"
    assert signing_in.who(anas).person_id == town.ana.person_id
    assert not SignIn.objects.filter(person=town.ben.person).exists()


def test_guessing_a_pin_on_the_supporters_device_has_an_end(town):
    note = towns.draft(town)
    ana, _ = signed_in(town.ana)
    for _turn in range(rules.LIMITS["network"][0]):
        with pytest.raises(Refused, match="not the PIN"):
            handing.hand_over(note, secret="111111", by=ana, **HERE)
    with pytest.raises(Refused, match="waits for fifteen minutes"):
        handing.hand_over(note, secret=towns.PIN, by=ana, **HERE)


def test_somebody_without_a_pin_is_told_how_to_get_one(town):
    Person.objects.filter(pk=town.ben.person_id).update(secret="")
    ana, _ = signed_in(town.ana)
    with pytest.raises(Refused, match="no PIN yet"):
        handing.hand_over(towns.draft(town), secret=towns.PIN, by=ana, **HERE)


@pytest.mark.parametrize("name", ["ben", "chloe", "dan", "eva", "finn", "gus", "zoe", "yan"])
def test_nobody_else_hands_it_over(town, name):
    note = towns.draft(town)
    by, _ = signed_in(town.cast[name])
    with pytest.raises(NotHere):
        handing.hand_over(note, secret=towns.PIN, by=by, **HERE)


def test_a_device_that_was_not_lent_is_not_handed_back(town):
    note = towns.draft(town)
    ben, _ = signed_in(town.ben)
    with pytest.raises(NotHere):
        handing.hand_back(note, secret=towns.PASSPHRASE, by=ben, **NETWORK)
