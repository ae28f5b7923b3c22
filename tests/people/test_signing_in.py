"""Coming in and going out."""

import pytest

from cairn.lib import clock
from cairn.lib.words import Refused
from cairn.people import signing_in
from cairn.people.models import SignIn
from tests import town as people

pytestmark = pytest.mark.django_db


def come_in(who, secret=None, *, device="her phone", network="10.0.0.0/24"):
    """Sign in as they would; ``(Who, token)``."""
    return signing_in.come_in(people.sign_in_name(who), secret or people.secret(who), device=device, network=network)[0]


def wrong(who, times, **where):
    """That many wrong tries."""
    for _ in range(times):
        with pytest.raises(Refused):
            come_in(who, "000000", **where)


def test_staff_come_in_by_email_and_participants_by_name(town):
    for who in (town.ana, town.ben):
        found, token = come_in(who)
        assert found == who
        assert signing_in.who(token) == who


def test_case_and_spaces_of_a_name_do_not_matter(town):
    assert signing_in.come_in("  BEN   of HOPE ", people.PIN, device="d", network="n")[0][0] == town.ben


def test_an_unknown_name_and_a_wrong_secret_answer_alike(town):
    said = []
    for name, secret in (
        (people.sign_in_name(town.ben), "000000"),
        ("nobody at all", "000000"),
        ("no@body.example", "x"),
    ):
        with pytest.raises(Refused) as refusal:
            signing_in.come_in(name, secret, device="d", network="n")
        said.append(refusal.value.sentence)
    assert said == [signing_in.WRONG] * 3


def test_who_is_one_question_to_the_database(town, queries):
    _, token = come_in(town.ana)
    with queries() as asked:
        signing_in.who(token)
    assert len(asked) == 1


def test_a_token_of_nobody_is_nobody(town):
    assert signing_in.who("made up") is None
    assert signing_in.whose("made up") is None


def test_guessing_elsewhere_does_not_shut_the_owner_out(town):
    come_in(town.ben, device="ben's phone")
    wrong(town.ben, 8, device="stranger", network="203.0.113.0/24")
    with pytest.raises(Refused, match="fifteen minutes"):
        come_in(town.ben, device="stranger", network="203.0.113.0/24")
    assert come_in(town.ben, device="ben's phone", network="203.0.113.0/24")[0] == town.ben


def test_a_right_secret_from_a_throttled_network_waits_too(town):
    wrong(town.ben, 8)
    with pytest.raises(Refused, match="fifteen minutes"):
        come_in(town.ben)
    with clock.moved(minutes=16):
        assert come_in(town.ben)[0] == town.ben


def test_even_the_own_device_is_throttled(town):
    come_in(town.ben)
    wrong(town.ben, 10)
    with pytest.raises(Refused, match="fifteen minutes"):
        come_in(town.ben)


def test_idle_for_half_an_hour_it_asks_again_and_goes_on(town):
    found, token = come_in(town.ana)
    with clock.moved(minutes=31):
        assert signing_in.who(token) is None
        stale = signing_in.whose(token)
        signing_in.prove_again(stale, people.PASSPHRASE, network="n")
        assert signing_in.who(token) == found


def test_a_sign_of_life_is_written_at_most_every_two_minutes(town, queries):
    _, token = come_in(town.ana)
    with queries() as asked:
        signing_in.seen(signing_in.who(token))
    assert len(asked) == 1
    with clock.moved(minutes=3):
        signing_in.seen(signing_in.who(token))
    with clock.moved(minutes=32):
        assert signing_in.who(token) is not None


def test_a_wrong_secret_over_the_page_counts(town):
    who, _ = come_in(town.ana)
    for _ in range(10):
        with pytest.raises(Refused, match="Nothing is lost"):
            signing_in.prove_again(who, "wrong", network="n")
    with pytest.raises(Refused, match="fifteen minutes"):
        signing_in.prove_again(who, people.PASSPHRASE, network="n")


def test_going_out_ends_this_device_only(town):
    first, token = come_in(town.ana, device="laptop")
    _, other = come_in(town.ana, device="phone")
    signing_in.go_out(by=first)
    assert signing_in.who(token) is None
    assert signing_in.whose(token) is None
    assert signing_in.who(other) == town.ana


def test_the_token_is_nowhere_in_the_database(town):
    _, token = come_in(town.ana)
    row = SignIn.objects.get(person_id=town.ana.person_id)
    assert token.encode() not in bytes(row.token_index)


def test_nobody_without_a_role_comes_in(town):
    people.without_roles(town.ana)
    with pytest.raises(Refused) as refusal:
        come_in(town.ana)
    assert refusal.value.sentence == signing_in.WRONG
