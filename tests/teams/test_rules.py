"""The rules of referral and match, as tables of plain values."""

import datetime

import pytest

from cairn.teams.rules import fit, likeness, offer, referral, team_building, wishes
from cairn.teams.rules.fit import Side
from cairn.teams.rules.likeness import (
    OTHER_BIRTH,
    SAME_BIRTH,
    SAME_NAME,
    SAME_PHONE,
    SOUNDS,
    SPELLED,
    SWAPPED_BIRTH,
    Face,
)
from cairn.teams.rules.referral import State
from cairn.teams.rules.wishes import Wishes

TODAY = datetime.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (("Maria Gonzalez",), ("María González",), [SAME_NAME]),
        (("Gonzalez Maria",), ("Maria Gonzalez",), [SAME_NAME]),
        (("Maria Gonsales",), ("Maria Gonzalez",), [SOUNDS]),
        (("Jon Smith",), ("John Smyth",), [SPELLED]),
        (("Catherine Vega",), ("Kathryn Bega",), [SOUNDS]),
        (("Yesenia",), ("Llesenia",), [SOUNDS]),
        (("Maria Gonzalez",), ("Peter Black",), []),
        (("Al",), ("Ed",), []),
        (("Robin Vega", "1990-05-04"), ("Robin Vega", "1990-05-04"), [SAME_NAME, SAME_BIRTH]),
        (("Robin Vega", "1990-05-04"), ("Robin Vega", "1990-04-05"), [SAME_NAME, SWAPPED_BIRTH]),
        (("Robin Vega", "1990-05-04"), ("Robin Vega", "1971-05-04"), [SAME_NAME, OTHER_BIRTH]),
        (("Robin Vega", "1990-05-04"), ("Robbin Vega", "1971-05-04"), []),
        (("Robin Vega", "1990-05-04"), ("Peter Black", "1990-05-04"), [SAME_BIRTH]),
        (("Robin", "", "(555) 010-2030"), ("Peter Black", "", "1 555 010 2030"), [SAME_PHONE]),
        (("", "", ""), ("", "", ""), []),
    ],
)
def test_who_may_be_the_same_person_and_why(one, other, said):
    assert likeness.reasons(Face(1, *one), Face(2, *other)) == said
    assert likeness.reasons(Face(2, *other), Face(1, *one)) == said


def test_the_most_alike_comes_first():
    others = [Face("sound", "Katherine Bega"), Face("phone", "X Y", "", "555 010 2030"), Face("no", "Peter Black")]
    found = likeness.alike(Face(0, "Catherine Vega", "", "5550102030"), others)
    assert [face.id for face, _ in found] == ["phone", "sound"]


@pytest.mark.parametrize(
    ("a", "b"), [("Vásquez", "Basques"), ("Jiménez", "Gimenes"), ("Hernán", "Ernan"), ("Quique", "Kike")]
)
def test_spanish_names_that_sound_the_same(a, b):
    assert likeness.spanish(a) == likeness.spanish(b)


def side(**more):
    return Side(**{"id": 1, "name": "Ana", "wishes": Wishes(languages=frozenset({"en"})), **more})


ASKED = Wishes(languages=frozenset({"en", "es"}), hours=frozenset({"evenings"}), interests=frozenset({"chess"}))


@pytest.mark.parametrize(
    ("more", "sentences"),
    [
        ({}, []),
        ({"paused": True}, [fit.PAUSED]),
        ({"capacity": 2, "load": 2}, [fit.FULL]),
        ({"capacity": 0}, [fit.FULL]),
        ({"capacity": 3, "load": 2}, []),
        ({"conflicts": ("partner", "relative")}, [fit.CONFLICTS["relative"], fit.CONFLICTS["partner"]]),
        ({"wishes": Wishes(languages=frozenset({"vi"}))}, [fit.NO_LANGUAGE]),
        ({"wishes": Wishes()}, []),
        ({"is_self": True}, [fit.SELF]),
    ],
)
def test_what_stands_in_the_way_is_said(more, sentences):
    assert [h.sentence for h in fit.hindrances(ASKED, side(**more))] == sentences


def test_a_language_can_be_gone_past_with_a_reason_and_a_conflict_cannot():
    other = side(wishes=Wishes(languages=frozenset({"vi"})))
    assert fit.why_not(ASKED, other) == fit.NO_LANGUAGE
    assert fit.why_not(ASKED, other, reason="An interpreter comes along") == ""
    assert fit.why_not(ASKED, side(conflicts=("relative",)), reason="All the same") == fit.CONFLICTS["relative"]


def test_supporters_stand_in_order_with_reasons_and_nobody_is_chosen():
    near = Wishes(frozenset({"es"}), frozenset({"evenings"}), interests=frozenset({"chess"}))
    sides = [
        side(id="full", name="Eva", capacity=1, load=1),
        side(id="busy", name="Zoe", load=5),
        side(id="near", name="Ida", load=5, wishes=near),
        side(id="free", name="Ana"),
    ]  # fmt: skip
    fitting, hindered = fit.rank(ASKED, sides)
    assert [f.side.id for f in fitting] == ["near", "free", "busy"]
    assert [(f.side.id, [h.sentence for h in f.hindrances]) for f in hindered] == [("full", [fit.FULL])]
    assert [(r.kind, r.things) for r in fitting[0].met if r.kind] == [
        ("languages", ("es",)), ("hours", ("evenings",)), ("interests", ("chess",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("side_", "is_backup", "said"),
    [
        ({}, False, ""),
        ({"paused": True}, False, fit.PAUSED),
        ({"paused": True}, True, ""),
        ({"capacity": 1, "load": 1}, True, ""),
        ({"conflicts": ("employer",)}, True, fit.CONFLICTS["employer"]),
    ],
)
def test_who_may_join_a_team(side_, is_backup, said):
    assert fit.why_not_join(side(**side_), is_backup=is_backup) == said


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("to", State)
def test_a_referral_goes_only_where_it_may(state, to):
    assert (referral.why_not(state, to) == "") is (to in referral.NEXT[state])


@pytest.mark.parametrize(
    ("states", "to"),
    [
        (["received"], "received"),
        (["received", "contacted", "declined"], "waiting"),
        (["received", "withdrawn"], "received"),
    ],
)
def test_a_closed_referral_comes_back_to_where_it_was(states, to):
    assert referral.reopened(states) == to


SAID = {"name": "Robin", "referrer": "agency", "phone": "555 010 2030"}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, ""),
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"referrer": "somebody"}, "referrer"),
        ({"phone": ""}, "phone"),
        ({"phone": "", "answer_how": "Ask for me at the desk"}, ""),
        ({"phone": "12"}, "phone"),
        ({"urgency": "now"}, "urgency_why"),
        ({"urgency": "now", "urgency_why": "Leaves the shelter on Friday"}, ""),
        ({"born_on": "2027-01-01"}, "born_on"),
        ({"born_on": "May"}, "born_on"),
        ({"safe": {"email": "nobody"}}, "email"),
        ({"why": "x" * 4001}, "why"),
    ],
)
def test_what_a_referral_needs(more, field):
    assert referral.why_not_said({**SAID, **more}, today=TODAY)[1] == field


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({}, ""),
        ({"supporter": "yes"}, ""),
        ({"supporter": "yes", "participant": "yes"}, "accepted"),
        ({"supporter": "yes", "participant": "no"}, "declined"),
        ({"participant": "no"}, "declined"),
    ],
)
def test_what_the_answers_make_of_an_offer(answers, outcome):
    assert offer.becomes(answers) == outcome


def test_wishes_hold_only_what_can_be_chosen():
    said = wishes.clean(
        {"languages": ["es", "xx"], "meet": ["person"], "interests": "  Chess,  Long   walks ", "token": "x"}
    )
    assert (said["languages"], said["meet"], said["interests"]) == (["es"], ["person"], "Chess, Long walks")
    assert wishes.read(said).interests == {"chess", "long walks"}
    assert "token" not in said


def test_team_building_is_a_checklist():
    assert team_building.why_not_mark("dance", "") != ""
    assert [step for step, *_ in team_building.checklist({})] == list(team_building.STEPS)
