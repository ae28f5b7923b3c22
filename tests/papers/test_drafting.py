"""Steps of drafting as values: ids, places, what hangs on what; and what one text says otherwise than another."""

import pytest

from cairn.papers.rules import drafting, shape, versions

RIDE = {"id": "ride", "type": "yesno", "text": {"en": "Rides?", "es": "¿Viajes?"}}
BELT = {
    "id": "belt", "type": "line", "text": {"en": "Belt", "es": "Cinturón"}, "when": {"item": "ride", "equals": True},
}  # fmt: skip
HOURS = {"id": "hours", "type": "number", "text": {"en": "Hours", "es": "Horas"}}
SUM = {"id": "sum", "type": "computed", "text": {"en": "Sum", "es": "Suma"}, "compute": {"sum": ["hours"]}}
ITEMS = [RIDE, BELT, HOURS, SUM]


def ids(items):
    return [item["id"] for item in items]


@pytest.mark.parametrize(
    ("text", "taken", "found"),
    [
        ("Do you want rides?", (), "do-you-want-rides"),
        ("¿Quiere que le llevemos mañana?", (), "quiere-que-le-llevemos-manana"),
        ("Rides", ("rides",), "rides-2"),
        ("Rides", ("rides", "rides-2"), "rides-3"),
        ("24 hours", (), "hours"),
        ("你好", (), "part"),
        ("", ("part",), "part-2"),
        ("one very long question that goes on and on and on", (), "one-very-long-question-that-goes-on-and"),
    ],
)  # fmt: skip
def test_an_id_is_made_from_the_words(text, taken, found):
    assert drafting.fresh_id(text, taken) == found
    assert shape.is_id(found)


@pytest.mark.parametrize(
    ("item", "step", "order"),
    [
        ("ride", 1, ["belt", "ride", "hours", "sum"]),
        ("ride", -1, ["ride", "belt", "hours", "sum"]),
        ("sum", 1, ["ride", "belt", "hours", "sum"]),
        ("sum", -1, ["ride", "belt", "sum", "hours"]),
    ],
)
def test_a_part_moves_a_step(item, step, order):
    assert ids(drafting.moved(ITEMS, item, step)) == order


@pytest.mark.parametrize(
    ("item", "step", "other"),
    [("ride", 1, "ride"), ("belt", -1, "ride"), ("hours", 1, "hours"), ("sum", -1, "hours")],
)
def test_what_hangs_on_a_part_stays_below_it(item, step, other):
    sentence, values = drafting.why_not_move(ITEMS, item, step)
    assert "stays below it" in sentence
    assert values["other"] == other


@pytest.mark.parametrize(("item", "step"), [("belt", 1), ("hours", -1)])
def test_the_rest_moves_freely(item, step):
    assert drafting.why_not_move(ITEMS, item, step) == ("", {})


@pytest.mark.parametrize(("item", "step"), [("ride", -1), ("sum", 1)])
def test_nothing_moves_past_the_end(item, step):
    assert "at the end" in drafting.why_not_move(ITEMS, item, step)[0]


def test_a_part_on_which_another_hangs_is_not_taken_out():
    assert drafting.why_not_remove(ITEMS, "ride")[1] == {"item": "ride", "other": "belt"}
    assert drafting.why_not_remove(ITEMS, "hours")[1] == {"item": "hours", "other": "sum"}
    assert drafting.why_not_remove(ITEMS, "belt") == ("", {})
    assert ids(drafting.without(ITEMS, "belt")) == ["ride", "hours", "sum"]


def test_a_part_is_put_where_it_belongs():
    new = {"id": "new", "type": "line", "text": {}}
    assert ids(drafting.put(ITEMS, new, "ride")) == ["ride", "new", "belt", "hours", "sum"]
    assert ids(drafting.put(ITEMS, new)) == ["ride", "belt", "hours", "sum", "new"]
    assert ids(drafting.put(ITEMS, new, "gone")) == ["ride", "belt", "hours", "sum", "new"]
    assert drafting.put(ITEMS, {**BELT, "type": "words"})[1]["type"] == "words"


def test_a_condition_waits_for_what_stands_above():
    assert ids(drafting.awaited(drafting.earlier(ITEMS, "sum"))) == ["ride", "hours"]
    assert ids(drafting.awaited(drafting.earlier(ITEMS, after="ride"))) == ["ride"]
    assert ids(drafting.earlier(ITEMS)) == ids(ITEMS)


# -- what one text says otherwise


def text(items=ITEMS, **parts):
    return shape.whole({"key": "rides", "kind": "agreement", "title": {"en": "R", "es": "V"}, "items": items, **parts})


def told(old, new):
    return [(c.what, c.item and c.item["id"], [name for name, *_ in c.parts]) for c in versions.changes(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (text(), text(), []),
        (text(), text(witness=True, signs=["participant"]), [("changed", None, ["signs", "witness"])]),
        (text(ITEMS[:2]), text(ITEMS[:3]), [("added", "hours", [])]),
        (text(ITEMS[:3]), text(ITEMS[:2]), [("removed", "hours", [])]),
        (text([RIDE]), text([{**RIDE, "required": True}]), [("changed", "ride", ["required"])]),
        (text([RIDE, HOURS, BELT]), text([RIDE, BELT, HOURS]), [("moved", "hours", [])]),
        (text([HOURS, RIDE, BELT]), text([RIDE, BELT, HOURS]), [("moved", "hours", [])]),
    ],
)
def test_what_is_different_between_two_texts(old, new, found):
    assert told(old, new) == found
