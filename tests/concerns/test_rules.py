"""What comes after what, by when, who hears it, what may be said: plain values."""

import datetime

import pytest

from cairn.concerns.rules import asking, guidance, handling, routing
from cairn.concerns.rules.handling import Kind, Stage
from cairn.concerns.rules.routing import Circle, House
from cairn.programs.rules import CLOCKS

RAISED, HEARD, ACTING, SETTLED, TOLD, CLOSED = Stage
DAY = datetime.date(2026, 11, 2)
SAID = {"kind": "money", "what": "words", "urgency": "week", "answer": "here"}


@pytest.mark.parametrize(
    ("kind", "stages"),
    [
        (Kind.ACKNOWLEDGE, {RAISED: HEARD}),
        (Kind.ASSIGN, {RAISED: RAISED, HEARD: HEARD, ACTING: ACTING, SETTLED: SETTLED, TOLD: TOLD}),
        (Kind.ACT, {HEARD: ACTING, ACTING: ACTING, SETTLED: SETTLED, TOLD: TOLD}),
        (Kind.ANSWER, {HEARD: HEARD, ACTING: ACTING, SETTLED: SETTLED, TOLD: TOLD}),
        (Kind.SETTLE, {HEARD: SETTLED, ACTING: SETTLED}),
        (Kind.TELL, {SETTLED: TOLD}),
        (Kind.CLOSE, {TOLD: CLOSED}),
        (Kind.REOPEN, {CLOSED: RAISED}),
        (Kind.ADD, {RAISED: RAISED, HEARD: HEARD, ACTING: ACTING, SETTLED: SETTLED, TOLD: TOLD}),
        (Kind.ROUTE, {stage: stage for stage in Stage}),
    ],
)
def test_what_comes_after_what(kind, stages):
    for stage in Stage:
        sentence = handling.why_not(kind, stage, how="person")
        assert bool(sentence) is (stage not in stages), (stage, sentence)
        if stage in stages:
            assert handling.after(kind, stage) is stages[stage]


@pytest.mark.parametrize(
    ("kind", "stage", "more", "sentence"),
    [
        (Kind.ANSWER, HEARD, {"wants_answer": False}, "They asked for no answer."),
        (Kind.TELL, SETTLED, {"how": ""}, "Please say how they were told."),
        (Kind.TELL, HEARD, {"how": "person"}, "Please write down first what came of it."),
        (Kind.SETTLE, RAISED, {}, "Please acknowledge it first"),
        (Kind.SETTLE, TOLD, {}, "What came of it is written already."),
        (Kind.CLOSE, ACTING, {}, "Please tell whoever raised it first"),
        (Kind.CLOSE, CLOSED, {}, "This concern is closed."),
        (Kind.ACKNOWLEDGE, HEARD, {}, "It was acknowledged already."),
    ],
)
def test_a_sentence_says_what_stands_in_the_way(kind, stage, more, sentence):
    assert handling.why_not(kind, stage, **more).startswith(sentence)


@pytest.mark.parametrize(
    ("stage", "clock", "days"),
    [
        (RAISED, "concern_acknowledge", 2),
        (HEARD, "concern_act", 7),
        (ACTING, "concern_tell", 14),
        (SETTLED, "concern_tell", 14),
        (TOLD, "concern_close", 30),
    ],
)
def test_each_stage_has_its_clock(stage, clock, days):
    assert handling.due(stage, DAY, CLOCKS) == (clock, DAY + datetime.timedelta(days=days))
    assert handling.due(stage, DAY, {**CLOCKS, clock: 1}) == (clock, DAY + datetime.timedelta(days=1))


def test_nothing_runs_when_it_is_closed_and_the_last_day_is_not_late():
    assert handling.due(CLOSED, DAY, CLOCKS) is None
    assert [handling.is_late(DAY, DAY + datetime.timedelta(days=n)) for n in (-1, 0, 1)] == [False, False, True]


HERE = House(
    charged=frozenset("ab"), second=frozenset("s"), administrators=frozenset("xy"), coordinators=frozenset("abc")
)


@pytest.mark.parametrize(
    ("house", "around", "out", "circle", "who"),
    [
        (HERE, False, "", Circle.COORDINATORS, "ab"),
        (HERE, False, "a", Circle.COORDINATORS, "b"),
        (HERE, True, "a", Circle.SECOND, "s"),
        (HERE, False, "ab", Circle.SECOND, "s"),
        (HERE, True, "s", Circle.ADMINISTRATORS, "xy"),
        (HERE, True, "sx", Circle.ADMINISTRATORS, "y"),
        (HERE, True, "sxy", Circle.OTHERS, "abc"),
        (HERE, True, "sxya", Circle.OTHERS, "bc"),
        (HERE, True, "sxyabc", Circle.NOBODY, ""),
        (House(), False, "", Circle.NOBODY, ""),
        (House(administrators=frozenset("x")), False, "", Circle.ADMINISTRATORS, "x"),
    ],
)
def test_who_hears_it(house, around, out, circle, who):
    assert routing.hearers(house, around=around, kept_out=out) == (circle, frozenset(who))


@pytest.mark.parametrize(
    ("ticked", "out", "around"), [(False, "", False), (True, "", True), (False, "z", False), (False, "za", True)]
)
def test_it_goes_around_the_coordinators_when_one_is_part_of_it(ticked, out, around):
    assert routing.goes_around(ticked=ticked, kept_out=out, coordinators="ab") is around


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, ""),
        ({"kind": "weather"}, "kind"),
        ({"what": "  "}, "what"),
        ({"tried": "x" * 5001}, "tried"),
        ({"urgency": ""}, "urgency"),
        ({"answer": ""}, "answer"),
        ({"answer": "contact"}, "contact"),
        ({"answer": "contact", "contact": "after 4"}, ""),
    ],
)
def test_what_may_be_said(said, field):
    assert asking.why_not_raise({**SAID, **said})[1] == field


@pytest.mark.parametrize(("involves", "field"), [("", "involves"), ("maybe", "involves"), ("yes", ""), ("no", "")])
def test_from_outside_it_must_be_said_who_may_read_it(involves, field):
    assert asking.why_not_raise({**SAID, "involves": involves}, outside=True)[1] == field


def test_the_careful_words_stand_until_there_are_own_ones():
    assert guidance.said({}, "es") == guidance.CAREFUL["es"]
    assert guidance.said({"es": "Llama a Rosa."}, "es") == "Llama a Rosa."
    assert guidance.said({"en": "Call Rosa."}, "es") == guidance.CAREFUL["es"]
    assert guidance.why_not_guidance({"en": "x" * 6001})[1] == "en"
