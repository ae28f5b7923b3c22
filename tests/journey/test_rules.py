"""The decisions of the whole way, as tables."""

import datetime
import inspect

import pytest

from cairn.journey.rules import checklist, clocks, deciding, leaving, stages
from cairn.journey.rules.checklist import Facts
from cairn.journey.rules.stages import Stage
from cairn.programs import rules as programs

DAY = datetime.date(2026, 3, 1)


def on(month, day, year=2026):
    return datetime.date(year, month, day)


# -- stages


@pytest.mark.parametrize(
    ("now", "to", "open_items", "why", "refused"),
    [
        ("team_building", "getting_started", [], "", ""),
        ("team_building", "getting_started", ["contact"], "", "still open"),
        ("team_building", "getting_started", ["contact"], "We met at once.", ""),
        ("team_building", "making_progress", [], "", "does not lead there"),
        ("team_building", "maintaining", [], "x", "does not lead there"),
        ("getting_started", "making_progress", [], "", ""),
        ("getting_started", "team_building", [], "", "why you go back"),
        ("getting_started", "team_building", [], "A new supporter.", ""),
        ("making_progress", "maintaining", [], "x", "does not lead there"),
        ("making_progress", "exiting", [], "x", "does not lead there"),
        ("maintaining", "making_progress", [], "More is needed.", ""),
        ("exiting", "exited", [], "x", "does not lead there"),
        ("exited", "team_building", [], "x", "has ended"),
        ("exited", "nonsense", [], "x", "has ended"),
        ("getting_started", "nonsense", [], "x", "does not lead there"),
    ],
)
def test_where_a_press_leads(now, to, open_items, why, refused):
    sentence = stages.why_not_move(now, to, open_items=open_items, why=why)
    assert (refused in sentence) if refused else sentence == ""


def test_every_stage_has_its_words():
    assert set(stages.NAMES) == set(stages.ABOUT) == set(stages.NEXT) == set(Stage) == set(checklist.ASKS)
    assert set(stages.TIERS) == set(stages.TIER_NAMES) == {1, 2, 3}


def test_no_press_without_a_decision_leads_into_a_tier_s_own_stage_but_the_first():
    reached = {to for after in stages.NEXT.values() for to in after}
    assert reached & {Stage.MAINTAINING, Stage.EXITING, Stage.EXITED} == set()


def test_no_rule_proposes_a_tier():
    """Nothing in the rules takes measures, scores, days or reviews and gives a tier back."""
    named = [name for module in (stages, deciding) for name, each in inspect.getmembers(module, inspect.isfunction)]
    assert [name for name in named if "tier" in name] == ["stage_of_tier"]


# -- clocks


@pytest.mark.parametrize(
    ("start", "days", "pauses", "due"),
    [
        (on(1, 1), 90, [], on(4, 1)),
        (on(1, 1), 90, [(on(2, 1), on(2, 10))], on(4, 11)),
        (on(1, 1), 90, [(on(2, 1), on(2, 10)), (on(2, 5), on(2, 12))], on(4, 13)),
        (on(1, 1), 90, [(on(4, 5), on(4, 8))], on(4, 1)),  # after the day it was due
        (on(1, 1), 90, [(on(4, 1), on(4, 3))], on(4, 4)),
        (on(1, 10), 10, [(on(1, 1), on(1, 12))], on(1, 22)),  # began before
        (on(1, 10), 10, [(on(1, 1), on(1, 9))], on(1, 20)),
        (on(1, 1), 30, [(on(1, 20), None)], on(3, 13)),  # goes on: counted up to today
        (on(1, 1), 30, [(on(2, 1, 2027), None)], on(1, 31)),
        (on(2, 28, 2024), 1, [], on(2, 29, 2024)),
    ],
)
def test_a_clock_waits_as_long_as_a_pause(start, days, pauses, due):
    assert clocks.due_after(start, days, pauses=pauses, today=DAY) == due


@pytest.mark.parametrize(("days", "state"), [(-1, "late"), (0, "soon"), (14, "soon"), (15, "ahead")])
def test_late_soon_and_ahead(days, state):
    assert clocks.state(DAY + datetime.timedelta(days=days), DAY) == state


# -- checklists


def done(stage, facts, ticks=()):
    return [item.key for item in checklist.items(stage, facts, dict.fromkeys(ticks, "row")) if item.done]


SIGNED = ("signed", on(2, 1))


@pytest.mark.parametrize(
    ("stage", "facts", "ticks", "expected"),
    [
        ("team_building", Facts(), [], []),
        ("team_building", Facts(contacts=1), [], ["contact"]),
        ("team_building", Facts(contacts=1, met_in_neutral_place=True), [], ["contact", "meeting"]),
        ("team_building", Facts(strengths=2, told=frozenset({"now"})), ["past"], ["strengths", "past", "now"]),
        ("getting_started", Facts(papers={"liability": SIGNED}), [], ["liability"]),
        ("getting_started", Facts(papers={"liability": ("due", on(1, 1, 2025))}), [], ["liability"]),
        ("getting_started", Facts(papers={"liability": ("expired", on(1, 1, 2025))}), [], []),
        ("getting_started", Facts(papers={"release": ("revoked", on(1, 1))}), [], []),
        ("getting_started", Facts(), ["release"], ["release"]),
        ("making_progress", Facts(papers={"goals": SIGNED, "progress-survey": SIGNED}), [], ["goals", "measure"]),
        ("maintaining", Facts(papers={"ongoing-plan": SIGNED}), [], ["ongoing-plan"]),
        (
            "maintaining",
            Facts(papers={"onboard-policy": SIGNED, "participation-contract": SIGNED}, assessed_on=on(2, 2)),
            [],
            [],
        ),
        (
            "maintaining",
            Facts(papers={"onboard-policy": SIGNED, "participation-contract": SIGNED}, assessed_on=on(2, 1)),
            [],
            ["onboard-policy", "participation-contract"],
        ),
        ("exiting", Facts(), [], []),
        ("exiting", Facts(plan={"goals": [{"met": "open"}], "supports": ""}, has_code=True), [], ["back"]),
        (
            "exiting",
            Facts(plan={"goals": [{"met": "let_go"}], "supports": "My sister"}, plan_agreed=True),
            ["exit-survey"],
            ["exit-plan", "end-goals", "supports", "exit-survey"],
        ),
        ("exited", Facts(), [], []),
    ],
)
def test_what_is_done(stage, facts, ticks, expected):
    assert done(stage, facts, ticks) == expected


def test_what_a_formal_assessment_asks_to_look_at_again():
    before = {"onboard-policy": ("signed", on(1, 1)), "participation-contract": ("signed", on(3, 3))}
    assert checklist.to_look_at_again(Facts(papers=before)) == []
    assert checklist.to_look_at_again(Facts(papers=before, assessed_on=on(2, 1))) == ["onboard-policy"]


@pytest.mark.parametrize(
    ("item", "words", "refused"),
    [("contact", "By phone", ""), ("contact", " ", "few words"), ("nothing", "x", "not on the list")],
)
def test_what_can_be_said_to_be_done(item, words, refused):
    assert refused in checklist.why_not_tick(item, words)[0]


# -- deciding

WHOLE = {
    "stage": "making_progress", "reasons": "Because", "supporter_view": "Well", "rhythm": "weekly",
    "next_on": on(6, 1), "today": DAY, "has_open": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("tier", "said", "field", "refused"),
    [
        (1, {}, "", ""),
        (3, {}, "", ""),
        (None, {}, "tier", "one of the three"),
        (4, {}, "tier", "one of the three"),
        (1, {"reasons": " "}, "reasons", "why"),
        (1, {"supporter_view": ""}, "supporter_view", "how you see it"),
        (1, {"rhythm": ""}, "rhythm", "how often"),
        (1, {"next_on": DAY}, "next_on", "day to come"),
        (1, {"next_on": None}, "next_on", "day to come"),
        (1, {"has_open": True}, "", "waiting for an answer"),
        (1, {"stage": "team_building"}, "", "goals are being worked on"),
        (1, {"stage": "exited"}, "", "goals are being worked on"),
        (1, {"reasons": "x" * 5000}, "reasons", "four thousand"),
    ],
)
def test_what_a_decision_needs(tier, said, field, refused):
    sentence, at = deciding.why_not_propose(tier, **{**WHOLE, **said})
    assert (at, refused in sentence, bool(sentence)) == (field, True, bool(refused))


@pytest.mark.parametrize(
    ("choice", "words", "name", "is_open", "field", "refused"),
    [
        ("agree", "", "ben doe", True, "", ""),
        ("agree", "", " Ben  Doe ", True, "", ""),
        ("agree", "", "Ben", True, "name", "type your name"),
        ("agree", "", "", True, "name", "type your name"),
        ("differ", "I need more time.", "", True, "", ""),
        ("differ", " ", "", True, "words", "own words"),
        ("maybe", "", "Ben Doe", True, "choice", "choose"),
        ("agree", "", "Ben Doe", False, "", "settled already"),
    ],
)
def test_how_a_decision_is_answered(choice, words, name, is_open, field, refused):
    sentence, at = deciding.why_not_answer(choice, words=words, name=name, names=("Ben Doe", ""), is_open=is_open)
    assert (at, refused in sentence, bool(sentence)) == (field, True, bool(refused))


@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        ({}, False),
        ({"participant": "agree"}, False),
        ({"supporter": "agree"}, False),
        ({"participant": "agree", "supporter": "agree"}, True),
        ({"participant": "differ", "supporter": "agree"}, False),
    ],
)
def test_both_need_to_agree(said, agreed):
    assert deciding.is_agreed(said) is agreed


@pytest.mark.parametrize(
    ("said", "why", "has_supporter", "waited", "refused"),
    [
        ({"participant": "differ"}, "Reason", True, 0, ""),
        ({"participant": "differ"}, " ", True, 0, "why you decide"),
        ({"participant": "agree"}, "Reason", True, 0, "can still agree"),
        ({}, "Reason", False, 0, ""),
        ({}, "Reason", True, 5, ""),
        ({}, "Reason", True, 4, "can still agree"),
    ],
)
def test_when_a_coordinator_decides(said, why, has_supporter, waited, refused):
    sentence, _ = deciding.why_not_settle(
        said, why=why, is_open=True, has_supporter=has_supporter, waited=waited, patience=5
    )
    assert (refused in sentence, bool(sentence)) == (True, bool(refused))


# -- leaving


def plan(**said):
    return {**leaving.EMPTY, **said}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (plan(), ""),
        (plan(goals=[{"words": "A home", "met": "met", "on": ""}]), ""),
        (plan(goals=[{"words": "A home", "met": "failed", "on": ""}]), "goals"),
        (plan(goals=[{"words": "", "met": "met", "on": ""}]), "goals"),
        (plan(taper=[{"from": "2026-03-01", "rhythm": "weekly"}]), ""),
        (plan(taper=[{"from": "", "rhythm": "weekly"}]), "taper"),
        (plan(taper=[{"from": "2026-03-01", "rhythm": "sometimes"}]), "taper"),
        (plan(taper=[{"from": "2026-04-01", "rhythm": "weekly"}, {"from": "2026-03-01", "rhythm": "asked"}]), "taper"),
        (plan(back="x" * 2001), "supports"),
    ],
)
def test_what_an_exit_plan_holds(body, field):
    sentence, at = leaving.why_not_plan(body)
    assert (at, bool(sentence)) == (field, bool(field))


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({}, True),
        ({"helped": ""}, True),
        ({"helped": "The walks"}, False),
        ({"experience": "5"}, False),
        ({"experience": "9"}, True),
        ({"more": "x" * 2001}, True),
    ],
)
def test_what_is_answered_without_a_name(answers, refused):
    assert bool(leaving.why_not_answers(answers)) is refused


# -- a program's rules


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, ""),
        ({"clocks": {"review": 60}}, ""),
        ({"clocks": {"review": 0}}, "review"),
        ({"clocks": {"review": "60"}}, "review"),
        ({"clocks": {"review": 5000}}, "review"),
        ({"part2": "maybe"}, "part2"),
        ({"templates": []}, "templates"),
        ({"sign_within_hours": 0}, "sign_within_hours"),
        ({"sign_within_hours": 24}, ""),
    ],
)
def test_how_a_program_may_be_ruled(said, field):
    whole = {"clocks": {}, "part2": "undecided", "templates": ["joint"], "sign_within_hours": None, **said}
    assert programs.why_not_rule(**whole)[1] == field


@pytest.mark.parametrize(("said", "applies"), [("yes", True), ("undecided", True), (None, True), ("no", False)])
def test_part_2_not_decided_counts_as_yes(said, applies):
    assert programs.part2_applies(said) is applies
