"""Permissions: whole or not at all, over on their day, by their event or by a word; and what leaves the house."""

import datetime

import pytest
from django.db import DatabaseError
from django.db.models import F

from cairn.lib import clock, ids
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused
from cairn.papers import consenting, reading, releasing
from cairn.papers.models import Consent, Release, Revocation
from cairn.papers.rules import releases as rules
from cairn.people.acts import Act
from cairn.programs import ruling
from cairn.programs.rules import CLOCKS
from tests import town as people

from . import paperwork

pytestmark = pytest.mark.django_db
ASKED = {"what": "attendance", "to": "County Clinic", "why": "care"}
TODAY = datetime.date(2027, 1, 15)


def why_not(town, today=TODAY, **asked):
    return consenting.why_not_release(town.ben_way, **{**ASKED, **asked}, today=today)


def send(town, by=None, **more):
    return releasing.release(town.ben_way, **{**ASKED, "how": "mail", "by": by or town.ana, **more})


def test_nothing_given_denies(town):
    assert "No permission" in why_not(town)
    assert reading.consents(town.ben, town.ben_way, TODAY) == []


def test_the_last_name_makes_the_permission(town, told):
    consent = paperwork.consent(town)
    assert why_not(town) == ""
    assert consent.elements == {
        "who": "Ben",
        "signed": clock.today("America/Chicago").isoformat(),
        "from": "Hope House",
        "what": ["attendance", "goals"],
        "to": ["County Clinic"],
        "why": ["care"],
        "until_on": "2035-12-31",
        "revoke": "You can take it back at any time.",
        "said": {
            "from": ["Hope House"],
            "what": ["The days", "My goals"],
            "to": ["County Clinic"],
            "why": ["Care"],
            "until": ["2035-12-31"],
            "revoke": ["You can take it back at any time."],
        },
    }
    assert told(consent) == [(Act.CONSENT_ACTIVATE, town.ben.person_id)]


@pytest.mark.parametrize("left_out", ["who_discloses", "what", "to_whom", "why", "expires_on"])
def test_without_an_element_it_is_not_even_signed(town, left_out):
    paper = paperwork.begin(town, "release")
    paperwork.fill(paper, by=town.ben, **{k: v for k, v in paperwork.CONSENT.items() if k != left_out})
    with pytest.raises(Refused, match="part of this permission is missing"):
        paperwork.sign(town, paper, by=town.ben)
    assert not Consent.objects.exists()


def test_one_for_treatment_says_what_a_no_means(town):
    paper = paperwork.begin(town, "release-treatment")
    paperwork.fill(paper, by=town.ben, **paperwork.CONSENT)
    with pytest.raises(Refused, match="is missing"):
        paperwork.sign(town, paper, by=town.ben)
    paperwork.fill(paper, by=town.ben, refusing_here="Nothing changes.")
    paperwork.sign(town, paper, by=town.ben)
    assert Consent.objects.get().elements["redisclosure"] == "It may be passed on."


def test_a_day_that_is_over_gives_nothing(town):
    paper = paperwork.begin(town, "release")
    paperwork.fill(paper, by=town.ben, **{**paperwork.CONSENT, "expires_on": "2020-01-01"})
    with pytest.raises(Refused, match="is over"):
        paperwork.sign(town, paper, by=town.ben)


def test_nobody_else_gives_it(town):
    paper = paperwork.begin(town, "release", by=town.ana)
    paperwork.fill(paper, by=town.ana, **paperwork.CONSENT)
    for by in (town.ana, town.chloe):
        with pytest.raises(Refused, match="not needed"):
            paperwork.sign(town, paper, by=by)


@pytest.mark.parametrize(
    ("asked", "covered"),
    [
        ({}, True),
        ({"what": ["attendance", "goals"]}, True),
        ({"to": " county  CLINIC "}, True),
        ({"what": "notes"}, False),
        ({"what": ["attendance", "notes"]}, False),
        ({"what": []}, False),
        ({"what": ""}, False),
        ({"to": ""}, False),
        ({"to": "Landlord"}, False),
        ({"why": ""}, False),
        ({"why": "housing"}, False),
        ({"why": "legal"}, False),
    ],
)
def test_it_covers_what_it_says_and_nothing_else(town, asked, covered):
    paperwork.consent(town)
    assert (why_not(town, **asked) == "") is covered


def test_the_whole_record_is_every_part_of_it(town):
    paperwork.consent(town, what=["whole_record"])
    assert why_not(town, what=["notes", "goals"]) == ""


def test_something_else_counts_in_its_words(town):
    paperwork.consent(town, what=["other"], what_other="A letter")
    assert (why_not(town, what="a letter"), bool(why_not(town, what="other"))) == ("", True)


def test_legal_proceedings_need_a_paper_of_their_own(town):
    paperwork.consent(town, "release-legal", why=["civil"], to_whom="The court")
    asked = {"to": "The court", "why": "legal"}
    assert (why_not(town, **asked), why_not(town, **{**asked, "why": "civil"})) == ("", "")
    assert "another reason" in why_not(town, **{**asked, "why": "criminal"})
    assert "paper of its own" in why_not(town, to="The court", why="care")


def test_it_ends_on_its_day(town):
    paperwork.consent(town, expires_on="2027-01-15")
    assert (why_not(town), why_not(town, today=datetime.date(2027, 1, 16))) == ("", "This permission has run out.")


def test_it_ends_with_its_event(town):
    consent = paperwork.consent(town, expires_on=None, expires_event="I move out")
    assert (consent.until_on, consent.elements["until_event"], why_not(town)) == (None, "I move out", "")
    consenting.revoke(consent, how="event", words="moved", by=town.ana)
    assert "taken back" in why_not(town)


def test_taking_it_back_acts_at_once_and_needs_no_reason(town, told):
    consent = paperwork.consent(town)
    send(town)
    consenting.revoke(consent, by=town.ben)
    assert consenting.revoke(consent, by=town.ben).pk == Revocation.objects.get().pk
    assert why_not(town) == "This permission was taken back."
    with pytest.raises(Refused, match="taken back"):
        send(town)
    assert [r.to for r in reading.releases(town.ben, town.ben_way, consent=consent)] == ["County Clinic"]
    assert told(consent)[-1] == (Act.CONSENT_REVOKE, town.ben.person_id)


def test_it_can_be_taken_back_by_phone(town):
    consent = paperwork.consent(town)
    with pytest.raises(Refused, match="how it was taken back"):
        consenting.revoke(consent, how="owl", by=town.ana)
    made = consenting.revoke(consent, how="call", words="He called at nine.", by=town.ana)
    assert (made.how, made.words, made.taken_by_id) == ("call", "He called at nine.", town.ana.person_id)


def test_another_permission_still_covers(town):
    first = paperwork.consent(town)
    paperwork.consent(town)
    consenting.revoke(first, by=town.ben)
    assert why_not(town) == ""


@pytest.mark.parametrize("stranger", ["eva", "dan", "hana", "finn", "gus", "yan", "olga"])
def test_strangers_neither_see_nor_share_nor_take_back(town, stranger):
    consent = paperwork.consent(town)
    people.ally(town)
    by = town.cast[stranger]
    assert (reading.consents(by, town.ben_way, TODAY), reading.releases(by, town.ben_way)) == ([], [])
    for verb in (
        lambda: send(town, by=by),
        lambda: releasing.release_without(town.ben_way, ground="emergency", **ASKED, how="mail", by=by),
        lambda: consenting.revoke(consent, by=by),
        lambda: reading.consent_for(by, consent.pk),
        lambda: consenting.activate(consent.paper, by=by),
    ):
        with pytest.raises(NotHere):
            verb()


def test_the_participant_shares_by_themselves_not_through_the_house(town):
    paperwork.consent(town)
    with pytest.raises(NotHere):
        send(town, by=town.ben)


def test_a_release_is_written_down_with_its_notice(town, told):
    consent, pk = paperwork.consent(town), ids.uuid7()
    made = send(town, pk=pk)
    assert send(town, pk=pk).pk == pk
    assert Release.objects.count() == 1
    assert (made.consent_id, made.ground, made.what, made.to, made.notice) == (
        consent.pk,
        "consent",
        ["attendance"],
        "County Clinic",
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
    )
    assert told(made) == [(Act.RELEASE_MAKE, town.ana.person_id)]
    assert reading.consents(town.ben, town.ben_way, TODAY)[0].sent == 1


@pytest.mark.parametrize(("part2", "has_notice"), [("yes", True), ("undecided", True), ("no", False)])
def test_the_notice_goes_along_wherever_part_two_applies_or_is_not_decided(town, part2, has_notice):
    ruling.rule(town.program, by=town.finn, clocks=CLOCKS, part2=part2, templates=["joint"])
    paperwork.consent(town)
    assert bool(send(town).notice) is has_notice


def test_what_must_stay_out_is_looked_at_first(town):
    paperwork.consent(town, what_not="Anything about my son")
    with pytest.raises(Refused, match="kept out"):
        send(town)
    assert send(town, minded=True).pk


def test_what_left_before_it_was_taken_back_is_still_written_down(town):
    consent = paperwork.consent(town)
    left = clock.now()
    with clock.moved(hours=1):
        consenting.revoke(consent, by=town.ben)
    with clock.moved(hours=2):
        assert send(town, at=left, consent=consent).at == left
        with pytest.raises(Refused, match="taken back"):
            send(town, consent=consent)
    with pytest.raises(Refused, match="still to come"):
        send(town, at=clock.now() + datetime.timedelta(hours=1))
    with pytest.raises(Refused, match="not given yet"):
        send(town, at=consent.given_at - datetime.timedelta(hours=1), consent=consent)


def test_a_permission_of_somebody_else_covers_nothing(town):
    consent = paperwork.consent(town)
    with pytest.raises(Refused, match="No permission"):
        releasing.release(town.dan_way, **ASKED, how="mail", by=town.eva, consent=consent)


DETAILS = {
    "emergency": {"emergency": "Fall", "affiliation": "City ambulance"},
    "research": {"approval": "Board 12"},
    "audit": {"authority": "The state"},
    "child_abuse": {"report": "Hotline, number 7"},
    "court": {"order": "Circuit court, May 3", "subpoena": "S-1"},
}


@pytest.mark.parametrize("ground", DETAILS)
@pytest.mark.parametrize("by", ["ana", "chloe"])
def test_exceptions_have_their_own_grounds_and_hands(town, ground, by):
    def share(details):
        return releasing.release_without(
            town.ben_way, ground=ground, **ASKED, how="phone", details=details, by=town.cast[by]
        )

    if by == "ana" and ground not in rules.URGENT:
        with pytest.raises(Refused, match="coordinator answers this"):
            share(DETAILS[ground])
        return
    with pytest.raises(Refused):
        share({})
    made = share(DETAILS[ground])
    assert (made.ground, dict(made.details), made.consent_id) == (ground, DETAILS[ground], None)
    assert (made.has_order, made.has_subpoena) == ((True, True) if ground == "court" else (False, False))


def test_a_subpoena_alone_is_no_court_order(town):
    details = {"subpoena": "S-1"}
    with pytest.raises(Refused, match="alone is not a court order"):
        releasing.release_without(town.ben_way, ground="court", **ASKED, how="mail", details=details, by=town.chloe)
    with pytest.raises(DatabaseError), atomic():
        Release.of(
            town.ben_way, ground="court", what=["x"], to="x", why="x", how="mail", has_subpoena=True,
            made_by=town.chloe.person, at=clock.now(),
        ).save(force_insert=True)  # fmt: skip


@pytest.mark.parametrize("ground", ["", "consent", "curiosity"])
def test_there_are_no_other_grounds(town, ground):
    with pytest.raises(Refused, match="on what ground"):
        releasing.release_without(town.ben_way, ground=ground, **ASKED, how="mail", by=town.chloe)


@pytest.mark.parametrize("noun", [Consent, Revocation, Release])
def test_none_of_it_is_changed_or_taken_away(town, noun):
    consent = paperwork.consent(town)
    send(town)
    consenting.revoke(consent, by=town.ben)
    with pytest.raises(DatabaseError), atomic():
        noun.objects.update(subject=F("subject"))
    with pytest.raises(DatabaseError), atomic():
        noun.objects.all()._raw_delete("default")


def test_the_database_itself_knows_no_consent_without_a_signed_paper_or_an_end(town):
    paper = paperwork.begin(town, "release")
    given = {"paper": paper, "kind": "release", "elements": {}, "given_at": clock.now(), "until_on": TODAY}
    with pytest.raises(DatabaseError, match="comes from a signed paper"), atomic():
        Consent.of(town.ben_way, **given).save(force_insert=True)
    consent = paperwork.consent(town)
    consent.pk, consent.until_on = ids.uuid7(), None
    with pytest.raises(DatabaseError), atomic():
        consent.save(force_insert=True)


def test_the_database_itself_lets_nothing_out_under_what_was_taken_back(town):
    consent = paperwork.consent(town)
    consenting.revoke(consent, by=town.ben)
    with pytest.raises(DatabaseError, match="taken back"), atomic():
        Release.of(
            town.ben_way, consent=consent, ground="consent", what=["x"], to="x", why="x", how="mail",
            made_by=town.chloe.person, at=clock.now(),
        ).save(force_insert=True)  # fmt: skip
