"""Filled, standing, permission, difference: the decisions of this room, as tables."""

import datetime

import pytest

from cairn.papers.rules import consent, differences, filled, life, releases, standing
from cairn.papers.rules.standing import Fact

T = {"en": "T", "es": "T"}
OPTIONS = [{"value": v, "en": v, "es": v} for v in ("a", "b", "other")]
ITEMS = [
    {"id": "head", "type": "heading", "text": T},
    {"id": "rides", "type": "yesno", "text": T, "required": True},
    {"id": "who", "type": "line", "text": T, "required": True, "when": {"item": "rides", "equals": True}},
    {"id": "more", "type": "words", "text": T, "required": True, "when": {"item": "who", "equals": "x"}},
    {"id": "pick", "type": "choices", "text": T, "options": OPTIONS},
    {"id": "which", "type": "line", "text": T, "when": {"item": "pick", "equals": "other"}},
]


@pytest.mark.parametrize(
    ("answers", "asked", "missing"),
    [
        ({}, ["head", "rides", "pick"], ["rides"]),
        ({"rides": False}, ["head", "rides", "pick"], []),
        ({"rides": True}, ["head", "rides", "who", "pick"], ["who"]),
        ({"rides": 1}, ["head", "rides", "pick"], []),  # a one is no yes
        ({"rides": True, "who": " "}, ["head", "rides", "who", "pick"], ["who"]),
        ({"rides": True, "who": "x"}, ["head", "rides", "who", "more", "pick"], ["more"]),
        ({"rides": False, "who": "x"}, ["head", "rides", "pick"], []),  # what hangs on the hidden is hidden
        ({"rides": False, "pick": ["a", "other"]}, ["head", "rides", "pick", "which"], []),
    ],
)
def test_what_is_asked_and_what_is_missing(answers, asked, missing):
    assert [i["id"] for i in filled.visible(ITEMS, answers)] == asked
    assert filled.missing(ITEMS, answers) == missing


def test_what_is_hidden_or_empty_does_not_count():
    assert filled.kept(ITEMS, {"rides": False, "who": "x", "pick": [], "gone": 1}) == {"rides": False}


COLUMNS = [{"id": "name", "type": "line", **T}, {"id": "n", "type": "number", **T}]
FIXED = [{"id": "mon", **T}, {"id": "tue", **T}]


@pytest.mark.parametrize(
    ("item", "good", "bad"),
    [
        ({"type": "line"}, ["x", "", None, "x" * 300], ["x" * 301, 1, ["x"], True]),
        ({"type": "words"}, ["x" * 10_000], ["x" * 10_001]),
        ({"type": "choice", "options": OPTIONS}, ["a"], ["z", ["a"], 1]),
        ({"type": "choices", "options": OPTIONS}, [["a", "b"], []], ["a", ["z"], ["a", "a"], [1]]),
        ({"type": "scale", "low": 1, "high": 5}, [1, 5], [0, 6, 2.5, "3", True]),
        ({"type": "number"}, [0, -2.5, 7], [True, "7", float("nan"), float("inf"), 10**13]),
        ({"type": "date"}, ["2026-02-28"], ["2026-02-30", "28.2.2026", "20260228", 5]),
        ({"type": "yesno"}, [True, False], ["yes", 1, 0]),
        ({"type": "person"}, [{"name": "A", "phone": ""}], ["A", {"age": "3"}, {"name": 3}]),
        (
            {"type": "table", "columns": COLUMNS},
            [[{"name": "A", "n": 1}, {}]],
            [{}, "x", ["x"], [{"z": 1}], [{"n": "x"}]],
        ),
        ({"type": "table", "columns": COLUMNS}, [[{}] * 60], [[{}] * 61]),
        ({"type": "table", "columns": COLUMNS, "rows": FIXED}, [{"mon": {"name": "A"}}], [[], {"sun": {}}, {"mon": 3}]),
        ({"type": "text"}, [], ["x", None]),
        ({"type": "computed"}, [], [3]),
    ],
)
def test_what_may_stand_in_an_item(item, good, bad):
    item = {"id": "x", "text": T, **item}
    assert [v for v in good if filled.why_not_value(item, v)] == []
    assert [v for v in bad if not filled.why_not_value(item, v)] == []


SCALES = [{"id": n, "type": "scale", "text": T, "low": 1, "high": 5} for n in ("one", "two")]
PEOPLE = {"id": "people", "type": "table", "text": T, "columns": COLUMNS}


@pytest.mark.parametrize(
    ("compute", "answers", "figure"),
    [
        ({"sum": ["one", "two"]}, {}, None),
        ({"sum": ["one", "two"]}, {"one": 2}, 2),
        ({"sum": ["one", "two"]}, {"one": 2, "two": 3}, 5),
        ({"mean": ["one", "two"]}, {"one": 2, "two": 3}, 2.5),
        ({"mean": ["one"]}, {"one": 2, "two": 3}, 2),
        ({"count": "people"}, {}, 0),
        ({"count": "people"}, {"people": [{"name": "A"}, {"name": " "}, {}]}, 1),
    ],
)
def test_what_is_computed(compute, answers, figure):
    items = [*SCALES, PEOPLE, {"id": "k", "type": "computed", "text": T, "compute": compute}]
    found = filled.computed(items, answers)["k"]
    assert (found, type(found)) == (figure, type(figure))


DAY = datetime.date(2026, 6, 15)
AGO, AHEAD = DAY - datetime.timedelta(days=100), DAY + datetime.timedelta(days=100)
SOON = DAY + datetime.timedelta(days=20)


def signed(pk="a", **more):
    return Fact(pk, "signed", **{"closed_on": AGO, **more})


@pytest.mark.parametrize(
    ("kind", "facts", "asked", "state", "paper", "open_", "due"),
    [
        ("agreement", [], {}, "missing", None, None, None),
        ("agreement", [Fact("d", "draft")], {}, "draft", "d", "d", None),
        ("agreement", [Fact("w", "waiting")], {}, "waiting", "w", "w", None),
        ("agreement", [Fact("l", "let_go")], {}, "missing", None, None, None),
        ("agreement", [signed()], {}, "signed", "a", None, None),
        ("agreement", [signed(renew_on=AHEAD)], {}, "signed", "a", None, AHEAD),
        ("agreement", [signed(renew_on=SOON)], {}, "due", "a", None, SOON),
        ("agreement", [signed(renew_on=DAY)], {}, "due", "a", None, DAY),
        ("agreement", [signed(renew_on=AGO)], {}, "expired", "a", None, AGO),
        ("agreement", [signed(renew_on=AGO), Fact("d", "draft")], {}, "draft", "d", "d", None),
        ("agreement", [signed(renew_on=SOON), Fact("d", "draft")], {}, "due", "a", "d", SOON),
        ("agreement", [signed(), Fact("d", "waiting")], {}, "signed", "a", "d", None),
        ("agreement", [signed("a", renew_on=AGO), signed("b", renew_on=AHEAD)], {}, "signed", "b", None, AHEAD),
        ("agreement", [signed()], {2: AGO}, "due", "a", None, AGO),
        ("agreement", [signed(number=2)], {2: AGO}, "signed", "a", None, None),
        ("plan", [signed(review_on=AHEAD)], {}, "signed", "a", None, AHEAD),
        ("plan", [signed(review_on=SOON)], {}, "signed", "a", None, SOON),
        ("plan", [signed(review_on=DAY)], {}, "due", "a", None, DAY),
        ("plan", [signed(review_on=AGO)], {}, "due", "a", None, AGO),
        ("consent", [signed(is_revoked=True)], {}, "revoked", "a", None, None),
        ("consent", [signed(), signed("b", is_revoked=True)], {}, "signed", "a", None, None),
        ("consent", [signed("a", renew_on=AGO), signed("b", is_revoked=True)], {}, "expired", "a", None, AGO),
        ("consent", [signed(is_revoked=True), Fact("d", "draft")], {}, "draft", "d", "d", None),
    ],
)
def test_where_somebody_stands_with_a_form(kind, facts, asked, state, paper, open_, due):
    found = standing.stand(kind, facts, asked=asked, today=DAY)
    assert (found.state, found.paper, found.open, found.due_on) == (state, paper, open_, due)


def test_a_declined_paper_is_missing_with_its_day():
    found = standing.stand("agreement", [Fact("x", "declined", closed_on=AGO)], asked={}, today=DAY)
    assert (found.state, found.declined_on) == ("missing", AGO)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-06-15", 12, "2027-06-15"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-01", 1, "2027-01-01"),
    ],
)
def test_months_go_by(day, months, then):
    read = datetime.date.fromisoformat
    assert standing.after_months(read(day), months) == read(then)
    assert standing.after_months(read(day), 0) is None


SAID = {
    "who": "Ben", "from": "House", "what": ["goals"], "to": ["Clinic"], "why": ["care"], "revoke": "any time",
    "until_on": "2027-01-01", "signed": "2026-06-01",
}  # fmt: skip


@pytest.mark.parametrize("element", ["who", "from", "what", "to", "why", "revoke", "until_on", "signed"])
def test_a_permission_without_an_element_holds_nothing(element):
    said = {name: value for name, value in SAID.items() if name != element}
    assert consent.missing(said, "release") == [element.removesuffix("_on")]
    assert consent.why_not_active(said, "release", is_signed=True, is_revoked=False, until_on=None, today=DAY)
    assert consent.why_not_activate(said, "release", today=DAY)


def test_one_for_treatment_holds_two_more():
    assert consent.missing(SAID, "treatment") == ["redisclosure", "refusing"]


@pytest.mark.parametrize(
    ("more", "holds"),
    [
        ({}, True),
        ({"is_signed": False}, False),
        ({"is_revoked": True}, False),
        ({"until_on": DAY}, True),
        ({"until_on": AGO}, False),
    ],
)
def test_when_a_permission_holds(more, holds):
    given = {"is_signed": True, "is_revoked": False, "until_on": None, "today": DAY, **more}
    assert (consent.why_not_active(SAID, "release", **given) == "") is holds


def test_an_event_ends_it_as_well_as_a_day():
    said = {**SAID, "until_on": "", "until_event": "the hearing"}
    assert (consent.missing(said, "release"), consent.last_day(said)) == ([], None)


def test_each_line_names_somebody():
    item = {"id": "to_whom", "type": "words", "text": T}
    said = consent.elements([item], {"to_whom": "Clinic\n Lab "}, language="en", who="Ben", signed_on=DAY)
    assert said["to"] == ["Clinic", "Lab"]


def test_an_item_can_say_itself_which_element_it_gives():
    items = [
        {"id": "q1", "type": "table", "text": T, "columns": COLUMNS, "element": "to"},
        {"id": "q2", "type": "yesno", "text": {"en": "I know how", "es": "Sé cómo"}, "element": "revoke"},
        {"id": "q3", "type": "person", "text": T, "element": "from"},
    ]
    answers = {"q1": [{"name": "Clinic"}, {}], "q2": True, "q3": {"name": "Ana"}}
    said = consent.elements(items, answers, language="es", who="Ben", signed_on=None)
    assert (said["to"], said["revoke"], said["from"]) == (["Clinic"], "Sé cómo", "Ana")
    assert "revoke" not in consent.elements(items, {"q2": False}, language="es", who="Ben", signed_on=None)


def test_what_a_permission_form_lacks_is_said():
    sentence, values = consent.why_not_form([{"id": "to_whom", "type": "line", "text": T}], "release")
    assert sentence.format(**values) == "A permission must say who may share. Please add a part for it."


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ({}, {}, []),
        ({"who": "Ann", "rides": True}, {"who": "Ann ", "rides": True}, []),
        ({"rides": True, "who": "Ann"}, {"rides": True, "who": "Bo"}, [("who", "changed", "Ann", "Bo")]),
        ({}, {"rides": False}, [("rides", "added", None, False)]),
        ({"pick": ["a"]}, {"pick": []}, [("pick", "removed", ["a"], None)]),
        ({"rides": True, "who": "Ann"}, {"rides": False, "who": "Ann"},
         [("rides", "changed", True, False), ("who", "removed", "Ann", None)]),
    ],
)  # fmt: skip
def test_what_is_different(before, now, found):
    got = differences.differences((ITEMS, before), (ITEMS, now))
    assert [(d.item["id"], d.change, d.before, d.now) for d in got] == found


def test_a_part_that_is_gone_is_removed():
    got = differences.differences((ITEMS, {"rides": False}), (ITEMS[:1], {}))
    assert [(d.item["id"], d.change) for d in got] == [("rides", "removed")]


@pytest.mark.parametrize(
    ("candidates", "needed", "named", "role"),
    [
        (["participant"], ["participant", "supporter"], [], "participant"),
        (["supporter", "coordinator"], ["coordinator"], [], "coordinator"),
        (["supporter", "coordinator"], ["supporter", "coordinator"], ["supporter"], "coordinator"),
        (["supporter", "coordinator"], ["supporter", "coordinator"], ["supporter", "coordinator"], "supporter"),
        (["coordinator"], ["supporter"], [], "coordinator"),
        ([], ["supporter"], [], ""),
    ],
)
def test_in_which_role_somebody_signs(candidates, needed, named, role):
    assert life.role_for(candidates, needed=needed, named=named) == role


@pytest.mark.parametrize(
    ("names", "needed", "witness", "complete"),
    [
        ([], ["participant"], False, False),
        ([("signed", "participant")], ["participant"], False, True),
        ([("agreed", "participant"), ("agreed", "supporter")], ["participant", "supporter"], False, True),
        ([("signed", "participant")], ["participant", "supporter"], False, False),
        ([("signed", "participant")], ["participant"], True, False),
        ([("signed", "participant"), ("witness", "guest")], ["participant"], True, True),
        ([("declined", "participant")], ["participant"], False, False),
    ],
)
def test_when_nothing_more_is_needed(names, needed, witness, complete):
    assert life.is_complete(names, needed=needed, witness=witness) is complete


@pytest.mark.parametrize("field", ["what", "to", "why", "how"])
def test_a_release_says_what_to_whom_why_and_how(field):
    said = {"what": ["goals"], "to": "Clinic", "why": "care", "how": "mail", field: [] if field == "what" else ""}
    sentence, where = releases.why_not_release("consent", **said, details={}, coordinates=False)
    assert (bool(sentence), where) == (True, field)


def test_every_kind_that_is_signed_has_its_sentence_in_both_languages():
    signable = set(life.Kind) - life.NOT_FILLED
    assert set(life.INTENT) == set(life.MEANING) == signable
    assert all(set(said) == set(life.LANGUAGES) for said in [*life.INTENT.values(), life.WITNESSED])
