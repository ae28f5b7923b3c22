"""Referrals: received, moved with a row each, found alike, joined and taken apart; and who sees them."""

import pytest
from django.db import DatabaseError, transaction

from cairn.audit.models import Event
from cairn.lib import clock
from cairn.lib.words import NotHere, Refused
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.rules import LIMITS
from cairn.teams import merging, referral_reading, referring
from cairn.teams.models import Merge, Referral, ReferralMove
from cairn.teams.rules.referral import State
from tests import town as people

pytestmark = pytest.mark.django_db
SAID = {"name": "Robin Vega", "referrer": "themself", "phone": "555 010 2030"}


def seen(town, act=Act.REFERRAL_READ):
    """{who: the names of the referrals they may see}."""
    found = {
        name: sorted(r.name for r in access.scope(who, act, Referral.objects.all())) for name, who in town.cast.items()
    }
    return {name: names for name, names in found.items() if names}


def test_who_sees_which_referral(town):
    people.referral(town)
    people.referral(town, name="Undecided", program=None)
    people.referral(town, name="Hanas", program=town.other_program, by=town.hana)
    people.referral(town, name="Theirs", program=None, by=town.xia)
    assert seen(town) == {
        "chloe": ["Robin Vega", "Undecided"],
        "hana": ["Hanas", "Undecided"],
        "xia": ["Theirs"],
    }


def test_a_referral_needs_a_program_of_ones_own(town):
    with pytest.raises(NotHere):
        people.referral(town, program=town.other_program)


def test_every_change_is_a_row_and_stands_in_the_history(town):
    row = people.referral(town)
    row = referring.contact(row, how="call", reached=False, by=town.chloe, words="No answer")
    assert row.state == State.RECEIVED
    row = referring.contact(row, how="call", reached=True, by=town.chloe)
    row = referring.wait(row, by=town.chloe)
    row = referring.decline(row, reason="We have no Vietnamese", by=town.chloe)
    row = referring.reopen(row, reason="Now we have", by=town.chloe)
    said = [(m.was, m.now, m.reason) for m in reversed(referral_reading.moves(row))]
    assert said == [
        ("", "received", ""), ("received", "contacted", ""), ("contacted", "waiting", ""),
        ("waiting", "declined", "We have no Vietnamese"), ("declined", "waiting", "Now we have"),
    ]  # fmt: skip
    acts = list(Event.objects.filter(about_id=row.pk).order_by("seq").values_list("act", flat=True))
    assert acts == [
        Act.REFERRAL_RECEIVE, Act.REFERRAL_CONTACT, Act.REFERRAL_CONTACT, Act.REFERRAL_WAIT, Act.REFERRAL_DECLINE,
        Act.REFERRAL_REOPEN,
    ]  # fmt: skip


@pytest.mark.parametrize("verb", [referring.decline, referring.withdraw, referring.reopen])
def test_a_reason_is_asked(town, verb):
    row = people.referral(town)
    if verb is referring.reopen:
        row = referring.withdraw(row, reason="Moved away", by=town.chloe)
    with pytest.raises(Refused, match="say why"):
        verb(row, reason=" ", by=town.chloe)


def test_how_it_went_cannot_be_changed(town):
    people.referral(town)
    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        ReferralMove.objects.update(now="accepted")


def test_an_accepted_referral_without_a_way_cannot_be(town):
    people.referral(town)
    with pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.update(state=State.ACCEPTED)


def test_pressing_twice_receives_one(town):
    first = people.referral(town)
    again = referring.receive_referral(SAID, by=town.chloe, program=town.program, pk=first.pk)
    assert (again, Referral.objects.count()) == (first, 1)


def test_the_public_page_gives_a_code_that_only_the_house_can_resolve(town):
    pk = Referral().pk
    code = referring.receive_public("hope", SAID, network="n", pk=pk)
    assert referring.receive_public("hope", {**SAID, "name": "Other"}, network="n", pk=pk) == code
    assert Referral.objects.get().name == "Robin Vega"
    assert [r.pk for r in referral_reading.named(town.chloe, code.lower())] == [pk]
    assert referral_reading.named(town.xia, code) == []


def test_the_public_page_waits_after_many(town):
    most = LIMITS["form"][0]
    for n in range(most):
        referring.receive_public("hope", {**SAID, "name": f"Robin {n}"}, network="n", pk=Referral().pk)
    with pytest.raises(Refused, match="Many of these"):
        referring.receive_public("hope", SAID, network="n", pk=Referral().pk)
    assert referring.receive_public("hope", SAID, network="another", pk=Referral().pk)
    with clock.moved(hours=2):
        assert referring.receive_public("hope", SAID, network="n", pk=Referral().pk)


def test_the_likes_of_somebody_are_found_where_one_may_look_and_nowhere_else(town):
    row = people.referral(town, name="Ben")
    people.referral(town, name="Benn", program=town.other_program, by=town.hana)
    other = people.referral(town, name="Benn", phone="555 999 2030")
    people.referral(town, name="Dan", phone="555 123 4567")  # Dan is known, but in a program of others
    found = referral_reading.alike(town.chloe, row)
    assert {(a.referral and a.referral.pk, a.participation and a.participation.pk) for a in found} == {
        (other.pk, None), (None, town.ben_way.pk),
    }  # fmt: skip
    dan = Referral.objects.latest("pk")
    assert referral_reading.alike(town.chloe, dan) == []


def everything(row):
    row.refresh_from_db()
    return {f.attname: getattr(row, f.attname) for f in row._meta.fields}


@pytest.mark.parametrize("known", [True, False])
def test_a_merge_says_who_and_why_and_is_undone_fully(town, known):
    row, other = people.waiting(town), people.referral(town, name="Robbin Vega")
    before, theirs = everything(row), everything(other)
    target = {"participation": town.ben_way} if known else {"into": other}
    made = merging.merge(row, why="The same phone", by=town.chloe, **target)
    listed = [r.pk for r in referral_reading.waiting_list(town.chloe)[0]]
    assert listed == ([row.pk, other.pk] if known else [other.pk])
    with pytest.raises(Refused, match="joined with"):
        merging.merge(row, why="Again", by=town.chloe, into=other)
    merging.part(made, why="Two sisters", by=town.chloe)
    assert (everything(row), everything(other)) == (before, theirs)
    kept = Merge.objects.get()
    assert (kept.why, kept.undone_why, kept.undone_by_id) == ("The same phone", "Two sisters", town.chloe.person_id)


def test_nobody_merges_with_somebody_they_may_not_see(town):
    row = people.referral(town)
    hanas = people.referral(town, program=town.other_program, by=town.hana)
    for target in ({"into": hanas}, {"participation": town.dan_way}):
        with pytest.raises(NotHere):
            merging.merge(row, why="Same", by=town.chloe, **target)


def test_the_list_is_filtered_sorted_and_turned_by_key(town):
    for n in range(5):
        with clock.moved(days=n):
            urgent = {"urgency": "now", "urgency_why": "x"} if n == 3 else {}
            people.referral(town, name=f"R{n}", wishes={"languages": ["es"] if n % 2 else ["en", "es"]}, **urgent)
    people.referral(town, name="Undecided", program=None, wishes={"languages": ["vi"]})

    def names(**asked):
        return [r.name for r in referral_reading.waiting_list(town.chloe, **asked)[0]]

    assert names() == ["R3", "R0", "Undecided", "R1", "R2", "R4"]
    assert names(sort="newest")[0] == "R4"
    assert names(language="vi") == ["Undecided"]
    assert names(program="none") == ["Undecided"]
    assert names(urgency="now") == ["R3"]
    assert names(state="closed") == []
    for sort in referral_reading.SORTS:
        turned, after = [], ""
        while True:
            rows, after = referral_reading.waiting_list(town.chloe, sort=sort, after=after, limit=2)
            turned += [r.name for r in rows]
            if not after:
                break
        assert turned == names(sort=sort)
    assert referral_reading.referral_counts(town.chloe) == {"received": 6, "urgent": 1}
