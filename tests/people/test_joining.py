"""Coming in for the first time, and again after a lost secret, with a code made in the room."""

import pytest

from cairn.audit.models import Event
from cairn.lib import clock, codes
from cairn.lib.words import NotHere, Refused
from cairn.people import granting, joining, signing_in
from cairn.people.models import JoinCode, Person
from cairn.people.roles import Role
from tests import town as people

pytestmark = pytest.mark.django_db
WHERE = {"device": "new phone", "network": "10.0.0.0/24"}


def code_for(town, by=None):
    """A code for Ben, made by Ana."""
    return joining.make_code(town.ben.person, by=by or town.ana, through=town.ben_way)


def test_a_code_lets_its_person_in_with_a_name_and_pin_of_their_own(town):
    who, token = joining.join(code_for(town), name="river blue", secret="739154", **WHERE)
    assert who == town.ben
    assert signing_in.who(token) == town.ben
    assert signing_in.come_in("river blue", "739154", **WHERE)[0][0] == town.ben


def test_a_code_works_once(town):
    code = code_for(town)
    joining.join(code, name="river blue", secret="739154", **WHERE)
    with pytest.raises(Refused, match="does not open"):
        joining.join(code, name="another", secret="739154", **WHERE)


def test_a_code_lasts_half_an_hour(town):
    code = code_for(town)
    with clock.moved(minutes=31), pytest.raises(Refused, match="half an hour"):
        joining.open_code(code, network="n")


def test_a_new_code_withdraws_the_one_before(town):
    first, second = code_for(town), code_for(town)
    with pytest.raises(Refused):
        joining.open_code(first, network="n")
    assert joining.open_code(second.lower().replace("-", " "), network="n").person == town.ben.person


def test_a_bad_pin_leaves_the_code_unused(town):
    code = code_for(town)
    with pytest.raises(Refused) as refusal:
        joining.join(code, name="river blue", secret="123456", **WHERE)
    assert refusal.value.field == "secret"
    assert joining.join(code, name="river blue", secret="739154", **WHERE)[0] == town.ben


def test_a_taken_name_says_so_and_loses_nothing(town):
    code = code_for(town)
    with pytest.raises(Refused, match="taken"):
        joining.join(code, name="DAN of hope", secret="739154", **WHERE)
    assert Person.objects.get(pk=town.ben.person_id).handle == "ben of hope"


def test_a_lost_secret_is_set_anew_face_to_face_and_old_devices_are_out(town):
    _, old = signing_in.come_in(people.sign_in_name(town.ben), people.PIN, **WHERE)[0]
    joining.join(code_for(town), name="ben of hope", secret="739154", **WHERE)
    assert signing_in.who(old) is None
    with pytest.raises(Refused):
        signing_in.come_in("ben of hope", people.PIN, **WHERE)


@pytest.mark.parametrize("name", ["eva", "hana", "finn", "gus", "dan", "yan", "xia", "wim", "ben"])
def test_only_the_team_and_their_coordinator_make_a_code(town, name):
    with pytest.raises(NotHere):
        code_for(town, by=getattr(town, name))
    assert not JoinCode.objects.exists()


def test_a_code_is_made_through_the_persons_own_way(town):
    with pytest.raises(NotHere):
        joining.make_code(town.dan.person, by=town.ana, through=town.ben_way)


def test_guessing_codes_is_throttled(town):
    for _ in range(10):
        with pytest.raises(Refused, match="does not open"):
            joining.open_code(codes.make(), network="10.0.0.0/24")
    with pytest.raises(Refused, match="fifteen minutes"):
        joining.open_code(code_for(town), network="10.0.0.0/24")
    assert joining.open_code(code_for(town), network="192.0.2.0/24")


def test_the_code_is_nowhere_in_the_database(town):
    code = codes.normal(code_for(town))
    assert code.encode() not in bytes(JoinCode.objects.get().code_index)
    assert code not in " ".join(Event.objects.values_list("facts", flat=True))


def test_staff_come_in_with_their_email_and_a_passphrase(town):
    person = joining.welcome("Ivy", roles=[Role.SUPPORTER], by=town.finn, email="Ivy@Hope.example")
    code = joining.make_code(person, by=town.finn, through=person)
    with pytest.raises(Refused, match="fifteen letters"):
        joining.join(code, name="", secret="739154", **WHERE)
    joining.join(code, name="", secret="four green boats sail", **WHERE)
    assert signing_in.come_in("ivy@hope.example", "four green boats sail", **WHERE)[0][0].person == person


def test_a_coordinator_welcomes_participants_and_supporters_only(town):
    assert joining.welcome("Jo", roles=[Role.PARTICIPANT], by=town.chloe).chosen_name == "Jo"
    for role in (Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR):
        with pytest.raises(NotHere):
            joining.welcome("Jo", roles=[role], by=town.chloe)
    for name in ("ana", "ben", "gus"):
        with pytest.raises(NotHere):
            joining.welcome("Jo", roles=[Role.PARTICIPANT], by=getattr(town, name))


def test_one_email_is_one_person_in_a_house(town):
    with pytest.raises(Refused, match="already uses"):
        joining.welcome("Ana too", roles=[Role.SUPPORTER], by=town.finn, email="ANA@hope.example")
    assert joining.welcome("Ana", roles=[Role.SUPPORTER], by=town.wim, email="ana@hope.example")


def test_a_new_secret_needs_the_old_one_and_signs_the_others_out(town):
    here, token = signing_in.come_in(people.sign_in_name(town.ben), people.PIN, **WHERE)[0]
    _, other = signing_in.come_in(people.sign_in_name(town.ben), people.PIN, device="old", network="n")[0]
    with pytest.raises(Refused):
        joining.keep_secret("739154", by=here, old="999999", network="n")
    joining.keep_secret("739154", by=here, old=people.PIN, network="n")
    assert signing_in.who(token) == town.ben
    assert signing_in.who(other) is None


def test_the_last_administrator_stays(town):
    held = town.finn.person.memberships.get()
    with pytest.raises(Refused, match="last administrator"):
        granting.revoke(held, by=town.finn)
    granting.grant(town.chloe.person, role=Role.ADMINISTRATOR, by=town.finn)
    granting.revoke(held, by=town.finn)
    assert town.again("finn").roles == frozenset()


def test_a_supporter_changes_the_chosen_name_of_their_own_participant_only(town):
    granting.change(town.ben.person, by=town.ana, through=town.ben_way, chosen_name="Benny")
    assert people.who(town.ben.person_id).person.chosen_name == "Benny"
    for name, through in (("eva", town.ben_way), ("ana", town.dan_way), ("ana", None), ("gus", None)):
        with pytest.raises(NotHere):
            granting.change(
                town.dan.person if through is town.dan_way else town.ben.person,
                by=getattr(town, name),
                through=through,
                chosen_name="X",
            )
